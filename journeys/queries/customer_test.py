"""Tests with customers as an initiative's page and their own show them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from alignment.history import Change
from alignment.numbers import plain
from alignment.people.queries.keeper import Keeper
from alignment.versions import events_of
from journeys.models import CustomerTest, Initiative

Outcome = CustomerTest.Outcome
CALLED = {
    "hypothesis": "what we thought",
    "customers": "how many customers",
    "measure": "what is measured",
    "unit": "the unit",
    "before": "the value before",
    "after": "the value after",
    "tested_on": "the day",
    "learnt": "what was learnt",
    "outcome": "how it went",
}
COLUMNS = ("pk", *CustomerTest.TEXTS)


@dataclass(frozen=True)
class CustomerTestRow:
    pk: int
    hypothesis: str
    customers: int
    measure: str
    unit: str
    before: Decimal | None
    after: Decimal | None
    tested_on: date
    learnt: str
    outcome: str

    @property
    def word(self) -> str:
        return str(Outcome(self.outcome).label)

    def get_absolute_url(self) -> str:
        return reverse("journeys:customer-test-show", args=[self.pk])


def customer_test_rows(initiative: Initiative) -> tuple[CustomerTestRow, ...]:
    """The newest first; one query."""
    rows = initiative.customer_tests.values_list(*COLUMNS)
    return tuple(CustomerTestRow(*row) for row in rows)


def customer_test_history(
    test: CustomerTest, people: dict[int, Keeper]
) -> tuple[Change, ...]:
    """Who changed what, before and after, the newest first; one query."""
    found: list[Change] = []
    old: dict[str, Any] | None = None
    names = ("pgh_created_at", "pgh_context__metadata", *CALLED)
    for new in events_of(test).values(*names):
        author = people.get((new["pgh_context__metadata"] or {}).get("person") or 0)
        who, at = author.name if author else "Alignment", new["pgh_created_at"]
        if old is None:
            found.append(Change(at, who, "Wrote it down"))
        else:
            found += [
                Change(at, who, f"Changed {called}", _word(name, old), _word(name, new))
                for name, called in CALLED.items()
                if old[name] != new[name]
            ]
        old = new
    return tuple(reversed(found))


def _word(name: str, said: dict[str, Any]) -> str:
    value = said[name]
    if name == "outcome":
        return str(Outcome(value).label)
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)
