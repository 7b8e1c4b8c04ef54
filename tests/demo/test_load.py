"""Loading: the same every time, once only, and whole after any interruption."""

import hashlib
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.utils.timezone import make_aware

from alignment.people.models import Organisation, Person, Side, Team
from alignment.runtime import demo
from alignment.runtime.demo import loading, rows
from alignment.runtime.models import DemoLoad
from journeys.models import Handover, Journey
from journeys.queries.overview import overview
from kpis.models import Contact, ContactDay, ContactImport, Freshness
from tests import make

TODAY = date(2026, 11, 20)
SCALE = 0.002
WHAT_MATTERS = """
SELECT encode(u.key, 'hex'), c.external_id, c.began_at, c.day, s.slug, r.label,
       j.slug, p.name, i.file_name, c.channel, c.direction, c.talk_seconds,
       c.hold_seconds, c.after_seconds, c.is_handled, c.is_abandoned, c.is_resolved,
       c.is_transferred, c.is_complaint
  FROM kpis_contact c
  JOIN kpis_customer u ON u.id = c.customer_id
  JOIN kpis_reason r ON r.id = c.reason_id
  JOIN kpis_source s ON s.id = c.source_id
  JOIN kpis_contactimport i ON i.id = c.contact_import_id
  LEFT JOIN journeys_journey j ON j.id = r.journey_id
  LEFT JOIN journeys_step p ON p.id = r.step_id
 ORDER BY s.slug, c.external_id
""", """
SELECT encode(u.key, 'hex'), j.slug, a.active_from, a.active_until
  FROM kpis_activity a
  JOIN kpis_customer u ON u.id = a.customer_id
  JOIN journeys_journey j ON j.id = a.journey_id
 ORDER BY 1, 2
""", """
SELECT j.slug, e.pgh_created_at, e.pgh_label, e.state, a.name, b.name
  FROM journeys_journeyevent e
  JOIN journeys_journey j ON j.id = e.pgh_obj_id
  JOIN people_person a ON a.id = e.product_owner_id
  JOIN people_person b ON b.id = e.ops_owner_id
 ORDER BY e.pgh_id
""", """
SELECT coalesce(j.slug, ''), coalesce(p.name, ''), d.day, d.active, d.base, d.silent
  FROM kpis_standingdelta d
  LEFT JOIN journeys_journey j ON j.id = d.journey_id
  LEFT JOIN journeys_step p ON p.id = d.step_id
 ORDER BY 1, 2, 3
"""  # fmt: skip


def digest() -> str:
    """Of everything the demo consists of, but for the numbers of its rows."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for query in WHAT_MATTERS:
            cursor.execute(query)
            kept = cursor.fetchall()
            assert kept
            found.update(repr(kept).encode())
    return found.hexdigest()


def forget() -> None:
    """Empty the database of everything, as a rollback in the middle of a test would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE runtime_demoload, people_person,"
            " people_team, people_organisation, kpis_source, kpis_customer,"
            " kpis_freshness, kpis_standingdelta, kpis_contact, kpis_contactday,"
            " pghistory_context, journeys_journeyevent, journeys_stepevent CASCADE"
        )


@pytest.mark.django_db
def test_load_makes_the_same_twice():
    demo.load(scale=SCALE, today=TODAY)
    first = digest()
    forget()

    demo.load(scale=SCALE, today=TODAY)

    assert digest() == first


@pytest.mark.django_db
def test_load_another_day_makes_something_else():
    demo.load(scale=SCALE, today=TODAY)
    first = digest()
    forget()

    demo.load(scale=SCALE, today=date(2026, 11, 21))

    assert digest() != first


@pytest.mark.django_db
@pytest.mark.parametrize("later", range(7))
def test_load_tells_the_same_story_on_every_weekday(later):
    today = TODAY + timedelta(days=later)
    now = make_aware(datetime.combine(today, time(18)))

    loading.Loader(DemoLoad(pk=1, scale=SCALE, now=now), print)._company()

    found = overview(Person.objects.get(name="Maya Chen"), today)
    assert [row.title for row in found.orphaned] == ["Get a smart meter"]
    assert [row.title for row in found.stale] == ["Switch to Brightwater"]
    assert [each.receiver.name for each in found.handovers] == ["Callum Reid"]
    assert Handover.objects.filter(answered_at__gt=F("proposed_at")).count() == 5


@pytest.mark.django_db
def test_load_again_does_nothing():
    assert demo.load(scale=SCALE, today=TODAY)
    before, version = digest(), Freshness.objects.get().version

    assert not demo.load(scale=SCALE, today=date(2027, 1, 1))

    assert digest() == before
    assert Freshness.objects.get().version == version
    assert Person.objects.filter(is_demo=True).count() == 40


def kill_after(monkeypatch, part: str, calls: int) -> None:
    """End a load right after the n-th call of a part, within its transaction."""
    real, left = getattr(rows, part), iter(range(calls))

    def killed(*args):
        done = real(*args)
        if next(left) == calls - 1:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(rows, part, killed)


@pytest.mark.django_db
def test_load_goes_on_wherever_it_was_interrupted(monkeypatch):
    demo.load(scale=SCALE, today=TODAY)
    whole = digest()
    forget()

    for part, calls in (
        ("store_customers", 1),
        ("store_contacts", 1),
        ("store_contacts", 6),
        ("store_activity", 3),
    ):
        with monkeypatch.context() as patched:
            kill_after(patched, part, calls)
            with pytest.raises(KeyboardInterrupt):
                demo.load(scale=SCALE, today=TODAY)
        assert Journey.objects.count() == 6
        assert DemoLoad.objects.get().finished_at is None
    assert demo.load(scale=0.5, today=date(2027, 1, 1))

    assert digest() == whole
    assert DemoLoad.objects.get().finished_at


@pytest.mark.django_db
def test_load_interrupted_asks_for_a_rebuild(monkeypatch):
    def killed(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "refresh", killed)

    with pytest.raises(KeyboardInterrupt):
        demo.load(scale=SCALE, today=TODAY)

    assert Freshness.objects.get().rebuild
    assert Contact.objects.exists()
    assert not ContactDay.objects.exists()


@pytest.mark.django_db
def test_load_registers_its_files_as_imports_of_an_admin():
    demo.load(scale=SCALE, today=TODAY)

    imports = ContactImport.objects.all()
    contacts = imports.filter(kind=ContactImport.Kind.CONTACTS)
    assert {each.state for each in imports} == {"done"}
    assert {each.created_by.role for each in imports} == {"admin"}
    assert sum(each.rows_new for each in contacts) == Contact.objects.count()
    assert imports.exclude(pk__in=contacts).count() == 6
    assert imports.filter(chunks__is_done=True).distinct().count() == imports.count()


@pytest.mark.django_db
def test_load_leaves_a_name_somebody_gave():
    organisation = Organisation.current()
    organisation.name = "Northlight"
    organisation.save()

    demo.load(scale=SCALE, today=TODAY)

    assert Organisation.current().name == "Northlight"


def told(**options) -> list[str]:
    out = StringIO()
    call_command("load_demo", scale=SCALE, stdout=out, **options)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_load_command_tells_each_part_in_a_line(settings):
    settings.DEMO = True

    lines = told(today=TODAY)

    assert lines[0] == "People, teams, journeys and releases are there."
    assert lines[1] == "600 customers are there."
    assert lines[-2] == "The numbers are worked out."
    assert lines[-1].startswith("The demo is loaded, in ")
    assert told(today=TODAY) == ["The demo is loaded already."]


@pytest.mark.django_db
def test_load_command_refuses_when_the_demo_is_off(settings):
    settings.DEMO = False

    assert told() == ["The demo is off here. Set DEMO=1 to load it."]
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_load_command_keeps_out_of_a_company_that_is_in_use(settings):
    settings.DEMO = True
    make.person("Real Person", Team.objects.create(name="A", slug="a", side=Side.OPS))

    lines = told()

    assert lines == [
        "This installation has people of its own, so the demo stays out of it."
    ]
    assert Person.objects.count() == 1
