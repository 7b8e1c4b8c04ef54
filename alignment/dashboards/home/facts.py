"""Everything Home says something about, read once."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from alignment.dashboards.home.choice import Choice
from alignment.people.models import Organisation, Person, Side, in_sentence
from journeys.queries.heard import NOTHING_HEARD, HeardLately, heard_since
from journeys.queries.kickoff_open import OpenKickoff
from journeys.queries.overview import JourneyRow, Overview, overview
from journeys.queries.release import ReleaseRow, releases_between
from journeys.queries.waiting import DueDecision, waiting
from kpis.queries.board import Board, Flow, TopReason, board, top_reasons
from kpis.queries.movement import DAYS, Movement
from kpis.queries.pulse import Pulse
from kpis.queries.scope import Period
from kpis.queries.standing_board import StandingBoard, standing_board

AHEAD_DAYS = BACK_DAYS = 56
LANDED_DAYS = 42
HEARD_DAYS = 28
MOVEMENT_WEEKS = 2 * DAYS // 7


@dataclass(frozen=True)
class Words:
    """What this organisation calls its sides, as they stand inside a sentence."""

    product: str
    ops: str

    @classmethod
    def of(cls, organisation: Organisation) -> "Words":
        return cls(
            in_sentence(organisation.product_word),
            in_sentence(organisation.ops_short_word),
        )

    def word(self, side: str) -> str:
        return self.product if side == Side.PRODUCT else self.ops


@dataclass(frozen=True)
class Facts:
    """`on` is the day the numbers end; `board` has the chosen channel, `whole` all."""

    choice: Choice
    words: Words
    today: date
    on: date
    pulse: Pulse
    overview: Overview
    releases: tuple[ReleaseRow, ...]
    board: Board
    whole: Board
    standing: StandingBoard
    reasons: tuple[TopReason, ...]
    kickoffs: tuple[OpenKickoff, ...] = ()
    heard: HeardLately = NOTHING_HEARD
    decisions: tuple[DueDecision, ...] = ()

    @property
    def weeks(self) -> int:
        return self.choice.weeks

    @property
    def period(self) -> Period:
        return Period.ending(self.on, 7 * self.weeks)

    @cached_property
    def chosen(self) -> JourneyRow | None:
        """The journey the numbers are narrowed to."""
        return self._by_slug.get(self.choice.journey)

    @property
    def key(self) -> int:
        """Of the journey chosen in what is kept by journey; 0 is everything."""
        return self.chosen.pk if self.chosen else 0

    @cached_property
    def _by_slug(self) -> dict[str, JourneyRow]:
        return {row.slug: row for row in self.overview.journeys}

    @cached_property
    def flow(self) -> Flow:
        """Contacts of the journey chosen, or of everything."""
        if self.chosen:
            return self.board.flow(self.chosen.pk)
        return self.board.everything

    @cached_property
    def movements(self) -> dict[int, Movement]:
        """Of each journey, over all channels: the 28 days against the 28 before."""
        return {
            row.pk: self.whole.movement(self.whole.flow(row.pk))
            for row in self.overview.journeys
        }

    def rate(self, row: JourneyRow, *, back: int = 0) -> float | None:
        """Contacts per 1,000 customers a week of a journey in a period."""
        inbound = self.board.flow(row.pk).during(self.weeks, back=back).inbound
        return self.standing.per_1000_a_week(row.pk, inbound, self.weeks, back=back)

    def landed(self, row: JourneyRow) -> ReleaseRow | None:
        """The newest release on a journey in the 6 weeks up to the numbers' end."""
        first = self.on - timedelta(days=LANDED_DAYS - 1)
        return next(
            (
                release
                for release in reversed(self.releases)
                if first <= release.released_on <= self.on
                and row.pk in {each.pk for each in release.journeys}
            ),
            None,
        )

    def coming_to(self, row: JourneyRow) -> ReleaseRow | None:
        """The next release that touches a journey."""
        return next(
            (
                release
                for release in self.releases
                if release.is_coming
                and row.pk in {each.pk for each in release.journeys}
            ),
            None,
        )


def read_facts(
    viewer: Person, choice: Choice, words: Words, pulse: Pulse, today: date
) -> Facts:
    """At most eleven queries, however many journeys, contacts or releases there are."""
    known = pulse.last_day or today - timedelta(days=1)
    on = min(choice.on or known, known)  # a day without numbers would look quiet
    shown = overview(viewer, today)
    choice = choice.only({row.slug for row in shown.journeys})
    board_ = board(on, choice.weeks, channel=choice.channel)
    weeks = max(2 * choice.weeks, choice.weeks + 52)
    period = Period.ending(on, 7 * choice.weeks)
    journey = next((r.pk for r in shown.journeys if r.slug == choice.journey), None)
    open_ = waiting(today)
    return Facts(
        choice=choice,
        words=words,
        today=today,
        on=on,
        pulse=pulse,
        overview=shown,
        releases=releases_between(
            min(period.first, today - timedelta(days=BACK_DAYS)),
            max(on, today) + timedelta(days=AHEAD_DAYS),
            on=today,
        ),
        board=board_,
        whole=board(on, MOVEMENT_WEEKS // 2) if choice.channel else board_,
        standing=standing_board(on, weeks, heard_only=pulse.heard_only),
        reasons=top_reasons(period, journey_id=journey, channel=choice.channel),
        kickoffs=open_.kickoffs,
        decisions=open_.decisions,
        heard=heard_since(today - timedelta(days=HEARD_DAYS - 1), journey),
    )
