"""The metrics: what each is called, what it is made of, how it is worked out."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from alignment.charts.parts import Tone
from kpis.queries.facts import Facts

Unit = Literal["", "%", "s", "h"]


@dataclass(frozen=True)
class Metric:
    """A number worked out from facts. `value` is in display units, None without data.

    `of` says what it is a number of, in words with counts. `better` says which way
    is good; empty where neither is by itself. `from_customers` ones exist for
    journeys and steps only, the others by reason and channel too.
    """

    slug: str
    name: str
    short: str
    unit: Unit
    better: Literal["lower", "higher", ""]
    formula: str
    notes: tuple[str, ...]
    value: Callable[[Facts], float | None]
    of: Callable[[Facts], str]
    digits: int = 1
    base: str = ""
    unsettled: str = ""
    """What of the newest days is not known yet."""
    from_customers: bool = False
    target: bool = False
    shown: Callable[[Facts], bool] = lambda facts: True

    @property
    def side(self) -> Tone:
        """Whose colour it has: contacts are what ops sees, customers are of both."""
        return "shared" if self.from_customers else "ops"

    def say(self, value: float | None) -> str:
        """The number with its unit, as people read it."""
        if value is None:
            return "No data"
        gap = "" if self.unit in {"", "%"} else " "
        digits = self.digits
        if digits == 1:
            digits = 2 if 0 < abs(value) < 1 else 0 if abs(value) >= 1000 else 1
        return f"{value:,.{digits}f}{gap}{self.unit}".replace("-", "−")

    def say_target(self, value: Decimal) -> str:
        """As it was typed, with its unit: no digits that nobody meant."""
        gap = "" if self.unit in {"", "%"} else " "
        text = f"{value:,f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return f"{text}{gap}{self.unit}"

    def change(self, now: float | None, before: float | None) -> str:
        """Against the period before: points for shares, per cent for the rest."""
        if now is None or before is None:
            return ""
        if self.unit == "%":
            points = round(now - before, 1)
            return f"{points:+.1f} points".replace("-", "−") if points else "no change"
        if not before:
            return ""
        percent = round((now / before - 1) * 100)
        return f"{percent:+d}%".replace("-", "−") if percent else "no change"


def percent(share: float | None) -> float | None:
    return None if share is None else share * 100


def _of(count: str, words: str) -> Callable[[Facts], str]:
    return lambda facts: f"{getattr(facts.sums, count):,} {words}"


def _complaint_rate(facts: Facts) -> float | None:
    if not facts.customers:
        return None
    return facts.sums.complaints / facts.customers * 1000 * 7 / facts.period.days


def _customers(facts: Facts) -> str:
    customers = f"{facts.customers:,.0f} customers on average"
    return f"{facts.sums.inbound:,} contacts, {customers}"


def _silent(facts: Facts) -> str:
    who = "customers we have heard from" if facts.standing.heard_only else "customers"
    return f"{facts.standing.silent:,} of {facts.standing.base:,} {who}"


def _stayed(facts: Facts) -> str:
    stood = facts.standing
    return f"{stood.base:,} of {stood.active_then:,} active 90 days before"


def _repeats(facts: Facts) -> str:
    sums = facts.sums
    return f"{sums.followed_same_reason:,} of {sums.inbound:,} contacts"


METRICS = (
    Metric(
        "contact-rate",
        "Contacts per 1,000 customers a week",
        "Contact rate",
        "",
        "lower",
        "Inbound contacts ÷ active customers × 1,000, for a week",
        (
            "Active customers are counted each day and averaged over the period.",
            "A step is held against all customers of its journey; a channel too.",
            "Outbound contacts do not count.",
        ),
        lambda f: f.rate.per_1000_a_week,
        _customers,
        base="per 1,000 customers a week",
        target=True,
    ),
    Metric(
        "volume",
        "Inbound contacts",
        "Contacts",
        "",
        "lower",
        "Contacts that customers began",
        ("Outbound contacts are counted apart and shown in the rows.",),
        lambda f: float(f.sums.inbound),
        lambda f: f"{f.sums.inbound:,} inbound, {f.sums.outbound:,} outbound",
        digits=0,
    ),
    Metric(
        "no-contact",
        "No contact in 3 months",
        "No contact",
        "%",
        "higher",
        "Customers active through all of the last 90 days with no inbound contact in"
        " them ÷ customers active through all of them",
        (
            "Exact for every day: the window is that day and the 89 days before it.",
            "Without a customer list, they are active from their first contact on.",
            "Silence may also mean that customers left: read it beside retention.",
            "The interval is Wilson’s, at 95%.",
        ),
        lambda f: percent(f.standing.share),
        _silent,
        digits=2,
        from_customers=True,
        target=True,
        base="of customers active for 3 months",
    ),
    Metric(
        "retention",
        "Retention over 3 months",
        "Retention",
        "%",
        "higher",
        "Customers active through all of the last 90 days ÷ customers active 90 days"
        " before",
        (
            "Without a customer list nobody is known to leave, so it stays at 100%.",
            "It stands beside No contact in 3 months, since silence may be churn.",
        ),
        lambda f: percent(f.standing.retention),
        _stayed,
        from_customers=True,
        base="of customers active 3 months before",
    ),
    Metric(
        "aht",
        "Average handling time",
        "Handling time",
        "s",
        "",
        "(talk + hold + after-contact seconds) ÷ handled contacts",
        (
            "Easy extra contacts lower it while the work grows: see workload too.",
            "Only handled contacts count, on both sides of the division.",
        ),
        lambda f: f.sums.aht_seconds,
        _of("handled", "handled contacts"),
        target=True,
        base="per handled contact",
    ),
    Metric(
        "workload",
        "Workload",
        "Workload",
        "h",
        "lower",
        "(talk + hold + after-contact seconds) ÷ 3,600",
        ("All contacts count, those that were not handled too.",),
        lambda f: f.sums.workload_hours or None,
        _of("contacts", "contacts"),
    ),
    Metric(
        "repeat",
        "Repeat contact",
        "Repeat",
        "%",
        "lower",
        "Contacts followed by another of the same customer and reason within the"
        " repeat days ÷ inbound contacts",
        (
            "The newest days are immature: what follows them has not happened yet.",
            "For any reason, and for the same reason: both are in the table.",
        ),
        lambda f: percent(f.sums.repeat_share),
        _repeats,
        target=True,
        base="same customer and reason",
        unsettled="It can still rise: contacts of the newest days may yet be followed"
        " by another.",
    ),
    Metric(
        "fcr",
        "Settled at first contact",
        "First contact",
        "%",
        "higher",
        "100 − repeat contact",
        ("Also called first contact resolution. Immature on the newest days.",),
        lambda f: percent(f.sums.fcr),
        lambda f: (
            f"{f.sums.inbound - f.sums.followed_same_reason:,}"
            f" of {f.sums.inbound:,} contacts"
        ),
        base="not followed by another",
        unsettled="It can still fall: contacts of the newest days may yet be followed"
        " by another.",
    ),
    Metric(
        "failure-demand",
        "Failure demand",
        "Failure demand",
        "%",
        "lower",
        "Contacts whose reason is failure demand ÷ contacts with a classified reason",
        ("Reasons are marked as value or failure demand where they are mapped.",),
        lambda f: percent(f.sums.failure_share),
        lambda f: (
            f"{f.sums.failure:,} of {f.sums.classified:,} classified;"
            f" {(f.sums.unclassified_share or 0) * 100:.0f}% are not classified"
        ),
        shown=lambda f: f.sums.classified > 0,
    ),
    Metric(
        "transfer",
        "Transferred",
        "Transferred",
        "%",
        "lower",
        "Transferred contacts ÷ handled contacts",
        ("Only sources that say so can show it.",),
        lambda f: percent(f.sums.transfer_share),
        lambda f: f"{f.sums.transferred:,} of {f.sums.handled:,} handled",
        shown=lambda f: f.sums.transferred > 0,
    ),
    Metric(
        "complaints",
        "Complaints per 1,000 customers a week",
        "Complaints",
        "",
        "lower",
        "Complaints ÷ active customers × 1,000, for a week",
        ("A contact is a complaint when its source marks it so.",),
        _complaint_rate,
        _of("complaints", "complaints"),
        digits=2,
        shown=lambda f: f.sums.complaints > 0,
        base="per 1,000 customers a week",
    ),
    Metric(
        "abandonment",
        "Abandoned",
        "Abandoned",
        "%",
        "lower",
        "Abandoned contacts ÷ contacts offered",
        ("Offered are all inbound contacts, handled or not.",),
        lambda f: percent(f.sums.abandoned_share),
        lambda f: f"{f.sums.abandoned:,} of {f.sums.inbound:,} offered",
        shown=lambda f: f.sums.abandoned > 0,
    ),
)
BY_SLUG = {metric.slug: metric for metric in METRICS}
