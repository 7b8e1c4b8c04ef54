"""The daily mail: when somebody wants it, and that it was seen to, once a day."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alignment.people.models import Person

HOUR = 8
FRIDAY = 4


class DigestTime(models.Model):
    """The hour by the installation's clock; people without a row have the first one."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="digest_time")
    hour = models.PositiveSmallIntegerField(default=HOUR)
    weekdays_only = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hour__range=(0, 23)), name="digest_time_is_an_hour"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hour:02}:00"

    @classmethod
    def of(cls, person: Person) -> "DigestTime":
        """Somebody's, not saved where they never chose."""
        found = cls.objects.filter(person=person).first()
        return found or cls(person=person)

    def has_come(self, now: datetime) -> bool:
        """Whether today's hour has struck, on a day they want it."""
        local = timezone.localtime(now)
        free = self.weekdays_only and is_day_off(local.date())
        return local.hour >= self.hour and not free


class Digest(models.Model):
    """One person's daily mail of one day, also when there was nothing to tell.

    The row claims the day: whatever the clock does, a day has one. `told` is how many
    things its letter named.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="digests")
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    told = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "on"], name="digest_is_one_a_day")
        ]
        indexes = [models.Index(fields=["on"], name="digest_by_day")]

    def __str__(self) -> str:
        return f"{self.person}, {self.on}"


def is_day_off(day: date) -> bool:
    """Saturdays and Sundays: nobody is reminded of work then."""
    return day.weekday() > FRIDAY
