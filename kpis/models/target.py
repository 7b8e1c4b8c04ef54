"""A target line for a metric of a journey; it counts once both sides agree."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alignment.people.models import Person
from journeys.models import Journey


class Target(models.Model):
    """Proposed by one side, agreed by the other. A new one ends the one before."""

    class Metric(models.TextChoices):
        CONTACT_RATE = "contact-rate", "Contacts per 1,000 customers a week"
        AHT = "aht", "Average handling time, seconds"
        NO_CONTACT = "no-contact", "No contact in 3 months, %"
        REPEAT = "repeat", "Repeat contact, %"

    journey = models.ForeignKey(Journey, models.CASCADE, null=True, blank=True)
    metric = models.CharField(max_length=12, choices=Metric)
    value = models.DecimalField(max_digits=10, decimal_places=2)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "metric"],
                condition=Q(agreed_at__isnull=False, ended_at=None),
                nulls_distinct=False,
                name="target_in_force_is_one",
            ),
            models.UniqueConstraint(
                fields=["journey", "metric"],
                condition=Q(agreed_at=None, ended_at=None),
                nulls_distinct=False,
                name="target_proposed_is_one",
            ),
            models.CheckConstraint(
                condition=~Q(agreed_by=models.F("proposed_by")),
                name="target_is_agreed_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_metric_display()}: {self.value}"
