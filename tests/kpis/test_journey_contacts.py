"""What happens on a journey, step by step."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kpis.queries.journey import journey_numbers
from tests.kpis import numbers


@pytest.fixture
def asked(petra, journey):
    """A year of contacts about the first step, and none of the others."""
    first, *_ = journey.steps.all()
    why = numbers.reason("meter", journey=journey, step=first)
    today = timezone.localdate()
    people = [numbers.customer(f"c{n}") for n in range(40)]
    rows = [
        numbers.contact(today - timedelta(days=n), why, people[n % 40])
        for n in range(1, 365, 3)
    ]
    numbers.store(rows, petra)
    numbers.settle()
    return first


@pytest.mark.capability("C02")
def test_journey_contacts_measures_steps_that_reasons_belong_to(journey, asked):
    found = journey_numbers(journey.pk, timezone.localdate() - timedelta(days=1))

    assert {step.pk: step.is_measured for step in found.steps} == {
        step.pk: step.pk == asked.pk for step in journey.steps.all()
    }


@pytest.mark.capability("C02")
def test_journey_contacts_calls_no_silence_a_success_where_nothing_is_measured(
    client, petra, journey, asked
):
    client.force_login(petra)

    page = client.get(
        reverse("kpis:journey-contacts", args=[journey.slug])
    ).content.decode()

    assert page.count("Not measured: no contact reason belongs to this step.") == 3
    assert "100.0%" not in page
    assert page.count("Say what people ask here") == 3


def test_journey_contacts_is_not_offered_to_agents_to_map(client, anna, journey, asked):
    client.force_login(anna)

    page = client.get(
        reverse("kpis:journey-contacts", args=[journey.slug])
    ).content.decode()

    assert "Say what people ask here" not in page
    assert page.count("Nobody has said what people ask here.") == 3
