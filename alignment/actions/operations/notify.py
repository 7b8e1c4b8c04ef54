"""Telling people something once: in Alignment, and by mail as each has chosen."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from alignment.actions.models import (
    Channel,
    MailChoice,
    News,
    NewsLetter,
    Notification,
)
from alignment.actions.models.notification import distinct, tell_of_news
from alignment.people.models import Letter, Person

WORDS, DETAIL = 250, 1000


@transaction.atomic
def notify(
    news: News, *, to: Iterable[Person], unless_chosen: Channel | None = None
) -> None:
    """Tell each of these people, but for those who left and who caused it.

    Told again under the same key, by however many at once, it stays told once.
    `unless_chosen` is the channel for people who have chosen none for this kind.
    """
    people = distinct(to, news.by)
    if not people:
        return
    channels = MailChoice.objects.channels_for(news.kind, people, unless_chosen)
    rows = [_row(news, one, channels[one.pk]) for one in people]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    _mail(news, people)
    tell_of_news(*(one.pk for one in people))


def _row(news: News, person: Person, channel: Channel) -> Notification:
    return Notification(
        person=person,
        kind=news.kind,
        key=news.key,
        words=Truncator(news.words).chars(WORDS),
        detail=Truncator(news.detail).chars(DETAIL),
        url=news.url,
        by=news.by,
        channel=channel,
    )


def _mail(news: News, people: list[Person]) -> None:
    """Post a letter for each who wants one at once; locked, so that each has one."""
    unsent = Notification.objects.filter(
        key=news.key, person__in=people, channel=Channel.MAIL, mailed_at=None
    )
    rows = list(unsent.select_for_update(of=["self"]).select_related("person"))
    Letter.objects.bulk_create(_letter(row, news.letter) for row in rows)
    unsent.filter(pk__in=[row.pk for row in rows]).update(mailed_at=timezone.now())


def _letter(row: Notification, letter: NewsLetter) -> Letter:
    said = {"words": row.words, "detail": row.detail, **letter.words}
    return Letter(
        template=letter.template,
        to=[row.person.email],
        words={**said, "news": row.pk, "kind": row.kind, "url": row.url},
        person=row.person,
        calendar=letter.calendar,
    )


@transaction.atomic
def take_back(key: str) -> None:
    """What was told is not so any more: nobody reads of it who has not yet.

    A letter that is on its way just now is let go.
    """
    rows = Notification.objects.filter(key=key)
    told = list(rows.values_list("pk", "person_id"))
    letters = Letter.objects.filter(words__news__in=[pk for pk, _ in told])
    stopped = letters.select_for_update(skip_locked=True, of=["self"])
    Letter.objects.filter(pk__in=[one.pk for one in stopped]).delete()
    rows.delete()
    tell_of_news(*(person_id for _, person_id in told))
