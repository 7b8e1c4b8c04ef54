"""What people do, for each kind of thing that somebody is told because of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from alignment.actions.models import KINDS, Channel, MailChoice, Thread
from alignment.actions.operations.comment import Words, add_comment
from alignment.actions.operations.give import tell_given
from alignment.people.models import Person, Role
from alignment.versions import version_of
from journeys.models import Decision, Insight, Journey, Release, Workaround
from journeys.operations.decision import write_decision
from journeys.operations.handover import propose_handover
from journeys.operations.insight import tell_insight
from journeys.operations.meeting import cancel_meeting, change_meeting
from journeys.operations.orphan import tell_leaders
from journeys.operations.use_report import ask_staff, retire
from journeys.operations.workaround import propose_workaround
from tests import make
from tests.journeys.days import today
from tests.journeys.meetings import arrange, moment, plan
from tests.journeys.uses import said_by
from tests.racing import at_once


@dataclass
class Cast:
    """People of both sides and what they work on. All have chosen mails at once."""

    petra: Person
    omar: Person
    leo: Person
    journey: Journey

    def one(self, name: str, role: str = Role.MEMBER) -> Person:
        """Somebody new of ops."""
        return wants_mails(make.person(name, self.omar.teams.get(), role=role))

    def initiative(self, title: str) -> Any:
        return make.initiative(title, self.petra, self.journey)

    def talk(self, title: str, *people: Person) -> Thread:
        return make.thread(make.action(title, self.omar, today()), *people)

    def workaround(self, what: str, by: Person) -> Workaround:
        return make.workaround(what, self.journey.steps.all()[0], by)

    def asked(self, what: str, of: Person) -> Workaround:
        """Accepted, its fix landed, and somebody is asked about it."""
        made = self.workaround(what, of)
        made.accept(owner=self.omar, by=self.petra)
        made.plan_fix(self._fix())
        ask_staff(workaround=made, people=[of], by=self.petra)
        return made

    def _fix(self) -> Release:
        found = Release.objects.filter(name="By itself").first()
        return found or make.release("By itself", today(), self.petra, self.journey)


def build() -> Cast:
    product, ops = make.team("Digital", "product"), make.team("Care", "ops")
    petra, omar = make.person("Petra Lind", product), make.person("Omar Haddad", ops)
    leo = make.person("Leo Brandt", ops, role=Role.LEADER)
    for one in (petra, omar, leo):
        wants_mails(one)
    return Cast(petra, omar, leo, make.journey("Move home", petra, omar))


def wants_mails(person: Person) -> Person:
    for kind in KINDS:
        MailChoice.objects.create(person=person, kind=kind, channel=Channel.MAIL)
    return person


def mention(cast: Cast) -> Person:
    nia = cast.one("Nia Berg")
    talk = cast.talk("Naming", cast.petra)
    add_comment(thread=talk, said=Words("And you, @Nia Berg?"), by=cast.petra)
    return nia


def reply(cast: Cast) -> Person:
    rita = cast.one("Rita Holm")
    talk = cast.talk("Replying", rita)
    add_comment(thread=talk, said=Words("What do you say?"), by=cast.petra)
    return rita


def asked_to_talk(cast: Cast) -> Person:
    tom = cast.one("Tom Vale")
    talk = cast.talk("Writing on", tom)
    for number in range(6):
        make.comment(talk, (tom, cast.petra)[number % 2])
    add_comment(thread=talk, said=Words("The seventh"), by=cast.petra)
    return tom


def action_given(cast: Cast) -> Person:
    gus = cast.one("Gus Lowe")
    tell_given(make.action("Call them", gus, today()), by=cast.petra)
    return gus


def action_due(cast: Cast) -> Person:
    """Told by the daily job, later."""
    dora = cast.one("Dora Finch")
    make.action("Write to them", dora, today() - timedelta(days=1))
    return dora


def sponsor_asked(cast: Cast) -> Person:
    amy = cast.one("Amy Sander", Role.LEADER)
    make.kickoff(cast.initiative("Asking")).ask(amy, by=cast.petra)
    return amy


def sponsor_declined(cast: Cast) -> Person:
    kickoff = make.kickoff(cast.initiative("Declining"))
    kickoff.ask(cast.leo, by=cast.petra)
    kickoff.decline(reason="No time", by=cast.leo)
    return cast.petra


def sponsor_accepted(cast: Cast) -> Person:
    lou = cast.one("Lou Hall")
    kickoff = make.kickoff(make.initiative("Accepting", lou, cast.journey))
    kickoff.ask(cast.leo, by=cast.petra)
    kickoff.accept(by=cast.leo)
    return lou


def kickoff_scheduled(cast: Cast) -> Person:
    kim = cast.one("Kim Rowe")
    kickoff = make.kickoff(cast.initiative("Scheduling"), held_on=today())
    kickoff.people.set([kim])
    kickoff.ask(cast.leo, by=cast.petra)
    kickoff.schedule(on=today(), by=cast.petra)
    return kim


def handover_proposed(cast: Cast) -> Person:
    hal = cast.one("Hal Moss")
    propose_handover(
        journey=cast.journey, side="ops", receiver=hal, note="Why", by=cast.omar
    )
    return hal


def journey_orphaned(cast: Cast) -> Person:
    gone = cast.one("Gone Away")
    make.journey("Pay a bill", cast.petra, gone)
    gone.deactivate(by=cast.petra)
    at_once(*[tell_leaders] * 5)
    return cast.leo


def insight_answered(cast: Cast) -> Person:
    ivy = cast.one("Ivy Lane", Role.AGENT)
    make.insight("Is it lost?", cast.journey, ivy).answer(words="No", by=cast.petra)
    return ivy


def insight_told(cast: Cast) -> Person:
    """Told twice by the same finger, it is told of once."""
    una = cast.one("Una Wells")
    step = cast.journey.steps.all()[1]
    step.ops_owner = una
    step.save()
    draft = Insight(said="It fell", journey=cast.journey, step=step, severity=1)
    for _ in range(2):
        tell_insight(draft=draft, key=draft.key, by=cast.petra)
    return una


def workaround_told(cast: Cast) -> Person:
    bob = cast.one("Bob Hale")
    step = cast.journey.steps.all()[2]
    step.ops_owner = bob
    step.save()
    draft = Workaround(
        what="Fold it", step=step, people_count=1, times_a_week=1, minutes_each=1
    )
    for _ in range(2):
        propose_workaround(draft=draft, key=draft.key, by=cast.petra)
    return bob


def workaround_onward(cast: Cast) -> Person:
    kit = cast.one("Kit Rowe", Role.AGENT)
    cast.workaround("Stamp it", kit).accept(owner=cast.omar, by=cast.petra)
    return kit


def meeting_invited(cast: Cast) -> Person:
    mia = cast.one("Mia Stone")
    arrange(cast.petra, [mia], title="Invited")
    return mia


def meeting_changed(cast: Cast) -> Person:
    ned = cast.one("Ned Green")
    met = arrange(cast.petra, [ned], title="Changed")
    new = plan([ned], title="Changed", starts_at=moment(2))
    change_meeting(meeting=met, plan=new, seen=version_of(met), by=cast.petra)
    return ned


def meeting_cancelled(cast: Cast) -> Person:
    may = cast.one("May Brook")
    met = arrange(cast.petra, [may], title="Cancelled")
    cancel_meeting(meeting=met, because="Nobody has time", by=cast.petra)
    return may


def decision_waiting(cast: Cast) -> Person:
    nell = cast.one("Nell Shore")
    draft = Decision(
        question="Waiting?",
        initiative=make.initiative("Waiting", nell, cast.journey),
        options=["Ask", "Leave it"],
        effect_on_ops="Nothing",
        revisit_on=today() + timedelta(days=9),
    )
    write_decision(draft=draft, by=cast.omar)
    return nell


def decision_approved(cast: Cast) -> Person:
    sue = cast.one("Sue Hart")
    made = make.decision("Approved?", cast.initiative("Approving"), sue)
    make.approved(made, cast.petra, cast.omar)
    return sue


def decision_voided(cast: Cast) -> Person:
    vic = cast.one("Vic Dale")
    made = make.approved(
        make.decision("Voided?", cast.initiative("Voiding"), cast.petra), vic
    )
    said = {name: getattr(made, name) for name in made.TEXTS} | {"choice": 2}
    made.rewrite(seen=version_of(made), by=cast.petra, **said)
    return vic


def workaround_asked(cast: Cast) -> Person:
    ann = cast.one("Ann Field", Role.AGENT)
    cast.asked("Copy it", ann)
    return ann


def workaround_rejected(cast: Cast) -> Person:
    ray = cast.one("Ray Ford", Role.AGENT)
    found = cast.workaround("Print it", ray)
    found.reject(reason="The system does it", by=cast.petra)
    return ray


def workaround_retired(cast: Cast) -> Person:
    zoe = cast.one("Zoe Park", Role.AGENT)
    made = cast.asked("Type it", zoe)
    said_by(made, zoe, 0)
    retire(workaround=made, by=cast.petra)
    return zoe


DEEDS: dict[str, Callable[[Cast], Person]] = {
    "mention": mention,
    "reply": reply,
    "asked-to-talk": asked_to_talk,
    "action-given": action_given,
    "action-due": action_due,
    "sponsor-asked": sponsor_asked,
    "sponsor-declined": sponsor_declined,
    "sponsor-accepted": sponsor_accepted,
    "kickoff-scheduled": kickoff_scheduled,
    "handover-proposed": handover_proposed,
    "journey-orphaned": journey_orphaned,
    "insight-answered": insight_answered,
    "insight-told": insight_told,
    "meeting-invited": meeting_invited,
    "meeting-changed": meeting_changed,
    "meeting-cancelled": meeting_cancelled,
    "decision-waiting": decision_waiting,
    "decision-approved": decision_approved,
    "decision-voided": decision_voided,
    "workaround-told": workaround_told,
    "workaround-onward": workaround_onward,
    "workaround-asked": workaround_asked,
    "workaround-rejected": workaround_rejected,
    "workaround-retired": workaround_retired,
}
"""By the kind of news: done once, it tells the person it gives back once."""
