"""Home in the browser's eyes: what stands on it, for whom, and how it comes."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.dashboards.home.choice import LENSES
from alignment.people.context import forget_organisation, organisation
from alignment.versions import version_of
from tests import make
from tests.dashboards.read import body, cards

HOME = "/"
FRAGMENT = {"HX-Request": "true"}


@pytest.mark.capability("C21")
def test_home_leads_with_a_sentence_computed_from_the_data(client, rising, anna):
    client.force_login(anna)

    response = client.get(HOME)

    assert response.status_code == 200
    assert "1 thing needs both product and ops. 1 journey is not steady." in body(
        response
    )
    assert "Contacts about “Move home” are up 31%" in body(response)
    assert "Move home: contacts are up 31%" in body(response)


@pytest.mark.capability("C03")
def test_home_lens_changes_the_order_and_nothing_else(client, rising, petra):
    client.force_login(petra)

    orders = {lens: cards(client.get(HOME, {"lens": lens})) for lens in LENSES}

    assert orders["shared"][:2] == ["needs", "coming"]
    assert orders["product"][:2] == ["heard", "trend"]
    assert orders["ops"][:2] == ["coming", "reasons"]
    assert orders["leaders"][0] == "short"
    assert len({frozenset(order) for order in orders.values()}) == 1
    assert {len(order) for order in orders.values()} == {10}


@pytest.mark.capability("C03")
def test_home_lens_is_kept_for_the_person_alone(client, journey, petra, omar):
    client.force_login(petra)
    client.get(HOME, {"lens": "ops"})

    again = client.get(HOME)
    client.force_login(omar)
    other = client.get(HOME)

    assert 'id="lens-ops"' in again.content.decode()
    assert cards(again)[0] == "coming"
    assert cards(other)[0] == "needs"


def test_home_lens_in_words_of_the_organisation(client, journey, petra):
    ours = organisation()
    ours.product_word, ours.ops_short_word = "Delivery", "Care"
    ours.save()
    forget_organisation()
    client.force_login(petra)

    text = body(client.get(HOME))

    assert "Nothing needs both delivery and care." in text
    assert "Shared Delivery Care Leaders" in text


def test_home_fragment_is_the_region_with_what_changes_around_it(client, rising, petra):
    client.force_login(petra)

    page, part = client.get(HOME), client.get(HOME, headers=FRAGMENT)

    html = part.content.decode()
    assert html.lstrip().startswith("<div")
    assert 'id="home"' in html
    assert "<html" not in html
    assert html.count("hx-swap-oob") == 4
    assert page.content.decode().count("hx-swap-oob") == 0
    assert cards(part) == cards(page)
    assert "HX-Request" in part["Vary"]
    assert "HX-Request" in page["Vary"]


@pytest.mark.parametrize(
    "topic", ["contacts", "journeys", "people", "releases", "targets"]
)
@pytest.mark.capability("C21")
def test_home_region_comes_anew_when_something_changes(client, journey, petra, topic):
    client.force_login(petra)

    html = client.get(HOME, {"lens": "ops", "weeks": "4"}).content.decode()

    (region,) = re.findall(r'<div id="home".*?>', html, re.S)
    assert f"live:{topic} from:body" in region
    assert 'hx-get="/?lens=ops&amp;weeks=4"' in region
    assert "data-live=" in html


def test_home_forgets_a_journey_that_does_not_exist(client, journey, petra):
    client.force_login(petra)

    response = client.get(
        HOME, {"journey": "nowhere", "weeks": "x", "on": "2026-02-31"}
    )

    assert response.status_code == 200
    assert 'hx-get="/?lens=shared"' in response.content.decode()


@pytest.mark.capability("C01")
def test_home_lets_the_named_owner_accept_and_nobody_else(client, petra, omar, olga):
    made = make.journey("Move home", petra, omar, live=False)
    url = reverse("journeys:owner-accept", args=[made.slug])
    client.force_login(olga)
    theirs = client.get(HOME)
    client.force_login(omar)

    mine = client.get(HOME)
    client.post(url)
    after = client.get(HOME)

    assert f'action="{url}"' not in theirs.content.decode()
    assert f'action="{url}"' in mine.content.decode()
    assert "Will you look after “Move home” for ops?" in body(mine)
    assert "Will you look after" not in body(after)
    assert "“Move home” waits for Petra Lind" in body(after)


@pytest.mark.capability("C01")
def test_home_shows_an_orphan_as_soon_as_an_owner_is_gone(client, journey, petra, ada):
    client.force_login(petra)
    before = body(client.get(HOME))

    journey.ops_owner.deactivate(by=ada)

    assert "Nothing needs both" in before
    assert "Nobody in ops looks after “Move home”" in body(client.get(HOME))


def test_home_has_one_talk_button_to_the_other_side(client, rising, petra, omar):
    for title in ("Pay a bill", "Switch"):
        make.journey(title, petra, omar, live=False)
    client.force_login(petra)

    html = client.get(HOME).content.decode()

    assert html.count("btn--talk") == 1
    assert f'href="{omar.get_absolute_url()}"' in html
    assert "Talk to Omar" in html


@pytest.mark.parametrize(
    ("who", "shown", "hidden"),
    [
        ("ada", ["Import contacts", "See the first steps"], []),
        ("petra", ["Start a journey"], ["Import contacts"]),
        ("anna", ["No journeys yet"], ["Import contacts", "Start a journey"]),
    ],
)
def test_home_empty_says_why_and_offers_what_one_may_do(
    client, request, who, shown, hidden
):
    client.force_login(request.getfixturevalue(who))

    response = client.get(HOME)

    text = body(response)
    assert "No contacts yet" in text
    assert all(each in text for each in shown)
    assert not any(each in text for each in hidden)
    assert "trend" not in cards(response)


def test_home_shows_what_changed_at_once(client, rising, petra, omar):
    client.force_login(petra)
    before = body(client.get(HOME))

    rising.rewrite(title="Move house", area="", summary="", seen=version_of(rising))
    make.release("Labels 3.2", timezone.localdate() + timedelta(days=16), petra, rising)
    after = body(client.get(HOME))

    assert "Labels 3.2" not in before
    assert "Labels 3.2 In 16 days. Touches Move house." in after
    assert "Move home" not in after


def test_home_is_closed_to_the_signed_out(client, petra):
    response = client.get(HOME)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
