"""Home tells what customers said at the front line, and whether anybody answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alignment.dashboards.home.choice import Choice
from alignment.dashboards.home.heard import read_heard
from journeys.queries.heard import Heard, HeardLately, heard_since
from tests import make
from tests.dashboards import build
from tests.dashboards.build import OLGA
from tests.journeys.days import today

pytestmark = pytest.mark.capability("C07")
SINCE = today() - timedelta(days=27)


def one(answer=""):
    return Heard(1, "Lost", 2, timezone.now(), "Move home", answer, "", OLGA)


@pytest.mark.parametrize(
    ("lens", "title"),
    [
        ("shared", "What customers said lately"),
        ("leaders", "What customers said lately"),
        ("product", "What ops heard that you may not know"),
        ("ops", "Has product answered?"),
    ],
)
def test_heard_asks_what_the_side_would_ask(lens, title):
    card = read_heard(build.facts(choice=Choice(lens=lens)))

    assert card.title == title


@pytest.mark.parametrize(
    ("waiting", "said"),
    [(0, ""), (1, "1 waits for an answer"), (3, "3 wait for an answer")],
)
def test_heard_counts_what_waits(waiting, said):
    heard = HeardLately((one(),), 5, waiting)

    card = read_heard(build.facts(heard=heard))

    assert (card.said, card.waiting) == ("5 told in 4 weeks.", said)


@pytest.mark.django_db
def test_heard_is_the_newest_five_of_four_weeks(anna, journey, petra, omar):
    for days in range(6):
        at = timezone.now() - timedelta(days=days)
        made = make.insight(f"{days} ago", journey, anna, told_at=at)
    made.answer(words="First", by=petra)
    made.answer(words="Then", by=omar)
    make.insight("Old", journey, anna, told_at=timezone.now() - timedelta(days=29))
    make.insight("Taken back", journey, anna).withdraw()

    heard = heard_since(SINCE)

    assert [each.said for each in heard.newest] == [f"{day} ago" for day in range(5)]
    assert (heard.told, heard.waiting) == (6, 5)


@pytest.mark.django_db
def test_heard_has_the_newest_answer(anna, journey, petra, omar):
    made = make.insight("Lost", journey, anna)
    made.answer(words="First", by=petra)
    made.answer(words="Then", by=omar)

    [heard] = heard_since(SINCE).newest

    assert (heard.answer, heard.answered_by) == ("Then", "Omar Haddad")


@pytest.mark.django_db
def test_heard_follows_the_journey_chosen(anna, journey, petra, omar):
    make.insight("Here", journey, anna)
    other = make.journey("Pay my bill", petra, omar)

    assert heard_since(SINCE, other.pk) == HeardLately()
    assert heard_since(SINCE, journey.pk).told == 1


@pytest.mark.django_db
def test_home_shows_what_was_said_and_each_answer_at_once(
    client, anna, journey, petra, omar
):
    made = make.insight("Where <is> it?", journey, anna)
    client.force_login(petra)
    assert "Where &lt;is&gt; it?" in client.get("/").text

    made.answer(words="First", by=petra)
    assert "Petra Lind: First" in client.get("/").text
    made.answer(words="Then", by=omar)
    assert "Omar Haddad: Then" in client.get("/").text
