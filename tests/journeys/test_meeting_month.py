"""The month of meetings, as a phone reads it: a list of its days."""

import re

import pytest

pytestmark = pytest.mark.django_db


def test_month_names_days_of_other_months_in_full(petras):
    page = petras.get("/meetings/", {"view": "month", "month": "2026-11"})

    days = re.sub(r"\s+|<[^>]*>", " ", page.text)
    assert re.search(r"Sunday +1 +Monday +2 ", days)
    assert re.search(r"Monday +30 +Tuesday +1 +December", days)
