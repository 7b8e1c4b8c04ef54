import pytest

from tests.dashboards import numbers


@pytest.fixture
def rising(journey):
    """The journey's calls, 131 a day after 100 a day, and its customers."""
    why = numbers.reason("Where is my refund?", journey)
    numbers.contacts(why, each_day=131)
    numbers.contacts(why, each_day=100, first_back=28, days=140)
    for place in (journey, None):
        numbers.standing(place, base=10_000, silent=9_321)
    numbers.fresh()
    return journey
