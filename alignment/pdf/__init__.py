"""Documents as PDF, made with Typst from a template and what is to stand in it.

What people wrote goes in as JSON and is never markup. The work is done in a process
of its own, with an end to its time and its memory.
"""

import json
import logging
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from alignment.apart import TookTooLong, run_apart

logger = logging.getLogger(__name__)
CHILD = Path(__file__).parent / "child.py"
WALL_SECONDS = 15
TYPE = "application/pdf"
LONG = re.compile(r"\S{25,}")


class NotMade(Exception):
    """The document could not be made in the time there is."""


@dataclass(frozen=True)
class Document:
    """`template` is a file below `templates/`; `words` is what `data` holds in it."""

    template: str
    title: str
    words: dict[str, Any]
    lang: str = "en"


def pdf(document: Document) -> bytes:
    """The document, tagged (PDF/UA-1 as far as its letters have a font).

    Raises NotMade.
    """
    order = {
        "root": str(settings.ROOT),
        "template": f"templates/{document.template}",
        "data": document.words | {"title": document.title, "lang": document.lang},
    }
    try:
        said = json.dumps(order, default=str).encode()
        done = run_apart("-I", str(CHILD), seconds=WALL_SECONDS, data=said)
    except TookTooLong as error:
        raise NotMade("The PDF took too long. Print the page instead.") from error
    if done.returncode != 0:
        logger.error("no PDF of %s: %s", document.template, done.stderr[-2000:])
        raise NotMade("The PDF could not be made. Print the page instead.")
    return done.stdout


def said(text: str) -> dict[str, Any]:
    """What somebody wrote, line by line, and whether it begins from the right."""
    lines = [LONG.sub(_parted, line) for line in text.splitlines()]
    return {"lines": lines, "rtl": _from_the_right(text)}


def _parted(word: "re.Match[str]") -> str:
    """A word longer than a line may be broken anywhere."""
    return "\N{ZERO WIDTH SPACE}".join(word[0])


def _from_the_right(text: str) -> bool:
    """By the first letter that has a direction."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((each for each in strong if each in {"L", "R", "AL"}), "L") != "L"
