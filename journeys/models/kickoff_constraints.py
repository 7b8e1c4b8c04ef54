"""What makes a kickoff a draft, scheduled or held, in the database too."""

from django.db import models
from django.db.models import F, Q

CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(
        condition=Q(state__in=["draft", "scheduled", "held"]),
        name="kickoff_state_is_known",
    ),
    models.CheckConstraint(
        condition=Q(state="draft") | Q(sponsor__isnull=False, held_on__isnull=False),
        name="kickoff_scheduled_has_a_sponsor_and_a_day",
    ),
    models.CheckConstraint(
        condition=~Q(state="held")
        | Q(sponsor_accepted_at__isnull=False, closed_at__isnull=False),
        name="kickoff_held_is_accepted_by_the_sponsor",
    ),
    models.CheckConstraint(
        condition=Q(sponsor_accepted_at=None) | Q(sponsor__isnull=False),
        name="kickoff_acceptance_is_somebodys",
    ),
    models.CheckConstraint(
        condition=Q(sponsor=None) | Q(deputy=None) | ~Q(sponsor=F("deputy")),
        name="kickoff_deputy_is_somebody_else",
    ),
]
