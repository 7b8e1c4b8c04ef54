"""What led to a decision, and whether ops was in the room when it was taken."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.versions import version_of
from journeys.models import Initiative
from tests import make
from tests.journeys.days import today
from tests.people.letters import html, letter, plain, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(initiative, petra):
    return make.decision("Do we ask first?", initiative, petra)


def url(decision, name):
    return reverse(f"journeys:decision-{name}", args=[decision.pk])


@pytest.mark.capability("C07")
def test_insight_shows_the_decision_that_came_of_it(
    petras, anna, browser, journey, decision
):
    petra, omar = journey.product_owner, journey.ops_owner
    told = make.insight("Where is my label?", journey, anna)

    petras.post(url(decision, "link"), {"insight": told.pk, "leads": "1"})
    before = browser(anna).get(told.get_absolute_url()).text
    make.approved(decision, petra, omar)
    after = browser(anna).get(told.get_absolute_url()).text

    assert "It is talked about for a decision" in before
    assert "It led to a decision" in after
    assert decision.question in after
    assert "Where is my label?" in petras.get(decision.get_absolute_url()).text
    petras.post(url(decision, "link"), {"insight": told.pk})
    assert not decision.insights.exists()
    wrong = petras.post(url(decision, "link"), {"insight": ""})
    assert wrong.status_code == 422


@pytest.mark.capability("C04")
def test_involvement_is_red_once_product_decides_before_ops_is_in(
    petras, petra, omar, initiative, kickoff, decision
):
    page = initiative.get_absolute_url()
    first = petras.get(page).text
    make.approved(decision, petra)
    early = petras.get(page).text
    make.approved(decision, omar)
    late = petras.get(page).text

    said = "A decision was taken before anybody of ops was in the room."
    assert said not in first
    assert said in early
    assert "Decided before ops is in" in early
    assert "Decided before ops came in" in late
    assert "Omar Haddad approved a decision" in " ".join(late.split())


@pytest.mark.capability("C04")
def test_involvement_begins_with_a_decision_that_ops_wrote(
    petras, petra, omar, initiative, kickoff
):
    Initiative.objects.update(created_at=timezone.now() - timedelta(days=9))
    written = make.decision("Who answers?", initiative, omar)
    make.approved(written, petra)

    page = petras.get(initiative.get_absolute_url()).text

    assert "A decision was taken before" not in page
    assert "Omar Haddad wrote down a decision" in " ".join(page.split())
    assert "in only after 9 days" in page


@pytest.mark.capability("C10")
def test_decision_edited_after_approval_is_told_by_mail_to_who_approved(
    decision, petra, paul, omar
):
    make.approved(decision, petra, omar)
    said = {name: getattr(decision, name) for name in decision.TEXTS}

    decision.rewrite(seen=version_of(decision), by=paul, **said | {"choice": 2})

    assert {mail.to[0] for mail in sent()} == {petra.email, omar.email}
    assert letter().subject == "Your approval counts no more: “Do we ask first?”"
    for text in (plain(), html()):
        assert "Paul Ito has changed" in text
        assert decision.get_absolute_url() in text


def test_decision_with_letters_no_database_keeps_is_refused(petras, initiative):
    sent = {
        "question": "Do we ask first?",
        "options": ["a\0b", "Leave it as it is"],
        "effect_on_ops": "Nothing",
        "revisit_on": today().isoformat(),
        "initiative": initiative.pk,
    }

    response = petras.post(reverse("journeys:decision-add"), sent)

    assert response.status_code == 422
    assert "Null characters are not allowed." in response.text
