"""What the pages of the numbers say in sentences."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from kpis.queries.kpi import moving
from kpis.queries.metric import BY_SLUG
from kpis.queries.movement import Movement

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("slug", "value", "said"),
    [
        ("workload", 8615.04, "8,615 h"),
        ("workload", 383.26, "383.3 h"),
        ("workload", 0.08, "0.08 h"),
        ("aht", None, "No data"),
        ("no-contact", 82.868, "82.87%"),
    ],
)
def test_kpi_has_as_many_digits_as_say_something(slug, value, said):
    assert BY_SLUG[slug].say(value) == said


@pytest.mark.parametrize(
    ("slug", "value", "said"),
    [
        ("no-contact", "85.00", "85%"),
        ("contact-rate", "45.00", "45"),
        ("aht", "1200.50", "1,200.5 s"),
    ],
)
def test_kpi_target_is_said_as_it_was_typed(slug, value, said):
    assert BY_SLUG[slug].say_target(Decimal(value)) == said


@pytest.mark.parametrize(
    ("ratio", "low", "high", "verdict", "said"),
    [
        (
            1.04,
            0.97,
            1.09,
            "steady",
            (
                "In the last 28 days contacts are steady: against the 28 before they"
                " moved by −3% to +9%, with 95% certainty. Less than a tenth counts as"
                " steady."
            ),
        ),
        (
            1.56,
            1.39,
            1.74,
            "rising",
            (
                "In the last 28 days there were 56% more contacts than in the 28"
                " before, beyond what days vary by chance: +39% to +74%, with"
                " 95% certainty."
            ),
        ),
        (
            0.8,
            0.7,
            0.9,
            "falling",
            (
                "In the last 28 days there were 20% fewer contacts than in the 28"
                " before, beyond what days vary by chance: −30% to −10%, with"
                " 95% certainty."
            ),
        ),
        (
            None,
            None,
            None,
            "few",
            "There are too few contacts, or days, to tell whether they move.",
        ),
    ],
)
def test_kpi_says_whether_contacts_move(ratio, low, high, verdict, said):
    seen = Movement(DAY, 10, 10, ratio, low, high, verdict)
    over: Any = SimpleNamespace(movement=seen)

    assert moving(over) == said
