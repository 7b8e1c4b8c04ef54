"""Lists to choose from say what Django's own templates of them say."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting

from alignment.forms import SELECT, Renderer


class Choosing(forms.Form):
    some = {"class": 'a"b', "required": True, "data-x": "1", "hidden": False}
    one = forms.ChoiceField(
        choices=[("", "–"), ('x<"', "L & <b>"), ("G & H", [("1", "a"), ("2", "b")])],
        initial="2",
        widget=forms.Select(attrs=some),
    )
    many = forms.MultipleChoiceField(choices=[(1, "a"), (2, "b")], initial=["1"])


def parts(markup):
    """Its tags, each with its attributes in any order, and the texts between."""
    said = re.split(r"(<[^>]*>)", re.sub(r"\s*\n\s*", "", markup))
    return [sorted(each.strip("<>").split(" ")) for each in said if each]


@pytest.mark.parametrize("name", ["one", "many"])
def test_select_is_drawn_as_by_django_itself(name):
    bound = Choosing()[name]
    widget = bound.field.widget
    context = widget.get_context(name, bound.value(), widget.attrs)

    ours = Renderer().render(SELECT, context)

    assert parts(ours) == parts(TemplatesSetting().render(SELECT, context))
    assert "selected" in ours
