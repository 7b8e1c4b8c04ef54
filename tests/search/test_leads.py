"""Where what was found leads to."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.search.queries.search import search
from tests import make
from tests.search.finding import found


def test_search_leads_to_a_requirement_in_its_list(client, journey, petra):
    begun = make.initiative("QR labels", petra, journey)
    _, row = make.requirements(begun, petra, "Show the horse", "Show the zebra")
    client.force_login(petra)

    ((_, url),) = found("zebra", petra)

    page, _, part = url.partition("#")
    assert page == reverse("journeys:requirement-list", args=[begun.slug])
    assert part == f"r{row.pk}"
    assert f'id="{part}"' in client.get(page).text


def test_search_leads_to_the_one_visit_to_the_floor(client, petra):
    for word in ("horse", "zebra"):
        promised = make.action("Ask", petra, timezone.localdate())
        make.floor_time(petra, promised, first_learning=f"They say {word}")
    client.force_login(petra)

    ((_, url),) = found("zebra", petra)

    text = client.get(url).text
    assert "They say zebra" in text
    assert "They say horse" not in text
    assert "Show all" in text


def test_search_leads_to_a_talk_and_says_what_it_is_about(client, journey, petra):
    thread = make.thread(journey, petra)
    make.comment(thread, petra, "The zebra rang")
    client.force_login(petra)

    (row,) = search("zebra", viewer=petra, kind="", page="").rows

    assert (row.url, row.place) == (thread.get_absolute_url(), "Move home")
    assert "The zebra rang" in client.get(row.url).text


@pytest.mark.parametrize("visit", ["x", "9" * 30, "0", "²"])
def test_floor_time_of_any_number_is_no_error(visit, client, petra):
    client.force_login(petra)

    page = client.get(reverse("journeys:floor-time-list"), {"visit": visit})

    assert page.status_code == 200


def test_search_leads_to_a_step_on_its_map(journey, petra):
    step = journey.steps.first()

    assert ("step", step.get_absolute_url()) in found("give notice", petra)
