"""What happened to a journey, in words, and who owned it on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from alignment.history import Change, History, by_day, end_of
from alignment.people.models import Person, Side
from alignment.people.queries.keeper import Keeper, keepers
from alignment.versions import history_of
from journeys.models import Handover, Journey, Phase, Step
from journeys.queries.history_words import Words, describe


@dataclass(frozen=True)
class Owned:
    """Who owned a side at the end of a day, as the database knew it then."""

    side: str
    owner: Keeper
    accepted_at: datetime | None
    left_on: date | None
    """The day they left, where that was on or before the day asked about."""


@dataclass(frozen=True)
class OwnersOn:
    on: date
    state: str
    owners: tuple[Owned, ...]
    """Empty where the journey did not exist yet."""


def journey_history(journey: Journey, *, until: date) -> History:
    """Changes up to the end of a day, newest first, by day; 6 queries."""
    words = Words(keepers(), _step_names(journey), timezone.get_current_timezone())
    changes = sorted(
        _changes(journey, end_of(until), words), key=lambda one: one[0], reverse=True
    )
    return by_day([change for _, change in changes])


def owners_on(journey: Journey, on: date) -> OwnersOn:
    """The answer to “who owned this on that day?”, from the database's own history."""
    known = (
        history_of(Journey)
        .filter(pgh_obj_id=journey.pk, pgh_created_at__lt=end_of(on))
        .order_by("pgh_id")
        .values()
        .last()
    )
    if known is None:
        return OwnersOn(on, "", ())
    people = Person.objects.in_bulk([known["product_owner_id"], known["ops_owner_id"]])
    owners = tuple(_owned(side, known, people, on) for side in Side)
    return OwnersOn(on, Journey.State(known["state"]).label, owners)


def _owned(
    side: Side, known: dict[str, Any], people: dict[int, Person], on: date
) -> Owned:
    person = people[known[f"{side.value}_owner_id"]]
    left_at = person.deactivated_at
    left_on = timezone.localdate(left_at) if left_at else None
    return Owned(
        side.value,
        Keeper(person.pk, person.name, person.side, person.is_active),
        known[f"{side.value}_accepted_at"],
        left_on if left_on and left_on <= on else None,
    )


def _step_names(journey: Journey) -> dict[int, str]:
    steps = Step.everything.filter(journey=journey)
    return dict(steps.order_by("pk").values_list("pk", "name"))


def _changes(
    journey: Journey, before: datetime, words: Words
) -> Iterator[tuple[tuple[datetime, int], Change]]:
    """Each with what it is sorted by; lines that say nothing are left out."""
    kinds: list[tuple[type[Model], dict[str, int]]] = [
        (Journey, {"pgh_obj_id": journey.pk}),
        (Step, {"journey_id": journey.pk}),
        (Phase, {"journey_id": journey.pk}),
        (Handover, {"journey_id": journey.pk}),
    ]
    for model, of_journey in kinds:
        earlier: dict[int, dict[str, Any]] = {}
        rows = history_of(model).filter(**of_journey, pgh_created_at__lt=before)
        told = rows.order_by("pgh_id").values("pgh_context__metadata", *_fields(model))
        for row in told:
            old = earlier.get(row["pgh_obj_id"])
            earlier[row["pgh_obj_id"]] = row
            for what, was, now in describe(model, old, row, words):
                change = Change(
                    row["pgh_created_at"], words.author(row), what, was, now
                )
                yield (row["pgh_created_at"], row["pgh_id"]), change


def _fields(model: type[Model]) -> list[str]:
    events = history_of(model).model
    return [field.attname for field in events._meta.concrete_fields]  # noqa: SLF001
