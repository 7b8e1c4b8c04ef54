"""A notification: one thing that one person is told, once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from alignment.actions.models.counted import count_anew
from alignment.actions.models.kind import KINDS, Channel
from alignment.live import personal, publish
from alignment.people.models import Person


@dataclass(frozen=True)
class NewsLetter:
    """How the letter of news is written: `template` is given `words`, and `news`,
    `kind` and `url` of the news. `calendar` is what calendars read of it."""

    template: str = "mail/notification"
    words: dict[str, Any] = field(default_factory=dict)
    calendar: str = ""


@dataclass(frozen=True)
class News:
    """What is told. `key` names the thing: under one key a person is told once.

    `words` are a sentence, `detail` what was said, `url` an address of ours. `by` is
    whoever caused it, who is not told. `letter` is for who is mailed at once.
    """

    kind: str
    key: str
    words: str
    url: str
    detail: str = ""
    by: Person | None = None
    letter: NewsLetter = field(default_factory=NewsLetter)


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, person: Person) -> "NotificationQuerySet":
        return self.filter(person=person)

    def unseen(self) -> "NotificationQuerySet":
        return self.filter(seen_at=None)

    def waiting(self) -> "NotificationQuerySet":
        """Those that the next daily mail tells."""
        return self.filter(channel=Channel.DIGEST, mailed_at=None)

    def see(self, person: Person) -> None:
        """They have seen these. Safe to repeat."""
        if self.of(person).unseen().update(seen_at=timezone.now()):
            tell_of_news(person.pk)


class Notification(models.Model):
    """`channel` is how it is mailed, as it was chosen when it was told; `mailed_at` is
    when its letter, or the daily mail with it, was posted."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    words = models.CharField(max_length=250)
    detail = models.TextField(max_length=1000, blank=True)
    url = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(max_length=6, choices=Channel)
    mailed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                F("person"), F("at").desc(), F("id").desc(), name="notification_of_one"
            ),
            models.Index(
                fields=["person"],
                condition=Q(seen_at=None),
                name="notification_unseen",
            ),
            models.Index(
                fields=["person"],
                condition=Q(channel="digest", mailed_at=None),
                name="notification_waiting",
            ),
            models.Index(fields=["key"], name="notification_by_key"),
            models.Index(fields=["at"], name="notification_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="notification_is_told_once"
            ),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(key=""), name="notification_says_what"
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="/"), name="notification_leads_here"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["mail", "digest"])
                | Q(channel="app", mailed_at=None),
                name="notification_is_mailed_as_chosen",
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(by=F("person")),
                name="notification_is_of_others",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        """Leads on to what it is about, and notes that it was seen."""
        return reverse("actions:notification-show", args=[self.pk])

    @property
    def group(self) -> str:
        kind = KINDS.get(self.kind)
        return kind.group if kind else ""


def news_topic(person_id: int) -> str:
    """What a person's own browsers listen for; no other can tell whose it is."""
    return personal("notifications", person_id)


def tell_of_news(*people: int) -> None:
    """Have these people's browsers look again, and count anew what waits."""
    count_anew(*people)
    for pk in people:
        publish(news_topic(pk))


def distinct(people: Iterable[Person], but: Person | None) -> list[Person]:
    """Everybody who is here once, in the order of their keys, without one of them."""
    found = {one.pk: one for one in people if one.is_active and one != but}
    return [found[pk] for pk in sorted(found)]
