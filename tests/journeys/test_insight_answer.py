"""What becomes of what a customer said: answered, linked, taken back."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from journeys.models import (
    Initiative,
    Insight,
    InsightAnswer,
    InsightAnswered,
    InsightWithdrawn,
)
from journeys.queries.involvement import involvements
from tests import make
from tests.journeys.days import today
from tests.journeys.sql import write
from tests.people.letters import html, plain, sent

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C07")]
LIST = reverse("journeys:insight-list")


def url(insight, verb):
    return reverse(f"journeys:insight-{verb}", args=[insight.pk])


def shown(client):
    return [row.said for row in client.get(LIST).context["rows"]]


def test_insight_answer_is_shown_to_whoever_told_it_and_mailed_once(
    annas, anna, petras, journey
):
    insight = make.insight("Is <b>it</b> lost?", journey, anna, wants_mail=True)

    for _ in range(2):
        petras.post(url(insight, "answer"), {"words": "We look into it."})
    page = annas.get(insight.get_absolute_url())

    assert page.text.count("We look into it.") == 1
    assert len(sent()) == 1
    assert "We look into it." in plain()
    assert "Is <b>it</b> lost?" in plain()
    assert "Is &lt;b&gt;it&lt;/b&gt; lost?" in html()
    assert insight.get_absolute_url() in plain()


@pytest.mark.parametrize("wants_mail", [True, False])
def test_insight_answer_mails_only_who_asked_for_it(wants_mail, journey, anna, petra):
    insight = make.insight("Lost", journey, anna, wants_mail=wants_mail)

    insight.answer(words="Found.", by=petra)

    assert len(sent()) == int(wants_mail)


def test_insight_answer_to_oneself_is_not_mailed(journey, petra):
    make.insight("Lost", journey, petra, wants_mail=True).answer(words="Ok", by=petra)

    assert sent() == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Say in a sentence what becomes of it."),
        ("x" * 501, "Keep it within 500 characters."),
    ],
)
def test_insight_answer_says_what_is_wrong(words, sentence, petras, insight):
    response = petras.post(url(insight, "answer"), {"words": words})

    assert response.status_code == 422
    assert sentence in response.text
    assert not InsightAnswer.objects.exists()


def test_insight_answer_to_what_was_taken_back_is_refused(insight, petra):
    seen = Insight.objects.get()
    insight.withdraw()

    with pytest.raises(InsightWithdrawn):
        seen.answer(words="Too late", by=petra)

    assert not InsightAnswer.objects.exists()


def test_insight_withdraw_takes_it_from_every_page(annas, insight):
    response = annas.post(url(insight, "withdraw"), follow=True)

    assert "Taken back." in response.text
    assert shown(annas) == []
    assert annas.get(insight.get_absolute_url()).status_code == 404


def test_insight_withdraw_is_refused_once_somebody_answered(annas, insight, omar):
    insight.answer(words="On it.", by=omar)

    response = annas.post(url(insight, "withdraw"))

    assert response.status_code == 422
    assert "Somebody has answered it already, so it stays." in response.text
    with pytest.raises(InsightAnswered):
        insight.withdraw()
    insight.refresh_from_db()
    assert insight.withdrawn_at is None


@pytest.mark.parametrize(("who", "status"), [("omar", 404), ("ada", 302)])
def test_insight_withdraw_is_for_its_teller_and_admins(
    who, status, request, browser, insight
):
    client = browser(request.getfixturevalue(who))

    assert client.post(url(insight, "withdraw")).status_code == status


def test_insight_answer_and_link_are_not_found_for_agents(annas, insight, initiative):
    for verb, data in (
        ("answer", {"words": "Mine"}),
        ("link", {"initiative": initiative.pk}),
    ):
        assert annas.post(url(insight, verb), data).status_code == 404
    insight.refresh_from_db()
    assert (insight.answered_at, insight.initiative) == (None, None)


@pytest.mark.capability("C04")
def test_insight_linked_to_an_initiative_ends_its_wait_for_ops(
    petras, insight, initiative
):
    began = timezone.now() - timedelta(days=9)
    before = involvements({initiative.pk: began}, today())[initiative.pk]

    petras.post(url(insight, "link"), {"initiative": initiative.pk})

    after = involvements({initiative.pk: began}, today())[initiative.pk]
    assert (before.has_begun, after.has_begun) == (False, True)
    assert (before.light, after.days) == ("watch", 9)
    page = petras.get(initiative.get_absolute_url()).text
    assert "told what customers say" in page
    petras.post(url(insight, "link"), {"initiative": ""})
    assert not involvements({initiative.pk: began}, today())[initiative.pk].has_begun


@pytest.mark.capability("C04")
def test_insight_of_the_product_side_does_not_end_the_wait_for_ops(
    journey, petra, initiative
):
    make.insight("I think", journey, petra).link(initiative)

    clock = involvements({initiative.pk: timezone.now()}, today())[initiative.pk]

    assert not clock.has_begun


def test_insight_goes_on_offering_the_initiative_it_speaks_to(
    petras, petra, insight, initiative
):
    insight.link(initiative)
    make.initiative("Of another journey", petra)
    initiative.move_to(Initiative.Stage.STOPPED, because="Nobody needs it")

    page = petras.get(insight.get_absolute_url())

    assert page.context["initiatives"] == [(initiative.pk, initiative.title)]
    assert f'<option value="{initiative.pk}" selected>' in page.text


def test_insight_link_to_nothing_known_is_refused(petras, insight):
    response = petras.post(url(insight, "link"), {"initiative": "999999"})

    assert response.status_code == 422
    assert "Choose an initiative from the list." in response.text


REFUSED = {
    "insight_stays": "UPDATE journeys_insight SET said = 'Other words'",
    "insight_link_has_a_time": "UPDATE journeys_insight SET linked_at = now()",
    "insight_answered_is_not_withdrawn": (
        "UPDATE journeys_insight SET withdrawn_at = now()"
    ),
    "insight_answer_stays": "UPDATE journeys_insightanswer SET words = 'x'",
    "insight_answer_stays: ": "DELETE FROM journeys_insightanswer",
}


@pytest.mark.parametrize("rule", REFUSED)
def test_insight_rules_hold_in_the_database(rule, insight, omar):
    insight.answer(words="On it.", by=omar)
    before = (Insight.objects.values().get(), InsightAnswer.objects.values().get())

    with pytest.raises(DatabaseError) as refused:
        write(REFUSED[rule])

    assert rule.rstrip(": ") in str(refused.value)
    after = (Insight.objects.values().get(), InsightAnswer.objects.values().get())
    assert after == before


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("insight_says_something", {"said": ""}),
        ("insight_severity_is_known", {"severity": 4}),
        ("insight_step_is_of_its_journey", {"step": "other"}),
    ],
)
def test_insight_is_refused_by_the_database(rule, change, journey, anna, petra, omar):
    if "step" in change:
        change = {"step": make.journey("Other", petra, omar).steps.first()}
    values = {"said": "Lost"} | change

    with pytest.raises(DatabaseError, match=rule):
        make.insight(values.pop("said"), journey, anna, **values)
