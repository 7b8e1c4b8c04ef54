"""Judges rows as lines of a customer list."""

import polars as pl

from kpis.ingest import moments, values
from kpis.ingest.contacts import CUSTOMER_LIMIT
from kpis.ingest.journeys import given_journeys
from kpis.ingest.judging import Judge, Judged
from kpis.ingest.plan import Plan, Surroundings


def judge_customers(part: pl.DataFrame, plan: Plan, around: Surroundings) -> Judged:
    """Rows of customer (in words), journey_id, active_from, active_until.

    With "all" journeys, a line becomes one row for each live journey.
    """
    judge = Judge(part, around.names, plan.customer)
    customer = judge.column(plan.customer)
    judge.refuse(
        customer.is_null() | values.one_of(customer, plan.nobody),
        plan.customer,
        "It does not say which customer.",
    )
    judge.refuse(
        customer.str.len_chars() > CUSTOMER_LIMIT,
        plan.customer,
        f"This is longer than {CUSTOMER_LIMIT} characters, too long for a customer id.",
    )
    journey = given_journeys(judge, plan, around)
    if plan.journey:
        judge.refuse(journey.is_null(), plan.journey, "It does not say which journey.")
    first = _day(judge, plan.active_from, plan, around)
    judge.refuse(first.is_null(), plan.active_from, "It does not say since when.")
    until = _until(judge, plan, around)
    judge.refuse(
        until <= first,
        plan.active_until,
        "It ends on or before the day it begins. Check both days.",
    )
    rows = pl.DataFrame(
        {
            "line": part["line"],
            "customer": customer,
            "journey_id": journey,
            "active_from": first,
            "active_until": until,
        }
    )
    judged = judge.verdict(rows)
    if plan.journey_fixed != "all" or plan.journey:
        return judged
    every = pl.DataFrame(
        {"journey_id": pl.Series(around.live_journeys, dtype=pl.Int64)}
    )
    return Judged(
        judged.rows.drop("journey_id").join(every, how="cross").select(rows.columns),
        judged.refused,
    )


def _day(judge: Judge, key: str, plan: Plan, around: Surroundings) -> pl.Series:
    texts = judge.column(key)
    days = moments.parse(texts, plan.way, around.zone)
    judge.refuse(
        texts.is_not_null() & days.is_null(),
        key,
        f"This is not a day as chosen: {moments.WAYS[plan.way].in_words}.",
    )
    return days.dt.convert_time_zone(around.zone).dt.date()


def _until(judge: Judge, plan: Plan, around: Surroundings) -> pl.Series:
    if plan.active_until:
        return _day(judge, plan.active_until, plan, around)
    return pl.Series([None], dtype=pl.Date).new_from_index(0, judge.part.height)
