"""The daily mail: what waits for somebody, and what they promised, in one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models import (
    Channel,
    Digest,
    DigestTime,
    MailChoice,
    Notification,
)
from alignment.actions.models.digest import is_day_off
from alignment.actions.models.due import Due, due_of
from alignment.actions.models.kind import DAILY, DUE
from alignment.actions.models.notification import tell_of_news
from alignment.people.models import Letter, Person

TEMPLATE = "mail/digest"
MOST = 50
KEPT_FOR = timedelta(days=90)


def send_digests() -> None:
    """See to everybody whose hour has struck today, each once however often it runs.

    Nobody of the demo: its days do not go on, and its people read no mails.
    """
    now = timezone.now()
    on = timezone.localdate(now)
    seen_to = Digest.objects.filter(person=OuterRef("pk"), on=on)
    waiting = Person.objects.active().filter(~Exists(seen_to), is_demo=False)
    rows = waiting.values_list("pk", "digest_time__hour", "digest_time__weekdays_only")
    for pk, hour, weekdays_only in rows.order_by("pk"):
        time = DigestTime()
        if hour is not None:
            time = DigestTime(hour=hour, weekdays_only=weekdays_only)
        if time.has_come(now):
            _see_to(pk, now)


@transaction.atomic
def _see_to(person_id: int, now: datetime) -> None:
    """Claim the day and post what there is, in one go; whoever is held is left out."""
    free = Person.objects.active().select_for_update(skip_locked=True, no_key=True)
    person = free.filter(pk=person_id).first()
    on = timezone.localdate(now)
    if person is None or Digest.objects.filter(person=person, on=on).exists():
        return
    day = Day(person, on, now, MailChoice.objects.channels_of(person))
    Digest.objects.create(person=person, on=on, at=now, told=day.post())


@dataclass(frozen=True)
class Day:
    """One person's day, while their row is held."""

    person: Person
    on: date
    now: datetime
    channels: dict[str, Channel]

    def post(self) -> int:
        """Post the letters; how many things they name."""
        due = self._remind()
        how = self.channels[DUE]
        news = self._take_news()
        named = due if due and how == Channel.DIGEST else None
        if news or named:
            self._letter(DAILY, news, named)
        if due and how == Channel.MAIL:
            self._letter(DUE, [], due)
        return len(news) + (len(due.actions) if due and how != Channel.APP else 0)

    def _remind(self) -> Due | None:
        """Say in Alignment what is due; one note a day, and none on days off."""
        if is_day_off(self.on):
            return None
        due = due_of(self.person, self.on)
        if not due.actions:
            return None
        earlier = Notification.objects.of(self.person).filter(kind=DUE)
        earlier.unseen().update(seen_at=self.now)
        how = self.channels[DUE]
        Notification.objects.create(
            person=self.person,
            kind=DUE,
            key=f"{DUE}-{self.on}",
            words=due.words,
            url=reverse("actions:action-list"),
            at=self.now,
            channel=how,
            mailed_at=None if how == Channel.APP else self.now,
        )
        tell_of_news(self.person.pk)
        return due

    def _take_news(self) -> list[dict[str, Any]]:
        """What waits, oldest first, and waits no more.

        What they have seen meanwhile is left out, and what they no longer want mailed.
        """
        waiting = Notification.objects.of(self.person).waiting()
        unwanted = [kind for kind, how in self.channels.items() if how == Channel.APP]
        waiting.exclude(seen_at=None).update(channel=Channel.APP)
        waiting.filter(kind__in=unwanted).update(channel=Channel.APP)
        found = waiting.order_by("at", "pk").values("pk", "words", "detail", "url")
        rows: list[dict[str, Any]] = [{**row} for row in found]
        waiting.filter(pk__in=[row["pk"] for row in rows]).update(mailed_at=self.now)
        return rows

    def _letter(self, kind: str, news: list[dict[str, Any]], due: Due | None) -> None:
        words = {
            "kind": kind,
            "rows": news[:MOST],
            "more": max(len(news) - MOST, 0),
            "due": list(due.lines())[:MOST] if due else [],
            "due_words": due.words if due else "",
        }
        mail = self.person.email
        Letter.objects.post(TEMPLATE, to=[mail], words=words, person=self.person)


def trim_news() -> None:
    """Let go of what was told, and of days seen to, three months ago."""
    before = timezone.now() - KEPT_FOR
    Notification.objects.filter(at__lt=before).delete()
    Digest.objects.filter(on__lt=timezone.localdate(before)).delete()
