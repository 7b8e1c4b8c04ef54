"""The numbers on Home: what they are of, how fresh, and what they cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kpis.models import ContactImport, DirtyDay, Freshness, Source, Target
from tests import make
from tests.dashboards import numbers
from tests.dashboards.read import body
from tests.kpis.numbers import arrived, source

HOME = "/"
FRAGMENT = {"HX-Request": "true"}


@pytest.mark.capability("C20")
def test_home_says_no_contact_with_its_base_and_certainty(client, rising, petra):
    client.force_login(petra)

    text = body(client.get(HOME))

    assert "93.2% 9,321 of 10,000 customers no change" in text
    assert "Between 92.7% and 93.7% with 95% certainty." in text
    assert "100.0% of the customers of 3 months ago are still here." in text


@pytest.mark.capability("C20")
def test_home_says_when_only_customers_heard_from_are_known(client, rising, petra):
    Source.objects.update(has_customer_list=False)
    client.force_login(petra)

    text = body(client.get(HOME))

    assert "9,321 of 10,000 customers we have heard from" in text


def test_home_figures_have_base_change_and_a_way_down(client, rising, petra):
    client.force_login(petra)

    response = client.get(HOME, {"weeks": 4})

    text = body(response)
    assert "Average handling time 300 s no change of 3,668 handled" in text
    assert "Workload 306 h +31% for 3,668 contacts" in text
    assert "Repeat contact 9.9% −0.1 points 364 of 3,668" in text
    assert "Settled at first contact 90.1% +0.1 points 3,304 of 3,668" in text
    first = numbers.yesterday() - timedelta(days=27)
    assert f"first={first}&amp;last={numbers.yesterday()}" in response.content.decode()


def test_home_says_which_share_belongs_to_no_journey(client, rising, petra):
    numbers.contacts(numbers.reason("Other", None), each_day=131)
    numbers.fresh(2)
    client.force_login(petra)

    text = body(client.get(HOME, {"weeks": 4}))

    assert "50.0% of contacts (3,668 of 7,336) belong to no journey yet." in text
    assert "Where is my refund? 3,668 +31%" in text
    assert "Other 3,668 new" in text


def test_home_filters_by_channel_and_journey(client, rising, petra, omar):
    other = make.journey("Pay a bill", petra, omar)
    numbers.contacts(numbers.reason("Bill", other), each_day=10, channel=2)
    numbers.fresh(2)
    client.force_login(petra)

    chats = body(client.get(HOME, {"weeks": 4, "channel": 2}))
    bills = body(client.get(HOME, {"weeks": 4, "journey": "pay-a-bill"}))

    assert "for 280 contacts" in chats
    assert "Contacts about “Move home” are up 31%" in chats
    assert "Pay a bill in numbers" in bills
    assert "Why people contact us: Pay a bill" in bills
    assert "for 280 contacts" in bills


def test_home_says_when_numbers_wait_too_long(client, rising, petra):
    numbers.fresh(2, refreshed_at=timezone.now() - timedelta(minutes=16))
    client.force_login(petra)
    calm = body(client.get(HOME))

    DirtyDay.objects.create(day=numbers.yesterday())

    assert "Newer contacts wait to be counted." not in calm
    assert "Newer contacts wait to be counted." in body(client.get(HOME))


def test_home_says_nothing_while_numbers_wait_a_moment(client, rising, petra):
    numbers.fresh(2, refreshed_at=timezone.now())
    DirtyDay.objects.create(day=numbers.yesterday())
    client.force_login(petra)

    assert "wait to be counted" not in body(client.get(HOME))


def test_home_does_not_ask_for_contacts_that_are_on_their_way(client, journey, ada):
    client.force_login(ada)
    empty = body(client.get(HOME))

    DirtyDay.objects.create(day=numbers.yesterday())

    waiting = body(client.get(HOME)) + body(client.get("/kpis/"))
    assert "Import contacts" in empty
    assert waiting.count("The first contacts are being worked in") == 2
    assert "Import contacts" not in waiting
    assert "These numbers are of" not in waiting


def test_home_says_that_a_first_import_runs(client, journey, ada):
    bringing = arrived(ada, source())
    client.force_login(ada)
    before = body(client.get(HOME))

    ContactImport.objects.filter(pk=bringing.pk).update(state="importing")

    running = body(client.get(HOME)) + body(client.get("/kpis/"))
    assert "The first contacts are being worked in" not in before
    assert running.count("The first contacts are being worked in") == 2


def test_home_says_why_the_last_refresh_failed(client, rising, petra):
    Freshness.objects.update(problem="The disk is full.")
    client.force_login(petra)

    text = body(client.get(HOME))

    assert "The numbers could not be worked out again. The disk is full." in text


def test_home_ends_at_the_newest_contacts_there_are(client, journey, petra):
    end = timezone.localdate().replace(year=2021, month=12, day=31)
    numbers.contacts(numbers.reason("Old", journey), each_day=5, on=end)
    numbers.fresh()
    client.force_login(petra)

    text = body(client.get(HOME, {"weeks": 4}))

    assert "4 December to 31 December 2021: the newest contacts there are." in text
    assert "for 140 contacts" in text


def test_home_shows_a_target_once_both_sides_agree(client, rising, petra, omar):
    client.force_login(petra)
    made = Target(journey=rising, metric="contact-rate", value=70)
    made.propose(by=petra)
    before = body(client.get(HOME))

    made.agree(by=omar)

    assert "Target: at most 70." not in before
    assert "Target: at most 70." in body(client.get(HOME))


def test_home_needs_the_same_few_queries_at_1_and_at_30_rows(client, petra, omar):
    client.force_login(petra)

    def fill(first: int, last: int) -> None:
        for n in range(first, last):
            made = make.journey(f"Journey {n}", petra, omar)
            why = numbers.reason(f"Reason {n}", made)
            numbers.contacts(why, each_day=10 + n, days=84)
            numbers.standing(made, base=1000, silent=900)
            day = timezone.localdate() + timedelta(days=n)
            make.release(f"Release {n}", day, petra, made)
        numbers.fresh(last)

    fill(0, 1)
    client.get(HOME)
    numbers.fresh(100)
    one_cold, one_warm = _queries(client), _queries(client)
    fill(1, 30)

    thirty_cold, thirty_warm = _queries(client), _queries(client)

    assert one_cold == thirty_cold <= 15
    assert one_warm == thirty_warm <= 5


def _queries(client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(HOME)
    return len(seen)
