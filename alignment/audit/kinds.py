"""What the kinds of rows that have a history are called, and where they are shown."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from pghistory.models import Event


@dataclass(frozen=True)
class Kind:
    """`name` is the column that says what a row is called. Its page is `route`, by its
    `key`. What belongs `to` something, by that column, is shown where that is."""

    model: str
    word: str
    name: str = ""
    route: str = ""
    key: str = "pk"
    to: str = ""

    def url(self, key: str) -> str:
        return reverse(self.route, args=[key]) if self.route else ""


KNOWN = (
    Kind("journeys.journey", "Journey", "title", "journeys:journey-show", "slug"),
    Kind("journeys.phase", "Phase", "name", to="journey_id"),
    Kind("journeys.step", "Step", "name", to="journey_id"),
    Kind("journeys.handover", "Handover", to="journey_id"),
    Kind(
        *("journeys.initiative", "Initiative", "title"),
        *("journeys:initiative-show", "slug"),
    ),
    Kind("journeys.initiativejourney", "Journey of an initiative", to="initiative_id"),
    Kind("journeys.initiativestep", "Step of an initiative", to="initiative_id"),
    Kind(
        *("journeys.kickoff", "Kickoff", "initiative__title"),
        *("journeys:kickoff-show", "initiative__slug"),
    ),
    Kind("journeys.kickoffperson", "Somebody in a kickoff", to="kickoff_id"),
    Kind("journeys.sponsoranswer", "Sponsor of a kickoff", to="kickoff_id"),
    Kind("journeys.insight", "Insight", "said", "journeys:insight-show"),
    Kind("journeys.insightanswer", "Answer to an insight", to="insight_id"),
    Kind("journeys.release", "Release", "name", "journeys:release-show", "slug"),
    Kind("journeys.releasejourney", "Journey of a release", to="release_id"),
    Kind("actions.action", "Action", "title", "actions:action-show"),
    Kind("people.person", "Person", "name", "people:person-show"),
    Kind("people.team", "Team", "name", "people:team-show", "slug"),
    Kind("people.membership", "Somebody in a team", to="team_id"),
    Kind("people.invitation", "Invitation", "name"),
    Kind("people.organisation", "Organisation", "name"),
    Kind("kpis.target", "Target"),
    Kind("kpis.reason", "Contact reason", "label"),
    Kind("kpis.source", "Source of contacts", "name", "kpis:source-edit", "slug"),
    Kind("kpis.contactimport", "Import", "file_name", "kpis:import-show"),
)
BY_MODEL = {kind.model: kind for kind in KNOWN}
CALLED: dict[str, str] = {
    "released_on": "day",
    "due_on": "day",
    "first_due_on": "first day",
    "held_on": "day of the kickoff",
    "lead": "who leads it",
    "owner": "who does it",
    "side": "side",
    "is_active": "may sign in",
}
"""Columns by another name than their model gives them."""
UNSAID = {
    *("id", "key", "slug", "created_at", "created_by_id", "joined_at", "stage_at"),
    *("linked_at", "first_due_on", "proposed_at", "asked_at", "told_at"),
}
"""Columns that say nothing to people, or what the change says itself."""


def histories() -> list[Any]:
    """The models of all histories."""
    models: list[Any] = apps.get_models()
    events = [each for each in models if issubclass(each, Event)]
    return [each for each in events if each.pgh_tracked_model]


def kinds() -> list[Kind]:
    """Every kind that has a history; what is not known here is called as its model."""
    models = [events.pgh_tracked_model for events in histories()]
    return sorted((kind_of(each) for each in models), key=lambda kind: kind.word)


def kind_of(model: type[Model]) -> Kind:
    meta = model._meta  # noqa: SLF001 -- Django's own name
    word = str(meta.verbose_name).capitalize()
    return BY_MODEL.get(meta.label_lower, Kind(meta.label_lower, word))


def parent(kind: Kind) -> str:
    """What rows of a kind belong to."""
    model = model_of(kind.model)
    field = column(model, kind.to) if model and kind.to else None
    return str(field.related_model._meta.label_lower) if field is not None else ""  # noqa: SLF001


def model_of(label: str) -> type[Model] | None:
    """The model of a change; None where it is no longer part of the product."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def column(model: type[Model], name: str) -> Any:
    """The field behind a column; None where there is none any more."""
    fields = model._meta.concrete_fields  # noqa: SLF001
    return next((each for each in fields if each.attname == name), None)


def called(model: type[Model], name: str) -> str:
    """A column as people call it."""
    found = column(model, name)
    if found is None:
        return name.replace("_", " ")
    return CALLED.get(found.name, str(found.verbose_name))
