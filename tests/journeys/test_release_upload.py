"""Releases from a file: shown before any is kept, and each kept once."""

import csv
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from journeys.models import Release
from tests import make

pytestmark = pytest.mark.django_db
UPLOAD = "/releases/upload/"
GOOD = "name,day,journeys\nRelease 1,2026-01-12,Move home\nRelease 2,13.02.2026,\n"
FIREFOX = Path("/work/shared/data/firefox_releases_2018-11_2026-06.csv")


def send(client, text, **more):
    file = SimpleUploadedFile("releases.csv", text.encode())
    return client.post(UPLOAD, {"file": file, **more})


def keep(client, text, **more):
    """As the check page sends it once the button is pressed."""
    checked = send(client, text, **more)
    columns = {name: header for name, _, header in checked.context["reading"].fields}
    return client.post(UPLOAD, {"text": text, "keep": "1", **columns, **more})


def test_release_upload_shows_rows_before_it_keeps_any(petras, journey):
    response = send(petras, GOOD)

    assert response.status_code == 200
    assert Release.objects.count() == 0
    assert "2 new releases" in response.text
    assert "12 Jan 2026" in response.text


def test_release_upload_keeps_rows_and_the_same_file_adds_nothing(petras, journey):
    keep(petras, GOOD)
    once = set(Release.objects.values_list("name", "released_on", "journeys"))
    keep(petras, GOOD)

    again = set(Release.objects.values_list("name", "released_on", "journeys"))
    assert len(once) == 2
    assert again == once
    assert {row[0]: row[2] for row in once} == {
        "Release 1": journey.pk,
        "Release 2": None,
    }


def test_release_upload_says_line_and_reason_of_refused_rows(petras, journey):
    text = (
        "Release;Date;Journeys\nA;2026-01-12;Move home\nB;Wk 47;\n;2026-01-13;\n"
        "C;2026-01-14;Fly away\nD;;\nE;0001-02-20;\n"
    )

    response = send(petras, text)

    refused = [(row.line, row.problem) for row in response.context["reading"].refused]
    assert refused == [
        (3, "“Wk 47” is not a day. Write 2026-11-16."),
        (4, "The name is missing."),
        (5, "There is no journey called “Fly away”."),
        (6, "The day is missing."),
        (7, "The day 0001-02-20 is too far away. Check its year."),
    ]
    assert "Line 5" in response.text


def test_release_upload_takes_journeys_for_the_whole_file(petras, journey):
    keep(petras, "version,date\n66.0,2026-03-19\n", journeys=[journey.pk])

    made = Release.objects.get()
    assert (made.slug, list(made.journeys.all())) == ("66-0", [journey])


def test_release_upload_makes_one_of_lines_that_say_the_same_release(
    petras, journey, petra, omar
):
    other = make.journey("Pay a bill", petra, omar)
    text = "name,day,journeys\nA,2026-12-01,Move home\nA,2026-12-01,Pay a bill\n"

    reading = send(petras, text).context["reading"]
    keep(petras, text)

    assert [len(reading.new), len(reading.known)] == [1, 0]
    assert set(Release.objects.get().journeys.all()) == {journey, other}


def test_release_upload_columns_can_be_corrected(petras, journey):
    text = "code,when\nA,2026-03-19\n"
    guessed = send(petras, text).context["reading"]

    checked = petras.post(UPLOAD, {"text": text, "name": "code", "day": "when"})

    assert len(guessed.refused) == 1
    assert [row.name for row in checked.context["reading"].new] == ["A"]
    assert Release.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b"PK\x03\x04\0\0", "This is not a CSV file. Save the sheet as CSV first."),
        (b"name,day\n" + b"a,2026-01-01\n" * 5001, "more than 5,000 rows"),
        (b"a," * 450_000, "The file has 450,001 columns."),
        (b"x" * 1_000_001, "Choose a file of at most 1 MB."),
        (b'name,day\n"' + b"x" * 200_000 + b"\n", "Line "),
    ],
)
def test_release_upload_refuses_unreadable_files(petras, content, said):
    csv.field_size_limit(131_072)  # other readers of this process allow more
    file = SimpleUploadedFile("releases.csv", content)

    response = petras.post(UPLOAD, {"file": file})

    assert response.status_code == 422
    assert said in response.text


@pytest.mark.skipif(not FIREFOX.exists(), reason="the real data is not on this machine")
def test_release_upload_reads_the_firefox_releases(petras, journey):
    text = FIREFOX.read_text()
    rows = {(line.split(",")[0], line.split(",")[-1]) for line in text.splitlines()}

    reading = send(petras, text, journeys=[journey.pk]).context["reading"]
    keep(petras, text, journeys=[journey.pk])
    keep(petras, text, journeys=[journey.pk])

    assert reading.columns == {"name": "version", "day": "release_date", "journeys": ""}
    assert len(reading.new) + len(reading.known) == len(rows) - 1
    assert Release.objects.count() == len(reading.new)
    assert str(Release.objects.get(name="89.0").released_on) == "2021-06-01"
    assert journey.releases.count() == len(reading.new)


@pytest.mark.parametrize("text", [",,\n,,\n", '""\n', " ; \n"])
def test_release_upload_of_blank_cells_is_refused_in_words(text, petras):
    chosen = send(petras, text)
    checked = petras.post(UPLOAD, {"text": text, "keep": "1"})

    assert (chosen.status_code, checked.status_code) == (422, 422)
    assert "The file is empty." in chosen.text
    assert "The file is empty." in checked.text
