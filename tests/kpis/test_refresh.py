"""The numbers follow the contacts: once, alone, and with their failures shown."""

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from alignment.people.models import Organisation
from journeys.models import Step
from kpis.models import (
    Contact,
    ContactDay,
    ContactImport,
    ContactRepeat,
    DirtyDay,
    DirtyReason,
    Freshness,
    Source,
)
from kpis.number_tasks import refresh_numbers, sweep_refreshes
from kpis.operations import refresh as operation
from kpis.operations.day import roll
from kpis.operations.refresh import is_due, refresh, remap
from kpis.queries import Period, Scope, by_journey, standing, sums
from tests.kpis import numbers

DAY = date(2026, 3, 2)
ALL = Period(date(2025, 1, 1), date(2027, 1, 1))


@pytest.fixture
def why(db):
    return numbers.reason("meter reading")


@pytest.fixture
def ann(db):
    return numbers.customer("ann")


def test_refresh_does_nothing_when_nothing_changed(petra, why, ann):
    numbers.store([numbers.contact(DAY, why, ann)], petra)
    refresh()
    version = Freshness.current().version

    again = refresh()

    assert again is False
    assert Freshness.current().version == version


def test_refresh_counts_only_days_that_are_marked(petra, why, ann):
    numbers.store([numbers.contact(DAY, why, ann)], petra)
    refresh()
    Contact.objects.update(day=DAY + timedelta(days=30))
    DirtyDay.objects.create(day=DAY + timedelta(days=60))

    refresh()

    assert list(ContactDay.objects.values_list("day", "inbound")) == [(DAY, 1)]


@pytest.mark.django_db(transaction=True)
def test_refresh_gives_way_to_one_that_is_running(why, ann, petra):
    numbers.store([numbers.contact(DAY, why, ann)], petra)
    settings = connection.get_connection_params()
    kept = {k: settings[k] for k in ("host", "user", "dbname") if k in settings}

    with psycopg.connect(**kept) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [operation.LOCK])
        ran = refresh()
        other.execute("SELECT pg_advisory_unlock(%s)", [operation.LOCK])

    assert ran is False
    assert DirtyDay.objects.exists()
    assert refresh() is True
    assert not DirtyDay.objects.exists()


def test_refresh_counts_repeats_over_both_edges_of_the_window(petra, ann):
    why, other = numbers.reason("meter"), numbers.reason("price")
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    rows = [
        numbers.contact(start, why, ann),
        numbers.contact(start + timedelta(days=7), other, ann),
        numbers.contact(start + timedelta(days=14, seconds=1), other, ann),
        numbers.contact(start, why, None),
    ]
    numbers.store(rows, petra)

    refresh()

    found = sums(Scope(), ALL)
    assert (found.inbound, found.followed_any, found.followed_same_reason) == (4, 1, 0)
    assert ContactRepeat.objects.get().external_id == rows[0].external_id


def test_refresh_takes_a_repeat_off_when_the_second_contact_is_undone(petra, why, ann):
    numbers.store([numbers.contact(DAY, why, ann)], petra)
    second = numbers.store([numbers.contact(DAY + timedelta(days=3), why, ann)], petra)
    refresh()
    before = sums(Scope(), ALL).followed_same_reason

    numbers.undo(second)
    refresh()

    assert before == 1
    assert sums(Scope(), ALL).followed_same_reason == 0
    assert sums(Scope(), ALL).inbound == 1


def test_refresh_follows_a_reason_that_is_mapped_anew(petra, why, ann, journey):
    numbers.store([numbers.contact(DAY, why, ann)], petra)
    refresh()
    step = Step.objects.filter(journey=journey)[0]

    why.journey, why.step = journey, step
    why.save()

    assert DirtyReason.objects.get().reason_id == why.pk
    refresh()
    mapped = sums(Scope(journey_id=journey.pk, step_id=step.pk), ALL)
    assert mapped.inbound == 1
    assert standing(Scope(journey_id=journey.pk), DAY).active == 1


def test_remap_shows_at_once_where_contacts_went(petra, why, ann, journey):
    numbers.store([numbers.contact(DAY, why, ann)], petra)
    refresh()
    why.journey = journey
    why.save()

    remap([why.pk])

    assert sums(Scope(journey_id=journey.pk), ALL).inbound == 1
    assert is_due()


def test_by_journey_keeps_what_is_mapped_to_none(petra, why, ann, journey):
    numbers.store([numbers.contact(DAY, why, ann)], petra)
    refresh()

    parts = by_journey(ALL)

    assert [(p.title, p.sums.inbound) for p in parts] == [
        ("Move home", 0),
        ("Mapped to none", 1),
    ]


def test_refresh_counts_listed_customers_once_a_list_comes(petra, why, ann, journey):
    numbers.store([numbers.contact(DAY, why, ann)], petra)
    refresh()
    bob = numbers.customer("bob")
    heard = standing(Scope(), DAY).active

    numbers.listed([(bob, journey, DAY - timedelta(days=200), None)], petra)
    refresh()

    listed = standing(Scope(), DAY)
    assert heard == 1
    assert (listed.active, listed.base, listed.silent) == (1, 1, 1)
    assert listed.heard_only is False


def test_refresh_works_everything_out_again_for_other_repeat_days(petra, why, ann):
    numbers.store(
        [
            numbers.contact(DAY, why, ann),
            numbers.contact(DAY + timedelta(days=9), why, ann),
        ],
        petra,
    )
    refresh()
    before = sums(Scope(), ALL).followed_any
    Organisation.objects.update_or_create(pk=1, defaults={"repeat_days": 10})

    assert is_due()
    refresh()

    assert (before, sums(Scope(), ALL).followed_any) == (0, 1)
    assert Freshness.current().repeat_days == 10


def test_refresh_moves_days_when_the_time_zone_changes(petra, why, ann, settings):
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    numbers.store([numbers.contact(late, why, ann)], petra)
    refresh()
    before = ContactDay.objects.get().day

    settings.TIME_ZONE = "Europe/Berlin"
    refresh()

    assert (before, ContactDay.objects.get().day) == (DAY, DAY + timedelta(days=1))
    assert Freshness.current().time_zone == "Europe/Berlin"


def test_refresh_finishes_an_import_that_brought_nothing_new(petra, why):
    known = numbers.arrived(petra, why.source)
    ContactImport.objects.update(state=ContactImport.State.REFRESHING)

    refresh()

    known.refresh_from_db()
    assert known.state == ContactImport.State.DONE


def test_refresh_keeps_why_it_failed_and_is_set_aside_after_three(
    petra, why, ann, monkeypatch, caplog
):
    numbers.store([numbers.contact(DAY, why, ann)], petra)

    def fail(*_):
        raise RuntimeError("no space left")

    monkeypatch.setattr("kpis.operations.standing.update", fail)
    for _ in range(5):
        sweep_refreshes()

    row = Freshness.current()
    assert row.problem == "RuntimeError: no space left"
    assert (row.attempts, row.is_set_aside) == (3, True)
    assert DirtyDay.objects.exists()
    monkeypatch.undo()
    refresh_numbers()
    assert (Freshness.current().problem, Freshness.current().attempts) == ("", 0)


def test_source_that_gets_a_list_marks_its_reasons(petra, why):
    Source.objects.filter(pk=why.source_id).update(has_customer_list=True)

    assert DirtyReason.objects.get().reason_id == why.pk


def test_roll_gives_a_new_version_once_a_day(petra, why, ann):
    numbers.store([numbers.contact(DAY, why, ann)], petra)
    refresh()
    Freshness.objects.update(day=timezone.localdate() - timedelta(days=1))
    version = Freshness.current().version

    first, second = roll(), roll()

    assert (first, second) == (True, False)
    assert Freshness.current().version == version + 1
