"""What customers say: told once, kept as it was told, and answered."""

import uuid

import pytest
from django.urls import reverse

from journeys.models import (
    Insight,
)
from tests import make
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C07")]
ADD = reverse("journeys:insight-add")
LIST = reverse("journeys:insight-list")


def told(journey, **more):
    words = {"said": "Where is my final bill?", "journey": journey.pk, "severity": 2}
    return words | {"key": str(uuid.uuid4())} | more


def shown(client, **wanted):
    return [row.said for row in client.get(LIST, wanted).context["rows"]]


def test_insight_is_told_by_an_agent_in_one_form(annas, anna, journey, steps):
    step = next(iter(steps.values()))

    response = annas.post(ADD, told(journey, step=step.pk, wants_mail="on"))

    made = Insight.objects.get()
    assert response.url == made.get_absolute_url()
    assert (made.said, made.journey) == ("Where is my final bill?", journey)
    assert (made.step, made.severity, made.told_by) == (step, 2, anna)
    assert made.wants_mail


def test_insight_told_by_a_browser_that_keeps_it_is_confirmed_on_its_page(
    annas, journey
):
    response = annas.post(ADD, told(journey), headers={"X-Tell": "1"})

    made = Insight.objects.get()
    assert (response.status_code, response["Location"]) == (
        201,
        made.get_absolute_url(),
    )
    page = annas.get(response["Location"]).text
    assert "It is kept, and both sides read it." in page
    assert "Tell another" in page


def test_insight_sent_again_is_the_one_kept_before(annas, journey):
    same = told(journey)

    first, again = annas.post(ADD, same), annas.post(ADD, same)

    assert first.url == again.url
    assert Insight.objects.count() == 1


def test_insight_under_the_key_of_another_person_is_one_of_its_own(
    annas, anna, petras, petra, journey
):
    same = told(journey)
    petras.post(ADD, same)

    annas.post(ADD, same | {"said": "Hers"})

    assert {(each.said, each.told_by) for each in Insight.objects.all()} == {
        ("Where is my final bill?", petra),
        ("Hers", anna),
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("said", " ", "Write what the customer said."),
        ("said", "x" * 1001, "Keep it within 1,000 characters."),
        ("journey", "", "Choose the journey."),
        ("journey", "999999", "Choose a journey from the list."),
        ("severity", "", "Say how bad it was."),
        ("severity", "9", "Say how bad it was."),
        ("step", "999999", "Choose a step from the list."),
    ],
)
def test_insight_add_says_what_is_wrong(field, value, sentence, annas, journey):
    sent_ = told(journey, wants_mail="on") | {field: value}

    response = annas.post(ADD, sent_)

    assert response.status_code == 422
    assert sentence in response.text
    assert response.context["form"]["wants_mail"].value() is True
    assert f'value="{sent_["key"]}"' in response.text
    assert not Insight.objects.exists()


def test_insight_add_refuses_a_step_of_another_journey(annas, journey, petra, omar):
    other = make.journey("Pay my bill", petra, omar).steps.all()[0]

    response = annas.post(ADD, told(journey, step=other.pk))

    assert response.status_code == 422
    assert "This step is one of “Pay my bill”." in response.text


@pytest.mark.parametrize("asked", ["²", "9" * 30, "x", ""])
def test_insight_add_begins_with_the_journey_told_about_last(
    asked, annas, insight, journey
):
    page = annas.get(ADD, {"journey": asked})

    assert page.context["form"]["journey"].value() in {journey.pk, None}
    assert page.status_code == 200
    assert annas.get(ADD).context["form"]["journey"].value() == journey.pk


def test_insight_list_shows_what_is_asked_for(
    annas, petra, omar, journey, insight, petras
):
    other = make.journey("Pay my bill", petra, omar)
    answered = make.insight("I paid twice", other, petra)
    answered.answer(words="We pay it back.", by=omar)

    assert shown(annas) == [answered.said, insight.said]
    assert shown(annas, of="mine") == [insight.said]
    assert shown(annas, state="open") == [insight.said]
    assert shown(annas, state="answered") == [answered.said]
    assert shown(annas, journey=other.slug) == [answered.said]
    assert shown(annas, q="BILL final") == [insight.said]
    assert shown(annas, state="nonsense", journey="none", q="\0") == shown(annas)


def test_insight_list_and_page_take_the_same_queries_for_thirty(
    annas, anna, omar, journey, insight
):
    insight.answer(words="Soon.", by=omar)

    def grow():
        for number in range(30):
            insight.answer(words=f"Step {number}", by=omar)
            make.insight(f"More {number}", journey, anna).answer(words="Yes", by=omar)

    assert_same_queries(annas, LIST, grow)
    assert_same_queries(annas, ADD, lambda: None)
    assert_same_queries(annas, insight.get_absolute_url(), grow)
    assert_same_queries(annas, journey.get_absolute_url(), lambda: None)


def test_insight_stands_on_the_page_of_its_journey(annas, insight, journey):
    assert insight.said in annas.get(journey.get_absolute_url()).text

    insight.withdraw()

    assert insight.said not in annas.get(journey.get_absolute_url()).text


def test_insight_that_a_browser_kept_for_another_is_not_taken(annas, anna, journey):
    refused = annas.post(ADD, told(journey, by=anna.pk + 1))
    taken = annas.post(ADD, told(journey, by=anna.pk))

    assert (refused.status_code, taken.status_code) == (409, 302)
    assert Insight.objects.get().told_by == anna
