"""What people name is one line: no name writes lines of its own into a mail."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms

from alignment.forms import OneLine

PACKAGES = ("alignment.people.forms", "journeys.forms")
NAMES = {"name", "title", "organisation", "team", "area", "where"}
NAMES |= {"product_word", "ops_word", "ops_short_word"}
OTHERS = {"CheckForm.name"}  # the heading of a column


def ours() -> Iterator[type[forms.BaseForm]]:
    for package in PACKAGES:
        folder = importlib.import_module(package).__path__
        for found in pkgutil.iter_modules(folder):
            module = importlib.import_module(f"{package}.{found.name}")
            for one in vars(module).values():
                is_form = isinstance(one, type) and issubclass(one, forms.BaseForm)
                if is_form and one.__module__ == module.__name__:
                    yield one


def named() -> Iterator[tuple[str, forms.Field]]:
    for form in ours():
        fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
        for name, field in fields.items():
            place = f"{form.__name__}.{name}"
            is_text = type(field) in {forms.CharField, OneLine}
            if name in NAMES and is_text and place not in OTHERS:
                yield place, field


def test_forms_take_names_as_one_line():
    found = dict(named())

    assert len(found) > 12
    assert [place for place, one in found.items() if not isinstance(one, OneLine)] == []


@pytest.mark.parametrize(
    "typed", ["Nia\r\nBcc: x@example.org", " Nia \t Bcc:\u2028x@example.org "]
)
def test_one_line_takes_breaks_for_blanks(typed):
    assert OneLine().clean(typed).split() == ["Nia", "Bcc:", "x@example.org"]
    assert len(OneLine().clean(typed).splitlines()) == 1


@pytest.mark.parametrize(
    "typed", ["\u200b", " \u2800\u3164 ", "\ufe0f", "\u202e\u00ad"]
)
def test_one_line_of_what_nobody_sees_is_empty(typed):
    with pytest.raises(forms.ValidationError):
        OneLine().clean(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u200bNia\u200b Costa \u2060", "Nia\u200b Costa"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("3.1", "3.1"),
        ("%", "%"),
    ],
)
def test_one_line_keeps_what_is_seen(typed, kept):
    assert OneLine().clean(typed) == kept
