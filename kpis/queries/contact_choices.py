"""What contacts can be narrowed to."""

from dataclasses import dataclass

from django.db.models import Case, QuerySet, Value, When

from journeys.models import Journey, Step
from kpis.models import ContactImport, Reason

MANY = 100
"""More reasons than that are found by their words: a list of all helps nobody."""


@dataclass(frozen=True)
class ContactChoices:
    journeys: list[tuple[int, str, str]]
    """Id, slug and title."""
    steps: list[tuple[str, str]]
    """Of the journey chosen."""
    reasons: list[tuple[str, str]]
    """All of them, or where they are many the one chosen."""
    imports: list[tuple[str, str]]
    """The newest, and the one chosen."""
    has_many_reasons: bool

    def journey_id(self, slug: str) -> int | None:
        return next((pk for pk, known, _ in self.journeys if known == slug), None)


def contact_choices(
    journey: str, *, reason: int | None = None, bringing: int | None = None
) -> ContactChoices:
    """What to choose from: the steps and reasons of the journey chosen, and what is.

    `reason` and `bringing` (an import) stay to be chosen however many there are.
    """
    journeys = list(Journey.objects.shown().values_list("pk", "slug", "title"))
    chosen = next((pk for pk, slug, _ in journeys if slug == journey), None)
    steps = Step.objects.filter(journey_id=chosen) if chosen else Step.objects.none()
    reasons = Reason.objects.select_related("source").order_by("label", "source")
    if chosen:
        reasons = reasons.filter(journey_id=chosen)
    few = list(reasons[: MANY + 1])
    many = len(few) > MANY
    if many:
        few = list(reasons.filter(pk=reason or 0))
    return ContactChoices(
        journeys=journeys,
        steps=[(str(pk), name) for pk, name in steps.values_list("pk", "name")],
        reasons=[(str(r.pk), f"{r} ({r.source.name})") for r in few],
        imports=[
            (str(pk), f"{name}, {made:%d %b %Y}")
            for pk, name, made in _imports(bringing).values_list(
                "pk", "file_name", "created_at"
            )
        ],
        has_many_reasons=many,
    )


def _imports(chosen: int | None) -> QuerySet[ContactImport]:
    """The newest that have brought contacts, the one chosen before them."""
    found = ContactImport.objects.filter(
        kind=ContactImport.Kind.CONTACTS,
        state__in=[ContactImport.State.DONE, ContactImport.State.REFRESHING],
    )
    first = Case(When(pk=chosen, then=Value(0)), default=Value(1))
    return found.order_by(first, "-created_at", "-pk")[:MANY]
