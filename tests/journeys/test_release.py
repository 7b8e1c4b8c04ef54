"""Releases: by hand, from a file, removed and brought back."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from journeys.models import Release, version_of
from journeys.queries.release import releases_around
from tests import make
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LIST = "/releases/"
UPLOAD = "/releases/upload/"
FIREFOX = Path("/work/shared/data/firefox_releases_2018-11_2026-06.csv")


def today():
    return timezone.localdate()


def send(client, text, **more):
    file = SimpleUploadedFile("releases.csv", text.encode())
    return client.post(UPLOAD, {"file": file, **more})


def keep(client, text, **more):
    """As the check page sends it once the button is pressed."""
    checked = send(client, text, **more)
    columns = {name: header for name, _, header in checked.context["reading"].fields}
    return client.post(UPLOAD, {"text": text, "keep": "1", **columns, **more})


def test_release_add_by_hand(petras, journey, petra):
    response = petras.post(
        reverse("journeys:release-add"),
        {
            "name": "Release 3.1",
            "released_on": "2026-11-16",
            "summary": "Codes instead of labels.",
            "journeys": [journey.pk],
        },
    )

    made = Release.objects.get()
    assert response.url == "/releases/release-3-1/"
    assert (made.created_by, list(made.journeys.all())) == (petra, [journey])


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Enter the name of the release."),
        ("released_on", "", "Enter the day, like 16 November 2026."),
        ("released_on", "Wk 47", "Enter a day, like 16 November 2026."),
        ("name", "Meter photo", "There is a release of this name on that day."),
    ],
)
def test_release_add_says_what_to_do(petras, journey, petra, field, value, said):
    make.release("Meter photo", today(), petra, journey)
    data = {"name": "QR labels", "released_on": today(), "summary": "Kept."}

    response = petras.post(reverse("journeys:release-add"), data | {field: value})

    assert response.status_code == 422
    assert said in response.text
    assert "Kept." in response.text
    assert Release.objects.count() == 1


def test_release_edit_by_two_shows_both_versions(petras, journey, petra):
    made = make.release("Meter photo", today(), petra, journey)
    url = reverse("journeys:release-edit", args=[made.slug])
    data = {"name": "Meter photo", "released_on": today(), "seen": version_of(made)}
    petras.post(url, data | {"summary": "First."})

    second = petras.post(url, data | {"summary": "Second."})

    assert second.status_code == 409
    assert "First." in second.text
    assert "Second." in second.text
    assert Release.objects.get().summary == "First."


def test_release_remove_can_be_undone_with_its_journeys(petras, journey, petra, omar):
    other = make.journey("Pay a bill", petra, omar)
    made = make.release("Meter photo", today(), petra, journey, other)
    Release.objects.filter(pk=made.pk).update(summary="A photo is enough.")

    gone = petras.post(
        reverse("journeys:release-remove", args=[made.slug]), follow=True
    )
    count = Release.objects.count()
    undo = reverse("journeys:release-restore", args=[gone.context["removed"].pgh_id])
    petras.post(undo)
    again = petras.post(undo)

    back = Release.objects.get()
    assert count == 0
    assert undo in gone.text
    assert again.status_code == 302
    assert (back.name, back.summary) == ("Meter photo", "A photo is enough.")
    assert set(back.journeys.all()) == {journey, other}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Soon", "Now", "Before", "Long ago"]),
        ({"when": "coming"}, ["Soon"]),
        ({"when": "past"}, ["Now", "Before", "Long ago"]),
        ({"journey": "move-home"}, ["Before"]),
        ({"year": "2020"}, ["Long ago"]),
        ({"year": "rubbish"}, ["Soon", "Now", "Before", "Long ago"]),
    ],
)
def test_release_list_filters_by_address(petras, journey, petra, query, found):
    make.release("Soon", today() + timedelta(days=3), petra)
    make.release("Now", today(), petra)
    make.release("Before", today() - timedelta(days=3), petra, journey)
    make.release("Long ago", today().replace(year=2020, month=2, day=2), petra)

    response = petras.get(LIST, query)

    assert [row.name for row in response.context["rows"]] == found
    plural = "" if len(found) == 1 else "s"
    assert f"{len(found)} release{plural} shown" in response.text


def test_release_page_names_both_owners_and_its_numbers(petras, journey, petra):
    made = make.release("Meter photo", today() + timedelta(days=2), petra, journey)

    page = petras.get(made.get_absolute_url()).text

    assert "in 2 days" in page
    assert "Petra Lind</a>" in page
    assert "Omar Haddad</a>" in page
    assert 'id="release-contacts"' in page


@pytest.mark.parametrize("name", ["release-list", "release-show"])
def test_release_pages_queries_do_not_follow_rows(petras, journey, petra, omar, name):
    made = make.release("Meter photo", today(), petra, journey)
    args = [made.slug] if name == "release-show" else []

    def grow():
        for number in range(29):
            one = make.journey(f"Journey {number}", petra, omar)
            made.journeys.add(one)
            make.release(f"Release {number}", today(), petra, one)

    assert_same_queries(petras, reverse(f"journeys:{name}", args=args), grow)


def test_releases_around_are_nearest_first(journey, petra):
    for days in (-40, -3, 0, 2, 20, 90):
        make.release(f"At {days}", today() + timedelta(days=days), petra, journey)

    around = releases_around(today(), journey_id=journey.pk)

    assert [row.days for row in around.coming] == [2, 20]
    assert [row.days for row in around.recent] == [0, -3]


def test_journey_page_tells_of_its_last_releases_when_none_is_new(
    petras, journey, petra
):
    make.release("Long ago", today() - timedelta(days=200), petra, journey)
    make.release("In spring", today() - timedelta(days=150), petra, journey)

    page = petras.get(journey.get_absolute_url()).content.decode()

    assert "No release is planned for this journey" in page
    assert "Landed last" in page
    assert "In spring" in page
    assert "Long ago" not in page


GOOD = "name,day,journeys\nRelease 1,2026-01-12,Move home\nRelease 2,13.02.2026,\n"


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
        "C;2026-01-14;Fly away\nD;;\n"
    )

    response = send(petras, text)

    refused = [(row.line, row.problem) for row in response.context["reading"].refused]
    assert refused == [
        (3, "“Wk 47” is not a day. Write 2026-11-16."),
        (4, "The name is missing."),
        (5, "There is no journey called “fly away”."),
        (6, "The day is missing."),
    ]
    assert "Line 5" in response.text


def test_release_upload_takes_journeys_for_the_whole_file(petras, journey):
    keep(petras, "version,date\n66.0,2026-03-19\n", journeys=[journey.pk])

    made = Release.objects.get()
    assert (made.slug, list(made.journeys.all())) == ("66-0", [journey])


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
        (b"x" * 1_000_001, "Choose a file of at most 1 MB."),
        (b'name,day\n"' + b"x" * 200_000 + b"\n", "Line "),
    ],
)
def test_release_upload_refuses_unreadable_files(petras, content, said):
    file = SimpleUploadedFile("releases.csv", content)

    response = petras.post(UPLOAD, {"file": file})

    assert response.status_code == 422
    assert said in response.text


@pytest.mark.skipif(not FIREFOX.exists(), reason="the real data is not on this machine")
def test_release_upload_reads_the_firefox_releases(petras, journey):
    text = FIREFOX.read_text()
    rows = len(text.splitlines()) - 1

    reading = send(petras, text, journeys=[journey.pk]).context["reading"]
    keep(petras, text, journeys=[journey.pk])
    keep(petras, text, journeys=[journey.pk])

    assert reading.columns == {"name": "version", "day": "release_date", "journeys": ""}
    assert len(reading.new) + len(reading.known) == rows
    assert Release.objects.count() == len(reading.new)
    assert str(Release.objects.get(name="89.0").released_on) == "2021-06-01"
    assert journey.releases.count() == len(reading.new)
