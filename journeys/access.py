"""Who may load what. Everybody signed in sees all; what one may not do is a 404."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from alignment.people.access import must_edit
from alignment.people.models import Person, Side
from alignment.versions import history_of
from journeys.models import (
    CalendarFeed,
    CustomerTest,
    Decision,
    FloorTime,
    Handover,
    Initiative,
    Insight,
    Journey,
    Kickoff,
    Meeting,
    Phase,
    Release,
    Requirement,
    RequirementUpload,
    Step,
    Workaround,
)
from journeys.models.decision import DecisionQuerySet
from journeys.models.floor_time import FloorTimeQuerySet
from journeys.models.initiative import InitiativeQuerySet
from journeys.models.insight import InsightQuerySet
from journeys.models.journey import JourneyQuerySet
from journeys.models.meeting import MeetingQuerySet
from journeys.models.rights import leads, may_appoint, may_confirm, may_hand_over
from journeys.models.workaround_costs import WorkaroundQuerySet

PEOPLE = ("product_owner", "ops_owner", "created_by")


def journeys_to_see(person: Person) -> JourneyQuerySet:
    """All of them, archived ones too."""
    return Journey.objects.all()


def steps_to_see(person: Person) -> "QuerySet[Step]":
    """Those on the map."""
    return Step.objects.all()


def journey_to_see(person: Person, slug: str) -> Journey:
    """Any journey, archived ones too: their address stays good."""
    return get_object_or_404(Journey.objects.select_related(*PEOPLE), slug=slug)


def journey_to_talk(person: Person, pk: int) -> Journey:
    return get_object_or_404(Journey.objects.select_related(*PEOPLE), pk=pk)


def journey_to_edit(person: Person, slug: str) -> Journey:
    must_edit(person)
    shown = Journey.objects.shown().select_related(*PEOPLE)
    return get_object_or_404(shown, slug=slug)


def journey_to_archive(person: Person, slug: str) -> Journey:
    """To archive or bring back, so in any state."""
    must_edit(person)
    return journey_to_see(person, slug)


def journey_to_answer(person: Person, slug: str) -> Journey:
    """Only for the two who are named."""
    journey = journey_to_edit(person, slug)
    _must(person == journey.owner(person.side))
    return journey


def journey_to_confirm(person: Person, slug: str) -> Journey:
    """For the owners, and leaders, who speak for their side."""
    journey = journey_to_edit(person, slug)
    _must(may_confirm(person, journey))
    return journey


def journey_to_appoint(person: Person, slug: str, side: str) -> Journey:
    """To name somebody else where the named owner has not accepted."""
    journey = journey_to_edit(person, slug)
    _must(side in Side.values and may_appoint(person, journey, side))
    return journey


def journey_to_hand_over(person: Person, slug: str, side: str) -> Journey:
    journey = journey_to_edit(person, slug)
    _must(side in Side.values and may_hand_over(person, journey, side))
    return journey


def handover_to_answer(person: Person, pk: int) -> Handover:
    must_edit(person)
    asked = Handover.objects.filter(receiver=person)
    return get_object_or_404(asked.select_related("journey", "receiver"), pk=pk)


def handover_to_withdraw(person: Person, pk: int) -> Handover:
    handover = get_object_or_404(Handover.objects.select_related("journey"), pk=pk)
    near = person.pk in {handover.giver_id, handover.proposed_by_id}
    _must(person.edits and (near or leads(person, handover.side)))
    return handover


def phase_to_edit(person: Person, slug: str, pk: int) -> Phase:
    journey = journey_to_edit(person, slug)
    return get_object_or_404(journey.phases.select_related("journey"), pk=pk)


def step_to_edit(person: Person, slug: str, pk: int) -> Step:
    journey = journey_to_edit(person, slug)
    steps = Step.objects.select_related(
        "journey", "phase", "product_owner", "ops_owner"
    )
    return get_object_or_404(steps, journey=journey, pk=pk)


def step_to_restore(person: Person, slug: str, pk: int) -> Step:
    """A step of a journey one may edit, on the map or removed."""
    journey = journey_to_edit(person, slug)
    steps = Step.everything.select_related("journey")
    return get_object_or_404(steps, journey=journey, pk=pk)


def step_removed(journey: Journey, pk: str) -> Step | None:
    """The step just removed, to offer it back where there is no script."""
    gone = Step.everything.exclude(removed_at=None).filter(journey=journey)
    return gone.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None


def releases_to_see(person: Person) -> "QuerySet[Release]":
    return Release.objects.all()


def release_to_see(person: Person, slug: str) -> Release:
    return get_object_or_404(releases_to_see(person), slug=slug)


def release_to_edit(person: Person, slug: str) -> Release:
    must_edit(person)
    return release_to_see(person, slug)


def removed_release(person: Person, event: int) -> Any:
    """The last version of a release that was removed, to bring it back."""
    must_edit(person)
    removed = history_of(Release).filter(pgh_label="delete")
    return get_object_or_404(removed, pgh_id=event)


def last_removed(person: Person, event: str) -> Any:
    """The release just removed, to offer it back; None while it is there."""
    if not person.edits or not event.isdecimal() or len(event) > 9:
        return None
    removed = history_of(Release).filter(pgh_label="delete", pgh_id=event).first()
    back = removed and Release.objects.filter(
        name=removed.name, released_on=removed.released_on
    )
    return None if back is None or back.exists() else removed


def initiatives_to_see(person: Person) -> InitiativeQuerySet:
    return Initiative.objects.all()


def initiative_to_see(person: Person, slug: str) -> Initiative:
    found = initiatives_to_see(person).select_related("lead", "created_by", "kickoff")
    return get_object_or_404(found, slug=slug)


def initiative_to_talk(person: Person, pk: int) -> Initiative:
    found = initiatives_to_see(person).select_related("lead", "kickoff__sponsor")
    return get_object_or_404(found, pk=pk)


def initiative_to_edit(person: Person, slug: str) -> Initiative:
    must_edit(person)
    return initiative_to_see(person, slug)


def kickoffs_to_see(person: Person) -> "QuerySet[Kickoff]":
    return Kickoff.objects.all()


def kickoff_to_see(person: Person, slug: str) -> Kickoff:
    found = Kickoff.objects.select_related(
        "initiative__lead", "sponsor", "deputy", "closed_by"
    )
    return get_object_or_404(found, initiative__slug=slug)


def kickoff_to_edit(person: Person, slug: str) -> Kickoff:
    must_edit(person)
    return kickoff_to_see(person, slug)


def kickoff_to_answer(person: Person, slug: str) -> Kickoff:
    """Only for whoever is asked to sponsor it."""
    kickoff = kickoff_to_see(person, slug)
    _must(person == kickoff.sponsor)
    return kickoff


def insights_to_see(person: Person) -> InsightQuerySet:
    return Insight.objects.shown()


def insight_to_see(person: Person, pk: int) -> Insight:
    found = insights_to_see(person).select_related(
        *("told_by", "initiative"),
        *("journey__product_owner", "journey__ops_owner"),
    )
    return get_object_or_404(found, pk=pk)


def insight_to_answer(person: Person, pk: int) -> Insight:
    must_edit(person)
    return insight_to_see(person, pk)


def insight_to_withdraw(person: Person, pk: int) -> Insight:
    """For whoever told it, and for admins: something may stand in it by mistake."""
    insight = insight_to_see(person, pk)
    _must(person == insight.told_by or person.is_admin)
    return insight


def meetings_to_see(person: Person, of: str = "all") -> MeetingQuerySet:
    """All, or those somebody is invited to, came to or organises."""
    found = Meeting.objects.all()
    if of == "all":
        return found
    mine = Meeting.objects.filter(attendances__person=person)
    return found.filter(Q(organised_by=person) | Q(pk__in=mine.values("pk")))


def meeting_to_see(person: Person, pk: int) -> Meeting:
    found = Meeting.objects.select_related(
        "series__organised_by", "organised_by", "cancelled_by", "initiative"
    )
    return get_object_or_404(found, pk=pk)


def meeting_to_edit(person: Person, pk: int) -> Meeting:
    must_edit(person)
    return meeting_to_see(person, pk)


def meeting_to_note(person: Person, pk: int) -> Meeting:
    """To write its notes: for everybody but agents who have no part in it."""
    meeting = meeting_to_see(person, pk)
    _must(may_note(person, meeting))
    return meeting


def may_note(person: Person, meeting: Meeting) -> bool:
    has_part = meeting.attendances.filter(person=person).exists()
    return person.edits or person == meeting.organised_by or has_part


def must_note(person: Person, meeting: Meeting, of: Person) -> None:
    """Everybody says of themselves if they came; agents of nobody else, unless they
    organise it."""
    _must(person == of or person.edits or person == meeting.organised_by)


def insights_told_at(person: Person, meeting: Meeting) -> InsightQuerySet:
    return insights_to_see(person).filter(told_at_meeting__meeting=meeting)


def floor_times_to_see(person: Person, of: str = "") -> FloorTimeQuerySet:
    found = FloorTime.objects.all()
    return found.filter(person=person) if of == "mine" else found


def may_spend_floor_time(person: Person) -> bool:
    """People of product: who works in ops is there every day."""
    return person.side == Side.PRODUCT


def must_spend_floor_time(person: Person) -> None:
    _must(may_spend_floor_time(person))


def feed_to_renew(person: Person) -> CalendarFeed | None:
    """One's own, if there is one."""
    return CalendarFeed.objects.filter(person=person).first()


def decisions_to_see(person: Person) -> DecisionQuerySet:
    return Decision.objects.all()


def decision_to_see(person: Person, pk: int) -> Decision:
    found = decisions_to_see(person).select_related("initiative")
    return get_object_or_404(found, pk=pk)


def decision_to_edit(person: Person, pk: int) -> Decision:
    """Whoever edits may also say yes for their own side."""
    must_edit(person)
    return decision_to_see(person, pk)


def decision_to_withdraw(person: Person, pk: int) -> Decision:
    """Only for who has approved it."""
    decision = decision_to_see(person, pk)
    _must(decision.approvals.filter(by=person).exists())
    return decision


def requirement_to_edit(person: Person, pk: int) -> Requirement:
    must_edit(person)
    found = Requirement.objects.select_related("initiative")
    return get_object_or_404(found, pk=pk)


def requirement_upload_to_undo(person: Person, pk: int) -> RequirementUpload:
    must_edit(person)
    found = RequirementUpload.objects.select_related("initiative")
    return get_object_or_404(found, pk=pk)


def customer_test_to_see(person: Person, pk: int) -> CustomerTest:
    found = CustomerTest.objects.select_related("initiative", "created_by")
    return get_object_or_404(found, pk=pk)


def customer_test_to_edit(person: Person, pk: int) -> CustomerTest:
    must_edit(person)
    return customer_test_to_see(person, pk)


def insight_to_propose_from(person: Person, asked: str) -> Insight | None:
    """The insight a workaround is proposed from, where the address names one."""
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return insights_to_see(person).filter(pk=asked).first()


def workarounds_to_see(person: Person) -> WorkaroundQuerySet:
    return Workaround.objects.all()


def workaround_to_see(person: Person, pk: int) -> Workaround:
    found = workarounds_to_see(person).costed()
    near = ("step__journey", "proposed_by", "accepted_by", "owner", "release")
    return get_object_or_404(found.select_related(*near, "insight"), pk=pk)


def workaround_to_edit(person: Person, pk: int) -> Workaround:
    must_edit(person)
    return workaround_to_see(person, pk)


def workaround_to_answer(person: Person, pk: int) -> Workaround:
    """For people of ops, asked or not, agents too: it is their hands."""
    _must(person.side == Side.OPS)
    return workaround_to_see(person, pk)


def _must(allowed: bool) -> None:  # noqa: FBT001
    if not allowed:
        raise Http404
