"""What a strict security policy, and people who rename things, ask of markup."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from alignment.people.templatetags.marks import icon

ROOT: Path = settings.ROOT
FORBIDDEN = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "handler attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "hx-on": re.compile(r"\bhx-on\b", re.IGNORECASE),
    "javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "js: expression": re.compile(r"hx-[a-z-]+\s*=\s*[\"']\s*js:", re.IGNORECASE),
    "address elsewhere": re.compile(
        r"<(?:script|link|img)[^>]*(?:src|href)=[\"']https?:", re.IGNORECASE
    ),
}
SIDE_WORDS = re.compile(r"\b(?:Product|Ops|Operations)\b")
PYTHON_MARKUP = re.compile(r"<[a-z][^>\n]*\sstyle=", re.IGNORECASE)
GROUPED_KEY = re.compile(r"{{ *[a-z_.]*\.(?:pk|id|(?!auto_)[a-z_]*_id) *}}")
"""A key written as a number for people would read 1,283 from a thousand on."""
DATE = re.compile(r"""\|(?:date|naturalday|time):(?:"([^"]*)"|'([^']*)')""")
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", re.DOTALL)
# Product names, and lines about the product as a whole, not about a side.
ALLOWED_WORDS = re.compile(r"Product and operations own")


def pages() -> list[Path]:
    """Our templates; letters have their styles inside by need."""
    top = ROOT / "templates"
    return sorted(p for p in top.rglob("*.html") if "mail" not in p.parts)


def inline_things(text: str) -> list[str]:
    """The forbidden kinds of markup in one template."""
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


def named_sides(text: str) -> list[str]:
    """Words for a side that are typed, not taken from the organisation."""
    visible = TAGS.sub(" ", ALLOWED_WORDS.sub("", text))
    return SIDE_WORDS.findall(visible)


def misread_words(text: str) -> list[str]:
    """Formats of dates with words in them, of which each letter would be a date."""
    formats = ["".join(found) for found in DATE.findall(text)]
    return [f for f in formats if re.search(r"[A-Za-z]{2}", re.sub(r"\\.", "", f))]


def python_files() -> Iterable[Path]:
    for top in ("alignment", "journeys", "kpis", "retros"):
        yield from (ROOT / top).rglob("*.py")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", pages(), ids=_name)
def test_templates_have_nothing_inline(path):
    assert inline_things(path.read_text()) == []


@pytest.mark.parametrize("path", pages(), ids=_name)
def test_templates_take_the_words_of_the_sides_from_the_organisation(path):
    assert named_sides(path.read_text()) == []


@pytest.mark.parametrize("path", pages(), ids=_name)
def test_templates_compile_and_their_icons_exist(path):
    source = get_template(str(path.relative_to(ROOT / "templates"))).template.source  # type: ignore[attr-defined]

    for name in re.findall(r'{% lucide "([a-z0-9-]+)"', source):
        assert icon(name, 16, "icon").startswith("<svg")


@pytest.mark.parametrize("path", pages(), ids=_name)
def test_templates_write_keys_without_separators(path):
    assert GROUPED_KEY.findall(path.read_text()) == []


def test_templates_grouped_key_is_found():
    assert GROUPED_KEY.findall('id="step-{{ step.pk }}" href="?s={{ i.source_id }}"')
    assert not GROUPED_KEY.findall("{{ step.pk|stringformat:'d' }} {{ page.number }}")


def test_python_makes_no_styled_markup():
    styled = [_name(p) for p in python_files() if PYTHON_MARKUP.search(p.read_text())]

    assert styled == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<p style="color:red">', "style attribute"),
        ("<style>p{}</style>", "style element"),
        ("<script>go()</script>", "inline script"),
        ('<a onclick="go()">', "handler attribute"),
        ('<a hx-on:click="go()">', "hx-on"),
        ('<a href="javascript:go()">', "javascript: address"),
        ('<a hx-vals="js:{a: 1}">', "js: expression"),
        ('<script src="https://example.org/x.js"></script>', "address elsewhere"),
    ],
)
def test_template_check_sees(text, kind):
    assert kind in inline_things(text)


def test_template_check_sees_a_typed_side():
    assert named_sides("<p>Signed for Ops</p>") == ["Ops"]
    assert named_sides("<p>Signed for {{ organisation.ops_short_word }}</p>") == []


def test_python_check_sees_styled_markup():
    assert PYTHON_MARKUP.search("x = '<p class=a style=b>'")
    assert not PYTHON_MARKUP.search("x = '<p class=a>'")


def test_formats_of_dates_hold_no_bare_words():
    found = {
        _name(path): words
        for path in sorted((ROOT / "templates").rglob("*.*"))
        if (words := misread_words(path.read_text()))
    }

    assert found == {}


def test_formats_of_dates_check_sees_a_bare_word():
    assert misread_words('{{ day|naturalday:"on j F Y" }}') == ["on j F Y"]
    assert misread_words('{{ day|date:"\\o\\n j F Y, H:i" }}') == []
