"""Who changed what and when: one register for admins, which only grows."""

import csv
import io
from datetime import UTC, datetime

import pghistory
import pytest
import python_calamine
from django.urls import reverse
from django.utils import timezone

from alignment.audit.queries import as_file
from alignment.audit.queries import change as queries
from kpis.models import Reason, Source
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


def test_audit_says_where_something_has_no_name(client, ada):
    source = Source.objects.create(name="Phones", slug="phones")
    Reason.objects.create(source=source, label="")
    client.force_login(ada)

    page = client.get(reverse(PAGE), {"kind": "kpis.reason"}).text

    assert "Added: contact reason <span" in " ".join(page.split())
    assert ">with no name</span>" in page


def test_audit_shows_a_step_where_it_is(client, ada, journey):
    step = journey.steps.first()
    step.name = "Read it twice"
    step.save()

    newest = rows(client, ada, kind="journeys.step")[0]

    assert newest.title == "Read it twice"
    assert newest.url == journey.get_absolute_url()


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
        ({"first": "2026-03-02", "last": "2026-03-01"}, "From lies after To."),
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


def test_audit_is_not_for_others(client, lea):
    client.force_login(lea)

    assert client.get(reverse(PAGE)).status_code == 404
    assert client.get(reverse(EXPORT)).status_code == 404
