"""Phases: named, ordered, removed without losing a step."""

import pytest

from tests.journeys.steps import order, url

FINAL, NEW = "Get the final bill", "Start at the new home"
pytestmark = [pytest.mark.django_db, pytest.mark.capability("C02")]


def test_step_of_a_removed_phase_survives(petras, journey):
    after = journey.phases.get(name="After")

    petras.post(url("phase-remove", journey, after.pk))

    assert order(journey) == {
        "Before": ["Give notice", "Read the meter", FINAL, NEW]
    }  # fmt: skip


def test_step_removed_before_its_phase_was_can_come_back(petras, journey, steps):
    step, before = steps["Give notice"], journey.phases.get(name="Before")
    petras.post(url("step-remove", journey, step.pk))
    petras.post(url("phase-remove", journey, before.pk))

    petras.post(url("step-restore", journey, step.pk))

    assert order(journey)["After"][-1] == "Give notice"
    assert len(order(journey)["After"]) == 4


def test_phase_last_one_cannot_be_removed(petras, journey):
    before, after = journey.phases.all()
    petras.post(url("phase-remove", journey, before.pk))

    response = petras.post(url("phase-remove", journey, after.pk))

    assert response.status_code == 422
    assert "A journey has at least one phase." in response.text


def test_phase_move_and_rename(petras, journey):
    after = journey.phases.get(name="After")

    petras.post(url("phase-move", journey, after.pk), {"by": "-1"})
    petras.post(
        url("phase-rename", journey, after.pk), {f"phase-{after.pk}-name": "Arrive"}
    )

    assert list(order(journey)) == ["Arrive", "Before"]


def test_phase_rename_without_a_name_says_what_to_do(petras, journey):
    phase = journey.phases.first()

    response = petras.post(
        url("phase-rename", journey, phase.pk), {f"phase-{phase.pk}-name": ""}
    )

    assert response.status_code == 422
    assert "Name the phase, like “Wait for news”." in response.text
