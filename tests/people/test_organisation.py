"""The organisation's words, everywhere at once."""

import math

import pytest

from alignment.people.context import organisation
from alignment.people.models import Organisation, in_sentence

FORM = {
    "name": "Northwind Energy",
    "product_word": "Delivery",
    "ops_word": "Customer Care",
    "ops_short_word": "Care",
    "repeat_days": "14",
    "hourly_cost": "41.50",
    "currency": "EUR",
}
URL = "/settings/organisation/"


def test_organisation_edit_changes_the_words_of_every_page(client, ada, petra):
    client.force_login(ada)
    before = client.get(f"/people/{petra.pk}/").content.decode()

    client.post(URL, FORM)

    after = client.get(f"/people/{petra.pk}/").content.decode()
    assert "Product</span>" in before
    assert "Delivery</span>" in after
    assert "Product</span>" not in after
    kept = Organisation.current()
    assert kept.repeat_days == 14
    assert kept.hour == "€41.50"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "Enter the name of your organisation"),
        ("product_word", "", "Enter a word, like Product or Delivery"),
        ("repeat_days", "0", "Enter a number of days from 1 to 90, like 7"),
        ("repeat_days", "91", "Enter a number of days from 1 to 90, like 7"),
        ("repeat_days", "many", "Enter a number of days from 1 to 90, like 7"),
        ("hourly_cost", "0", "Enter an amount above 0, like 32"),
        ("hourly_cost", "much", "Enter an amount, like 32"),
        ("currency", "XXX", "Choose a currency from the list"),
    ],
)
def test_organisation_edit_says_what_to_do(client, ada, field, value, says):
    client.force_login(ada)

    response = client.post(URL, {**FORM, field: value})

    assert response.status_code == 422
    assert says in response.content.decode()
    assert Organisation.current().name == "Our company"


@pytest.mark.parametrize("who", ["anna", "petra", "lea"])
def test_organisation_edit_is_not_found_but_for_admins(client, request, who):
    client.force_login(request.getfixturevalue(who))

    response = client.post(URL, FORM)

    assert response.status_code == 404
    assert Organisation.current().name == "Our company"


def test_organisation_is_known_while_redis_is_away(client, petra, monkeypatch):
    client.force_login(petra)
    monkeypatch.setattr("alignment.cache.TolerantClient.away_until", math.inf)

    response = client.get("/settings/")

    assert organisation().name == "Our company"
    assert response.status_code == 200


def test_organisation_is_read_once_and_then_remembered(db, django_assert_num_queries):
    organisation()

    with django_assert_num_queries(0):
        organisation()


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Product", "product"),
        ("Ops", "ops"),
        ("Customer Care", "Customer Care"),
        ("CX", "CX"),
    ],
)
def test_organisation_word_in_a_sentence_keeps_names(word, said):
    assert in_sentence(word) == said
