"""The page of a journey: what is open shows, and nothing is dead."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alignment.people.models import Organisation
from journeys.models import Journey, Step
from tests import make
from tests.journeys.days import confirmed, today
from tests.queries import assert_same_queries

LIST = "/journeys/"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["journey-show", "journey-edit", "journey-history", "step-edit"]
)
def test_journey_pages_queries_do_not_follow_steps(petras, journey, petra, name):
    phase, step = journey.phases.last(), journey.steps.first()
    args = [journey.slug, step.pk] if name == "step-edit" else [journey.slug]
    make.release("Release 0", today(), petra, journey)

    def grow():
        for number in range(30):
            Step.objects.create(
                journey=journey, phase=phase, position=number + 5, name=f"Step {number}"
            )
        for number in range(30):
            on = today() - timedelta(days=number % 20)
            make.release(f"Release {number + 1}", on, petra, journey)

    assert_same_queries(petras, reverse(f"journeys:{name}", args=args), grow)


@pytest.mark.capability("C03")
def test_journey_page_shows_what_is_coming_beside_what_is_happening(
    petras, journey, petra
):
    make.release("Meter photo", today() + timedelta(days=5), petra, journey)
    make.release("New bill", today() - timedelta(days=3), petra, journey)
    make.release("Elsewhere", today(), petra)

    page = petras.get(journey.get_absolute_url()).text

    assert "In 5 days" in page
    assert "3 days ago" in page
    assert "Elsewhere" not in page
    assert 'id="journey-now"' in page


@pytest.mark.capability("C03")
@pytest.mark.parametrize("lens", ["product", "ops", "both"])
def test_journey_lens_changes_emphasis_not_content(petras, journey, lens):
    page = petras.get(journey.get_absolute_url(), {"lens": lens}).text

    checked = re.findall(r'id="lens-(\w+)"[^>]*?\schecked', page, re.DOTALL)
    assert checked == [lens]
    assert "Product sees" in page
    assert "Ops sees" in page


@pytest.mark.capability("C02")
def test_journey_page_links_each_gap_to_where_it_is_closed(petras, journey):
    step = journey.steps.first()
    Step.objects.filter(pk=step.pk).update(ops_owner=None)

    page = petras.get(journey.get_absolute_url()).text

    edit = reverse("journeys:step-edit", args=[journey.slug, step.pk])
    assert f'href="{edit}#id_ops_owner">Find an ops owner' in page
    assert "No ops owner" in page
    assert 'id="id_ops_owner"' in petras.get(edit).text


def test_journey_page_for_an_agent_has_nothing_to_change(client, journey, anna):
    client.force_login(anna)
    journey.steps.update(ops_owner=None)

    page = client.get(journey.get_absolute_url()).text

    assert "Nobody in ops" in page
    forms = set(re.findall(r'<form[^>]*action="(/journeys/[^"]+)"', page))
    assert forms == set()
    assert "/edit/" not in page


def test_journey_page_has_an_anchor_for_every_step(petras, journey):
    page = petras.get(journey.get_absolute_url()).text

    for step in journey.steps.all():
        assert page.count(f'id="step-{step.pk}"') == 1
        assert page.count(f'id="step-{step.pk}-ops"') == 1
        assert page.count(f'id="step-{step.pk}-product"') == 1


def test_journey_nudge_is_for_owners_and_can_be_sent_away(client, journey, petra, paul):
    confirmed(journey, product=100, ops=100)
    client.force_login(paul)
    others = client.get(journey.get_absolute_url()).text
    client.force_login(petra)
    first = client.get(journey.get_absolute_url()).text
    client.post(reverse("journeys:journey-hush", args=[journey.slug]))
    later = client.get(journey.get_absolute_url()).text

    assert "Talk to" not in others
    assert first.count("btn--talk") == 1
    assert "for 100 days" in first
    assert "Talk to" not in later


def test_journey_archive_and_restore(petras, journey):
    petras.post(reverse("journeys:journey-archive", args=[journey.slug]))
    listed = petras.get(LIST).text
    page = petras.get(journey.get_absolute_url()).text
    petras.post(reverse("journeys:journey-restore", args=[journey.slug]))

    journey.refresh_from_db()
    assert "Move home</a>" not in listed
    assert "This journey is archived." in page
    assert journey.state == Journey.State.LIVE


def test_journey_words_of_the_sides_are_those_of_the_organisation(petras, journey):
    Organisation.objects.update_or_create(
        pk=1, defaults={"product_word": "Digital", "ops_short_word": "Care"}
    )
    journey.steps.update(ops_owner=None)

    page = petras.get(journey.get_absolute_url()).text

    assert "Digital sees" in page
    assert "Find a care owner" in page
    assert "Ops" not in page


def test_person_journeys_are_what_they_look_after(petras, journey, omar, olga):
    Step.objects.filter(name="Give notice").update(ops_owner=olga)

    omars = petras.get(reverse("journeys:person-journeys", args=[omar.pk])).text
    olgas = petras.get(
        reverse("journeys:person-journeys", args=[olga.pk]),
        headers={"HX-Request": "true"},
    ).text

    assert "Move home</a>" in omars
    assert "3 steps" in omars
    assert "1 step" in olgas
    assert "<html" not in olgas


def test_journey_nudge_says_when_both_changed_a_step(client, journey, petra, omar):
    step = journey.steps.first()
    url = reverse("journeys:step-edit", args=[journey.slug, step.pk])
    for who, where in ((petra, "App"), (omar, "Phone")):
        client.force_login(who)
        data = client.get(url).context["form"].initial
        owners = {"product_owner": petra.pk, "ops_owner": omar.pk, "systems": ""}
        kept = {"name": data["name"], "seen": data["seen"], "feeling": ""}
        client.post(url, {**kept, **owners, "where": where})

    page = client.get(journey.get_absolute_url()).text

    assert "You have both changed “Give notice” this week." in page
    assert "Talk to Petra" in page
