"""Requirements from pasted text and sheets: looked at, added once, undone."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alignment.as_xlsx import workbook
from alignment.versions import version_of
from journeys.models import Requirement, RequirementUpload
from journeys.operations.slice import put_in

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C12")]
CSV = (
    b"Key;Summary;Epic;Priority\n"
    b"PAY-1;Pay by card;Paying;high\n"
    b"PAY-2;Pay by bank;Paying;low\n"
    b"PAY-3;;Paying;low\n"
    b"PAY-2;Pay by post;Paying;low\n"
    b"PAY-4;" + b"x" * 501 + b";Paying;low\n"
    b"PAY-1;Pay by card;Paying;high\n"
)


def url(initiative, name):
    return reverse(f"journeys:requirement-{name}", args=[initiative.slug])


def texts(initiative):
    return list(initiative.requirements.values_list("text", flat=True))


def keep(client, initiative, response, **columns):
    """Press the button that adds what a page has checked."""
    reading = response.context["reading"]
    sent = {"table": reading.text, "keep": "1", "name": response.context["name"]}
    path = url(initiative, "upload")
    return client.post(path, sent | reading.columns | columns)


def paste(client, initiative, text):
    path = url(initiative, "upload")
    return keep(client, initiative, client.post(path, {"pasted": text}))


def test_requirement_upload_of_pasted_lines_is_one_row_a_line(petras, initiative):
    pasted = 'Pay by card, or by bank\n\n"Pay now" is missing\r\n  Say  when  \n'
    checked = petras.post(url(initiative, "upload"), {"pasted": pasted})
    assert not Requirement.objects.exists()
    assert "3 new requirements" in checked.text

    response = keep(petras, initiative, checked)
    again = petras.post(url(initiative, "upload"), {"pasted": pasted})

    assert response.url == url(initiative, "list")
    assert texts(initiative) == [
        "Pay by card, or by bank",
        '"Pay now" is missing',
        "Say when",
    ]
    assert "0 new requirements, 3 already here" in again.text
    keep(petras, initiative, again)
    assert Requirement.objects.count() == 3


def test_requirement_upload_tells_what_is_there_from_what_is_said_twice(
    petras, initiative
):
    paste(petras, initiative, "Say when\t\tSAY-1")
    pasted = "Say when\t\tSAY-1\nPay\t\tPAY-1\npay\t\tPAY-1\nsay-1\nSay-1"

    checked = petras.post(url(initiative, "upload"), {"pasted": pasted})

    rows = checked.context["reading"].rows
    assert [(row.is_known, row.same_as) for row in rows] == [
        (True, 0),
        (False, 0),
        (True, 2),
        (False, 0),
        (True, 4),
    ]
    assert "2 new requirements, 1 already here, 2 said twice" in checked.text
    assert "Same as line 2" in checked.text


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("- Pay by card\n- Say when\n", ["Pay by card", "Say when"]),
        ("* Pay by card\n\n• Say when", ["Pay by card", "Say when"]),
        ("•\tPay by card\n–\tSay when", ["Pay by card", "Say when"]),
        ("1. Pay by card\n 2) Say when", ["Pay by card", "Say when"]),
        ("- Pay by card\nSay when", ["- Pay by card", "Say when"]),
        ("- Pay by card", ["- Pay by card"]),
        ("-10 % by card\n-5 % by bank", ["-10 % by card", "-5 % by bank"]),
    ],
)
def test_requirement_upload_of_a_list_leaves_its_bullets_out(
    pasted, kept, petras, initiative
):
    paste(petras, initiative, pasted)

    assert texts(initiative) == kept


def test_requirement_upload_asks_which_column_holds_what_is_asked_for(
    petras, initiative
):
    file = SimpleUploadedFile("a.csv", b"Key;Wunsch\nPAY-1;Pay by card\n")

    checked = petras.post(url(initiative, "upload"), {"file": file})
    keep(petras, initiative, checked, text="Wunsch")

    assert "say which column holds what is asked for." in checked.text
    assert "It says nothing." not in checked.text
    assert texts(initiative) == ["Pay by card"]


def test_requirement_upload_of_cells_without_headings_guesses_by_place(
    petras, initiative
):
    paste(petras, initiative, "Pay by card\tPaying\tPAY-1\tL\nSay when\t\t\tS")

    first, second = initiative.requirements.all()
    assert (first.group, first.key, first.size) == ("Paying", "PAY-1", "L")
    assert (second.group, second.key, second.size) == ("", "", "S")


def test_requirement_upload_names_line_column_value_and_reason(petras, initiative):
    file = SimpleUploadedFile("backlog.csv", CSV)

    checked = petras.post(url(initiative, "upload"), {"file": file})
    keep(petras, initiative, checked)

    reading = checked.context["reading"]
    assert [(row.line, row.column, row.problem) for row in reading.refused] == [
        (4, "What is asked for", "It says nothing."),
        (5, "Key", "Line 3 has the same key and says something else."),
        (6, "What is asked for", "It is longer than 500 characters."),
    ]
    assert "Line 5" in checked.text
    assert "PAY-2" in checked.text
    assert texts(initiative) == ["Pay by card", "Pay by bank"]
    assert RequirementUpload.objects.get().name == "backlog.csv"


def test_requirement_upload_reads_a_workbook(petras, initiative):
    rows = [("", ""), ("Title", "Theme"), ("=1+1", "Paying"), ("Say when", "")]
    file = SimpleUploadedFile("backlog.xlsx", workbook("One", rows[0], rows[1:]))

    checked = petras.post(url(initiative, "upload"), {"file": file})
    keep(petras, initiative, checked)

    assert [row.line for row in checked.context["reading"].rows] == [3, 4]
    assert texts(initiative) == ["=1+1", "Say when"]


def test_requirement_upload_takes_the_columns_that_somebody_chose(petras, initiative):
    checked = petras.post(url(initiative, "upload"), {"pasted": "A\tB\nC\tD"})

    keep(petras, initiative, checked, text="Column 2", group="Column 1")

    assert texts(initiative) == ["B", "D"]
    assert initiative.requirements.first().group == "A"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"Title\n" + b"x\n" * 5001, "more than 5,000 rows"),
        (b"\0\1\2", "Choose a CSV file or an Excel workbook (.xlsx)."),
        (b"%PDF-1.7 text", "Choose a CSV file or an Excel workbook (.xlsx)."),
        (b"PK\x03\x04 nothing", "It is damaged or not a workbook."),
        (b"x," * 101, "102 columns"),
    ],
)
def test_requirement_upload_says_why_a_file_cannot_be_read(
    content, sentence, petras, initiative
):
    file = SimpleUploadedFile("backlog.csv", content)

    response = petras.post(url(initiative, "upload"), {"file": file})

    assert response.status_code == 422
    assert sentence in response.text


def test_requirement_upload_of_nothing_asks_for_something(petras, initiative):
    response = petras.post(url(initiative, "upload"), {"pasted": " \n"})
    lost = petras.post(url(initiative, "upload"), {"table": ""})

    assert "Paste some text or choose a file." in response.text
    assert (response.status_code, lost.status_code) == (422, 422)


def test_requirement_upload_undo_leaves_what_somebody_worked_on(
    petras, petra, initiative
):
    paste(petras, initiative, "One\nTwo\nThree\nFour")
    one, two, *_ = initiative.requirements.all()
    put_in(initiative=initiative, pks=[one.pk], by=petra)
    two.rewrite(seen=version_of(two), text="Two and more", group="", key="", size="")
    upload = RequirementUpload.objects.get()
    undo = reverse("journeys:requirement-upload-undo", args=[upload.pk])

    page = petras.post(undo, follow=True).text
    again = petras.post(undo, follow=True).text

    assert texts(initiative) == ["One", "Two and more"]
    assert "2 requirements are taken away. 2 stay" in page
    assert "0 requirements are taken away." in again
    upload.refresh_from_db()
    assert upload.undone_by == petra


def test_requirement_upload_takes_few_queries_for_many_rows(petras, initiative):
    lines = "\n".join(f"Row {number}" for number in range(700))
    checked = petras.post(url(initiative, "upload"), {"pasted": lines})

    with CaptureQueriesContext(connection) as caught:
        keep(petras, initiative, checked)

    assert initiative.requirements.count() == 700
    assert len(caught) <= 25


def blank_workbook():
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    book.add_worksheet().write(0, 0, " ")
    book.close()
    return kept.getvalue()


@pytest.mark.parametrize(
    "sent",
    [
        {"file": ("blank.xlsx", blank_workbook())},
        {"file": ("blank.csv", b",,\n,,\n")},
        {"pasted": "\t\t\n\t"},
        {"table": '""'},
        {"table": "\t \n"},
    ],
    ids=["sheet", "csv", "cells", "quotes", "tabs"],
)
def test_requirement_upload_of_blank_cells_is_refused_in_words(
    sent, petras, initiative
):
    if "file" in sent:
        sent = {"file": SimpleUploadedFile(*sent["file"])}

    response = petras.post(url(initiative, "upload"), sent)

    assert response.status_code == 422
    said = ("The file is empty.", "Paste some text or choose a file")
    assert any(each in response.text for each in said)
