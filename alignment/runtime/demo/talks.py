"""Talks of the demo organisation, and what its people are told. No mail goes out."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from alignment.actions.models import Action, Channel, Comment, Notification, Thread
from alignment.actions.models.comment import named_in
from alignment.people.models import Person
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.company import People
from alignment.runtime.demo.story import FOLDER
from alignment.runtime.demo.timeline import Timeline
from journeys.models import Handover, Initiative, Journey, SponsorAnswer

PAUSE = timedelta(minutes=7)
TOLD_FOR, SEEN_AFTER = timedelta(days=30), timedelta(days=6)


@dataclass(frozen=True)
class CommentStory:
    by: str
    days_ago: int
    words: str


@dataclass(frozen=True)
class TalkStory:
    """Without `talked_days_ago` it is still open."""

    noun: str
    about: str
    comments: tuple[CommentStory, ...]
    talked_days_ago: int | None = None
    talked: tuple[str, ...] = ()
    outcome: str = ""


def talks() -> list[TalkStory]:
    found = tomllib.loads((FOLDER / "talks.toml").read_text(encoding="utf-8"))
    return [
        TalkStory(
            **each | {"comments": tuple(CommentStory(**c) for c in each["comments"])}
        )
        for each in found["talks"]
    ]


def plan_talks(people: People, calendar: Calendar, timeline: Timeline) -> None:
    """Each comment on its day, after the one before it."""
    for told in talks():
        at: datetime | None = None
        for place, comment in enumerate(told.comments):
            moment = calendar.at(comment.days_ago, 13, 10)
            at = min(max(moment, at + PAUSE), calendar.now) if at else moment
            by = people[comment.by]
            timeline.add(at, by, partial(_write, told, place, by, at))
        if told.talked_days_ago is not None:
            on = calendar.at(told.talked_days_ago, 16)
            by = people[told.talked[0]]
            timeline.add(on, by, partial(_close, told, people, on))


def _about(told: TalkStory) -> Journey | Initiative | Action:
    if told.noun == "journey":
        return Journey.objects.get(title=told.about, created_by__is_demo=True)
    if told.noun == "initiative":
        return Initiative.objects.get(title=told.about, created_by__is_demo=True)
    return Action.objects.get(title=told.about, created_by__is_demo=True)


def _keepers(about: Journey | Initiative | Action) -> list[Person]:
    if isinstance(about, Journey):
        return [about.product_owner, about.ops_owner]
    if isinstance(about, Initiative):
        return [about.lead]
    return [about.owner, about.created_by]


def _write(told: TalkStory, place: int, by: Person, at: datetime) -> None:
    about = _about(told)
    thread = about.thread
    if thread is None:
        thread = Thread.objects.create(
            about_words=str(about), about_url=about.get_absolute_url(), began_at=at
        )
        thread.join(_keepers(about))
        type(about).objects.filter(pk=about.pk).update(thread=thread)
    made = Comment.objects.create(
        key=uuid5(NAMESPACE_URL, f"{told.noun} {told.about} {place}"),
        thread=thread,
        words=told.comments[place].words,
        by=by,
        at=at,
    )
    made.named.set(named_in(made.words))
    thread.join([by, *made.named.all()])


def _close(told: TalkStory, people: People, at: datetime) -> None:
    thread = _about(told).thread
    if thread is not None:
        both = [people[key] for key in told.talked]
        thread.members.filter(person__in=both).update(talked=True)
        thread.talked_on, thread.outcome = at.date(), told.outcome
        thread.closed_at, thread.closed_by = at, both[0]
        thread.save()


def make_news(calendar: Calendar) -> None:
    """What people were told in the last month; older things they have seen."""
    since = calendar.now - TOLD_FOR
    rows = [*_of_comments(since), *_of_actions(since), *_of_askings(since)]
    for row in rows:
        row.channel = Channel.APP
        if calendar.now - row.at > SEEN_AFTER:
            row.seen_at = row.at + timedelta(hours=3)
    rows.sort(key=lambda row: (row.at, row.key, row.person_id))
    Notification.objects.bulk_create(rows)


def _row(kind: str, to: Person, by: Person, at: datetime, **said: str) -> Notification:
    return Notification(kind=kind, person=to, by=by, at=at, **said)


def _of_comments(since: datetime) -> list[Notification]:
    found = []
    for comment in Comment.objects.filter(at__gte=since).select_related("thread", "by"):
        named = set(comment.named.all())
        earlier = comment.thread.comments.filter(at__lt=comment.at)
        wrote = {each.by for each in earlier.select_related("by")}
        for to in (named | wrote) - {comment.by}:
            verb = "names you:" if to in named else "writes about"
            said = {
                "key": comment.news_key,
                "words": f"{comment.by} {verb} “{comment.thread}”",
                "detail": comment.words,
                "url": comment.get_absolute_url(),
            }
            kind = "mention" if to in named else "reply"
            found.append(_row(kind, to, comment.by, comment.at, **said))
    return found


def _of_actions(since: datetime) -> list[Notification]:
    given = Action.objects.filter(created_at__gte=since, created_by__is_demo=True)
    return [
        _row(
            "action-given",
            each.owner,
            each.created_by,
            each.created_at,
            key=f"action-given-{each.pk}-0",
            words=f"{each.created_by} asks you: “{each}”,"
            f" by {each.first_due_on:%-d %B %Y}",
            detail=each.effect,
            url=each.get_absolute_url(),
        )
        for each in given.select_related("owner", "created_by")
        if each.owner != each.created_by
    ]


def _of_askings(since: datetime) -> list[Notification]:
    found = [
        _row(
            "sponsor-asked",
            each.sponsor,
            each.asked_by,
            each.asked_at,
            key=f"sponsor-asked-{each.pk}",
            words=f"{each.asked_by} asks you to sponsor “{each.kickoff.initiative}”",
            url=each.kickoff.get_absolute_url(),
        )
        for each in SponsorAnswer.objects.filter(
            asked_at__gte=since, sponsor__is_demo=True
        ).select_related("sponsor", "asked_by", "kickoff__initiative")
    ]
    proposed = Handover.objects.filter(proposed_at__gte=since, receiver__is_demo=True)
    return found + [
        _row(
            "handover-proposed",
            each.receiver,
            each.proposed_by,
            each.proposed_at,
            key=f"handover-proposed-{each.pk}",
            words=f"{each.proposed_by} asks you to take over “{each.journey}”",
            detail=each.note,
            url=each.journey.get_absolute_url(),
        )
        for each in proposed.select_related("receiver", "proposed_by", "journey")
    ]
