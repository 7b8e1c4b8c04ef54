"""The list and the page of a journey: what is open shows, and nothing is dead."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Organisation
from journeys.models import Journey, Step
from journeys.operations.blueprint import INDUSTRIES, blueprints
from tests import make
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LIST = "/journeys/"


@pytest.fixture
def petras(client, petra):
    client.force_login(petra)
    return client


def today():
    return timezone.localdate()


def confirmed(journey, *, product, ops):
    """Both sides said “still true” that many days ago."""
    now = timezone.now()
    Journey.objects.filter(pk=journey.pk).update(
        product_confirmed_at=now - timedelta(days=product),
        ops_confirmed_at=now - timedelta(days=ops),
        live_at=now - timedelta(days=400),
    )


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


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "move"}, {"Move home"}),
        ({"q": "METER"}, {"Move home", "Pay a bill", "Close it"}),
        ({"q": "nothing like it"}, set()),
        ({"state": "draft"}, {"Pay a bill"}),
        ({"state": "archived"}, {"Old one"}),
        ({"gap": "waiting"}, {"Pay a bill"}),
        ({"gap": "steps"}, {"Close it"}),
        ({"side": "ops"}, {"Close it"}),
        ({"side": "product"}, set()),
        ({"area": "Money"}, {"Pay a bill"}),
        (
            {"gap": "rubbish", "sort": "rubbish"},
            {"Move home", "Pay a bill", "Close it"},
        ),
    ],
)
def test_journey_list_filters_by_address(petras, journey, petra, omar, query, found):
    draft = make.journey("Pay a bill", petra, omar, live=False)
    Journey.objects.filter(pk=draft.pk).update(area="Money")
    bare = make.journey("Close it", petra, omar)
    bare.steps.filter(name="Give notice").update(ops_owner=None)
    make.journey("Old one", petra, omar).archive()

    page = petras.get(LIST, query).text

    shown = set(re.findall(r'preload="mouseover">([^<]+)</a>\s*</h2>', page))
    assert shown == found
    assert f"{len(found)} journey{'' if len(found) == 1 else 's'} shown" in page


def test_journey_list_by_owner(petras, journey, petra, omar, olga):
    make.journey("Pay a bill", petra, olga)

    page = petras.get(LIST, {"owner": olga.pk}).text

    assert "Pay a bill</a>" in page
    assert "Move home</a>" not in page


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("title", "Close it"),
        ("newest", "Pay a bill"),
        ("gaps", "Move home"),
        ("confirmed", "Move home"),
    ],
)
def test_journey_list_sorts(petras, journey, petra, omar, sort, first):
    make.journey("Close it", petra, omar)
    make.journey("Pay a bill", petra, omar)
    journey.steps.update(ops_owner=None)
    confirmed(journey, product=30, ops=30)

    page = petras.get(LIST, {"sort": sort}).text

    assert re.findall(r'preload="mouseover">([^<]+)</a>', page)[0] == first


def test_journey_list_swap_is_the_list_alone(petras, journey):
    response = petras.get(LIST, headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<section id="journeys"')
    assert "HX-Request" in response.headers["Vary"]


def test_journey_list_empty_offers_one_action(petras, petra):
    page = petras.get(LIST).text

    assert "No journeys yet." in page
    assert page.count(reverse("journeys:journey-add")) == 2  # head and empty state


@pytest.mark.parametrize("path", [LIST, "/journeys/?sort=gaps&gap=steps"])
def test_journey_list_queries_do_not_follow_rows(petras, journey, petra, omar, path):
    journey.steps.update(ops_owner=None)

    def grow():
        for number in range(29):
            made = make.journey(f"Journey {number}", petra, omar)
            made.steps.update(ops_owner=None)

    assert_same_queries(petras, path, grow)


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
    assert f'href="{edit}#id_ops_owner">Find an Ops owner' in page
    assert "No Ops owner" in page
    assert 'id="id_ops_owner"' in petras.get(edit).text


def test_journey_page_for_an_agent_has_nothing_to_change(client, journey, anna):
    client.force_login(anna)
    journey.steps.update(ops_owner=None)

    page = client.get(journey.get_absolute_url()).text

    assert "Nobody in Ops" in page
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
    assert "Find a Care owner" in page
    assert "Ops" not in page


def test_journey_blueprints_are_ten_and_complete():
    drawn = blueprints()

    assert [one.industry for one in drawn] == [
        industry for industry in INDUSTRIES for _ in range(2)
    ]
    for one in drawn:
        steps = [step for phase in one.phases for step in phase.steps]
        assert 6 <= len(steps) <= 9
        assert len(one.phases) >= 3
        assert any(step.moment for step in steps)
        assert all(
            step.quote and step.customer_does and step.staff_do for step in steps
        )
        assert all(-3 <= step.feeling <= 3 for step in steps)


@pytest.mark.parametrize("key", [one.key for one in blueprints()])
def test_journey_starts_from_each_blueprint(petras, petra, omar, key):
    drawn = next(one for one in blueprints() if one.key == key)
    url = f"{reverse('journeys:journey-add')}?from={key}"

    offered = petras.get(url).text
    petras.post(
        url, {"title": drawn.title, "product_owner": petra.pk, "ops_owner": omar.pk}
    )

    made = Journey.objects.get()
    assert drawn.phases[0].steps[0].name in offered
    assert made.steps.count() == drawn.step_count
    assert {step.quote_from for step in made.steps.all()} == {
        "An example. Ask a customer."
    }


def test_journey_start_keeps_what_was_typed_when_refused(petras, omar, anna):
    response = petras.post(
        reverse("journeys:journey-add"),
        {"title": "Pay a bill", "product_owner": "", "ops_owner": anna.pk},
    )

    assert response.status_code == 422
    assert 'value="Pay a bill"' in response.text
    assert "Choose who looks after it in Product." in response.text
    assert "Choose somebody who works in Ops now." in response.text
    assert not Journey.objects.exists()


def test_journey_titles_may_repeat_and_addresses_do_not(petras, petra, omar):
    data = {"title": "Add", "product_owner": petra.pk, "ops_owner": omar.pk}

    for _ in range(3):
        petras.post(reverse("journeys:journey-add"), data)

    slugs = set(Journey.objects.values_list("slug", flat=True))
    assert slugs == {"add-2", "add-3", "add-4"}


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
