"""What each customer adds to the counts of who was active and who was silent.

All of it is arithmetic on spans of days. A customer's base are their active spans less
the first 90 days of each; an inbound contact covers its day and the 89 after it; who is
silent is the base less what contacts cover.

A mark is one change on one day in one scope (journey, step; 0 for all), packed into an
integer: 20 bits of journey, 20 of step, 17 of day, then (active + 1) * 9 +
(base + 1) * 3 + (silent + 1), each of them −1, 0 or 1.
"""

from dataclasses import dataclass

import polars as pl

WINDOW = 90
FIRST = -25_567
"""1900-01-01 in days since 1970: who was active before is active from then on."""
LATEST = 2**17 - 1
"""The last day of a mark, in the year 2258. What ends later does not end."""
ID_BITS, DAY_BITS, CODE_BITS = 20, 17, 5
ACTIVE, BASE, SILENT = 9, 3, 1
NO_CHANGE = ACTIVE + BASE + SILENT
COUNTS = ["active", "base", "silent"]
CHANGES = {
    "journey_id": pl.Int64,
    "step_id": pl.Int64,
    "day": pl.Date,
    "active": pl.Int64,
    "base": pl.Int64,
    "silent": pl.Int64,
}


@dataclass(frozen=True)
class Scopes:
    """Every (journey, step) that occurs, numbered; a customer's scope is one number.

    The company is scope 0. `whole` is the scope of the journey without the step.
    """

    frame: pl.DataFrame
    """scope, journey, step, whole."""

    @classmethod
    def among(cls, pairs: pl.DataFrame) -> "Scopes":
        """Those of the journeys and steps named, and what they are part of.

        Raises OverflowError for numbers of journeys or steps that no mark has room for.
        """
        steps = pairs.select("journey", "step")
        if not steps.filter(
            pl.max_horizontal("journey", "step") >= 2**ID_BITS
        ).is_empty():
            raise OverflowError(f"A journey or step has a number over {2**ID_BITS:,}.")
        whole = steps.with_columns(step=pl.lit(0, pl.Int64))
        company = pl.DataFrame({"journey": [0], "step": [0]})
        frame = pl.concat([company, whole, steps]).unique().sort("journey", "step")
        numbered = frame.with_columns(scope=pl.int_range(pl.len(), dtype=pl.Int64))
        return cls(numbered.with_columns(whole=pl.col("scope").first().over("journey")))

    @property
    def count(self) -> int:
        return self.frame.height

    def of(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """`whole` and `scope` added to rows with journey and step."""
        return pairs.join(self.frame, on=["journey", "step"], how="left")

    def whole(self, who: pl.Series) -> pl.Series:
        """The customer's journey in place of their step."""
        scope = who % self.count
        return (who - scope) + self.frame["whole"].gather(scope)


def marks(
    spoken: pl.DataFrame, lines: pl.DataFrame, reasons: pl.DataFrame
) -> pl.DataFrame:
    """`customer` and `mark`, sorted.

    spoken: inbound contacts with customer, day, reason and given. lines: lines
    of customer lists, those of newer imports later, with customer, journey, begins
    and ends (null: has not ended). reasons: reason, journey, step (0 for none), and
    is_heard: whether contacts make somebody active, as its source has no list.
    """
    about = _about(spoken, reasons)
    listed = lines.select("journey", step=pl.lit(0, pl.Int64)).unique()
    scopes = Scopes.among(pl.concat([about.select("journey", "step"), listed]))
    told = spoken.select(
        "customer", "reason", "given", day=pl.col("day").cast(pl.Int64) - FIRST
    ).join(scopes.of(about), on=["reason", "given"], how="left", nulls_equal=True)
    active = pl.concat([_listed(lines, scopes), _unlisted(told, lines, scopes)])
    return _packed(_edges(_covered(told, scopes), active, scopes), scopes)


def changes(packed: pl.Series) -> pl.DataFrame:
    """Marks summed: how the counts of each scope change on each day."""
    frame = packed.rename("mark").to_frame().group_by("mark").agg(n=pl.len())
    code = pl.col("mark") % 2**CODE_BITS
    scope = pl.col("mark") // 2 ** (DAY_BITS + CODE_BITS)
    parts = frame.select(
        pl.col("n").cast(pl.Int64),
        journey_id=scope // 2**ID_BITS,
        step_id=scope % 2**ID_BITS,
        day=pl.col("mark") // 2**CODE_BITS % 2**DAY_BITS + FIRST,
        active=code // 9 - 1,
        base=code // 3 % 3 - 1,
        silent=code % 3 - 1,
    )
    return (
        parts.group_by("journey_id", "step_id", "day")
        .agg((pl.col(count) * pl.col("n")).sum() for count in COUNTS)
        .with_columns(pl.col("day").cast(pl.Int32).cast(pl.Date))
        .select(*CHANGES)
    )


def _about(spoken: pl.DataFrame, reasons: pl.DataFrame) -> pl.DataFrame:
    """What journey and step each pair of reason and given journey means, 0 for none."""
    pairs = spoken.select("reason", "given").unique()
    found = pairs.join(reasons, on="reason", how="left")
    here = pl.coalesce(pl.col("given").cast(pl.Int64), "journey")
    return found.select(
        "reason",
        "given",
        "is_heard",
        journey=here,
        step=pl.when(here == pl.col("journey")).then("step").otherwise(0),
    )


def _who(rows: pl.DataFrame, scope: str, scopes: Scopes) -> pl.DataFrame:
    """who and day of the rows that have that scope."""
    who = pl.col("customer") * scopes.count
    if not scope:
        return rows.select("day", who=who)
    rows = rows.filter(pl.col(scope) != 0)
    return rows.select("day", who=who + pl.col(scope))


def _covered(told: pl.DataFrame, scopes: Scopes) -> pl.DataFrame:
    """who, start, end: the days in whose 90 days there is a contact, merged."""
    rows = pl.concat(
        [
            _who(told, "", scopes),
            _who(told, "whole", scopes),
            _who(told.filter(pl.col("step") != 0), "scope", scopes),
        ]
    )
    packed = rows.select(pl.col("who") * 2**DAY_BITS + pl.col("day")).to_series()
    packed = packed.sort()
    days = pl.DataFrame({"who": packed // 2**DAY_BITS, "day": packed % 2**DAY_BITS})
    is_new = (pl.col("who") != pl.col("who").shift(1)) | (
        pl.col("day") > pl.col("day").shift(1) + WINDOW
    )
    first = days.select(is_new.fill_null(value=True)).to_series()
    last = first.shift(-1, fill_value=True)
    return pl.DataFrame(
        {
            "who": days["who"].filter(first),
            "start": days["day"].filter(first),
            "end": days["day"].filter(last) + WINDOW,
        }
    )


def _listed(lines: pl.DataFrame, scopes: Scopes) -> pl.DataFrame:
    """who, start, end: active by customer lists, in a journey and anywhere, merged.

    Of lines for one customer, journey and first day, the newest import's counts.
    """
    counting = lines.unique(
        ["customer", "journey", "begins"], keep="last", maintain_order=True
    )
    whole = scopes.frame.filter(pl.col("step") == 0).select("journey", "whole")
    ends = pl.col("ends").fill_null(2**30).cast(pl.Int64) - FIRST
    spans = counting.join(whole, on="journey", how="left").select(
        "whole",
        who=pl.col("customer") * scopes.count,
        start=(pl.col("begins").cast(pl.Int64) - FIRST).clip(0),
        end=pl.when(ends > LATEST).then(LATEST + 1).otherwise(ends).clip(0),
    )
    rows = pl.concat(
        [
            spans.drop("whole"),
            spans.with_columns(who=pl.col("who") + pl.col("whole")).drop("whole"),
        ]
    )
    return _merged(rows.filter(pl.col("start") < pl.col("end")))


def _merged(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans of the same `who` that meet or overlap made one."""
    spans = spans.sort("who", "start")
    row = spans["who"].rle_id().cast(pl.Int64) * 2**20
    reach = (row + spans["end"]).cum_max().shift(1)
    is_new = (row + spans["start"] > reach).fill_null(value=True)
    return (
        spans.group_by(is_new.cum_sum().alias("island"), maintain_order=True)
        .agg(pl.col("who", "start").first(), pl.col("end").max())
        .select("who", "start", "end")
    )


def _unlisted(told: pl.DataFrame, lines: pl.DataFrame, scopes: Scopes) -> pl.DataFrame:
    """who, start, end of customers on no list: active from the first contact on.

    Contacts of sources that have a customer list make nobody active.
    """
    heard = told.filter("is_heard")
    if lines.height:
        heard = heard.join(lines, on="customer", how="anti")
    rows = pl.concat([_who(heard, "", scopes), _who(heard, "whole", scopes)])
    return (
        rows.group_by("who")
        .agg(start=pl.col("day").min())
        .with_columns(end=pl.lit(LATEST + 1, pl.Int64))
    )


def _edges(covered: pl.DataFrame, active: pl.DataFrame, scopes: Scopes) -> pl.DataFrame:
    """who, day and code, in order: where counts change, and how."""
    base = active.select("who", pl.col("start") + WINDOW, pl.col("end")).filter(
        pl.col("start") < pl.col("end")
    )
    both = covered.with_columns(own=pl.col("who"), who=scopes.whole(covered["who"]))
    both = both.join(base, on="who").select(
        who="own",
        start=pl.max_horizontal("start", "start_right"),
        end=pl.min_horizontal("end", "end_right"),
    )
    both = both.filter(pl.col("start") < pl.col("end"))
    spans = ((active, ACTIVE), (base, BASE + SILENT), (both, -SILENT))
    edges = pl.concat(
        [
            _edge(span, at, sign * weight)
            for span, weight in spans
            for at, sign in (("start", 1), ("end", -1))
        ]
    )
    return _summed(edges)


def _edge(spans: pl.DataFrame, at: str, weight: int) -> pl.DataFrame:
    return spans.filter(pl.col(at) <= LATEST).select(
        place=pl.col("who") * 2**DAY_BITS + pl.col(at),
        weight=pl.lit(weight, pl.Int32),
    )


def _summed(edges: pl.DataFrame) -> pl.DataFrame:
    """Edges of the same who and day as one; none where nothing changes."""
    edges = edges.sort("place")
    last = edges.select(
        (pl.col("place") != pl.col("place").shift(-1)).fill_null(value=True)
    ).to_series()
    until = edges["weight"].cast(pl.Int64).cum_sum().filter(last)
    sums = pl.DataFrame(
        {"place": edges["place"].filter(last), "weight": until.diff().fill_null(until)}
    )
    return sums.filter(pl.col("weight") != 0).select(
        who=pl.col("place") // 2**DAY_BITS,
        day=pl.col("place") % 2**DAY_BITS,
        code=pl.col("weight") + NO_CHANGE,
    )


def _packed(edges: pl.DataFrame, scopes: Scopes) -> pl.DataFrame:
    ids = pl.col("journey") * 2**ID_BITS + pl.col("step")
    places = scopes.frame.select(ids * 2 ** (DAY_BITS + CODE_BITS)).to_series()
    place = places.gather(edges["who"] % scopes.count)
    return edges.select(
        customer=pl.col("who") // scopes.count,
        mark=place + pl.col("day") * 2**CODE_BITS + pl.col("code"),
    )
