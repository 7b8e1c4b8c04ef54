"""A target counts once one person of each side has said yes."""

from decimal import Decimal

import pytest

from kpis.models import Target
from kpis.models.target import NotYoursToAgree
from tests.kpis import numbers

URL = "/kpis/aht/targets/"


@pytest.fixture
def proposed(petra, journey):
    target = Target(journey=journey, metric="aht", value=300)
    target.propose(by=petra)
    return target


def test_target_propose_waits_for_the_other_side(client, petra, journey):
    client.force_login(petra)

    answer = client.post(f"{URL}?journey={journey.slug}", {"value": "300"})

    target = Target.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"/kpis/aht/?journey={journey.slug}"
    assert (target.journey, target.value, target.is_agreed) == (
        journey,
        Decimal(300),
        False,
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "Enter a number to aim for, like 40."),
        ("many", "Enter a number to aim for, like 40."),
        ("-3", "Enter a number above zero, like 40."),
    ],
)
def test_target_propose_says_what_to_mend(client, petra, value, words):
    numbers.store([numbers.contact(numbers.TODAY, numbers.reason("a"))], petra)
    numbers.settle()
    client.force_login(petra)

    page = client.post(URL, {"value": value})

    assert page.status_code == 422
    assert words in page.content.decode()
    assert f'value="{value}"' in page.content.decode() or not value
    assert not Target.objects.exists()


def test_target_propose_refuses_more_than_all(client, petra):
    client.force_login(petra)

    page = client.post("/kpis/no-contact/targets/", {"value": "120"})

    assert page.status_code == 422
    assert "between 0 and 100" in page.content.decode()


def test_target_propose_again_takes_the_place_of_one_that_waits(proposed, omar):
    Target(journey=proposed.journey, metric="aht", value=280).propose(by=omar)

    current = Target.objects.current().get()
    assert (current.value, current.proposed_by) == (Decimal(280), omar)


def test_target_agree_is_for_the_other_side(proposed, petra, paul, omar):
    for person in (petra, paul):
        with pytest.raises(NotYoursToAgree):
            proposed.agree(by=person)

    proposed.agree(by=omar)

    assert Target.objects.in_force().get().agreed_by == omar


def test_target_agree_ends_the_one_before(proposed, petra, omar):
    proposed.agree(by=omar)
    newer = Target(journey=proposed.journey, metric="aht", value=250)
    newer.propose(by=omar)

    newer.agree(by=petra)

    proposed.refresh_from_db()
    assert proposed.ended_at
    assert Target.objects.in_force().get() == newer


def test_target_in_force_ends_only_by_both_sides(proposed, petra, paul, omar):
    proposed.agree(by=omar)

    proposed.end(by=petra)
    proposed.end(by=paul)
    asked = Target.objects.get()
    proposed.end(by=omar)

    assert (asked.ended_at, asked.ending_by) == (None, petra)
    assert not Target.objects.current().exists()


def test_target_keep_answers_a_wish_to_end_it(proposed, petra, omar, client):
    proposed.agree(by=omar)
    proposed.end(by=petra)
    client.force_login(omar)

    client.post(f"/targets/{proposed.pk}/keep/")

    proposed.refresh_from_db()
    assert proposed.ending_by is None
    assert Target.objects.in_force().get() == proposed


def test_target_is_offered_to_those_who_can_answer(client, proposed, petra, omar, anna):
    def page_of(person):
        client.force_login(person)
        return client.get(
            "/kpis/aht/", {"journey": proposed.journey.slug}
        ).content.decode()

    numbers.store([numbers.contact(numbers.TODAY, numbers.reason("a"))], petra)
    numbers.settle()

    assert ">Agree</button>" in page_of(omar).replace("\n", "").replace("  ", "")
    assert "Take it back" in page_of(petra)
    assert "Propose another" not in page_of(anna)
    assert "is proposed by Petra Lind" in page_of(anna)


def test_target_line_is_drawn_only_once_agreed(client, proposed, petra, omar):
    why = numbers.reason("a", journey=proposed.journey)
    row = numbers.contact(numbers.TODAY, why, is_handled=True, talk_seconds=200)
    numbers.store([row], petra)
    numbers.settle()
    client.force_login(petra)
    url = f"/kpis/aht/?journey={proposed.journey.slug}"

    before = client.get(url).content.decode()
    proposed.agree(by=omar)
    after = client.get(url).content.decode()

    assert "Target 300 s" not in before
    assert "Target 300 s" in after
    assert "<strong>300 s</strong>, proposed by Petra Lind" in after
