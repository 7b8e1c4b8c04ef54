"""Judges rows as contacts."""

from datetime import UTC, datetime, timedelta

import polars as pl

from kpis.ingest import moments, values
from kpis.ingest.journeys import given_journeys
from kpis.ingest.judging import Judge, Judged
from kpis.ingest.plan import Plan, Surroundings

TEXT_LIMIT = 200
CUSTOMER_LIMIT = 500


def judge_contacts(
    part: pl.DataFrame, plan: Plan, around: Surroundings, ids: pl.Series | None = None
) -> Judged:
    """Rows with the columns of a contact; `customer` and `reason` still in words.

    `ids` are those made for rows that have none of their own.
    """
    judge = Judge(part, around.names, plan.customer)
    external = _ids(judge, plan) if ids is None else ids
    began, day = _began(judge, plan, around)
    columns = {
        "line": part["line"],
        "external_id": external,
        "began_at": began,
        "day": day,
        "customer": _customer(judge, plan),
        "reason": _reason(judge, plan),
        "given_journey_id": given_journeys(judge, plan, around),
        "channel": _channel(judge, plan),
        "direction": _direction(judge, plan),
        **_lengths(judge, plan),
        **_outcome(judge, plan),
        "is_resolved": _answer(judge, plan.resolved),
        "is_transferred": _answer(judge, plan.transferred),
        "is_complaint": _answer(judge, plan.complaint).fill_null(value=False),
    }
    return judge.verdict(pl.DataFrame(columns))


def _fixed(judge: Judge, value: object, dtype: type[pl.DataType]) -> pl.Series:
    return pl.Series([value], dtype=dtype).new_from_index(0, judge.part.height)


def _ids(judge: Judge, plan: Plan) -> pl.Series:
    found = judge.column(plan.id)
    judge.refuse(found.is_null(), plan.id, "It has no id. Give every contact one.")
    if plan.second_id:
        second = judge.column(plan.second_id)
        judge.refuse(
            second.is_null(), plan.second_id, "The second part of its id is empty."
        )
        found = found + "|" + second
    judge.refuse(
        found.str.len_chars() > TEXT_LIMIT,
        plan.id,
        f"Its id is longer than {TEXT_LIMIT} characters.",
    )
    return found


def _began(
    judge: Judge, plan: Plan, around: Surroundings
) -> tuple[pl.Series, pl.Series]:
    texts = judge.column(plan.began)
    judge.refuse(texts.is_null(), plan.began, "It does not say when it began.")
    chosen = moments.WAYS[plan.way].in_words
    if plan.time:
        clock = judge.column(plan.time)
        whole = texts.str.replace(r"[ T]0?0:00(:00)?$", "") + " " + clock
        began = moments.parse(
            whole.zip_with(clock.is_not_null(), texts), plan.way, around.zone
        )
        alone = moments.parse(texts, plan.way, around.zone)
        judge.refuse(
            began.is_null() & alone.is_not_null(),
            plan.time,
            "This is not a time of day. Write it like 14:05:09.",
        )
    else:
        began = moments.parse(texts, plan.way, around.zone)
    judge.refuse(began.is_null(), plan.began, f"This is not a day as chosen: {chosen}.")
    judge.refuse(
        began > datetime.now(UTC) + timedelta(days=1),
        plan.began,
        "This lies in the future. Check the order of day and month.",
    )
    return began, began.dt.convert_time_zone(around.home_zone).dt.date()


def _customer(judge: Judge, plan: Plan) -> pl.Series:
    if not plan.customer:
        return _fixed(judge, None, pl.String)
    found = judge.column(plan.customer)
    judge.refuse(
        found.str.len_chars() > CUSTOMER_LIMIT,
        plan.customer,
        f"This is longer than {CUSTOMER_LIMIT} characters, too long for a customer id.",
    )
    return found.set(values.one_of(found, plan.nobody), None)


def _reason(judge: Judge, plan: Plan) -> pl.Series:
    if not plan.reason:
        return _fixed(judge, "", pl.String)
    found = judge.column(plan.reason)
    judge.refuse(
        found.str.len_chars() > TEXT_LIMIT,
        plan.reason,
        f"This is longer than {TEXT_LIMIT} characters, too long for a reason.",
    )
    return found.fill_null("")


def _channel(judge: Judge, plan: Plan) -> pl.Series:
    if not plan.channel:
        return _fixed(judge, plan.channel_fixed, pl.Int16)
    words = judge.column(plan.channel)
    meaning = {
        word: plan.channels.get(word, values.guess_channel(word))
        for word in words.unique().to_list()
        if word is not None
    }
    if not meaning:
        return _fixed(judge, 9, pl.Int16)
    return words.replace_strict(meaning, default=9, return_dtype=pl.Int16)


def _direction(judge: Judge, plan: Plan) -> pl.Series:
    if not plan.direction:
        return _fixed(judge, 1, pl.Int16)
    outbound = values.one_of(judge.column(plan.direction), plan.outbound)
    return outbound.cast(pl.Int16) + 1


def _lengths(judge: Judge, plan: Plan) -> dict[str, pl.Series]:
    found: dict[str, pl.Series] = {}
    for name in ("talk", "hold", "after"):
        key = getattr(plan, name)
        if not key:
            found[f"{name}_seconds"] = _fixed(judge, None, pl.Int32)
            continue
        texts = judge.column(key)
        found[f"{name}_seconds"] = values.seconds(texts, plan.unit)
        judge.refuse(
            texts.is_not_null() & found[f"{name}_seconds"].is_null(),
            key,
            "This is not a length of time. Write a number from 0 up, or h:mm:ss.",
        )
    return found


def _outcome(judge: Judge, plan: Plan) -> dict[str, pl.Series]:
    if not plan.outcome:
        return {
            "is_handled": _fixed(judge, True, pl.Boolean),  # noqa: FBT003
            "is_abandoned": _fixed(judge, False, pl.Boolean),  # noqa: FBT003
        }
    words = judge.column(plan.outcome)
    return {
        "is_handled": values.one_of(words, plan.handled),
        "is_abandoned": values.one_of(words, plan.abandoned),
    }


def _answer(judge: Judge, key: str) -> pl.Series:
    if not key:
        return _fixed(judge, None, pl.Boolean)
    answers, odd = values.yes_no(judge.column(key))
    judge.refuse(odd, key, "This is neither yes nor no.")
    return answers
