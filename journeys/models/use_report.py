"""What somebody in ops says about a workaround: how often they still do it by hand."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alignment.people.models import Person
from journeys.models.workaround_rules import report_is_of_ops


class UseReportQuerySet(models.QuerySet["UseReport"]):
    def counting(self) -> "UseReportQuerySet":
        """Those of people who are here; who has left drops out."""
        return self.filter(person__is_active=True)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class UseReport(models.Model):
    """One person and one workaround. Nothing said yet while `answered_on` is empty.

    `times_a_week` 0 is “no more”. `answered_on` is a day of the installation's clock.
    """

    workaround = models.ForeignKey(
        "journeys.Workaround", models.CASCADE, related_name="reports"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    times_a_week = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    answered_on = models.DateField(null=True)

    objects = UseReportQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        triggers = [report_is_of_ops]
        constraints = [
            models.UniqueConstraint(
                fields=["workaround", "person"], name="use_report_is_one_a_person"
            ),
            models.CheckConstraint(
                condition=Q(times_a_week=None, answered_on=None)
                | Q(times_a_week__range=(0, 10_000), answered_on__isnull=False),
                name="use_report_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.times_a_week}"
