"""What Home says of workarounds that nobody owns."""

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.models import Workaround
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C13")]


@pytest.fixture
def page(client, petra):
    client.force_login(petra)
    return lambda: client.get("/").text


def test_home_asks_for_an_owner_of_what_nobody_has_owned_for_30_days(
    page, journey, petra, anna
):
    step = journey.steps.all()[0]
    for number in range(2):
        one = make.workaround(f"Copy {number}", step, anna)
        one.accept(owner=None, by=petra)
    assert "has had no owner" not in page()

    before = timezone.now() - timedelta(days=31)
    Workaround.objects.filter(what="Copy 0").update(ownerless_at=before)
    once = page()
    Workaround.objects.update(ownerless_at=before)
    twice = page()

    assert "A workaround on “Move home” has had no owner for 30 days" in once
    assert "“Copy 0”. It was accepted, and nobody sees to its end." in once
    assert "2 workarounds on “Move home” have had no owner for 30 days" in twice
    Workaround.objects.update(owner=petra, ownerless_at=None)
    assert "no owner for 30 days" not in page()
