"""Who looks after a journey hears what the front line says, each thing once."""

import pytest
from django.urls import reverse

from alignment.actions.models import KINDS, Notification
from journeys.models import Insight, Workaround
from tests import make
from tests.journeys.days import today

pytestmark = pytest.mark.django_db
NUMBERS = {"people_count": "6", "times_a_week": "20", "minutes_each": "4"}


def told(kind):
    found = Notification.objects.filter(kind=kind)
    return sorted(found.values_list("person__name", flat=True))


def words(person):
    found = Notification.objects.filter(person=person).order_by("pk")
    return list(found.values_list("words", flat=True))


@pytest.fixture
def step(steps, olga):
    """Olga looks after it, petra and omar after its journey."""
    found = steps["Read the meter"]
    found.ops_owner = olga
    found.save()
    return found


@pytest.mark.capability("C07")
def test_insight_tells_who_looks_after_its_journey_and_step(annas, journey, step):
    said = {"said": "Where?", "journey": journey.pk, "step": step.pk, "severity": "2"}

    annas.post(reverse("journeys:insight-add"), said)

    assert told("insight-told") == ["Olga Stein", "Omar Haddad", "Petra Lind"]
    news = Notification.objects.filter(kind="insight-told")[0]
    assert news.words == "Anna Costa told of “Move home”, at “Read the meter”"
    assert news.url == Insight.objects.get().get_absolute_url()


@pytest.mark.capability("C07")
def test_insight_tells_not_the_owner_who_told_it(petras, journey):
    said = {"said": "Where?", "journey": journey.pk, "severity": "2"}

    petras.post(reverse("journeys:insight-add"), said)

    assert told("insight-told") == ["Omar Haddad"]


@pytest.mark.capability("C07")
def test_insight_taken_back_is_news_no_more(annas, journey):
    said = {"said": "Where?", "journey": journey.pk, "severity": "2"}
    annas.post(reverse("journeys:insight-add"), said)

    annas.post(reverse("journeys:insight-withdraw", args=[Insight.objects.get().pk]))

    assert told("insight-told") == []


@pytest.mark.capability("C13")
def test_workaround_tells_who_looks_after_its_journey_and_step(annas, step):
    said = {"what": "Copy it", "step": step.pk, **NUMBERS}

    annas.post(reverse("journeys:workaround-add"), said)

    assert told("workaround-told") == ["Olga Stein", "Omar Haddad", "Petra Lind"]
    news = Notification.objects.filter(kind="workaround-told")[0]
    assert news.words == "Done by hand on “Move home”: “Copy it”"
    assert news.url == Workaround.objects.get().get_absolute_url()


@pytest.mark.capability("C13")
def test_workaround_tells_its_teller_what_becomes_of_it(
    petras, workaround, fix, anna, omar, olga
):
    def post(name, **said):
        petras.post(reverse(f"journeys:workaround-{name}", args=[workaround.pk]), said)

    for _ in range(2):
        post("accept")
        post("give", owner=olga.pk)
        post("plan", release=fix.pk)

    assert words(anna) == [
        "What you told of is accepted, and nobody yet owns it",
        "What you told of has an owner: Olga Stein",
        "What you told of is to end with “Readings arrive by themselves”",
    ]


@pytest.mark.capability("C13")
def test_workaround_tells_nobody_what_they_do_themselves(petra, steps, omar):
    mine = make.workaround("Copy", steps["Read the meter"], petra)

    fix = make.release("New", today(), petra, mine.step.journey)

    mine.accept(owner=omar, by=petra)
    mine.give(None, by=petra)
    mine.give(omar, by=petra)
    mine.plan_fix(fix, by=petra)

    assert words(petra) == []


def test_what_owners_are_told_mails_nobody_at_once():
    for kind in ("insight-told", "workaround-told", "workaround-onward"):
        assert KINDS[kind].channel == "digest"
