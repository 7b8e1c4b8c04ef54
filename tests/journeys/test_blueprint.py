"""Starting a journey: empty, or drawn beforehand."""

import pytest
from django.urls import reverse

from journeys.models import Journey
from journeys.operations.blueprint import INDUSTRIES, blueprints

pytestmark = pytest.mark.django_db


def test_journey_blueprints_are_ten_and_complete():
    drawn = blueprints()

    assert [one.industry for one in drawn] == [
        industry for industry in INDUSTRIES for _ in range(2)
    ]
    for one in drawn:
        steps = [step for phase in one.phases for step in phase.steps]
        assert 6 <= len(steps) <= 9
        assert len(one.phases) >= 3
        assert any(step.moment for step in steps)
        assert all(
            step.quote and step.customer_does and step.staff_do for step in steps
        )
        assert all(-3 <= step.feeling <= 3 for step in steps)


@pytest.mark.parametrize("key", [one.key for one in blueprints()])
def test_journey_starts_from_each_blueprint(petras, petra, omar, key):
    drawn = next(one for one in blueprints() if one.key == key)
    url = f"{reverse('journeys:journey-add')}?from={key}"

    offered = petras.get(url).text
    petras.post(
        url, {"title": drawn.title, "product_owner": petra.pk, "ops_owner": omar.pk}
    )

    made = Journey.objects.get()
    assert drawn.phases[0].steps[0].name in offered
    assert made.steps.count() == drawn.step_count
    assert {step.quote_from for step in made.steps.all()} == {
        "An example. Ask a customer."
    }


def test_journey_start_keeps_what_was_typed_when_refused(petras, omar, anna):
    response = petras.post(
        reverse("journeys:journey-add"),
        {"title": "Pay a bill", "product_owner": "", "ops_owner": anna.pk},
    )

    assert response.status_code == 422
    assert 'value="Pay a bill"' in response.text
    assert "Choose who looks after it in product." in response.text
    assert "Choose somebody who works in ops now." in response.text
    assert not Journey.objects.exists()


def test_journey_titles_may_repeat_and_addresses_do_not(petras, petra, omar):
    data = {"title": "Add", "product_owner": petra.pk, "ops_owner": omar.pk}

    for _ in range(3):
        petras.post(reverse("journeys:journey-add"), data)

    slugs = set(Journey.objects.values_list("slug", flat=True))
    assert slugs == {"add-2", "add-3", "add-4"}
