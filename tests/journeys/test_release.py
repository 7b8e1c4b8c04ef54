"""Releases: by hand, removed and brought back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alignment.versions import version_of
from journeys.models import Release
from journeys.queries.release import releases_around
from tests import make
from tests.journeys.days import today
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
LIST = "/releases/"


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
        ("released_on", "0001-02-20", "This day is too far away. Check its year."),
        ("released_on", "9999-12-31", "This day is too far away. Check its year."),
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


def test_release_edit_of_one_that_is_removed_meanwhile_keeps_the_words(
    petras, journey, petra, monkeypatch
):
    made = make.release("Meter photo", today(), petra, journey)
    url = reverse("journeys:release-edit", args=[made.slug])
    data = {"name": "Meter photo", "released_on": today(), "seen": version_of(made)}
    rewrite = Release.rewrite

    def removed_first(release, **values):
        Release.objects.get().remove()
        rewrite(release, **values)

    monkeypatch.setattr(Release, "rewrite", removed_first)
    answer = petras.post(url, data | {"summary": "Codes instead of labels."})

    assert answer.status_code == 409
    assert "Somebody removed this release while you were writing." in answer.text
    assert "Codes instead of labels." in answer.text


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
