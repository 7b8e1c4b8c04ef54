"""Who owned this on that day, and what happened, in words."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Side
from journeys.operations.handover import propose_handover
from journeys.queries.history import owners_on

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C01")]


def at(moment):
    """Put the newest change of a journey at a moment of the past."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journeys_journeyevent SET pgh_created_at = %s WHERE pgh_id ="
            " (SELECT max(pgh_id) FROM journeys_journeyevent)",
            [moment],
        )


def begun(moment):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journeys_journeyevent SET pgh_created_at = %s", [moment])


def page(client, journey, **query):
    return client.get(reverse("journeys:journey-history", args=[journey.slug]), query)


def test_history_answers_who_owned_it_on_a_day(petras, journey, omar, olga):
    begun(datetime(2026, 2, 1, tzinfo=UTC))
    handover = propose_handover(
        journey=journey, side=Side.OPS, receiver=olga, note="", by=omar
    )
    handover.accept(by=olga)
    at(datetime(2026, 3, 4, 9, tzinfo=UTC))

    before = page(petras, journey, on="2026-03-03").text
    after = page(petras, journey, on="2026-03-04").text

    assert "At the end of 3 March 2026" in before
    assert "Omar Haddad</a>" in before
    assert "Olga Stein</a>" not in before
    assert "Olga Stein</a>" in after


@pytest.mark.parametrize(
    ("zone", "owner"), [("UTC", "Olga Stein"), ("Pacific/Auckland", "Omar Haddad")]
)
def test_history_ends_a_day_in_the_installations_time_zone(
    settings, journey, omar, olga, zone, owner
):
    """Handed over at 12:30 UTC on 3 March: in Auckland that is 4 March already."""
    begun(datetime(2026, 2, 1, tzinfo=UTC))
    made = propose_handover(
        journey=journey, side=Side.OPS, receiver=olga, note="", by=omar
    )
    made.accept(by=olga)
    at(datetime(2026, 3, 3, 12, 30, tzinfo=UTC))
    settings.TIME_ZONE = zone

    found = owners_on(journey, date(2026, 3, 3))

    assert found.owners[1].owner.name == owner


def test_history_before_the_journey_says_so(petras, journey):
    response = page(petras, journey, on="2020-01-01")

    assert response.status_code == 200
    assert "This journey did not exist yet on 1 January 2020." in response.text


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("rubbish", "Enter a day, like 3 March 2026."),
        ("2999-01-01", "Choose today or an earlier day."),
    ],
)
def test_history_refuses_what_is_no_day(petras, journey, on, said):
    response = page(petras, journey, on=on)

    assert response.status_code == 422
    assert said in response.text


def test_history_of_an_owner_who_had_not_accepted(petras, petra, omar):
    petras.post(
        reverse("journeys:journey-add"),
        {"title": "Pay a bill", "product_owner": petra.pk, "ops_owner": omar.pk},
    )

    text = petras.get("/journeys/pay-a-bill/history/").text

    assert "named, had not accepted" in text
    assert "Petra Lind accepted" in text


def test_history_says_who_changed_what_with_names(petras, journey, petra, olga):
    step = journey.steps.first()
    edit = reverse("journeys:step-edit", args=[journey.slug, step.pk])
    seen = petras.get(edit).context["form"].initial["seen"]
    petras.post(
        edit,
        {
            "name": step.name,
            "where": "Phone",
            "feeling": "-2",
            "product_owner": petra.pk,
            "ops_owner": olga.pk,
            "seen": seen,
        },
    )
    petras.post(
        reverse("journeys:step-move", args=[journey.slug, step.pk]), {"by": "1"}
    )
    petras.post(reverse("journeys:journey-confirm", args=[journey.slug]))

    text = " ".join(page(petras, journey).text.split())

    assert "Changed “Give notice”: where it happens" in text
    assert "Changed who looks after “Give notice”" in text
    assert "<del>Omar Haddad</del>" in text
    assert "<ins>Olga Stein</ins>" in text
    assert "<ins>Frustrated</ins>" in text
    assert text.count("Moved the step") == 1
    assert "<p>Petra Lind said the map is still true</p> </div>" in text
    assert re.search(r"Moved the step[^<]*</p> <p[^>]*>Petra Lind</p>", text)


def test_history_tells_of_handovers(petras, journey, omar, olga):
    made = propose_handover(
        journey=journey, side=Side.OPS, receiver=olga, note="", by=omar
    )
    made.decline(reason="I have three already.", by=olga)

    text = page(petras, journey).text

    assert "Asked Olga Stein to take over from Omar Haddad" in text
    assert "Olga Stein declined to take over: I have three already." in text


def test_history_stays_when_an_owner_has_left(petras, journey, omar, ada):
    omar.deactivate(by=ada)

    text = page(petras, journey, on=timezone.localdate().isoformat()).text

    assert "Omar Haddad</a>" in text
    assert "left on" in text
