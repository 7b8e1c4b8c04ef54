"""What contacts can be narrowed to."""

from dataclasses import dataclass

from journeys.models import Journey, Step
from kpis.models import ContactImport, Reason


@dataclass(frozen=True)
class ContactChoices:
    journeys: list[tuple[int, str, str]]
    """Id, slug and title."""
    steps: list[tuple[str, str]]
    """Of the journey chosen."""
    reasons: list[tuple[str, str]]
    imports: list[tuple[str, str]]

    def journey_id(self, slug: str) -> int | None:
        return next((pk for pk, known, _ in self.journeys if known == slug), None)


def contact_choices(journey: str) -> ContactChoices:
    """Everything to choose from; the steps and reasons of the journey chosen."""
    journeys = list(Journey.objects.shown().values_list("pk", "slug", "title"))
    chosen = next((pk for pk, slug, _ in journeys if slug == journey), None)
    steps = Step.objects.filter(journey_id=chosen) if chosen else Step.objects.none()
    reasons = Reason.objects.select_related("source").order_by("label", "source")
    if chosen:
        reasons = reasons.filter(journey_id=chosen)
    imports = ContactImport.objects.filter(
        kind=ContactImport.Kind.CONTACTS,
        state__in=[ContactImport.State.DONE, ContactImport.State.REFRESHING],
    )
    return ContactChoices(
        journeys=journeys,
        steps=[(str(pk), name) for pk, name in steps.values_list("pk", "name")],
        reasons=[(str(r.pk), f"{r} ({r.source.name})") for r in reasons],
        imports=[
            (str(pk), f"{name}, {made:%d %b %Y}")
            for pk, name, made in imports.values_list("pk", "file_name", "created_at")
        ],
    )
