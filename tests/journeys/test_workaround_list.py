"""The register of workarounds: its order, its filters, its total, its files."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from journeys.models import Workaround
from tests import make
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C13")]
LIST = reverse("journeys:workaround-list")


def test_workaround_list_begins_with_what_costs_most_and_its_total(
    petras, steps, anna, petra
):
    step = steps["Read the meter"]
    make.workaround("Little", step, anna, minutes_each=1)
    make.workaround("Much", step, anna, times_high=40)

    page = petras.get(LIST).text

    assert page.index("Much") < page.index("Little")
    assert "2 workarounds cost" in " ".join(page.split())
    assert "43 hours and £1,387 a month" in page
    assert "somewhere between £1,387 and £2,496" in page


def test_workaround_list_is_filtered_by_its_address(
    petras, planned, steps, petra, omar, anna
):
    other = make.journey("Pay a bill", petra, omar)
    make.workaround("Fix the bill", other.steps.all()[0], anna)
    for query, shown, hidden in (
        ("state=planned", "Copy each reading", "Fix the bill"),
        ("journey=pay-a-bill", "Fix the bill", "Copy each reading"),
        ("side=ops", "Copy each reading", "Fix the bill"),
        (f"owner={omar.pk}", "Copy each reading", "Fix the bill"),
        ("q=bill", "Fix the bill", "Copy each reading"),
    ):
        page = petras.get(f"{LIST}?{query}").text
        assert shown in page, query
        assert hidden not in page, query
    none = petras.get(f"{LIST}?state=retired").text
    assert "No workaround is like that" in none


def test_workaround_list_says_which_have_had_no_owner_for_30_days(
    petras, workaround, petra
):
    workaround.accept(owner=None, by=petra)
    Workaround.objects.update(ownerless_at=timezone.now() - timedelta(days=31))

    page = petras.get(f"{LIST}?side=long").text

    assert "One accepted workaround has had no owner for 30 days or longer." in page
    assert "Nobody, 31 days" in page


def test_workaround_list_begins_with_what_one_is_asked(
    petras, browser, asked, anna, journey
):
    annas = browser(anna)
    question = "You are asked: do you still do this by hand?"

    assert question in annas.get(LIST).text
    assert question not in petras.get(LIST).text
    annas.post(reverse("journeys:use-answer", args=[asked.pk]), {"times_a_week": "0"})
    assert question not in annas.get(LIST).text
    journey.archive()
    assert "Copy each reading" not in petras.get(LIST).text
    assert "Copy each reading" in petras.get(f"{LIST}?state=all").text


NASTY = "=HYPERLINK(1)"


def test_workaround_export_keeps_formulas_as_text(petras, steps, anna):
    make.workaround(NASTY, steps["Read the meter"], anna, systems=["@CRM"])

    text = b"".join(
        petras.get(reverse("journeys:workaround-export", args=["csv"]))
    ).decode("utf-8-sig")
    book = petras.get(reverse("journeys:workaround-export", args=["xlsx"])).content

    row = next(csv.DictReader(io.StringIO(text)))
    assert row["What is done by hand"] == f"'{NASTY}"
    assert row["Systems"] == "'@CRM"
    assert row["Cost a month"] == "1109.33"
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    head, first = sheet.to_python()
    assert first[0] == NASTY
    assert dict(zip(head, first, strict=True))["Cost a month"] == 1109.33
    assert petras.get("/workarounds/workarounds.pdf").status_code == 404


def test_workaround_pages_take_the_same_queries_at_1_and_30(
    petras, steps, anna, planned, journey, olga
):
    def grow():
        for number in range(30):
            made = make.workaround(f"Copy {number}", steps["Give notice"], anna)
            made.accept(owner=olga, by=olga)

    assert_same_queries(petras, LIST, grow)
