"""Drawing the slice: in, out, up, down, dropped; and several people at once."""

import json

import pytest
from django.db import IntegrityError
from django.urls import reverse

from alignment.people.models import Side
from journeys.models import SliceRow
from journeys.operations.slice import move, put_in, take_out
from tests import make
from tests.journeys.sql import write
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C12")]


@pytest.fixture
def rows(initiative, petra):
    return make.requirements(initiative, petra, *"ABCDEF")


@pytest.fixture
def change(petras, initiative):
    """Send a change of the slice; what is in it then."""

    def send(**sent):
        path = reverse("journeys:slice-change", args=[initiative.slug])
        response = petras.post(path, sent)
        assert response.status_code == 302
        return drawn(initiative)

    return send


def drawn(initiative):
    found = SliceRow.objects.filter(requirement__initiative=initiative)
    return "".join(found.values_list("requirement__text", flat=True))


def test_slice_change_by_buttons_and_by_ticks(change, rows):
    a, b, c, d, e, _ = [row.pk for row in rows]

    assert change(**{"in": c}) == "C"
    assert change(**{"in": c}) == "C"
    assert change(what="in", rows=[e, a, c]) == "CAE"
    assert change(up=e) == "CEA"
    assert change(up=c) == "CEA"
    assert change(down=c) == "ECA"
    assert change(down=a) == "ECA"
    assert change(out=c) == "EA"
    assert change(what="out", rows=[a, b, d]) == "E"


def test_slice_change_puts_a_row_where_it_was_dropped(change, rows):
    a, b, c, d, *_ = [row.pk for row in rows]
    change(what="in", rows=[a, b])

    assert change(what="in", rows=[c], after=a) == "ACB"
    assert change(what="in", rows=[d], after=0) == "DACB"
    assert change(what="in", rows=[b], after=d) == "DBAC"
    assert change(what="in", rows=[d], after=999999) == "BACD"
    places = SliceRow.objects.values_list("place", flat=True)
    assert list(places) == [1, 2, 3, 4]


def test_slice_change_leaves_rows_of_other_initiatives_alone(
    change, petra, journey, rows
):
    other = make.initiative("Plain bill", petra, journey)
    (theirs,) = make.requirements(other, petra, "Theirs")

    assert change(what="in", rows=[theirs.pk, rows[0].pk]) == "A"
    assert drawn(other) == ""


def test_slice_change_says_the_place_aloud(petras, initiative, petra, rows):
    a, b, c, *_ = [row.pk for row in rows]
    put_in(initiative=initiative, pks=[a, b], by=petra)
    path = reverse("journeys:slice-change", args=[initiative.slug])

    def said(**sent):
        response = petras.post(path, sent, headers={"HX-Request": "true"})
        return json.loads(response["HX-Trigger"])["toast"]["text"]

    assert said(**{"in": c}) == "In the slice, at place 3 of 3."
    assert said(down=a) == "Moved to place 2 of 3."
    assert said(up=a) == "Moved to place 1 of 3."
    assert said(what="in", rows=[c], after=a) == "In the slice, at place 2 of 3."
    assert said(out=b) == "1 row is for later now."
    assert said(up=b) == "It is not in the slice any more."
    assert said(what="in", rows=[a, b]) == "1 row is in the slice now."


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose what to do with the rows."),
        ({"what": "in"}, "Tick the rows first."),
        ({"what": "in", "rows": ["x", "-1", "9" * 40]}, "Tick the rows first."),
        ({"what": "all", "rows": ["1"]}, "Choose what to do with the rows."),
    ],
)
def test_slice_change_says_what_is_missing(sent, sentence, petras, initiative, rows):
    path = reverse("journeys:slice-change", args=[initiative.slug])

    response = petras.post(path, sent, headers={"HX-Request": "true"})

    assert response.status_code == 422
    assert sentence in response.text
    assert not SliceRow.objects.exists()


def test_slice_change_is_not_found_for_agents(browser, anna, initiative, rows):
    path = reverse("journeys:slice-change", args=[initiative.slug])

    assert browser(anna).post(path, {"in": rows[0].pk}).status_code == 404
    assert not SliceRow.objects.exists()


def test_slice_holds_a_row_once_in_sql_too(initiative, petra, rows, as_pages):
    put_in(initiative=initiative, pks=[rows[0].pk], by=petra)

    with pytest.raises(IntegrityError):
        write(
            "INSERT INTO journeys_slicerow (requirement_id, place, put_at, put_by_id)"
            f" VALUES ({rows[0].pk}, 2, now(), {petra.pk})"
        )
    assert drawn(initiative) == "A"


@pytest.mark.django_db(transaction=True)
def test_slice_drawn_by_several_at_once_loses_nothing():
    petra = make.person("Petra Lind", make.team("Web", Side.PRODUCT))
    omar = make.person("Omar Haddad", make.team("Care", Side.OPS))
    of = make.initiative("QR", petra, make.journey("Move home", petra, omar))
    keys = [row.pk for row in make.requirements(of, petra, *"ABCDEFGH")]
    put_in(initiative=of, pks=keys[:2], by=petra)
    deeds = [
        *(lambda pk=pk: put_in(initiative=of, pks=[pk], by=omar) for pk in keys[2:6]),
        lambda: put_in(initiative=of, pks=[keys[6]], by=petra, after=0),
        lambda: take_out(initiative=of, pks=[keys[0]]),
        lambda: move(initiative=of, pk=keys[1], by=1),
    ]

    at_once(*deeds)

    assert sorted(drawn(of)) == list("BCDEFG")
    assert list(SliceRow.objects.values_list("place", flat=True)) == [1, 2, 3, 4, 5, 6]
