"""The day on which a decision is looked at again."""

from datetime import timedelta

import pytest

from tests import make
from tests.journeys.days import today
from tests.journeys.test_decision import data, url

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C10")]


def test_decision_keeps_its_revisit_day_that_has_come_and_says_so(
    petras, petra, omar, initiative
):
    was = today() - timedelta(days=3)
    due = make.decision("Due?", initiative, petra, revisit_on=was)
    make.approved(due, petra, omar)
    page = " ".join(petras.get(due.get_absolute_url()).text.split())

    kept = petras.post(url(due, "edit"), data(due, revisit_on=was.isoformat()))
    earlier = (was - timedelta(days=1)).isoformat()
    moved = petras.post(url(due, "edit"), data(due, revisit_on=earlier))

    assert f"To look at again</span> since {was:%-d %B %Y}. It was taken on" in page
    assert "Both look at it again" not in page
    assert kept.status_code == 302
    assert "Choose a day after today to look back on it." in moved.text
