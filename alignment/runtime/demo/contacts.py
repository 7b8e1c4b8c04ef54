"""The contacts themselves, every column of them, made in whole columns."""

from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl
from django.utils import timezone

from alignment.runtime.demo.calendar import DAYS, Calendar
from alignment.runtime.demo.chance import lognormal, uniform
from alignment.runtime.demo.demand import Demand
from alignment.runtime.demo.population import (
    EVERYONE,
    READERS,
    Population,
    asks_days,
    reader,
)
from alignment.runtime.demo.story import Story
from kpis.models import Channel, Direction

DAY_SECONDS = 86_400
MORNING, AFTERNOON = 10.6 * 3600, 15.6 * 3600
LATE_MORNING, EVENING = 11.5 * 3600, 18.8 * 3600
OFTEN_EVERY, OFTEN_SHARE = 12, 0.22
"""Every twelfth customer asks more often than others."""


def make_contacts(story: Story, calendar: Calendar, scale: float) -> pl.DataFrame:
    """All contacts of the story in order of time, none after `calendar.now`.

    source and reason are numbers in the story's order, `customer` a number of the
    population; `external_id` counts up within its source.
    """
    population = Population(scale)
    counts = Demand(story, calendar, scale).counts()
    rows = counts.select(
        pl.col("source", "reason", "day").repeat_by("count").explode()
    ).join(_reasons(story), on=["source", "reason"], how="left", maintain_order="left")
    first = _with_customers(rows, story, population)
    again = _repeats(first, "again")
    rows = pl.concat([first, again, _repeats(again, "once more")])
    rows = rows.filter(pl.col("day") < DAYS)
    return _numbered(_with_times(_with_channel(rows), calendar), story)


def _reasons(story: Story) -> pl.DataFrame:
    """What each reason says about its contacts, one row a reason."""
    rows = [
        {
            "source": number,
            "reason": place,
            "journey": reason.step[0] if reason.step else "",
            "talk": float(reason.talk),
            "repeats": reason.repeats,
            "complaints": reason.complaints,
            "transfers": reason.transfers,
            "outbound": reason.outbound,
            **{name: reason.mix.get(name, 0.0) for name in ("call", "chat", "mail")},
        }
        for number, source in enumerate(story.sources)
        for place, reason in enumerate(source.reasons)
    ]
    return pl.DataFrame(rows)


def _with_customers(
    rows: pl.DataFrame, story: Story, population: Population
) -> pl.DataFrame:
    """Choose each contact's customer among those on its journey that day."""
    parts = []
    for journey in ["", *(each.title for each in story.journeys)]:
        mine = rows.filter(pl.col("journey") == journey)
        if journey in {EVERYONE, READERS, ""}:
            parts.append(_of_everyone(mine, population, journey))
        else:
            parts.append(_of_spells(mine, population, journey))
    return pl.concat(parts)


def _of_everyone(rows: pl.DataFrame, population: Population, name: str) -> pl.DataFrame:
    """Up to three tries to find somebody who has not left."""
    joined = population.customers["joined"]
    days = pl.Series("day", range(DAYS))
    here = pl.DataFrame({"day": days, "here": joined.search_sorted(days, "right")})
    left = population.customers["left"]
    rows = rows.join(here, on="day", how="left", maintain_order="left")
    for n in range(3):
        any_of = (uniform(f"{name} who {n}") * pl.col("here")).cast(pl.Int64)
        often = any_of // OFTEN_EVERY * OFTEN_EVERY
        is_often = uniform(f"{name} often {n}") < OFTEN_SHARE
        asked = pl.when(is_often).then(often).otherwise(any_of)
        asked = reader(asked) if name == READERS else asked
        rows = rows.with_columns(asked.alias(f"try{n}"))
        gone = pl.Series(left.gather(rows[f"try{n}"])).alias("gone")
        stays = pl.col("gone").is_null() | (pl.col("gone") > pl.col("day"))
        kept = pl.when(stays).then(f"try{n}")
        rows = rows.with_columns(gone).with_columns(kept.alias(f"found{n}"))
    found = pl.coalesce("found0", "found1", "found2", "try2")
    return rows.with_columns(customer=found).drop(
        "here", "gone", *(f"{kind}{n}" for kind in ("try", "found") for n in range(3))
    )


def _of_spells(
    rows: pl.DataFrame, population: Population, journey: str
) -> pl.DataFrame:
    """Somebody whose time on the journey began lately."""
    spells = population.activity(journey)
    days = pl.Series("day", range(DAYS))
    window = pl.DataFrame(
        {
            "day": days,
            "low": spells["first"].search_sorted(days - asks_days(journey), "right"),
            "high": spells["first"].search_sorted(days, "right"),
        }
    ).cast(pl.Int64)
    rows = rows.join(window, on="day", how="left", maintain_order="left")
    width = pl.max_horizontal(pl.col("high") - pl.col("low"), 1)
    place = pl.col("low") + (uniform(f"{journey} who") * width).cast(pl.Int64)
    place = place.clip(0, max(0, spells.height - 1))
    chosen = rows.select(place.alias("place"))["place"]
    who = spells["number"].gather(chosen).alias("customer")
    return rows.with_columns(who).drop("low", "high")


def _repeats(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """Those who ask the same again some days later."""
    days = 1 + (uniform(f"{name} days") ** 1.4 * 6).cast(pl.Int64)
    return (
        rows.with_columns(again=uniform(name) < pl.col("repeats"), later=days)
        .filter("again")
        .with_columns(day=pl.col("day") + pl.col("later"))
        .drop("again", "later")
    )


def _with_channel(rows: pl.DataFrame) -> pl.DataFrame:
    u = uniform("channel")
    call, chat = pl.col("call"), pl.col("call") + pl.col("chat")
    channel = (
        pl.when(u < call)
        .then(Channel.CALL)
        .when(u < chat)
        .then(Channel.CHAT)
        .when(u < chat + pl.col("mail"))
        .then(Channel.MAIL)
        .otherwise(Channel.OTHER)
    )
    return rows.with_columns(channel=channel.cast(pl.Int16))


def _with_times(rows: pl.DataFrame, calendar: Calendar) -> pl.DataFrame:
    """began_at in UTC, and `on`, the day by the installation's clock."""
    by_phone = pl.col("channel") == Channel.CALL
    early = uniform("part of the day") < 0.55
    middle = (
        pl.when(by_phone)
        .then(pl.when(early).then(MORNING).otherwise(AFTERNOON))
        .otherwise(pl.when(early).then(LATE_MORNING).otherwise(EVENING))
    )
    reach = pl.when(by_phone).then(2.6 * 3600).otherwise(4.0 * 3600)
    second = middle + (uniform("hour") + uniform("minute") - 1) * reach
    midnight = datetime.combine(calendar.first_day, datetime.min.time())
    since = (pl.col("day") * DAY_SECONDS + second.cast(pl.Int64)) * 1_000_000
    here = (pl.lit(midnight) + since.cast(pl.Duration("us"))).dt.replace_time_zone(
        zone := timezone.get_default_timezone_name(),
        ambiguous="earliest",
        non_existent="null",
    )
    rows = rows.with_columns(
        began_at=here.dt.convert_time_zone("UTC"), on=here.dt.date()
    )
    now = calendar.now.astimezone(ZoneInfo(zone))
    return rows.filter(pl.col("began_at") <= now)


def _numbered(rows: pl.DataFrame, story: Story) -> pl.DataFrame:
    """In order of time, with ids and with how each contact went."""
    rows = rows.sort("began_at", "source", "reason", "customer")
    prefix = pl.Series([f"{source.prefix}-" for source in story.sources])
    number = pl.int_range(1, pl.len() + 1).over("source").cast(pl.String)
    rows = rows.with_columns(number=number.str.zfill(7))
    ids = prefix.gather(rows["source"]) + rows["number"]
    return _with_handling(rows.with_columns(ids.alias("external_id")))


def _with_handling(rows: pl.DataFrame) -> pl.DataFrame:
    by_phone, outbound = pl.col("channel") == Channel.CALL, pl.col("outbound")
    monday = pl.col("on").dt.weekday() == 1
    gives_up = (
        pl.when(outbound)
        .then(0.0)
        .when(by_phone)
        .then(pl.when(monday).then(0.085).otherwise(0.05))
        .when(pl.col("channel") == Channel.CHAT)
        .then(0.03)
        .otherwise(0.0)
    )
    rows = rows.with_columns(abandoned=uniform("gives up") < gives_up)
    handled = ~pl.col("abandoned")
    on_hold = by_phone & (uniform("held") < 0.55)
    talk = lognormal("talk", pl.col("talk"), 0.55).clip(8, 5400)
    hold = pl.when(on_hold).then(lognormal("hold", 55.0, 0.8)).otherwise(0)
    after = lognormal("after", 48.0, 0.5)
    return rows.with_columns(
        direction=pl.when(outbound)
        .then(Direction.OUTBOUND)
        .otherwise(Direction.INBOUND)
        .cast(pl.Int16),
        handled=handled,
        talk=pl.when(handled).then(talk).cast(pl.Int32),
        hold=pl.when(handled).then(hold).cast(pl.Int32),
        after=pl.when(handled).then(after).cast(pl.Int32),
        resolved=pl.when(handled).then(uniform("resolved") < 0.8),
        transferred=pl.when(handled).then(uniform("transferred") < pl.col("transfers")),
        complaint=uniform("complaint") < pl.col("complaints"),
    )
