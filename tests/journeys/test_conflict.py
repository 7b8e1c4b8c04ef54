"""Two people write at once: nobody overwrites the other in silence."""

import pytest
from django.test import Client

from alignment.versions import EditedMeanwhile, version_of
from journeys.models import Journey
from tests.journeys.steps import fields, url

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C02")]


def test_step_edit_by_two_shows_both_versions_and_keeps_the_first(
    journey, steps, petra, omar
):
    step = steps["Give notice"]
    one, two = Client(), Client()
    one.force_login(petra)
    two.force_login(omar)
    mine = fields(step, where="Phone")
    theirs = fields(step, where="App only")
    one.post(url("step-edit", journey, step.pk), theirs)

    second = two.post(url("step-edit", journey, step.pk), mine)

    step.refresh_from_db()
    assert second.status_code == 409
    assert step.where == "App only"
    assert "Petra Lind changed this" in second.text
    assert "App only" in second.text
    assert 'value="Phone"' in second.text


def test_step_edit_after_a_conflict_can_be_kept(journey, steps, petra, omar):
    step = steps["Give notice"]
    one, two = Client(), Client()
    one.force_login(petra)
    two.force_login(omar)
    mine = fields(step, where="Phone")
    one.post(url("step-edit", journey, step.pk), fields(step, where="App only"))
    two.post(url("step-edit", journey, step.pk), mine)
    step.refresh_from_db()

    kept = two.post(
        url("step-edit", journey, step.pk), mine | {"seen": version_of(step)}
    )

    step.refresh_from_db()
    assert kept.status_code == 302
    assert step.where == "Phone"


def test_step_edit_is_no_conflict_when_it_only_moved(petras, journey, steps):
    step = steps["Give notice"]
    mine = fields(step, where="Phone")
    petras.post(url("step-move", journey, step.pk), {"by": "1"})

    response = petras.post(url("step-edit", journey, step.pk), mine)

    step.refresh_from_db()
    assert response.status_code == 302
    assert step.where == "Phone"


def test_step_rewrite_without_a_version_is_refused(steps):
    with pytest.raises(EditedMeanwhile):
        steps["Give notice"].rewrite(seen=0, where="Phone")


def test_journey_edit_by_two_shows_both_versions(journey, petra, omar):
    one, two = Client(), Client()
    one.force_login(petra)
    two.force_login(omar)
    seen = version_of(journey)
    words = {"title": "Move home", "area": "", "seen": seen}
    one.post(url("journey-edit", journey), words | {"summary": "From notice to bill."})

    second = two.post(url("journey-edit", journey), words | {"summary": "All of it."})

    assert second.status_code == 409
    assert "Petra Lind changed this" in second.text
    assert Journey.objects.get().summary == "From notice to bill."
