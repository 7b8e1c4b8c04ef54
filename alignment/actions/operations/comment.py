"""Writing in a talk: once however often it is sent, and told to whom it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from alignment.actions.models import Comment, News, Notification, Thread
from alignment.actions.models.comment import named_in
from alignment.actions.models.suggestion import UNANSWERED, suggestion_of
from alignment.actions.operations.notify import notify, take_back
from alignment.keys import keep_once, keys_of
from alignment.live import publish
from alignment.people.models import Person


@dataclass(frozen=True)
class Words:
    """What is written, and the key that tells this writing from others."""

    words: str
    key: UUID = field(default_factory=uuid4)


@transaction.atomic
def begin_thread(
    *, about: Any, called: str, people: Iterable[Person | None], said: Words, by: Person
) -> Comment:
    """Write about something: the first comment begins the talk, and so does one after
    the people talked. `people` look after it; they are in the talk from the start.
    """
    if found := _said_before(said, by):
        return found
    rows = type(about)._base_manager  # noqa: SLF001
    locked = rows.select_for_update(no_key=True, of=("self",)).get(pk=about.pk)
    held = Thread.objects.select_for_update()
    thread = held.filter(pk=locked.thread_id).first()
    if thread is None or thread.is_closed:
        thread = Thread.objects.create(
            about_words=called, about_url=about.get_absolute_url(), after=thread
        )
        thread.join(one for one in people if one and one.is_active)
        rows.filter(pk=about.pk).update(thread=thread)
    return add_comment(thread=thread, said=said, by=by)


@transaction.atomic
def add_comment(*, thread: Thread, said: Words, by: Person) -> Comment:
    """Write in a talk that is there. Raises ThreadClosed."""
    if found := _said_before(said, by):
        return found
    thread.lock_open()
    values = {"thread": thread, "words": said.words}
    made, is_new = keep_once(
        Comment.objects, key=said.key, who="by", by=by, values=values
    )
    if is_new:
        thread.join([by])
        _tell(made)
        ask_to_talk(thread)
        publish("threads")
    return made


def _said_before(said: Words, by: Person) -> Comment | None:
    return Comment.objects.filter(key__in=keys_of(said.key, by), by=by).first()


@transaction.atomic
def rewrite_comment(*, comment: Comment, words: str) -> None:
    """Say it otherwise; whoever is named only now is told, nobody twice.

    Raises ThreadClosed, TooLate, TakenBack.
    """
    comment.rewrite(words)
    _tell(comment)


@transaction.atomic
def withdraw_comment(*, comment: Comment) -> None:
    """Take it back, also from those who were told of it."""
    comment.withdraw()
    take_back(comment.news_key)


def _tell(comment: Comment) -> None:
    """Who is named, then everybody else in the talk: each of one comment once."""
    thread, by = comment.thread, comment.by
    named = named_in(comment.words)
    comment.named.set(named)
    thread.join(named)
    for kind, words, to in (
        ("mention", f"{by} names you: “{thread}”", named),
        ("reply", f"{by} writes about “{thread}”", list(thread.people.all())),
    ):
        news = News(
            kind,
            key=comment.news_key,
            words=words,
            detail=comment.words,
            url=comment.get_absolute_url(),
            by=by,
        )
        notify(news, to=to)


def ask_to_talk(thread: Thread) -> None:
    """Tell the two, once a talk, when writing goes on for too long."""
    found = suggestion_of(thread)
    if found is None:
        return
    for one, other in (found.pair, found.pair[::-1]):
        news = News(
            "asked-to-talk",
            key=f"asked-to-talk-{thread.pk}",
            words=f"Talk to {other.first_name} about “{thread}”?",
            detail=found.words_for(one),
            url=thread.get_absolute_url(),
        )
        notify(news, to=[one])


def ask_where_waiting() -> None:
    """Suggest talking wherever somebody has waited long enough for an answer."""
    newest = Comment.objects.standing().filter(thread=OuterRef("pk")).order_by("-at")
    asked = Notification.objects.filter(
        key=Concat(Value("asked-to-talk-"), Cast(OuterRef("pk"), CharField()))
    )
    waiting = Thread.objects.open().annotate(last_at=Subquery(newest.values("at")[:1]))
    before = timezone.now() - UNANSWERED
    for thread in waiting.filter(~Exists(asked), last_at__lte=before):
        ask_to_talk(thread)
