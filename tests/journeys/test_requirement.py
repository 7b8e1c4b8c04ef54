"""The long list: pasted and uploaded, searched, grouped, edited, exported, undone."""

import csv
import io

import pytest
from django.db import IntegrityError
from django.urls import reverse
from python_calamine import load_workbook

from alignment.versions import version_of
from journeys.models import Requirement
from journeys.operations.slice import put_in
from tests import make
from tests.journeys.sql import write
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C12")]
SWAP = {"HX-Request": "true"}


def url(initiative, name):
    return reverse(f"journeys:requirement-{name}", args=[initiative.slug])


def test_requirement_list_is_searched_and_grouped(petras, petra, initiative):
    make.requirements(initiative, petra, "Pay by card", "Pay by bank", group="Paying")
    make.requirements(initiative, petra, "Say when", key="MAIL-7")
    pk = initiative.requirements.first().pk
    put_in(initiative=initiative, pks=[pk], by=petra)

    def shown(**query):
        page = petras.get(url(initiative, "list"), query).context["page"]
        return {each.name: [row.text for row in each.rows] for each in page.groups}

    assert shown() == {"Paying": ["Pay by card", "Pay by bank"], "": ["Say when"]}
    assert shown(q="mail-7") == {"": ["Say when"]}
    assert shown(group="Paying", q="bank") == {"Paying": ["Pay by bank"]}
    assert shown(group="-") == {"": ["Say when"]}
    assert shown(state="in") == {"Paying": ["Pay by card"]}
    assert "Say when" in str(shown(state="later"))
    assert "1 of 3" in petras.get(url(initiative, "list")).text


def test_requirement_list_of_700_is_one_small_quick_page(petras, petra, initiative):
    make.requirements(initiative, petra, "One")

    def grow():
        Requirement.objects.bulk_create(
            Requirement(
                initiative=initiative,
                text=f"The customer sees what happens to payment number {number}",
                group=f"Theme {number % 20}",
                key=f"PAY-{number}",
                position=number,
                created_by=petra,
            )
            for number in range(2, 701)
        )

    assert_same_queries(petras, url(initiative, "list"), grow)
    packed = petras.get(url(initiative, "list"), headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < 30 * 1024
    assert "0 of 700" in petras.get(url(initiative, "list")).text


def test_requirement_group_puts_the_ticked_there(petras, petra, initiative):
    rows = make.requirements(initiative, petra, "One", "Two", "Three")
    page = petras.get(url(initiative, "list")).context["page"]
    sent = {"rows": [rows[0].pk, rows[2].pk], "group": " Paying ", "seen": page.seen}

    petras.post(url(initiative, "group"), sent)

    found = dict(initiative.requirements.values_list("text", "group"))
    assert found == {"One": "Paying", "Two": "", "Three": "Paying"}
    nothing = petras.post(url(initiative, "group"), {"group": "x"}, headers=SWAP)
    assert nothing.status_code == 422
    assert "Tick the rows first." in nothing.text
    long = petras.post(url(initiative, "group"), sent | {"group": "x" * 81})
    assert "Keep the group within 80 characters." in long.text


def test_requirement_group_of_two_at_once_says_who_was_first(
    petras, petra, omar, browser, initiative
):
    rows = make.requirements(initiative, petra, "One", "Two")
    seen = petras.get(url(initiative, "list")).context["page"].seen
    sent = {"rows": [row.pk for row in rows], "seen": seen}
    browser(omar).post(url(initiative, "group"), sent | {"group": "Theirs"})

    late = petras.post(url(initiative, "group"), sent | {"group": "Mine"}, headers=SWAP)

    assert late.status_code == 422
    assert "Omar Haddad changed 2 of these rows while you were choosing." in late.text
    assert 'value="Mine"' in late.text
    assert late.text.count(" checked>") == 2
    assert set(initiative.requirements.values_list("group", flat=True)) == {"Theirs"}
    now = late.context["page"].seen
    petras.post(url(initiative, "group"), sent | {"group": "Mine", "seen": now})
    assert set(initiative.requirements.values_list("group", flat=True)) == {"Mine"}


def test_requirement_rename_merges_groups(petras, petra, initiative):
    make.requirements(initiative, petra, "One", group="Pay")
    make.requirements(initiative, petra, "Two", group="Paying")

    petras.post(url(initiative, "rename"), {"name": "Pay", "to": "Paying"})
    late = petras.post(url(initiative, "rename"), {"name": "Pay", "to": "Money"})
    empty = petras.post(url(initiative, "rename"), {"name": "Paying", "to": " "})

    assert set(initiative.requirements.values_list("group", flat=True)) == {"Paying"}
    assert late.status_code == 422
    assert "There is no group “Pay” any more" in late.text
    assert empty.status_code == 422


def data(row, **changed):
    said = {name: getattr(row, name) for name in row.TEXTS}
    return said | {"seen": version_of(row)} | changed


def test_requirement_edit_by_two_shows_both_versions(
    petras, petra, omar, browser, initiative
):
    (row,) = make.requirements(initiative, petra, "One")
    mine = data(row, text="Mine")
    browser(omar).post(row.get_absolute_url(), data(row, text="Theirs"))

    response = petras.post(row.get_absolute_url(), mine)

    row.refresh_from_db()
    assert response.status_code == 409
    assert row.text == "Theirs"
    assert "Omar Haddad changed this" in response.text
    petras.post(row.get_absolute_url(), data(row, text="Mine"))
    row.refresh_from_db()
    assert row.text == "Mine"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": ""}, "Write what is asked for."),
        ({"text": "x" * 501}, "Keep it within 500 characters."),
        ({"text": "tWo"}, "It is in the list already: “Two”."),
        ({"key": "K-1"}, "It is in the list already: “Three”."),
    ],
)
def test_requirement_edit_says_what_is_wrong(
    changed, sentence, petras, petra, initiative
):
    row, _ = make.requirements(initiative, petra, "One", "Two")
    make.requirements(initiative, petra, "Three", key="K-1")

    response = petras.post(row.get_absolute_url(), data(row, **changed))

    assert response.status_code == 422
    assert sentence in response.text
    row.refresh_from_db()
    assert row.text == "One"


def test_requirement_pages_of_agents_are_for_reading(browser, anna, petra, initiative):
    (row,) = make.requirements(initiative, petra, "One")
    annas = browser(anna)

    page = annas.get(url(initiative, "list"))

    assert "One" in page.text
    assert 'name="rows"' not in page.text
    assert annas.get(row.get_absolute_url()).status_code == 404
    for name in ("group", "rename", "upload"):
        assert annas.post(url(initiative, name)).status_code == 404


def test_requirement_export_tells_formulas_that_they_are_text(
    petras, petra, initiative
):
    make.requirements(initiative, petra, "=1+1", "Say when", group="@home")

    answer = petras.get(url(initiative, "export"))
    book = petras.get(url(initiative, "export"), {"as": "xlsx"})

    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[1][:2] == ["'=1+1", "'@home"]
    sheet = load_workbook(io.BytesIO(book.content)).get_sheet_by_index(0)
    assert sheet.to_python()[1][:2] == ["=1+1", "@home"]
    assert 'filename="requirements-qr-labels.xlsx"' in book["Content-Disposition"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journeys_requirement SET text = ''",
        "UPDATE journeys_requirement SET text = 'SAME'",
        "UPDATE journeys_requirement SET key = 'K'",
        "DELETE FROM journeys_initiative",
    ],
)
def test_requirement_past_the_models_is_refused(sql, petra, initiative, as_pages):
    make.requirements(initiative, petra, "One", "Two")
    before = list(Requirement.objects.order_by("pk").values())

    with pytest.raises(IntegrityError):
        write(sql)

    assert list(Requirement.objects.order_by("pk").values()) == before
