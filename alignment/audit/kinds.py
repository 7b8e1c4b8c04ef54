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
    Kind("journeys.decision", "Decision", "question", "journeys:decision-show"),
    Kind("journeys.decisioninsight", "Insight behind a decision", to="decision_id"),
    Kind("journeys.approval", "Approval of a decision", to="decision_id"),
    Kind("journeys.requirement", "Requirement", "text", "journeys:requirement-edit"),
    Kind("journeys.requirementupload", "Upload of requirements", to="initiative_id"),
    Kind("journeys.slicerow", "Requirement in a slice", to="requirement_id"),
    Kind(
        *("journeys.customertest", "Test with customers", "hypothesis"),
        "journeys:customer-test-show",
    ),
    Kind("journeys.workaround", "Workaround", "what", "journeys:workaround-show"),
    Kind("journeys.usereport", "Use of a workaround", to="workaround_id"),
    Kind("journeys.meeting", "Meeting", "title", "journeys:meeting-show"),
    Kind("journeys.meetingseries", "Series of meetings", "title"),
    Kind("journeys.meetingjourney", "Journey of a meeting", to="meeting_id"),
    Kind("journeys.meetinginsight", "Insight told at a meeting", to="meeting_id"),
    Kind("journeys.attendance", "Somebody at a meeting", to="meeting_id"),
    Kind("journeys.floortime", "Time at the floor", "person__name"),
    Kind("journeys.calendarfeed", "Address of a calendar", "person__name"),
    Kind("actions.action", "Action", "title", "actions:action-show"),
    Kind("actions.thread", "Talk", "about_words", "actions:thread-show"),
    Kind("actions.comment", "Comment", to="thread_id"),
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
    "about_words": "what it is about",
    "talked_on": "day they talked",
    "thread.after": "the talk before it",
    "withdrawn_at": "taken back",
    "undone_at": "taken back",
    "undone_by": "taken back by",
    "voided_at": "counts no more since",
    "voided_by": "who ended it",
    "voided_because": "why it was taken back",
    "choice": "which option is chosen",
    "effect_on_ops": "what it means for those who talk to customers",
    "dissent": "who sees it differently",
    "revisit_on": "day to look at it again",
    "taken_at": "taken",
    "hypothesis": "what we think",
    "tested_on": "day of the test",
    "learnt": "what was learnt",
    "organised_by": "who arranged it",
    "starts_at": "begins",
    "starts_on": "first day",
    "starts_time": "time",
    "until_on": "last day",
    "zone": "time zone",
    "meetingseries.count": "how many times",
    "requirementupload.count": "how many rows",
    "is_changed": "changed by itself",
    "cancelled_because": "why it is cancelled",
    "is_invited": "invited",
    "noted_by": "who said so",
    "spent_on": "day",
    "workaround.owner": "who owns it",
    "people_count": "how many people do it",
    "error_percent": "how many of 100 go wrong",
    "fix_minutes": "minutes to mend one",
    "rejected_because": "why it is none",
    "ownerless_at": "without an owner since",
    "put_by": "drawn by",
    "slicerow.place": "place in the slice",
}
"""Columns by another name than their model gives them, or of one model alone."""
UNSAID = {
    *("id", "key", "slug", "created_at", "created_by_id", "joined_at", "stage_at"),
    *("linked_at", "first_due_on", "proposed_at", "asked_at", "told_at"),
    *("at", "noted_at", "edited_at", "edited_by_id", "put_at", "changed_at"),
    *("uid", "sequence", "recurs_at", "made_until_on", "about_url", "slice_rows"),
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
    alone = f"{model._meta.model_name}.{found.name}"  # noqa: SLF001
    return CALLED.get(alone) or CALLED.get(found.name, str(found.verbose_name))
