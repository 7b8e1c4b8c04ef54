"""The lens switch and the filters."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.dashboards.home.choice import CHANNELS, LENSES, WEEKS, Choice
from alignment.dashboards.home.page import Board
from alignment.people.models import Organisation


@dataclass(frozen=True)
class Lens:
    lens: str
    word: str
    address: str
    here: bool


@dataclass(frozen=True)
class Select:
    """`options` are (value, word)."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...]


def lenses(choice: Choice, organisation: Organisation) -> list[Lens]:
    words = {
        "shared": _("Shared"),
        "product": organisation.product_word,
        "ops": organisation.ops_short_word,
        "leaders": _("Leaders"),
    }
    return [
        Lens(lens, words[lens], choice.address(lens=lens), lens == choice.lens)
        for lens in LENSES
    ]


def selects(board: Board) -> list[Select]:
    choice = board.choice
    channels = dict(
        zip(
            CHANNELS,
            (_("Calls"), _("Chats"), _("Mails"), _("Visits"), _("Other")),
            strict=True,
        )
    )
    return [
        Select("weeks", _("Time"), str(choice.weeks), tuple(map(_weeks, WEEKS))),
        Select(
            "journey",
            _("Journey"),
            choice.journey,
            (("", _("All journeys")), *board.journeys),
        ),
        Select(
            "channel",
            _("Channel"),
            str(choice.channel or ""),
            (
                ("", _("All channels")),
                *((str(n), word) for n, word in channels.items()),
            ),
        ),
    ]


def _weeks(weeks: int) -> tuple[str, str]:
    return str(weeks), ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}
