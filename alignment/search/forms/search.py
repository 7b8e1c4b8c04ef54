"""What is searched for, as the address says it."""

from typing import Any

from django import forms

from alignment.search.sources import SOURCES

LONGEST = 200
TOO_LONG = "Search for fewer words: 200 letters at most."
UNREADABLE = "There is a sign in it that cannot be searched for. Type the words anew."


class SearchForm(forms.Form):
    """A kind or page that does not exist narrows nothing."""

    q = forms.CharField(
        label="Search for",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for check in self.fields["q"].validators:
            check.message = UNREADABLE  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        q: str = self.cleaned_data["q"]
        if len(q) > LONGEST:
            raise forms.ValidationError(TOO_LONG)
        return " ".join(q.split())

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        return kind if kind in {source.kind for source in SOURCES} else ""

    @property
    def wanted(self) -> dict[str, str]:
        """The words and the kind; no words where these cannot be searched for."""
        self.is_valid()
        said = self.cleaned_data
        return {"text": said.get("q", ""), "kind": said.get("kind", "")}
