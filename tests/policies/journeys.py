"""Journeys and releases: everybody sees them, agents change nothing."""

from typing import Any

from django.utils import timezone

from alignment.people.models import Role
from journeys.models import Handover, Release
from tests import make
from tests.policies.rule import Rule


def slug(world: Any) -> list[Any]:
    return [world.journey.slug]


def _may_own(world: Any) -> bool:
    """Whether the database lets whoever asks be an owner: agents own nothing."""
    return bool(world.me and world.me.edits)


def mine(world: Any) -> list[Any]:
    """A live journey that whoever asks looks after for ops."""
    if _may_own(world):
        world.journey.ops_owner = world.me
        world.journey.ops_accepted_at = timezone.now()
        world.journey.save()
    return [world.journey.slug]


def my_side(world: Any) -> list[Any]:
    return [*mine(world), "ops"]


def asked(world: Any) -> list[Any]:
    """A draft that whoever asks is named for."""
    if _may_own(world):
        world.draft.ops_owner = world.me
        world.draft.save()
    return [world.draft.slug]


def started(world: Any) -> list[Any]:
    """A draft that whoever asks has started."""
    if world.me:
        world.draft.created_by = world.me
        world.draft.save()
    return [world.draft.slug, "ops"]


def offered(world: Any) -> list[Any]:
    """A handover that waits for whoever asks."""
    if _may_own(world):
        world.handover.receiver = world.me
        world.handover.save()
    return [world.handover.pk]


def proposed(world: Any) -> list[Any]:
    """A handover that whoever asks has proposed."""
    if world.me:
        Handover.objects.filter(pk=world.handover.pk).update(proposed_by=world.me)
    return [world.handover.pk]


def step(world: Any) -> list[Any]:
    return [world.journey.slug, world.step.pk]


def phase(world: Any) -> list[Any]:
    return [world.journey.slug, world.phase.pk]


def release(world: Any) -> list[Any]:
    return [world.release.slug]


def removed(world: Any) -> list[Any]:
    return [Release.objects.get().remove()]


NO = {"reason": "No time before March."}


def initiative(world: Any) -> list[Any]:
    return [world.initiative.slug]


def sponsored(world: Any) -> list[Any]:
    """A kickoff that whoever asks is asked to sponsor, as far as they may be."""
    if world.me and world.me.role in {Role.LEADER, Role.ADMIN}:
        world.kickoff.ask(world.me, by=world.product_owner)
    return initiative(world)


def scheduled(world: Any) -> list[Any]:
    """A kickoff that has a day."""
    world.kickoff.write(held_on=timezone.localdate())
    return initiative(world)


def insight(world: Any) -> list[Any]:
    return [world.insight.pk]


def told(world: Any) -> list[Any]:
    """An insight of whoever asks."""
    if world.me:
        world.insight = make.insight("Theirs", world.journey, world.me)
    return [world.insight.pk]


def decision(world: Any) -> list[Any]:
    return [world.decision.pk]


def approved(world: Any) -> list[Any]:
    """A decision that whoever asks has approved, as far as they may."""
    if _may_own(world):
        world.decision.approve(digest=world.decision.digest, by=world.me)
    return decision(world)


def requirement(world: Any) -> list[Any]:
    return [world.requirement.pk]


def customer_test(world: Any) -> list[Any]:
    return [world.customer_test.pk]


def workaround(world: Any) -> list[Any]:
    return [world.workaround.pk]


def accepted(world: Any) -> list[Any]:
    """A workaround that was accepted, so that staff can be asked."""
    world.workaround.accept(owner=None, by=world.ops_owner)
    return [world.workaround.pk]


SPONSOR = "only whoever is asked to sponsor it answers"
RULES: dict[str, Rule] = {
    "journeys:customer-test-show": Rule("agent", customer_test, why="all may see it"),
    "journeys:customer-test-add": Rule("member", initiative),
    "journeys:customer-test-edit": Rule("member", customer_test),
    "journeys:requirement-list": Rule("agent", initiative, why="all may see it"),
    "journeys:requirement-export": Rule("agent", initiative, why="all may see it"),
    "journeys:requirement-upload": Rule("member", initiative),
    "journeys:requirement-upload-undo": Rule(
        "member", lambda world: [world.requirement_upload.pk], method="post"
    ),
    "journeys:requirement-edit": Rule("member", requirement),
    "journeys:requirement-group": Rule(
        "member", initiative, method="post", answers=422, why="nothing is ticked"
    ),
    "journeys:requirement-rename": Rule(
        "member", initiative, method="post", answers=422, why="there is no group"
    ),
    "journeys:slice-change": Rule(
        "member", initiative, method="post", answers=422, why="nothing is ticked"
    ),
    "journeys:decision-list": Rule("agent", why="everybody sees what was decided"),
    "journeys:decision-add": Rule("member"),
    "journeys:decision-show": Rule("agent", decision, why="all may see it"),
    "journeys:decision-edit": Rule("member", decision),
    "journeys:decision-approve": Rule(
        "member", decision, method="post", answers=409, why="they have not read it"
    ),
    "journeys:decision-withdraw": Rule(
        "member", approved, method="post", data={"reason": "Wrong"}, why="one's own"
    ),
    "journeys:decision-link": Rule(
        "member", decision, method="post", answers=422, why="nothing is chosen"
    ),
    "journeys:initiative-list": Rule("agent", why="everybody sees what changes"),
    "journeys:initiative-add": Rule("member"),
    "journeys:initiative-history": Rule("agent", initiative, why="all may see it"),
    "journeys:initiative-show": Rule("agent", initiative, why="all may see it"),
    "journeys:initiative-edit": Rule("member", initiative),
    "journeys:initiative-move": Rule(
        "member",
        initiative,
        method="post",
        data={"stage": "building"},
        answers=422,
        why="nothing is built before a kickoff was held",
    ),
    "journeys:insight-list": Rule("agent", why="everybody hears what customers say"),
    "journeys:insight-add": Rule("agent", why="whoever hears customers tells"),
    "journeys:insight-history": Rule("agent", insight, why="all may see it"),
    "journeys:insight-show": Rule("agent", insight, why="all may see it"),
    "journeys:insight-answer": Rule(
        "member", insight, method="post", data={"words": "We change it"}
    ),
    "journeys:insight-link": Rule("member", insight, method="post"),
    "journeys:insight-withdraw": Rule(
        "agent", told, method="post", why="only one's own; admins any"
    ),
    "journeys:kickoff-history": Rule("agent", initiative, why="all may see it"),
    "journeys:kickoff-show": Rule("agent", initiative, why="all may see it"),
    "journeys:kickoff-edit": Rule("member", initiative),
    "journeys:kickoff-print": Rule("agent", initiative, why="all may see it"),
    "journeys:kickoff-day": Rule("agent", scheduled, why="all may see it"),
    "journeys:kickoff-answer": Rule(
        "member",
        lambda world: [world.initiative.slug, "risks"],
        method="post",
        data={"risks-answer": "None", "risks-was": '"Said about risks"'},
    ),
    "journeys:kickoff-ask": Rule("member", initiative, method="post", answers=422),
    "journeys:kickoff-accept": Rule("leader", sponsored, method="post", why=SPONSOR),
    "journeys:kickoff-decline": Rule(
        "leader", sponsored, method="post", data={"reason": "No time"}, why=SPONSOR
    ),
    "journeys:kickoff-deputy": Rule("member", initiative, method="post"),
    "journeys:kickoff-schedule": Rule(
        "member", initiative, method="post", answers=422, why="nobody sponsors it yet"
    ),
    "journeys:kickoff-hold": Rule(
        "member", initiative, method="post", answers=422, why="it is a draft"
    ),
    "journeys:use-ask": Rule("member", accepted, method="post", answers=422),
    "journeys:use-answer": Rule(
        "agent",
        accepted,
        method="post",
        data={"times_a_week": "0"},
        why="whoever does it by hand says so; product does not",
    ),
    "journeys:workaround-list": Rule("agent", why="everybody sees what it costs"),
    "journeys:workaround-export": Rule("agent", lambda world: ["csv"], why="the same"),
    "journeys:workaround-add": Rule("agent", why="whoever does it by hand tells"),
    "journeys:workaround-show": Rule("agent", workaround, why="all may see it"),
    "journeys:workaround-edit": Rule("member", workaround),
    "journeys:workaround-accept": Rule("member", workaround, method="post"),
    "journeys:workaround-reject": Rule(
        "member", workaround, method="post", data={"reason": "The system does it"}
    ),
    "journeys:workaround-give": Rule("member", accepted, method="post"),
    "journeys:workaround-plan": Rule(
        "member", accepted, method="post", answers=422, why="no release is named"
    ),
    "journeys:workaround-retire": Rule(
        "member", accepted, method="post", answers=422, why="no fix is planned"
    ),
    "journeys:workaround-reopen": Rule("member", workaround, method="post"),
    "journeys:journey-list": Rule("agent"),
    "journeys:journey-add": Rule("member"),
    "journeys:journey-show": Rule("agent", slug),
    "journeys:journey-edit": Rule("member", slug),
    "journeys:journey-history": Rule("agent", slug),
    "journeys:journey-archive": Rule("member", slug, "post"),
    "journeys:journey-restore": Rule("member", slug, "post"),
    "journeys:journey-hush": Rule("agent", slug, "post", why="only for oneself"),
    "journeys:journey-confirm": Rule("member", mine, "post"),
    "journeys:owner-accept": Rule("member", asked, "post"),
    "journeys:owner-decline": Rule("member", asked, "post", NO),
    "journeys:owner-appoint": Rule("member", started),
    "journeys:handover-propose": Rule("member", my_side),
    "journeys:handover-accept": Rule("member", offered, "post"),
    "journeys:handover-decline": Rule("member", offered, "post", NO),
    "journeys:handover-withdraw": Rule("member", proposed, "post"),
    "journeys:phase-add": Rule("member", slug, "post", {"new-name": "Later"}),
    "journeys:phase-rename": Rule("member", phase, "post"),
    "journeys:phase-move": Rule("member", phase, "post", {"by": "1"}),
    "journeys:phase-remove": Rule("member", phase, "post"),
    "journeys:step-add": Rule("member", slug, "post", {"name": "Pay"}),
    "journeys:step-edit": Rule("member", step),
    "journeys:step-move": Rule("member", step, "post", {"by": "1"}),
    "journeys:step-remove": Rule("member", step, "post"),
    "journeys:step-restore": Rule("member", step, "post"),
    "journeys:person-journeys": Rule("agent", lambda world: [world.person.pk]),
    "journeys:release-list": Rule("agent"),
    "journeys:release-add": Rule("member"),
    "journeys:release-upload": Rule("member"),
    "journeys:release-history": Rule("agent", lambda world: [world.release.slug]),
    "journeys:release-show": Rule("agent", release),
    "journeys:release-edit": Rule("member", release),
    "journeys:release-remove": Rule("member", release, "post"),
    "journeys:release-restore": Rule("member", removed, "post"),
}
