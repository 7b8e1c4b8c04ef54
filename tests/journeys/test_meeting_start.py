"""The form of a meeting begins with what is known where one comes from."""

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.models import Journey
from tests import make
from tests.journeys.days import today

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C06")]
ADD = "/meetings/add/"


def start(client, **query):
    response = client.get(ADD, query)
    assert response.status_code == 200
    return response.context["form"].initial


def test_meeting_begins_with_title_people_journey_and_initiative(
    petras, journey, initiative, petra, omar
):
    found = start(
        petras,
        title="Talk",
        people=[omar.pk],
        journey=journey.pk,
        initiative=initiative.pk,
    )

    assert (found["title"], found["minutes"]) == ("Talk", 30)
    assert found["ops_people"] == found["product_people"] == [petra.pk, omar.pk]
    assert (found["journeys"], found["initiative"]) == ([journey.pk], initiative.pk)


@pytest.fixture
def abouts(journey, initiative, kickoff, steps, petra, omar):
    told = make.insight("Where is it?", journey, omar)
    told.link(initiative)
    meeting = make.meeting("Listen", petra, timezone.now(), initiative=initiative)
    meeting.journeys.add(journey)
    return {
        "journey": journey,
        "initiative": initiative,
        "kickoff": kickoff,
        "decision": make.decision("Do we ask first?", initiative, petra),
        "meeting": meeting,
        "insight": told,
        "release": make.release("Meter photo", today(), petra, journey),
        "workaround": make.workaround("Copy", steps["Read the meter"], omar),
    }


OF_JOURNEY, OF_INITIATIVE, OF_BOTH = (True, False), (False, True), (True, True)


@pytest.mark.parametrize(
    ("noun", "holds"),
    [
        ("journey", OF_JOURNEY),
        ("initiative", OF_INITIATIVE),
        ("kickoff", OF_INITIATIVE),
        ("decision", OF_INITIATIVE),
        ("meeting", OF_BOTH),
        ("insight", OF_BOTH),
        ("release", OF_JOURNEY),
        ("workaround", OF_JOURNEY),
    ],
)
def test_meeting_about_a_talk_knows_what_the_talk_is_about(
    noun, holds, petras, abouts, journey, initiative
):
    thread = make.thread(abouts[noun])

    found = start(petras, talk=thread.pk)

    assert found["journeys"] == ([journey.pk] if holds[0] else [])
    assert found["initiative"] == (initiative.pk if holds[1] else None)
    assert (found["kind"], found["minutes"]) == ("talk", 15)


@pytest.mark.parametrize("name", ["talk", "people", "journey", "initiative"])
@pytest.mark.parametrize("value", ["x", "²", "-1", "9" * 30, "999999", ""])
def test_meeting_begins_empty_where_the_address_is_wrong(name, value, petras, petra):
    response = petras.get(ADD, {name: value, "title": "x" * 999})

    assert response.status_code == 200
    assert response.context["form"].initial["journeys"] in ([], [999_999])


def test_owners_are_offered_a_meeting_about_their_journey(petras, journey, omar):
    long_ago = timezone.now() - timedelta(days=200)
    Journey.objects.filter(pk=journey.pk).update(
        live_at=long_ago, product_confirmed_at=long_ago, ops_confirmed_at=long_ago
    )

    page = petras.get(journey.get_absolute_url())

    offered = page.context["page"].nudge.meeting_url
    assert offered.replace("&", "&amp;") in page.text
    found = petras.get(offered).context["form"].initial
    assert found["title"] == "Talk about Move home"
    assert found["journeys"] == [journey.pk]
    assert omar.pk in found["ops_people"]
