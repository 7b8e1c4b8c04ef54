"""What the form of a meeting holds at first: what its address knows already."""

from typing import Any

from django.db.models import BigIntegerField, F, Value
from django.http import QueryDict

from alignment.people.models import Person, Side
from journeys.models import (
    Decision,
    Initiative,
    Insight,
    Journey,
    Kickoff,
    Meeting,
    Release,
    Workaround,
)

LONGEST = 120
MOST_PEOPLE = 20
NONE = Value(None, output_field=BigIntegerField())
ABOUT: tuple[tuple[Any, Any, Any], ...] = (
    (Journey, NONE, F("pk")),
    (Initiative, F("pk"), NONE),
    (Kickoff, F("initiative"), NONE),
    (Decision, F("initiative"), NONE),
    (Meeting, F("initiative"), F("journeys")),
    (Insight, F("initiative"), F("journey")),
    (Release, NONE, F("journeys")),
    (Workaround, NONE, F("step__journey")),
)
"""What can be talked about, with the initiative and the journeys of each."""


def meeting_start(asked: QueryDict, *, by: Person) -> dict[str, Any]:
    """`title`, `people`, `journey` and `initiative` as asked, or those of a `talk`.

    A query where it is about a talk. Who asks comes too.
    """
    people = [by.pk, *_numbers(asked.getlist("people"))[:MOST_PEOPLE]]
    journeys = _numbers(asked.getlist("journey")[:1])
    initiatives = _numbers(asked.getlist("initiative")[:1])
    start: dict[str, Any] = {"minutes": 30, "title": asked.get("title", "")[:LONGEST]}
    for talk in _numbers(asked.getlist("talk")[:1]):
        start |= {"minutes": 15, "kind": "talk"}
        found = _about(talk)
        initiatives += [one for one, _ in found if one]
        journeys += [one for _, one in found if one]
    start |= {f"{side.value}_people": people for side in Side}
    return start | {"journeys": journeys, "initiative": next(iter(initiatives), None)}


def _about(talk: int) -> list[tuple[int | None, int | None]]:
    """Initiative and journey of what a talk is about."""
    arms = [
        model._base_manager.filter(thread=talk)  # noqa: SLF001
        .order_by()
        .values_list(initiative, journey)
        for model, initiative, journey in ABOUT
    ]
    return list(arms[0].union(*arms[1:]))


def _numbers(asked: list[str]) -> list[int]:
    """Those that can be keys."""
    return [int(one) for one in asked if one.isdecimal() and len(one) < 19]
