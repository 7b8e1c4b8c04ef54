"""Facts made by hand, for sentences that need no database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from alignment.dashboards.home.choice import Choice
from alignment.dashboards.home.facts import Facts, Words
from alignment.people.queries.keeper import Keeper
from journeys.queries.handover import OpenHandover
from journeys.queries.heard import NOTHING_HEARD
from journeys.queries.kickoff_open import OpenKickoff
from journeys.queries.overview import (
    Coverage,
    JourneyRow,
    Overview,
    PendingAcceptance,
    StepGap,
    Trust,
)
from journeys.queries.release import JourneyName, ReleaseRow
from kpis.queries.board import Board, Flow
from kpis.queries.pulse import Pulse
from kpis.queries.standing import Standing
from kpis.queries.standing_board import StandingBoard, StandingWeek
from kpis.queries.sums import Sums

TODAY = date(2026, 11, 22)
ON = date(2026, 11, 21)
PETRA = Keeper(1, "Petra Lind", "product", True)
OMAR = Keeper(2, "Omar Haddad", "ops", True)
OLGA = Keeper(3, "Olga Stein", "ops", True)
GONE = Keeper(4, "Nils Berg", "ops", False)
AWAY = Keeper(5, "Ines Roth", "product", False)
TRUE = Trust(TODAY, 0, is_stale=False, because="")


def row(title: str = "Move home", pk: int = 1, **changes: Any) -> JourneyRow:
    values: dict[str, Any] = {
        "pk": pk,
        "slug": title.lower().replace(" ", "-"),
        "title": title,
        "area": "",
        "state": "live",
        "product_owner": PETRA,
        "ops_owner": OMAR,
        "product_accepted": True,
        "ops_accepted": True,
        "product_declined": "",
        "ops_declined": "",
        "created_by_id": PETRA.pk,
        "trust": TRUE,
        "coverage": Coverage(title, both=4),
        "phases": (Coverage("Before", both=2), Coverage("After", both=2)),
        "gaps": (),
        "quote": "",
    }
    return JourneyRow(**{**values, **changes})


def gap(name: str, *missing: str, pk: int = 9) -> StepGap:
    return StepGap(pk, name, "Before", missing)


def release(name: str, on: date, *journeys: JourneyRow) -> ReleaseRow:
    touched = tuple(JourneyName(each.pk, each.slug, each.title) for each in journeys)
    return ReleaseRow(1, "release", name, on, "", touched, (on - TODAY).days)


def flow(now: int, before: int) -> Flow:
    """A flow of so many contacts each day of the newest 28 days and of those before."""
    made = Flow()
    for back in range(56):
        count = now if back < 28 else before
        made.take(back, back // 7, Sums(inbound=count, handled=count))
    return made


def handover(of: JourneyRow, giver: Keeper, receiver: Keeper, on: Any) -> OpenHandover:
    return OpenHandover(
        7, of.slug, of.title, receiver.side, giver, receiver, giver, "", on
    )


def acceptance(of: JourneyRow, owner: Keeper, declined: str = "") -> PendingAcceptance:
    return PendingAcceptance(of.slug, of.title, owner.side, owner, 1, declined)


def standing(customers: int, base: int, silent: int, *, heard: bool = False) -> Any:
    weeks = [StandingWeek(customers, base, silent) for _ in range(80)]
    now = Standing(ON, customers, base, silent, customers, heard)
    return StandingBoard(ON, {0: now, 1: now}, {0: weeks, 1: weeks})


def facts(*rows: JourneyRow, **given: Any) -> Facts:
    """`flows`, `releases`, `handovers`, `acceptances`, `targets`, `stood`, `choice`."""
    choice = given.get("choice", Choice())
    made = Board(ON, choice.weeks, given.get("flows", {}))
    return Facts(
        choice=choice,
        words=Words("product", "ops"),
        today=TODAY,
        on=ON,
        pulse=Pulse(1, None, "", False, ON, False, given.get("targets", ())),
        overview=Overview(
            rows, given.get("handovers", ()), given.get("acceptances", ())
        ),
        releases=given.get("releases", ()),
        board=made,
        whole=made,
        standing=given.get("stood", StandingBoard(ON, {}, {})),
        reasons=(),
        kickoffs=given.get("kickoffs", ()),
        heard=given.get("heard", NOTHING_HEARD),
    )


def open_kickoff(lead: Keeper, sponsor: Keeper | None, days: int) -> OpenKickoff:
    asked = datetime(2026, 11, 18, 9, tzinfo=UTC) if sponsor else None
    began = TODAY - timedelta(days=days)
    return OpenKickoff("qr-labels", "QR labels", lead, sponsor, asked, began, days)


def days(number: int) -> timedelta:
    return timedelta(days=number)
