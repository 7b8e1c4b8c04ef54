"""Whether the map is still true, as far as both sides have said so."""

from datetime import timedelta

import pytest
from django.urls import reverse

from journeys.models import Journey
from tests import make
from tests.journeys.days import confirmed, today

LIST = "/journeys/"
pytestmark = pytest.mark.django_db


@pytest.mark.capability("C02")
@pytest.mark.parametrize(
    ("product", "ops", "stale"),
    [(0, 0, False), (90, 0, False), (91, 0, True), (0, 91, True), (91, 91, True)],
)
def test_journey_is_stale_after_90_days_without_both(
    petras, journey, product, ops, stale
):
    confirmed(journey, product=product, ops=ops)

    page = petras.get(journey.get_absolute_url()).text
    listed = petras.get(LIST, {"gap": "stale"}).text

    assert ("May be out of date" in page) is stale
    assert ("Move home" in listed) is stale


@pytest.mark.capability("C02")
@pytest.mark.parametrize(
    ("released", "stale"), [(-1, False), (0, False), (5, False), (9, True), (10, True)]
)
def test_journey_is_stale_when_a_release_lands_after_the_confirmation(
    petras, journey, petra, released, stale
):
    """Confirmed 10 days ago; `released` days after that, or not landed yet."""
    confirmed(journey, product=10, ops=4)
    on = today() - timedelta(days=10) + timedelta(days=released)
    if released == 5:
        on = today() + timedelta(days=5)
    make.release("Meter photo", on, petra, journey)

    page = petras.get(journey.get_absolute_url()).text
    listed = petras.get(LIST, {"gap": "stale"}).text

    assert ("May be out of date" in page) is stale
    assert ("Move home" in listed) is stale


@pytest.mark.capability("C02")
@pytest.mark.parametrize(
    ("product", "ops", "said"),
    [
        (30, 0, ", 30 days ago; ops again today</span>"),
        (1, 30, ", 30 days ago; product again yesterday</span>"),
        (30, 5, "; ops again on {}</span>"),
        (30, 30, ", 30 days ago</span>"),
        (0, 0, "Last confirmed together today</span>"),
    ],
)
def test_journey_page_says_which_side_has_confirmed_since(
    petras, journey, product, ops, said
):
    confirmed(journey, product=product, ops=ops)
    day = today() - timedelta(days=5)

    assert (
        said.format(f"{day:%-d %B %Y}") in petras.get(journey.get_absolute_url()).text
    )


@pytest.mark.capability("C02")
def test_journey_confirm_by_both_ends_staleness(client, journey, petra, omar):
    confirmed(journey, product=100, ops=100)
    url = reverse("journeys:journey-confirm", args=[journey.slug])
    client.force_login(petra)
    client.post(url)
    after_one = Journey.objects.stale(today()).count()
    client.force_login(omar)
    client.post(url)

    assert after_one == 1
    assert Journey.objects.stale(today()).count() == 0


@pytest.mark.parametrize(
    ("who", "status"),
    [("petra", 302), ("lea", 302), ("leo", 302), ("paul", 404), ("ada", 404)],
)
def test_journey_confirm_is_for_owners_and_leaders(
    client, request, journey, who, status
):
    person = request.getfixturevalue(who)
    confirmed(journey, product=10, ops=10)
    client.force_login(person)

    response = client.post(reverse("journeys:journey-confirm", args=[journey.slug]))

    journey.refresh_from_db()
    by = getattr(journey, f"{person.side}_confirmed_by")
    assert response.status_code == status
    assert (by == person) is (status == 302)
