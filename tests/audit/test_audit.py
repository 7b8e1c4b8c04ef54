"""Who changed what and when: one register for admins, which only grows."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pghistory
import pytest
import python_calamine
from django.db import Error, connection
from django.urls import reverse
from django.utils import timezone

from alignment.audit.kinds import histories
from alignment.audit.models import Change
from alignment.audit.operations.keep import keep_audit
from alignment.audit.queries import as_file
from alignment.audit.queries import change as queries
from alignment.people.models import Organisation, Role
from kpis.models import ContactImport, Reason, Source, Target
from tests import make
from tests.house.world import build
from tests.journeys.sql import write
from tests.queries import assert_same_queries

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


def test_audit_tells_who_changed_what_from_what_to_what(client, ada, petra, omar):
    action = make.action("Call them", petra, timezone.localdate())
    client.force_login(omar)
    data = {"what": "give", "to": omar.pk, "actions": action.pk, "alone": "1"}
    client.post(reverse("actions:action-change"), data)

    newest = rows(client, ada, kind="actions.action")[0]

    assert (newest.who, newest.verb, newest.kind) == (omar.name, "Changed", "Action")
    assert (newest.title, newest.url) == ("Call them", action.get_absolute_url())
    (line,) = newest.lines
    assert (line.before, line.after) == (petra.name, omar.name)


def test_audit_says_alignment_where_no_person_did_it(client, ada, petra):
    make.action("Call them", petra, timezone.localdate())

    assert rows(client, ada, kind="actions.action")[0].who == "Alignment"


def test_audit_names_whoever_a_job_works_for(client, ada, petra):
    with pghistory.context(person=petra.pk):
        make.action("Call them", petra, timezone.localdate())

    assert rows(client, ada, kind="actions.action")[0].who == petra.name


def test_audit_tells_what_is_gone_without_a_link(client, ada, journey, petra):
    release = make.release("Meter photo", timezone.localdate(), petra, journey)
    release.remove()

    gone = next(each for each in rows(client, ada) if each.kind == "Release")

    assert (gone.verb, gone.title, gone.url) == ("Removed", "Meter photo", "")
    assert any(line.before == "Meter photo" for line in gone.lines)


def test_audit_shows_a_step_where_it_is(client, ada, journey):
    step = journey.steps.first()
    step.name = "Read it twice"
    step.save()

    newest = rows(client, ada, kind="journeys.step")[0]

    assert newest.title == "Read it twice"
    assert newest.url == journey.get_absolute_url()


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


def test_audit_narrows_by_words_person_kind_and_days(client, ada, petra, omar):
    with pghistory.context(person=petra.pk):
        mine = make.action("Ask about the zébra", petra, timezone.localdate())
    with pghistory.context(person=omar.pk):
        make.action("Ask about the horse", omar, timezone.localdate())
    write(
        "UPDATE audit_change SET at = %s WHERE model = 'actions.action'"
        " AND object_id = %s",
        datetime(2026, 2, 1, 12, tzinfo=UTC),
        mine.pk,
    )

    def titles(**query):
        return [row.title for row in rows(client, ada, **query)]

    zebra = ["Ask about the zébra"]
    assert titles(q="zebr ask") == zebra
    assert titles(by=petra.pk) == zebra
    assert titles(first="2026-02-01", last="2026-02-01") == zebra
    assert titles(kind="actions.action", last="2026-03-01") == zebra
    assert titles(last="2026-01-31") == []
    assert len(titles(kind="actions.action")) == 2
    assert titles(q="the") == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"first": "2026-99-99"}, "Enter a day, like 3 March 2026."),
        ({"last": "0001-01-01"}, "Enter a day, like 3 March 2026."),
        ({"q": "x" * 10_000}, "200 letters at most"),
        ({"q": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_audit_says_what_is_wrong_with_a_filter(query, said, client, ada):
    client.force_login(ada)

    response = client.get(reverse(PAGE), query)

    assert response.status_code == 422
    assert said in response.text


@pytest.mark.parametrize(
    "query", [{"by": "x"}, {"kind": "x.y"}, {"before": "x"}, {"before": "2026-01-01|1"}]
)
def test_audit_takes_no_notice_of_what_cannot_be(query, client, ada, petra):
    assert rows(client, ada, **query)


def test_audit_goes_on_where_a_page_ends(client, ada, petra, monkeypatch):
    monkeypatch.setattr(queries, "A_PAGE", 4)
    for number in range(10):
        make.action(f"Action {number}", petra, timezone.localdate())
    client.force_login(ada)
    seen, query = [], {"kind": "actions.action"}
    for _ in range(3):
        context = client.get(reverse(PAGE), query).context
        seen += [row.title for row in context["page"].rows]
        query["before"] = context["older"]

    assert seen == [f"Action {number}" for number in range(9, -1, -1)]
    assert query["before"] == ""


def test_audit_is_saved_as_csv_as_it_is_shown(client, ada, petra):
    make.action("=HYPERLINK(1)", petra, timezone.localdate(), effect="+1")
    make.team("Other", "ops")

    head, *lines = exported(client, ada, kind="actions.action", **{"as": "csv"})

    assert head == list(as_file.HEAD)
    assert {line[2] for line in lines} == {"Action"}
    assert {line[3] for line in lines} == {"'=HYPERLINK(1)"}
    assert "'+1" in {line[7] for line in lines}


def test_audit_is_saved_for_excel_with_every_cell_as_text(client, ada, petra):
    make.action("=1+1", petra, timezone.localdate())
    client.force_login(ada)

    response = client.get(reverse(EXPORT), {"as": "xlsx", "kind": "actions.action"})

    book = python_calamine.load_workbook(io.BytesIO(response.content))
    head, *lines = book.get_sheet_by_index(0).to_python()
    assert tuple(head) == as_file.HEAD
    assert {line[3] for line in lines} == {"=1+1"}


def test_audit_says_where_a_file_ends(client, ada, petra, monkeypatch):
    for module in (queries, as_file):
        monkeypatch.setattr(module, "MOST", 2)
    for number in range(3):
        make.action(f"Action {number}", petra, timezone.localdate())

    *_, last = exported(client, ada, kind="actions.action")

    assert last == [as_file.CUT]


def test_audit_takes_as_many_queries_for_few_as_for_many(client, ada):
    world = build()
    client.force_login(ada)

    def grow():
        for number in range(30):
            make.team(f"Team {number}", "ops")
            world.journey.summary = f"Version {number}"
            world.journey.save()
            world.action.title = f"Version {number}"
            world.action.save()

    assert_same_queries(client, reverse(PAGE), grow)


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


def test_audit_is_not_for_others(client, lea):
    client.force_login(lea)

    assert client.get(reverse(PAGE)).status_code == 404
    assert client.get(reverse(EXPORT)).status_code == 404


def test_audit_is_dated_by_the_history(petra):
    make.action("Call them", petra, timezone.localdate())

    newest = Change.objects.latest("pk")
    assert timezone.now() - newest.at < timedelta(minutes=5)
