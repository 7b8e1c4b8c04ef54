"""At most one suggestion to talk, computed, for the two who look after a journey."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from alignment.actions.queries.thread import meeting_url
from alignment.people.models import Person, Side
from alignment.people.reach import talk_url
from alignment.versions import history_of
from journeys.models import Journey, Step
from journeys.queries.overview import Trust

BOTH_CHANGED = timedelta(days=7)


@dataclass(frozen=True)
class Nudge:
    """`kind` is `both`, `release` or `days`; the words are the template's."""

    kind: str
    viewer: Person
    partner: Person
    talk_url: str
    meeting_url: str
    step: str = ""
    days: int = 0

    @property
    def pair(self) -> tuple[Person, Person]:
        """The one of product first, as everywhere."""
        one, other = self.viewer, self.partner
        return (one, other) if one.side == Side.PRODUCT else (other, one)


def nudge(journey: Journey, viewer: Person, trust: Trust, on: date) -> Nudge | None:
    """For an owner about the other one, when there is something to talk about."""
    partner = journey.owner(Side(viewer.side).other)
    if journey.state != Journey.State.LIVE or viewer != journey.owner(viewer.side):
        return None
    if not partner.is_active:
        return None
    ways = (
        talk_url(partner, journey.title),
        meeting_url(f"Talk about {journey}", (viewer, partner), journey=journey.pk),
    )
    if step := _both_changed(journey):
        return Nudge("both", viewer, partner, *ways, step=step)
    if trust.is_stale:
        return Nudge(trust.because, viewer, partner, *ways, days=trust.days or 0)
    return None


def _both_changed(journey: Journey) -> str:
    """The newest step that people of both sides changed within the last week."""
    since = timezone.now() - BOTH_CHANGED
    changes = (
        history_of(Step)
        .filter(journey_id=journey.pk, pgh_created_at__gte=since, pgh_label="update")
        .exclude(pgh_context__metadata__has_key="moved")
        .order_by("-pgh_id")
        .values_list("pgh_obj_id", "pgh_context__metadata__person")
    )
    by_step: dict[int, set[int]] = defaultdict(set)
    for step_id, person_id in changes:
        if person_id:
            by_step[step_id].add(person_id)
    shared = [pk for pk, people in by_step.items() if len(people) > 1]
    if not shared:
        return ""
    sides = dict(
        Person.objects.filter(pk__in=set().union(*by_step.values())).values_list(
            "pk", "side"
        )
    )
    for pk in shared:
        if len({sides.get(person) for person in by_step[pk]} - {None}) > 1:
            return str(Step.everything.get(pk=pk))
    return ""
