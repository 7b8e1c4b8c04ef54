"""What every form has in common: how it is drawn, and fields of one line."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Fields through templates/forms/field.html, form-wide errors in the summary."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class OneLine(forms.CharField):
    """A name or a title: blanks and line breaks in it are one blank each.

    A browser sends no line breaks from such a field. Whoever sends some wants to write
    lines of their own into mails that name them.
    """

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())
