"""Addresses, order and form fields of steps."""

from django.urls import reverse

from alignment.versions import version_of
from journeys.models import Phase


def url(name, journey, *rest):
    return reverse(f"journeys:{name}", args=[journey.slug, *rest])


def order(journey):
    """Step names by phase, in the customer's order."""
    return {
        phase.name: [step.name for step in phase.steps.all()]
        for phase in Phase.objects.filter(journey=journey)
    }


def fields(step, **changed):
    """What the form of a step holds, with some of it changed."""
    return {
        "name": step.name,
        "where": step.where,
        "feeling": "" if step.feeling is None else step.feeling,
        "product_owner": step.product_owner_id or "",
        "ops_owner": step.ops_owner_id or "",
        "systems": ", ".join(step.systems),
        "seen": version_of(step),
        **changed,
    }
