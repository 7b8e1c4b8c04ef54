"""Forms of requirements: one, many at once, an upload, and the list's filters."""

from typing import Any

from django import forms

from alignment.forms import OneLine, SearchField
from journeys.models import Requirement
from journeys.operations.table_file import MOST_BYTES

MOST_FILE_BYTES = 5_000_000
WHATS = ("in", "out", "up", "down")


class RequirementForm(forms.ModelForm):  # type: ignore[type-arg]
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Requirement
        fields = list(Requirement.TEXTS)
        field_classes = dict.fromkeys(Requirement.TEXTS, OneLine)
        labels = {
            "text": "What is asked for?",
            "group": "Group",
            "key": "Key in another tool",
            "size": "Size or priority",
        }
        help_texts = {"key": "Like PAY-123. No two rows have the same one."}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "text": {
                "required": "Write what is asked for.",
                "max_length": "Keep it within 500 characters.",
            },
            "group": {"max_length": "Keep the group within 80 characters."},
            "key": {"max_length": "Keep the key within 64 characters."},
            "size": {"max_length": "Keep it within 40 characters."},
        }

    def _get_validation_exclusions(self) -> set[str]:
        """That a row is in the list once is said by the model, with that row."""
        return {*super()._get_validation_exclusions(), "initiative"}  # type: ignore[misc]


def ticked(sent: list[str]) -> list[int]:
    """The keys of rows; what is no key is left out."""
    return [int(each) for each in sent if each.isdecimal() and len(each) < 19]


class SliceForm(forms.Form):
    """What to do with rows: by a button of one row, of the ticked, or by dragging.

    A button of one row is called like what it does, and its value is the row's key.
    """

    what = forms.ChoiceField(choices=[(each, each) for each in WHATS])
    rows = forms.Field(required=False)
    after = forms.IntegerField(required=False, min_value=0)

    def __init__(self, sent: Any) -> None:
        one = next((each for each in WHATS if sent.get(each)), "")
        self.keys = ticked([sent[one]] if one else sent.getlist("rows"))
        super().__init__(
            {"what": one or sent.get("what"), "after": sent.get("after", "")}
        )

    @property
    def problem(self) -> str:
        """Why it cannot be done; "" when it can."""
        if not self.is_valid():
            return "Choose what to do with the rows."
        return "" if self.keys else "Tick the rows first."


class GroupForm(forms.Form):
    group = OneLine(
        required=False,
        max_length=80,
        error_messages={"max_length": "Keep the group within 80 characters."},
    )
    seen = forms.IntegerField(required=False)


class RenameForm(forms.Form):
    name = OneLine(max_length=80)
    to = OneLine(
        max_length=80,
        error_messages={
            "required": "Write what the group is called now.",
            "max_length": "Keep the group within 80 characters.",
        },
    )


class RequirementFilter(forms.Form):
    state = forms.ChoiceField(
        label="State",
        choices=[("", "All"), ("in", "In the slice"), ("later", "Later")],
        required=False,
    )
    group = forms.ChoiceField(label="Group", required=False)
    q = SearchField()

    @property
    def wanted(self) -> dict[str, str]:
        """The values that make sense; the others are left out. Any group does."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name) or "" for name in ("state", "q")}
        return said | {"group": self.data.get("group", "")[:80]}

    def offer(self, names: tuple[str, ...]) -> None:
        """The groups there are."""
        field: Any = self.fields["group"]
        field.choices = [
            ("", "All"),
            *((name, name) for name in names),
            ("-", "Without a group"),
        ]

    @property
    def is_narrowed(self) -> bool:
        return any(self.wanted.values())


class RequirementsForm(forms.Form):
    """Pasted text, or a file."""

    pasted = forms.CharField(
        label="Paste them here",
        help_text="One a line. Or copy the cells of a sheet: what is asked for, group,"
        " key, size.",
        required=False,
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": "It is more than 1 MB of text. Split it."},
    )
    file = forms.FileField(
        label="Or choose a file",
        help_text="XLSX or CSV, with a line of headings.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
        error_messages={"empty": "The file is empty."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_FILE_BYTES:
            raise forms.ValidationError("Choose a file of at most 5 MB.")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned["file"] or cleaned["pasted"].strip()):
            self.add_error(None, "Paste some text or choose a file.")
        return cleaned


class CheckForm(forms.Form):
    """The table again, with the columns as somebody corrected them."""

    table = forms.CharField(widget=forms.Textarea, max_length=MOST_BYTES, strip=False)
    name = forms.CharField(required=False, max_length=200)
    text = forms.CharField(required=False)
    group = forms.CharField(required=False)
    key = forms.CharField(required=False)
    size = forms.CharField(required=False)
    keep = forms.BooleanField(required=False)

    @property
    def chosen(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in Requirement.TEXTS}
