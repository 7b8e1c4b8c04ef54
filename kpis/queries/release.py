"""What contacts did around a release: association, never proof."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from django.db.models import Q, Sum

from alignment.charts import Chart, Mark, Series, short_name
from journeys.models import Release
from kpis.models import ContactDay
from kpis.queries.movement import ratio_of
from kpis.queries.scope import Period

BASE, AFTER, SHOWN = 28, 7, 28
LOOK_BACK = 3
"""Days just before a release in which a rise cannot come from it."""
CAUTION = "Contacts and the release came together. That is association, not proof."


@dataclass(frozen=True)
class ReleaseNumbers:
    """Inbound contacts a day, before and from the day of the release on.

    `ratio` is the mean of the first seven days to the mean of the 28 before, with
    its interval; None while there is too little to compare.
    """

    released_on: date
    before: float
    after: float | None
    days_after: int
    ratio: float | None
    interval: tuple[float, float] | None
    peak: int
    peak_on: date | None
    rose_before: date | None
    rose_to: int
    sentence: str
    chart: Chart
    period: Period
    journey_slug: str
    """Of its one journey; empty when there are more, or none."""

    @property
    def is_known(self) -> bool:
        return self.after is not None

    @property
    def times(self) -> str:
        return "" if self.ratio is None else f"{self.ratio:.2f}"


def release_numbers(release: Release, today: date) -> ReleaseNumbers:
    """Of the release's journeys, or of all contacts when it names none; 2 queries."""
    touched = list(release.journeys.shown().values_list("pk", "slug"))
    name, released_on = release.name, release.released_on
    around = Period(
        released_on - timedelta(days=BASE + SHOWN), released_on + timedelta(days=SHOWN)
    )
    daily = _daily([pk for pk, _ in touched], around)
    base = [daily.get(released_on - timedelta(days=n), 0) for n in range(BASE, 0, -1)]
    known_until = min(max(daily, default=released_on - timedelta(days=1)), today)
    reach = (known_until - released_on).days + 1
    after = [
        daily.get(released_on + timedelta(days=n), 0)
        for n in range(min(max(reach, 0), SHOWN + 1))
    ]
    made = _Made(released_on, base, after)
    drawn = _chart(name, released_on, daily, around, known_until)
    slug = touched[0][1] if len(touched) == 1 else ""
    return made.numbers(drawn, around, slug)


def _daily(journey_ids: list[int], around: Period) -> dict[date, int]:
    kept = Q(journey_id__in=journey_ids) if journey_ids else Q()
    rows = ContactDay.objects.filter(kept & around.where()).values_list("day")
    return dict(rows.annotate(n=Sum("inbound")).order_by())


@dataclass(frozen=True)
class _Made:
    released_on: date
    base: list[int]
    after: list[int]

    @property
    def mean(self) -> float:
        return sum(self.base) / BASE

    @property
    def week(self) -> list[int]:
        return self.after[:AFTER]

    @property
    def is_enough(self) -> bool:
        return self.mean >= 1 and sum(1 for n in self.base if n) >= BASE // 2

    def early(self) -> tuple[date | None, int]:
        """A day just before the release that stands far above the weeks before it."""
        quiet = self.base[:-LOOK_BACK]
        usual = sum(quiet) / len(quiet)
        spread = sum((n - usual) ** 2 for n in quiet) / (len(quiet) - 1)
        limit = max(2 * usual, usual + 4 * sqrt(max(spread, usual, 1.0)))
        most = max(self.base[-LOOK_BACK:])
        if most <= limit:
            return None, 0
        back = LOOK_BACK - self.base[-LOOK_BACK:].index(most)
        return self.released_on - timedelta(days=back), most

    def numbers(self, chart: Chart, around: Period, slug: str) -> ReleaseNumbers:
        enough = self.is_enough and bool(self.week)
        mean_after = sum(self.week) / len(self.week) if self.week else None
        peak = max(self.after, default=0)
        rose_before, rose_to = self.early() if self.is_enough else (None, 0)
        whole = enough and len(self.week) == AFTER and sum(self.week) > 0
        interval = ratio_of(self.base, self.week)[1:] if whole else None
        return ReleaseNumbers(
            released_on=self.released_on,
            before=self.mean,
            after=mean_after if enough else None,
            days_after=len(self.after),
            ratio=(mean_after or 0) / self.mean if enough else None,
            interval=interval,
            peak=peak,
            peak_on=self._day(self.after.index(peak)) if peak else None,
            rose_before=rose_before,
            rose_to=rose_to,
            sentence=self._sentence(interval, rose_before, rose_to),
            chart=chart,
            period=around,
            journey_slug=slug,
        )

    def _day(self, place: int) -> date:
        return self.released_on + timedelta(days=place)

    def _sentence(
        self,
        interval: tuple[float, float] | None,
        rose_before: date | None,
        rose_to: int,
    ) -> str:
        if not self.after:
            return "No contacts are known from the day of the release on."
        if not self.is_enough:
            return "There were too few contacts in the 28 days before to compare with."
        times = sum(self.week) / len(self.week) / self.mean
        if rose_before is not None:
            usual = sum(self.base[:-LOOK_BACK]) / (BASE - LOOK_BACK)
            return (
                f"Contacts rose before this release: {rose_to:,} on"
                f" {_day(rose_before)}, against {usual:.0f} a day until then."
                " That rise cannot come from it."
            )
        span = "seven days" if len(self.week) == AFTER else f"first {len(self.week)}"
        said = (
            f"In the {span} from the release on there were {times:.2f} times the"
            f" contacts of the 28 days before: {sum(self.week) / len(self.week):,.1f}"
            f" a day against {self.mean:,.1f}."
        )
        if interval and interval[0] <= 1 <= interval[1]:
            return said + " Days vary that much by chance."
        return said


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _chart(
    name: str,
    released_on: date,
    daily: dict[date, int],
    around: Period,
    known_until: date,
) -> Chart:
    days = [around.first + timedelta(days=n) for n in range(around.days)]
    first = min(daily, default=released_on)
    return Chart(
        heading=f"Contacts a day around {name}",
        sentence="Inbound contacts a day, eight weeks before and four after.",
        days=days,
        series=[
            Series(
                "Contacts",
                "",
                "ops",
                [daily.get(d, 0) if first <= d <= known_until else None for d in days],
            )
        ],
        marks=[Mark((released_on - around.first).days, name, short_name(name))],
        every="day",
        zero=True,
    )
