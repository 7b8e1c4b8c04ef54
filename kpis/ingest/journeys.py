"""Which journey a row names, by its title, its address or a choice made by hand."""

import polars as pl

from kpis.ingest.judging import Judge
from kpis.ingest.plan import Plan, Surroundings


def given_journeys(judge: Judge, plan: Plan, around: Surroundings) -> pl.Series:
    """Journey ids; null where no column or choice says one."""
    if not plan.journey:
        fixed = int(plan.journey_fixed) if plan.journey_fixed.isdecimal() else None
        return pl.Series([fixed], dtype=pl.Int64).new_from_index(0, judge.part.height)
    texts = judge.column(plan.journey)
    meaning = _meaning(texts, plan, around)
    found = (
        texts.replace_strict(meaning, default=None, return_dtype=pl.Int64)
        if meaning
        else pl.Series([None], dtype=pl.Int64).new_from_index(0, len(texts))
    )
    titles = ", ".join(sorted({*around.journeys}))
    judge.refuse(
        texts.is_not_null() & found.is_null(),
        plan.journey,
        f"No journey is called that. There are: {titles or 'none yet'}.",
    )
    return found


def _meaning(texts: pl.Series, plan: Plan, around: Surroundings) -> dict[str, int]:
    chosen = {word.lower(): journey for word, journey in plan.journeys.items()}
    known = around.journeys | chosen
    return {
        word: known[word.lower()]
        for word in texts.unique().to_list()
        if word is not None and word.lower() in known
    }
