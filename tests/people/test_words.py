"""Small words that pages share."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alignment.people.templatetags.words import ago


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ({}, "now"),
        ({"minutes": 1, "seconds": 2}, "a minute ago"),
        ({"hours": 2, "minutes": 20}, "2 hours ago"),
        ({"days": 5, "hours": 5}, "5 days ago"),
        ({"days": 11, "hours": 2}, "1 week ago"),
    ],
)
def test_moment_is_told_in_one_unit(before, said):
    moment = timezone.now() - timedelta(**before)

    assert ago(moment).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (12, "12 days ago")]
)
def test_day_is_told_by_days(days, said):
    assert ago(timezone.localdate() - timedelta(days=days)) == said
