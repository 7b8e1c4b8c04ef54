"""A test with customers: what was thought, what was measured, what was learnt."""

from typing import Any

import pghistory
import pgtrigger
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alignment.days import EARLIEST, LATEST
from alignment.live import publish
from alignment.people.models import Person
from alignment.versions import must_be_unchanged
from journeys.models.initiative import Initiative

slice_stays = pgtrigger.Trigger(
    name="slice_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
IF NEW.slice_rows IS DISTINCT FROM OLD.slice_rows
   OR NEW.initiative_id <> OLD.initiative_id THEN
  RAISE EXCEPTION 'customer_test_slice_stays: it is of the slice as it was then'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""",
)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class CustomerTest(models.Model):
    """`slice_rows` is the copy of the slice that was tested, never changed later:
    a list of {key, text, group}. Without an outcome it is still to come, or running.
    """

    class Outcome(models.TextChoices):
        OPEN = "", "Not known yet"
        WORKED = "worked", "It worked"
        DID_NOT = "did_not", "It did not work"
        UNCLEAR = "unclear", "Unclear"

    TEXTS = (
        *("hypothesis", "customers", "measure", "unit", "before", "after"),
        *("tested_on", "learnt", "outcome"),
    )

    initiative = models.ForeignKey(
        Initiative, models.PROTECT, editable=False, related_name="customer_tests"
    )
    hypothesis = models.TextField(max_length=500)
    customers = models.PositiveIntegerField()
    measure = models.CharField(max_length=200)
    unit = models.CharField(max_length=20)
    before = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    after = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    tested_on = models.DateField()
    learnt = models.TextField(max_length=1000, blank=True)
    outcome = models.CharField(
        max_length=7, choices=Outcome, blank=True, default=Outcome.OPEN
    )
    slice_rows = models.JSONField(default=list, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-tested_on", "-pk"]
        triggers = [slice_stays]
        constraints = [
            models.CheckConstraint(
                condition=~Q(hypothesis="") & ~Q(measure="") & ~Q(unit=""),
                name="customer_test_says_what_and_how",
            ),
            models.CheckConstraint(
                condition=Q(customers__gte=1), name="customer_test_is_with_customers"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "worked", "did_not", "unclear"]),
                name="customer_test_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(learnt=""),
                name="customer_test_ends_in_what_was_learnt",
            ),
            models.CheckConstraint(
                condition=Q(tested_on__range=(EARLIEST, LATEST)),
                name="customer_test_is_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.hypothesis

    def get_absolute_url(self) -> str:
        return reverse("journeys:customer-test-show", args=[self.pk])

    @transaction.atomic
    def rewrite(self, *, seen: int, **values: Any) -> None:
        """Change what it says; the slice it is of stays. Raises EditedMeanwhile."""
        self.refresh_from_db(from_queryset=CustomerTest.objects.select_for_update())
        must_be_unchanged(self, self.TEXTS, seen)
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=self.TEXTS)
        tell_of_tests()


def tell_of_tests() -> None:
    publish("requirements")
    publish("initiatives")
