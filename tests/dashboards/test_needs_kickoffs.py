"""Home asks for sponsors, and says where nobody of ops has come in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alignment.dashboards.home.needs import find_needs
from alignment.dashboards.home.words import day
from journeys.models import Initiative
from journeys.queries.kickoff_open import open_kickoffs
from tests import make
from tests.dashboards import build
from tests.dashboards.build import OMAR, PETRA
from tests.journeys.days import today
from tests.people.letters import letter, plain, sent

pytestmark = pytest.mark.capability("C05")


def only(*kickoffs):
    [need] = find_needs(build.facts(kickoffs=kickoffs))
    return need


def test_needs_kickoff_asks_its_sponsor_and_tells_the_others():
    need = only(build.open_kickoff(PETRA, OMAR, 3))

    assert need.title == "The kickoff of “QR labels” waits for Omar Haddad"
    assert need.asked == "Will you sponsor “QR labels” for ops?"
    assert need.why == (
        "Omar Haddad was asked on 18 November to sponsor it for ops, beside Petra"
        " Lind. It can be held once the answer is yes."
    )
    assert (need.asks, need.product, need.ops) == (OMAR.pk, PETRA, OMAR)
    assert need.accept_url == "/initiatives/qr-labels/kickoff/accept/"


def test_needs_kickoff_without_anybody_of_ops_says_for_how_long():
    need = only(build.open_kickoff(PETRA, None, 9))

    assert need.title == "“QR labels” has been without ops for 9 days"
    assert need.why == (
        "Nobody in ops has taken part since Petra Lind began it on 13 November."
    )
    assert need.act == "Find a sponsor in ops"


@pytest.fixture
def kickoff(petra, omar):
    journey = make.journey("Move home", petra, omar)
    return make.kickoff(make.initiative("QR labels", petra, journey))


def age(kickoff, days):
    Initiative.objects.update(created_at=timezone.now() - timedelta(days=days))


@pytest.mark.django_db
@pytest.mark.capability("C04")
def test_open_kickoffs_are_those_asked_and_those_alone_for_a_week(kickoff, petra, leo):
    age(kickoff, 3)
    assert open_kickoffs(today()) == ()
    age(kickoff, 9)
    [alone] = open_kickoffs(today())
    kickoff.ask(leo, by=petra)
    [asked] = open_kickoffs(today())
    kickoff.accept(by=leo)

    assert (alone.sponsor, alone.days) == (None, 9)
    assert asked.sponsor is not None
    assert (asked.sponsor.name, asked.lead.name) == ("Leo Brandt", "Petra Lind")
    assert open_kickoffs(today()) == ()


@pytest.mark.django_db
def test_home_asks_the_sponsor_who_says_yes_there(client, kickoff, petra, leo):
    client.force_login(leo)
    before = client.get("/").text
    kickoff.ask(leo, by=petra)

    page = client.get("/").text
    client.post(f"/initiatives/{kickoff.initiative.slug}/kickoff/accept/")

    assert "Will you sponsor" not in before
    assert "Will you sponsor “QR labels” for ops?" in page
    kickoff.refresh_from_db()
    assert kickoff.sponsor_accepted_at
    assert "Will you sponsor" not in client.get("/").text


@pytest.mark.django_db
def test_sponsor_is_asked_by_mail_once_for_each_asking(kickoff, petra, leo):
    kickoff.ask(leo, by=petra)
    kickoff.ask(leo, by=petra)

    assert len(sent()) == 1
    mail = letter()
    asked = "Petra Lind asks you to sponsor “QR labels”"
    assert (mail.to, mail.subject) == ([leo.email], asked)
    assert "Its kickoff can be held once you say yes yourself." in plain()
    assert "/initiatives/qr-labels/kickoff/" in plain()


@pytest.mark.django_db
def test_lead_is_told_by_mail_why_a_sponsor_declined(kickoff, petra, leo):
    kickoff.ask(leo, by=petra)
    kickoff.decline(reason="No time <before> January", by=leo)

    assert len(sent()) == 2
    assert letter().to == [petra.email]
    assert "The reason: “No time <before> January”" in plain()


@pytest.mark.django_db
def test_sponsor_who_asked_themselves_gets_no_mail(kickoff, leo):
    kickoff.ask(leo, by=leo)

    assert sent() == []


def test_day_of_asking_is_said_in_words():
    assert day(build.TODAY) == "22 November"
