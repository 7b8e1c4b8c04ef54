"""What forms have in common: how they are drawn, fields of one line, filters."""

from typing import Any
from unicodedata import category, normalize

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

UNSEEN = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and a sign that are drawn as a blank."""
SELECT = "django/forms/widgets/select.html"


class Renderer(TemplatesSetting):
    """Fields through templates/forms/field.html, form-wide errors in the summary."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> str:
        """Django has two templates for each option, and there may be hundreds."""
        if template_name == SELECT:
            return select(context["widget"])
        return super().render(template_name, context, request)


def select(widget: dict[str, Any]) -> SafeString:
    """What Django's own template of it says."""
    groups = []
    for name, options, _ in widget["optgroups"]:
        rows = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((str(o["value"]), flatatt(o["attrs"]), o["label"]) for o in options),
        )
        pattern = '<optgroup label="{}">\n{}\n</optgroup>' if name else "{1}"
        groups.append(format_html(pattern, name, rows))
    return format_html(
        '<select name="{}"{}>\n{}\n</select>',
        widget["name"],
        flatatt(widget["attrs"]),
        format_html_join("\n", "{}", ((each,) for each in groups)),
    )


def is_unseen(letter: str) -> bool:
    """Whether it shows nothing by itself; the tags that make a flag do."""
    if letter in UNSEEN:
        return True
    return category(letter) in {"Cc", "Cf", "Zs", "Zl", "Zp"} and not (
        "\U000e0020" <= letter <= "\U000e007f"
    )


def alike(text: str) -> str:
    """The same for texts that look the same but for size and what nobody sees."""
    seen = (each for each in normalize("NFKC", text) if not is_unseen(each))
    return "".join(seen).casefold()


class OneLine(forms.CharField):
    """A name or a title: blanks and line breaks in it are one blank each.

    A browser sends no line breaks from such a field. Whoever sends some wants to write
    lines of their own into mails that name them. What nobody sees is taken off both
    ends, and a line of nothing else is empty.
    """

    def to_python(self, value: Any) -> str:
        line = " ".join((super().to_python(value) or "").split())
        seen = [place for place, each in enumerate(line) if not is_unseen(each)]
        if all(category(line[place]) == "Mn" for place in seen):
            return ""
        return line[seen[0] : seen[-1] + 1]


class SearchField(forms.CharField):
    """Words to look for in a list."""

    def __init__(self, label: str = "Search", *, longest: int = 100) -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=longest,
            widget=forms.TextInput(attrs={"type": "search"}),
            error_messages={
                "max_length": f"Search for fewer words: {longest} letters at most."
            },
        )


class Filter(forms.Form):
    """What a list can be narrowed to; a value that makes no sense narrows nothing."""

    @property
    def wanted(self) -> Any:
        """The values that make sense by their names, "" for the others."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    @property
    def is_narrowed(self) -> bool:
        return any(self.wanted.values())
