"""Steps: written, ordered by buttons, removed and brought back."""

import pytest

from journeys.models import Step
from tests import make
from tests.journeys.steps import fields, order, url

FINAL, NEW = "Get the final bill", "Start at the new home"
pytestmark = [pytest.mark.django_db, pytest.mark.capability("C02")]


@pytest.mark.parametrize(
    ("name", "by", "expected"),
    [
        ("Read the meter", -1, [["Read the meter", "Give notice"], None]),
        ("Give notice", 1, [["Read the meter", "Give notice"], None]),
        ("Give notice", -1, [["Give notice", "Read the meter"], None]),
        (
            "Read the meter",
            1,
            [["Give notice"], ["Read the meter", FINAL, NEW]],
        ),
        (
            "Get the final bill",
            -1,
            [["Give notice", "Read the meter", FINAL], [NEW]],
        ),
    ],
)  # fmt: skip
def test_step_move_by_button_goes_over_the_edge_of_a_phase(
    petras, journey, steps, name, by, expected
):
    before, after = expected

    response = petras.post(url("step-move", journey, steps[name].pk), {"by": by})

    now = order(journey)
    assert response.status_code == 302
    assert now["Before"] == before
    assert after is None or now["After"] == after


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (1, ["Give notice", "Get the final bill", "Start at the new home"]),
        (2, ["Get the final bill", "Give notice", "Start at the new home"]),
        (999, ["Get the final bill", "Start at the new home", "Give notice"]),
    ],
)
def test_step_move_to_a_place_in_another_phase(petras, journey, steps, place, expected):
    after = journey.phases.get(name="After")

    petras.post(
        url("step-move", journey, steps["Give notice"].pk),
        {"to": f"{after.pk}-{place}"},
    )

    assert order(journey) == {"Before": ["Read the meter"], "After": expected}


def test_step_move_announces_the_place_to_a_live_page(petras, journey, steps):
    response = petras.post(
        url("step-move", journey, steps["Read the meter"].pk),
        {"by": "-1"},
        headers={"HX-Request": "true"},
    )

    assert '"text": "Moved to place 1 of 4"' in response.headers["HX-Trigger"]
    assert "HX-Request" in response.headers["Vary"]
    assert response.text.lstrip().startswith('<section id="order"')


def test_step_move_to_a_phase_of_another_journey_is_not_found(
    petras, journey, steps, petra, omar
):
    other = make.journey("Pay a bill", petra, omar).phases.get(name="After")

    response = petras.post(
        url("step-move", journey, steps["Give notice"].pk), {"to": f"{other.pk}-1"}
    )

    assert response.status_code == 404
    assert Step.objects.get(name="Give notice", journey=journey).phase.name == "Before"


@pytest.mark.parametrize("data", [{}, {"by": "7"}, {"to": "x"}, {"to": "1-"}])
def test_step_move_without_a_place_says_what_to_do(petras, journey, steps, data):
    response = petras.post(url("step-move", journey, steps["Give notice"].pk), data)

    assert response.status_code == 422
    assert "Choose where to move it." in response.text


def test_step_add_goes_to_the_end_of_its_phase(petras, journey):
    before = journey.phases.get(name="Before")

    petras.post(url("step-add", journey), {"name": "Pack", "phase": before.pk})

    assert order(journey)["Before"] == ["Give notice", "Read the meter", "Pack"]


def test_step_add_without_a_name_keeps_the_phase_chosen(petras, journey):
    after = journey.phases.get(name="After")

    response = petras.post(url("step-add", journey), {"name": "", "phase": after.pk})

    assert response.status_code == 422
    assert "Name the step, like “Print the label”." in response.text
    assert f'<option value="{after.pk}" selected>' in response.text


def test_step_remove_offers_undo_and_restore_brings_it_back(petras, journey, steps):
    step = steps["Give notice"]

    gone = petras.post(url("step-remove", journey, step.pk), follow=True)
    without = order(journey)
    petras.post(url("step-restore", journey, step.pk))

    assert url("step-restore", journey, step.pk) in gone.text
    assert without["Before"] == ["Read the meter"]
    assert order(journey)["Before"] == ["Give notice", "Read the meter"]


def test_step_remove_and_restore_again_change_nothing(petras, journey, steps):
    remove = url("step-remove", journey, steps["Give notice"].pk)
    restore = url("step-restore", journey, steps["Give notice"].pk)

    codes = [
        petras.post(each).status_code for each in (remove, remove, restore, restore)
    ]

    assert codes == [302, 302, 302, 302]
    assert order(journey)["Before"] == ["Give notice", "Read the meter"]


def test_step_remove_toasts_with_undo_on_a_live_page(petras, journey, steps):
    step = steps["Give notice"]

    response = petras.post(
        url("step-remove", journey, step.pk), headers={"HX-Request": "true"}
    )

    assert url("step-restore", journey, step.pk) in response.headers["HX-Trigger"]
    assert "Give notice" not in response.text


def test_step_edit_keeps_everything_the_map_says(petras, journey, steps, omar):
    step = steps["Read the meter"]

    response = petras.post(
        url("step-edit", journey, step.pk),
        fields(
            step,
            name="Read both meters",
            where="Old home, app",
            customer_does="Takes a photo.",
            staff_do="Checks it by hand.",
            systems="CRM, Meter readings, CRM",
            quote="Nobody thinks of the meter.",
            quote_from="call, 12 November",
            feeling="-2",
            is_moment="on",
            product_owner="",
        ),
    )

    step.refresh_from_db()
    assert response.status_code == 302
    assert response.url == f"{journey.get_absolute_url()}#step-{step.pk}"
    assert step.systems == ["CRM", "Meter readings"]
    assert (step.feeling, step.is_moment) == (-2, True)
    assert (step.product_owner, step.ops_owner) == (None, omar)


def test_step_edit_refuses_an_owner_of_the_other_side(petras, journey, steps, olga):
    step = steps["Give notice"]

    response = petras.post(
        url("step-edit", journey, step.pk),
        fields(step, product_owner=olga.pk, where="Gym"),
    )

    assert response.status_code == 422
    assert "Choose somebody who works in product now." in response.text
    assert 'value="Gym"' in response.text


def test_step_edit_is_not_found_in_an_archived_journey(petras, journey, steps):
    journey.archive()

    response = petras.get(url("step-edit", journey, steps["Give notice"].pk))

    assert response.status_code == 404
