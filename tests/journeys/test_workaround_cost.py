"""What a workaround costs: by hand, by the database, and in words on its page."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from alignment.people.models import Organisation
from journeys.models import Workaround
from journeys.queries.workaround import listed, total_of
from journeys.queries.workaround_cost import Cost, sum_in_words
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C13")]
RATE = Decimal(30)


def cost_of(one: Workaround, rate: Decimal = RATE) -> Cost:
    return total_of(Workaround.objects.filter(pk=one.pk).costed(), rate).cost


def test_workaround_cost_is_the_formula_worked_out_by_hand(steps, anna):
    """6 · 20 · 52 ÷ 12 = 520 times; 520 · 4 ÷ 60 = 34.667 hours; of them 5 % go
    wrong: 26 · 15 ÷ 60 = 6.5 hours; 41.167 hours · 30 = 1,235."""
    one = make.workaround(
        "Copy", steps["Read the meter"], anna, error_percent=5, fix_minutes=15
    )

    found = cost_of(one)

    assert round(found.hours, 3) == Decimal("41.167")
    assert round(found.money, 2) == Decimal("1235.00")
    assert found.low == found.hours == found.high
    assert not found.is_range


def test_workaround_cost_has_a_low_and_a_high_where_numbers_are_guesses(steps, anna):
    """Low 10 times and 4 minutes: 260 · 4 ÷ 60 = 17.333. High 20 times and 9 minutes:
    520 · 9 ÷ 60 = 78."""
    one = make.workaround(
        "Copy", steps["Read the meter"], anna, times_low=10, minutes_high=9
    )

    found = cost_of(one)

    assert round(found.low, 3) == Decimal("17.333")
    assert round(found.hours, 3) == Decimal("34.667")
    assert round(found.high, 3) == 78
    assert round(found.money_high, 2) == 2340


def test_workaround_sum_is_told_with_the_numbers_put_in(steps, anna):
    one = make.workaround(
        "Copy",
        steps["Read the meter"],
        anna,
        error_percent=5,
        fix_minutes=15,
        times_low=10,
    )
    one.refresh_from_db()

    lines = sum_in_words(one, Organisation(hourly_cost=RATE, currency="GBP"))

    assert [line.sum for line in lines] == [
        "6 people × 20 times a week × 52 weeks ÷ 12 months = 520",
        "520 × 4 minutes ÷ 60 = 34.7 hours",
        "520 × 5% × 15 minutes ÷ 60 = 6.5 hours",
        "41.2 hours × £30 an hour = £1,235",
        "The same with 10 times a week, and with 20 times a week",
    ]


tenths = st.decimals(min_value="0.1", max_value=500, places=1)


@example(
    people=500,
    done=(Decimal("67.1"), Decimal("35.7")),
    wrong=(Decimal("82.5"), Decimal("222.4")),
    spread=Decimal(0),
).via("531,085.31666… hours cost half a pound beside a whole one")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=st.integers(1, 500),
    done=st.tuples(tenths, tenths),
    wrong=st.tuples(st.decimals(0, 100, places=1), st.decimals(0, 500, places=1)),
    spread=st.decimals(min_value=0, max_value=1, places=1),
)
def test_workaround_cost_is_the_same_in_the_database_and_by_hand(
    workaround, people, done, wrong, spread
):
    """And lies between its low and its high, whatever the numbers are."""
    (times, minutes), (errors, mend) = done, wrong
    workaround.people_count, workaround.times_a_week = people, times
    workaround.minutes_each, workaround.error_percent = minutes, errors
    workaround.fix_minutes = mend
    workaround.times_low = max(times - spread, Decimal(0))
    workaround.minutes_high = minutes + spread
    workaround.save()

    found = cost_of(workaround)

    n = float(people * times) * 52 / 12
    hours = n * float(minutes) / 60 + n * float(errors) / 100 * float(mend) / 60
    assert float(found.hours) == pytest.approx(hours, rel=1e-9, abs=6e-7)
    assert found.low <= found.hours <= found.high
    said = sum_in_words(workaround, Organisation(hourly_cost=RATE))
    assert said[3].sum.endswith(" = " + Organisation(currency="GBP").money(found.money))


def test_workaround_total_is_the_sum_of_its_rows(steps, anna):
    for number in range(3):
        make.workaround(f"Copy {number}", steps["Read the meter"], anna)
    found = listed(Workaround.objects.all(), {})

    total = total_of(found, RATE)

    assert total.count == 3
    assert round(total.cost.hours, 3) == 104
    assert total_of(Workaround.objects.none().costed(), RATE).cost.money == 0


@pytest.mark.parametrize(
    ("currency", "said"),
    [("GBP", "£1,240"), ("EUR", "€1,240"), ("CHF", "CHF\N{NO-BREAK SPACE}1,240")],
)
def test_organisation_says_money_in_its_currency(currency, said):
    assert Organisation(currency=currency).money(Decimal("1239.6")) == said
    assert Organisation(hourly_cost=Decimal("32.50"), currency="EUR").hour == "€32.50"
