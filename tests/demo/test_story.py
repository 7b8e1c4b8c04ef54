"""What the demo tells is true in its numbers, read as any page reads them."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db.models import Count, F
from django.db.models.functions import ExtractIsoWeekDay

from alignment.people.models import Person, Role, Side, Team
from alignment.versions import events_of
from journeys.models import (
    Handover,
    Journey,
    Release,
    Step,
    Workaround,
)
from journeys.queries.overview import overview
from journeys.queries.workaround import listed, workaround_rows
from kpis.models import Channel, Contact, Reason, Target
from kpis.queries import Period, Scope, movement_by_journey, standings, sums

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("brightwater")]
MONTH = timedelta(days=28)
HURTS = {
    "Move in five minutes": "Move home",
    "New bill layout": "Pay my bill",
    "Display update 4.2": "Get a smart meter",
}
HELPS = {
    "Photo readings 2": "Send a meter reading",
}
NOTHING = {
    "Card payments 2": "Pay my bill",
    "Tariff finder": "Switch to Brightwater",
}


def ratio(release: str, journey: str) -> float:
    """Inbound contacts of the 28 days after a release over those of 28 before it."""
    on = Release.objects.get(name=release).released_on
    scope = Scope(journey_id=Journey.objects.get(title=journey).pk)
    after = sums(scope, Period(on + timedelta(days=1), on + MONTH))
    before = sums(scope, Period(on - MONTH, on - timedelta(days=1)))
    return after.inbound / before.inbound


@pytest.mark.capability("C21")
@pytest.mark.parametrize(("release", "journey"), HURTS.items())
def test_release_that_hurts_raises_contacts_by_a_third(release, journey):
    assert ratio(release, journey) >= 1.3


@pytest.mark.parametrize(("release", "journey"), HELPS.items())
def test_release_that_helps_lowers_contacts_by_a_fifth(release, journey):
    assert ratio(release, journey) <= 0.8


@pytest.mark.parametrize(("release", "journey"), NOTHING.items())
def test_release_that_does_nothing_leaves_contacts_alone(release, journey):
    assert 0.85 <= ratio(release, journey) <= 1.15


@pytest.mark.capability("C21")
def test_movement_names_the_journey_that_rises_and_the_one_that_falls(brightwater):
    titles = dict(Journey.objects.values_list("pk", "title"))

    found = movement_by_journey(brightwater - timedelta(days=1))

    verdicts = {titles[pk]: moved.verdict for pk, moved in found.items() if pk}
    assert verdicts.pop("Move home") == "rising"
    assert verdicts.pop("Send a meter reading") == "falling"
    assert set(verdicts.values()) == {"steady"}
    assert len(verdicts) == 4


def test_contacts_are_fewer_at_weekends():
    by_weekday = dict(
        Contact.objects.annotate(weekday=ExtractIsoWeekDay("day"))
        .values_list("weekday")
        .annotate(Count("external_id"))
    )

    workday = sum(by_weekday[day] for day in range(1, 6)) / 5
    assert max(by_weekday, key=by_weekday.__getitem__) == 1
    assert by_weekday[6] < 0.75 * workday
    assert by_weekday[7] < 0.55 * workday


def test_contacts_about_bills_are_most_in_winter():
    scope = Scope(journey_id=Journey.objects.get(title="Pay my bill").pk)

    winter = sums(scope, Period(date(2026, 1, 5), date(2026, 2, 1)))
    summer = sums(scope, Period(date(2026, 6, 29), date(2026, 7, 26)))

    assert winter.inbound > 1.15 * summer.inbound


def test_contacts_come_by_every_channel_and_in_both_directions(brightwater):
    channels = set(Contact.objects.values_list("channel", flat=True).distinct())
    year = sums(Scope(), Period.ending(brightwater, 365))

    assert channels == {Channel.CALL, Channel.CHAT, Channel.MAIL, Channel.OTHER}
    assert 0.03 < year.outbound / year.contacts < 0.1
    assert 0.02 < year.abandoned / year.inbound < 0.08
    assert 300 < year.handled_seconds / year.handled < 700
    assert 0.06 < year.followed_same_reason / year.inbound < 0.16
    assert 0.02 < year.complaints / year.contacts < 0.08


def test_reasons_are_mostly_mapped_and_classified(brightwater):
    year = Period.ending(brightwater, 365)
    every, unmapped = sums(Scope(), year), sums(Scope(unmapped=True), year)

    assert 0.05 < unmapped.contacts / every.contacts < 0.2
    assert 0.9 < every.classified / every.contacts < 1
    assert 0.5 < every.failure / every.classified < 0.8
    assert 30 <= Reason.objects.count() <= 40
    assert Reason.objects.values("source").distinct().count() == 2


@pytest.mark.capability("C20")
def test_no_contact_in_three_months_is_plausible_for_all_and_each(brightwater):
    found = standings(brightwater - timedelta(days=1))

    shares = {key: each.silent / each.base for key, each in found.items()}
    assert set(shares) == {(0, 0), *((pk, 0) for pk in _journeys())}
    assert all(0.55 <= share <= 0.97 for share in shares.values())
    assert 0.78 <= shares[0, 0] <= 0.9
    assert found[0, 0].base < found[0, 0].active_then
    assert not found[0, 0].heard_only


def _journeys() -> list[int]:
    return list(Journey.objects.values_list("pk", flat=True))


def test_people_are_forty_in_six_teams_of_both_sides():
    people = Person.objects.filter(is_demo=True)

    assert people.count() == 40
    assert Team.objects.count() == 6
    assert sorted(Team.objects.values_list("side", flat=True)) == (
        ["ops"] * 3 + ["product"] * 3
    )
    assert all(person.teams.count() == 1 for person in people)
    assert not any(person.has_usable_password() for person in people)
    for side in Side:
        roles = set(people.filter(side=side).values_list("role", flat=True))
        assert roles >= {Role.MEMBER, Role.LEADER, Role.ADMIN}
    assert {*people.filter(role=Role.AGENT).values_list("side", flat=True)} == {"ops"}


@pytest.mark.capability("C01")
def test_home_has_something_to_say(brightwater):
    found = overview(Person.objects.get(name="Maya Chen"), brightwater)

    gaps = {
        (row.title, row.coverage.product_only, row.coverage.ops_only)
        for row in found.journeys
        if not row.orphaned_sides
    }
    assert [row.title for row in found.orphaned] == ["Get a smart meter"]
    assert [row.title for row in found.stale] == ["Switch to Brightwater"]
    assert [each.receiver.name for each in found.handovers] == ["Callum Reid"]
    assert [(each.journey_title, each.side) for each in found.acceptances] == [
        ("Get help when money is short", Side.OPS)
    ]
    assert ("Move home", 1, 0) in gaps
    assert len([gap for gap in gaps if gap[1:] == (0, 0)]) == 4


@pytest.mark.capability("C02")
def test_steps_are_told_in_full():
    steps = Step.objects.select_related("journey")

    without_product = steps.filter(product_owner=None)
    without_ops = steps.filter(ops_owner=None)
    assert [step.name for step in without_product] == ["Be at home for the fitter"]
    assert [step.name for step in without_ops] == ["Wait for the final bill"]
    for journey in Journey.objects.all():
        mine = steps.filter(journey=journey)
        assert 6 <= mine.count() <= 8
        assert 3 <= journey.phases.count() <= 4
        assert mine.filter(is_moment=True).exists()
    assert not steps.filter(quote="").exists()
    assert not any("{" in step.quote_from for step in steps)
    assert not steps.filter(product_owner__role=Role.AGENT).exists()
    assert not steps.filter(ops_owner__role=Role.AGENT).exists()


@pytest.mark.capability("C01")
@pytest.mark.parametrize(
    ("title", "side", "days_ago", "owner"),
    [
        ("Pay my bill", "product", 400, "Tomás Varga"),
        ("Pay my bill", "product", 287, "Maya Chen"),
        ("Pay my bill", "ops", 122, "Denise Walker"),
        ("Pay my bill", "ops", 100, "Kwame Asante"),
        ("Move home", "ops", 300, "Owen Pritchard"),
        ("Move home", "ops", 200, "Priya Nair"),
        ("Get a smart meter", "ops", 240, "Carlos Ibáñez"),
        ("Get a smart meter", "ops", 3, "Ruth Adler"),
    ],
)
def test_history_says_who_owned_it_on_that_day(
    brightwater, title, side, days_ago, owner
):
    journey = Journey.objects.get(title=title)
    day = brightwater - timedelta(days=days_ago)

    events = events_of(journey).filter(pgh_created_at__date__lte=day)
    then = events.latest("pgh_id")

    assert getattr(then, f"{side}_owner").name == owner
    assert then.pgh_context.metadata["person"]


def test_history_is_in_order_and_nothing_is_later_than_the_story(brightwater):
    for model, since in ((Journey, 540), (Step, 540), (Release, 500), (Handover, 290)):
        events = apps.get_model("journeys", f"{model.__name__}Event").objects.order_by(
            "pgh_id"
        )
        times = list(events.values_list("pgh_created_at", flat=True))
        assert times == sorted(times)
        assert times[-1].date() <= brightwater
        assert times[0].date() < brightwater - timedelta(days=since)


def test_releases_are_past_and_coming(brightwater):
    past = Release.objects.filter(released_on__lte=brightwater)

    assert past.count() == 14
    assert Release.objects.filter(released_on__gt=brightwater).count() == 3
    assert not Release.objects.filter(journeys=None).exists()


def test_targets_are_two_agreed_by_both_sides_and_one_proposed():
    agreed = Target.objects.filter(agreed_by__isnull=False)

    assert agreed.count() == 2
    assert Target.objects.filter(agreed_at=None).count() == 1
    assert not agreed.filter(proposed_by__side=F("agreed_by__side")).exists()


@pytest.mark.capability("C13")
def test_workarounds_are_told_in_every_state_with_sums_that_are_true(brightwater):
    states = Counter(Workaround.objects.values_list("state", flat=True))
    found = listed(Workaround.objects.all(), {})

    assert set(states) == set(Workaround.State.values)
    assert states["accepted"] == 3
    assert Workaround.objects.ownerless_long().count() == 1
    (first, *rest) = workaround_rows(found, Decimal(32))
    assert first.journey == "Move home"
    assert round(first.cost.hours) == 246
    assert first.cost.low < first.cost.hours < first.cost.high
    assert len(rest) == 6
    over = Workaround.objects.filter(retired_on__gt=F("release__released_on"))
    assert over.get().state == "retired"
