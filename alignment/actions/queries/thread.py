"""A talk as its page, and the page of what it is about, show it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import Comment, Thread, ThreadPerson
from alignment.actions.models.comment import EDITED_FOR
from alignment.actions.models.suggestion import Suggestion, suggestion_of
from alignment.people.models import Person
from alignment.people.queries.keeper import Keeper, keepers
from alignment.people.reach import talk_url

MOST = 100
HUSHED_FOR = timedelta(days=7)
COLUMNS = ("pk", "words", "by_id", "at", "edited_at", "withdrawn_at")


@dataclass(frozen=True)
class CommentRow:
    """`named` are the names in it that are links to people."""

    pk: int
    words: str
    by: Keeper
    at: datetime
    edited_at: datetime | None
    withdrawn_at: datetime | None
    named: tuple[Keeper, ...]
    may_edit: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Nudge:
    """What is suggested to whoever looks, who is one of the two.

    `meeting_url` is empty for agents, who arrange no meetings.
    """

    words: str
    partner: Person
    pair: tuple[Person, Person]
    talk_url: str
    meeting_url: str


@dataclass(frozen=True)
class ThreadPage:
    """`earlier` is the talk before this one, `hidden` how many comments are not shown.

    `talked` are those whose talk closed it; `members` may be ticked as such.
    """

    thread: Thread
    comments: tuple[CommentRow, ...]
    hidden: int
    members: tuple[Keeper, ...]
    talked: tuple[Keeper, ...]
    nudge: Nudge | None
    is_member: bool

    @property
    def pair(self) -> list[int]:
        return [one.pk for one in self.nudge.pair] if self.nudge else []


def thread_page(
    thread: Thread, *, viewer: Person, hushed: bool = False, everything: bool = False
) -> ThreadPage:
    """The newest comments, oldest of them first; at most 7 queries."""
    found = thread.comments.order_by("-at", "-pk")
    count = found.count()
    rows = list((found if everything else found[:MOST]).values(*COLUMNS))[::-1]
    named: dict[int, list[int]] = defaultdict(list)
    links = Comment.named.through.objects.filter(comment__in=[r["pk"] for r in rows])
    for comment, person in links.values_list("comment_id", "person_id"):
        named[comment].append(person)
    members = dict(
        ThreadPerson.objects.filter(thread=thread).values_list("person_id", "talked")
    )
    wanted = {*members, *(row["by_id"] for row in rows)}.union(*named.values())
    people = keepers(Person.objects.filter(pk__in=wanted))
    suggested = None if hushed else suggestion_of(thread)
    return ThreadPage(
        thread=thread,
        comments=tuple(_row(row, people, named, viewer, thread) for row in rows),
        hidden=count - len(rows),
        members=tuple(people[pk] for pk in members if people[pk].is_active),
        talked=tuple(people[pk] for pk, talked in members.items() if talked),
        nudge=_nudge(suggested, thread, viewer),
        is_member=viewer.pk in members,
    )


def _row(
    row: dict[str, Any],
    people: dict[int, Keeper],
    named: dict[int, list[int]],
    viewer: Person,
    thread: Thread,
) -> CommentRow:
    by, gone = people[row.pop("by_id")], row["withdrawn_at"]
    mine = by.pk == viewer.pk and not gone
    fresh = timezone.now() - row["at"] < EDITED_FOR and not thread.is_closed
    return CommentRow(
        **row,
        by=by,
        named=tuple(people[pk] for pk in named[row["pk"]]),
        may_edit=mine and fresh,
        may_withdraw=not gone and (mine or viewer.is_admin),
    )


def _nudge(found: Suggestion | None, thread: Thread, viewer: Person) -> Nudge | None:
    """Only for the two: never to a manager, never to those who look on."""
    if found is None or viewer not in found.pair:
        return None
    partner = found.partner_of(viewer)
    return Nudge(
        words=found.words_for(viewer),
        partner=partner,
        pair=found.pair,
        talk_url=talk_url(partner, str(thread)),
        meeting_url=(
            meeting_url(f"Talk about {thread}", found.pair, talk=thread.pk)
            if viewer.edits
            else ""
        ),
    )


def meeting_url(title: str, people: tuple[Person, ...], **about: int) -> str:
    """Where a meeting of theirs is planned; `about` is a `talk` or the like, by key."""
    asked = [("title", title), *(("people", one.pk) for one in people), *about.items()]
    return f"{reverse('journeys:meeting-add')}?{urlencode(asked)}"


def is_hushed(until: str, today: date) -> bool:
    """Whether somebody wants no suggestion about a talk for now."""
    return until > today.isoformat()
