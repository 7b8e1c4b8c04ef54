"""The register has every change of everything that matters, and only grows."""

import csv
import io
from datetime import timedelta

import pghistory
import pytest
from django.db import Error, connection
from django.urls import reverse
from django.utils import timezone

from alignment.audit.kinds import histories
from alignment.audit.models import Change
from alignment.audit.operations.keep import keep_audit
from alignment.people.models import Organisation, Role
from kpis.models import ContactImport, Reason, Source, Target
from tests import make
from tests.house.world import build
from tests.journeys.sql import write

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C35")]
PAGE, EXPORT = "audit:audit-list", "audit:audit-export"


def rows(client, admin, **query):
    client.force_login(admin)
    response = client.get(reverse(PAGE), query)
    assert response.status_code == 200
    return response.context["page"].rows


def exported(client, admin, **query):
    client.force_login(admin)
    response = client.get(reverse(EXPORT), query)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


IMPORTANT = {
    "journeys.journey",
    "journeys.phase",
    "journeys.step",
    "journeys.handover",
    "journeys.initiative",
    "journeys.kickoff",
    "journeys.kickoffperson",
    "journeys.sponsoranswer",
    "journeys.insight",
    "journeys.insightanswer",
    "journeys.release",
    "journeys.releasejourney",
    "actions.action",
    "people.person",
    "people.team",
    "people.membership",
    "people.invitation",
    "people.organisation",
    "kpis.target",
    "kpis.reason",
    "kpis.source",
    "kpis.contactimport",
}


def test_audit_has_everything_important(db):
    told = {each.pgh_tracked_model._meta.label_lower for each in histories()}

    assert told >= IMPORTANT


def test_audit_registers_rows_of_everything_that_is_made(db):
    build()

    made = set(Change.objects.values_list("model", flat=True))
    unmade = {"journeys.kickoffperson", "journeys.sponsoranswer"}
    assert made >= IMPORTANT - unmade - {
        "journeys.insightanswer",
        "people.organisation",
    }


@pytest.mark.parametrize("row", ["side", "role", "team", "left", "organisation"])
def test_audit_has_changes_of_people_and_settings(row, client, ada, petra, ops_team):
    with pghistory.context(person=ada.pk):
        match row:
            case "side" | "team":
                petra.place_in([ops_team], by=ada)
            case "role":
                petra.take_role(Role.LEADER, by=ada)
            case "left":
                petra.deactivate(by=ada)
            case "organisation":
                Organisation.current()
                Organisation.objects.update(ops_word="Customer Care")
    shown = {
        "side": ("people.person", "side", "Product", "Operations"),
        "team": ("people.membership", "person", "", "Petra Lind"),
        "role": ("people.person", "role", "Member", "Leader"),
        "left": ("people.person", "may sign in", "yes", "no"),
        "organisation": (
            *("people.organisation", "ops word"),
            *("Operations", "Customer Care"),
        ),
    }[row]

    found = rows(client, ada, kind=shown[0], by=ada.pk)
    lines = [line for each in found for line in each.lines]

    assert shown[1:] in [(x.label.lower(), x.before, x.after) for x in lines]


def test_audit_keeps_no_secret(client, ada):
    world = build()
    petra = world.product_owner
    petra.set_password("a-long-enough-word")
    petra.session_epoch += 1
    petra.save()
    secrets = {petra.password, world.invitation.digest}
    forbidden = {"password", "digest", "session_epoch", "last_login", "mappings"}

    columns: set[str] = set()
    kept = []
    for change in Change.objects.all():
        columns |= set(change.was) | set(change.now)
        kept.append(f"{change.was}{change.now}")

    assert kept
    assert not columns & forbidden
    assert not [each for each in kept if any(secret in each for secret in secrets)]
    text = "\n".join(map(str, exported(client, ada)))
    assert not [secret for secret in secrets if secret in text]


def test_audit_begins_with_what_happened_before(petra):
    make.action("Call them", petra, timezone.localdate()).finish(by=petra)
    before = list(Change.objects.order_by("event_id").values("label", "was", "now"))
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_note ON actions_actionevent")
        cursor.execute("DELETE FROM audit_change WHERE model = 'actions.action'")

    assert keep_audit() == ["actions_actionevent"]

    again = Change.objects.order_by("event_id").values("label", "was", "now")
    assert list(again) == before
    assert keep_audit() == []


def test_audit_says_what_rows_belong_to_once_that_is_known(client, ada, petra, omar):
    meeting = make.meeting("Listen", petra, timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE TRIGGER audit_note AFTER INSERT"
            " ON journeys_attendanceevent FOR EACH ROW"
            " EXECUTE FUNCTION audit_note('journeys.attendance', 'pgh_obj_id', '')"
        )
    before = Change.objects.count()

    assert keep_audit() == ["journeys_attendanceevent"]

    assert Change.objects.count() == before
    assert keep_audit() == []
    meeting.attendances.create(person=omar)
    newest = rows(client, ada, kind="journeys.attendance")[0]
    assert (newest.kind, newest.title) == ("Somebody at a meeting", "Listen")
    assert newest.url == meeting.get_absolute_url()


def test_audit_names_what_is_gone_as_it_was_called(client, ada, journey, petra):
    begun = make.initiative("QR labels", petra, journey)
    (row,) = make.requirements(begun, petra, "Say when the label comes")
    row.delete()

    gone = rows(client, ada, kind="journeys.requirement")[0]

    assert (gone.verb, gone.title) == ("Removed", "Say when the label comes")


def test_audit_says_who_wrote_in_a_talk_and_never_what(client, ada, journey, petra):
    thread = make.thread(journey, petra)
    comment = make.comment(thread, petra, "A zebra")
    comment.withdraw()

    taken, written = rows(client, ada, kind="actions.comment")

    assert (written.kind, written.verb) == ("Comment", "Added")
    assert (written.title, written.url) == ("Move home", thread.get_absolute_url())
    assert taken.verb == "Changed"
    assert not Change.objects.filter(words="zebra").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, '') FROM actions_commentevent e")
        assert "zebra" not in cursor.fetchone()[0]


REWRITTEN = [
    "UPDATE audit_change SET title = 'Never so'",
    "DELETE FROM audit_change",
    "TRUNCATE audit_change",
    "UPDATE actions_actionevent SET title = 'Never so'",
    "DELETE FROM people_personevent",
    "TRUNCATE journeys_journeyevent",
    "DELETE FROM pghistory_context",
]


@pytest.mark.parametrize("sql", REWRITTEN)
def test_audit_stays_as_it_is_also_where_the_owner_serves_pages(sql, petra):
    make.action("Call them", petra, timezone.localdate())
    kept = Change.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL alignment.pages = 'on'")

    with pytest.raises(Error, match="history_stays"):
        write(sql)

    assert Change.objects.count() == kept


def test_audit_author_stays(petra, omar):
    with pghistory.context(person=petra.pk):
        make.action("Call them", petra, timezone.localdate())

    with pytest.raises(Error, match="who did it is not written anew"):
        write(
            "UPDATE pghistory_context SET metadata = jsonb_build_object("
            f"'person', {omar.pk})"
        )


def test_audit_is_registered_of_raw_sql_too(petra):
    write("UPDATE people_person SET name = 'Somebody' WHERE id = %s", petra.pk)

    newest = Change.objects.filter(model="people.person").latest("pk")
    assert newest.now == {"name": "Somebody"}
    assert newest.was == {"name": "Petra Lind"}


def test_audit_keeps_the_mapping_of_reasons_targets_and_imports(ada, journey, omar):
    source = Source.objects.create(name="Phones", slug="phones")
    reason = Reason.objects.create(source=source, label="Bill")
    reason.journey = journey
    reason.save()
    target = Target(journey=journey, metric=Target.Metric.AHT, value=300)
    target.propose(by=omar)
    made = ContactImport.objects.create(
        source=source, file="x", file_name="x.csv", file_bytes=0, created_by=ada
    )
    ContactImport.objects.filter(pk=made.pk).update(state=ContactImport.State.DONE)

    def last(model):
        return Change.objects.filter(model=model).latest("pk").now

    assert last("kpis.reason") == {"journey_id": journey.pk}
    assert last("kpis.target")["proposed_by_id"] == omar.pk
    assert last("kpis.contactimport") == {"state": "done"}


def test_audit_is_dated_by_the_history(petra):
    make.action("Call them", petra, timezone.localdate())

    newest = Change.objects.latest("pk")
    assert timezone.now() - newest.at < timedelta(minutes=5)
