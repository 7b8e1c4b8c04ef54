"""Meetings: everybody sees them and says if they came; agents arrange none."""

from typing import Any

from alignment.people.models import Membership, Person, Side
from journeys.models import CalendarFeed
from tests.policies.rule import Rule


def meeting(world: Any) -> list[Any]:
    return [world.meeting.pk]


def of_product(world: Any) -> list[Any]:
    """Whoever asks works in product."""
    if world.me:
        Membership.objects.filter(person=world.me).delete()
        Person.objects.filter(pk=world.me.pk).update(side=Side.PRODUCT)
    return []


def token(world: Any) -> list[Any]:
    return [CalendarFeed.renew(world.person)]


SAID = {"came": "yes"}
OWN = "only one's own"
RULES: dict[str, Rule] = {
    "journeys:meeting-list": Rule("agent", why="everybody sees who meets"),
    "journeys:meeting-add": Rule("member"),
    "journeys:meeting-check": Rule("member", method="post"),
    "journeys:meeting-coverage-show": Rule("agent", why="everybody sees it"),
    "journeys:meeting-show": Rule("agent", meeting, why="all may see it"),
    "journeys:meeting-history": Rule("agent", meeting, why="all may see it"),
    "journeys:meeting-export": Rule("agent", meeting, why="all may see it"),
    "journeys:meeting-edit": Rule("member", meeting),
    "journeys:meeting-write": Rule("member", meeting, why="agents who take part too"),
    "journeys:meeting-cancel": Rule("member", meeting, method="post"),
    "journeys:attendance-note": Rule(
        "agent", meeting, method="post", data=SAID, why="each says it of themselves"
    ),
    "journeys:calendar-show": Rule("agent", why=OWN),
    "journeys:feed-renew": Rule("agent", method="post", why=OWN),
    "journeys:feed-revoke": Rule("agent", method="post", why=OWN),
    "journeys:feed-read": Rule("anyone", token, why="the address is the key"),
    "journeys:busy-upload": Rule("agent", method="post", answers=422, why=OWN),
    "journeys:busy-follow": Rule("agent", method="post", answers=422, why=OWN),
    "journeys:busy-forget": Rule("agent", method="post", why=OWN),
    "journeys:floor-time-list": Rule("agent", why="everybody reads what was learnt"),
    "journeys:floor-time-add": Rule(
        "agent", of_product, why="people of product; the others are there every day"
    ),
}
