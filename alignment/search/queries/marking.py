"""Where the words stand in what was found, for the eye."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from alignment.asked import Asked, Word

WORD = re.compile(r"\w+")
ACCENTS = re.compile("[\u0300-\u036f]")
TWO = {"ß": "ss", "æ": "ae", "œ": "oe"}
PLAIN = str.maketrans("øłđıħ", "oldih") | {ord(k): v for k, v in TWO.items()}
LONGEST, BEFORE = 170, 50
"""Letters of a text that are shown, and how many of them before the first word."""


def plain(text: str) -> str:
    """In plain letters, as `search_plain` of the database says it."""
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return bare.lower().translate(PLAIN)


def marked(text: str, words: Asked) -> SafeString:
    """The whole text, escaped, with the words in marks."""
    found, done = [], 0
    for begin, end in _hits(text, words):
        found += [escape(text[done:begin]), f"<mark>{escape(text[begin:end])}</mark>"]
        done = end
    return mark_safe("".join([*found, escape(text[done:])]))  # noqa: S308 -- escaped


def snippet(text: str, words: Asked) -> SafeString:
    """As much of the text as one reads at a glance, around the first word found."""
    one_line = " · ".join(" ".join(each.split()) for each in text.splitlines() if each)
    first = next((begin for begin, _ in _hits(one_line, words)), 0)
    if len(one_line) <= LONGEST:
        return marked(one_line, words)
    begin = _after_blank(one_line, first - BEFORE) if first > BEFORE else 0
    shown = one_line[begin : begin + LONGEST]
    cut = begin + LONGEST < len(one_line)
    if cut and " " in shown:
        shown = shown[: shown.rindex(" ")]
    before, after = ("… " if begin else ""), (" …" if cut else "")
    return mark_safe(f"{before}{marked(shown, words)}{after}")  # noqa: S308 -- escaped


def _hits(text: str, words: Asked) -> Iterator[tuple[int, int]]:
    for match in WORD.finditer(text):
        bare = plain(match[0])
        if any(_is_hit(bare, word) for word in words.words):
            yield match.span()


def _is_hit(bare: str, word: Word) -> bool:
    if len(word.plain) == 1:
        return bare == word.plain
    stem = len(word.stem) > 2 and bare.startswith(word.stem)
    return bare.startswith(word.plain) or stem


def _after_blank(text: str, least: int) -> int:
    return text.find(" ", least) + 1
