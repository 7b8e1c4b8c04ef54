"""Guesses how the columns of a file are meant, by their headers and what they hold."""

import re
from dataclasses import replace
from typing import Any

import polars as pl

from kpis.ingest import moments, values
from kpis.ingest.plan import Plan

Column = dict[str, Any]
WORDS: dict[str, tuple[str, ...]] = {
    "id": (
        *("contact id", "conversation id", "interaction id", "ticket id", "call id"),
        *("case id", "incident id", "case number", "ticket number", "vorgangsnummer"),
        *("ticket", "case", "number", "reference", "uuid", "id", "nummer", "numéro"),
    ),
    "began": (
        *(
            "began",
            "started",
            "start time",
            "created",
            "opened",
            "open time",
            "initiat",
        ),
        *("timestamp", "datetime", "received", "erstellt", "beginn", "datum", "créé"),
        *("début", "fecha", "inicio", "data", "date", "day", "when", "time"),
    ),
    "time": ("start time", "time of day", "uhrzeit", "heure", "hora", "entry", "time"),
    "customer": (
        *("customer", "client", "account", "contract", "caller", "member", "user"),
        *("requester", "kunde", "abonné", "cliente", "consumer", "patient", "citizen"),
    ),
    "reason": (
        *("reason", "topic", "subject", "category", "wrap", "disposition", "grund"),
        *("anliegen", "thema", "motif", "motivo", "asunto", "queue", "skill", "type"),
    ),
    "channel": ("channel", "media", "medium", "kanal", "canal", "via", "origin"),
    "direction": ("direction", "richtung", "sens", "dirección", "inbound"),
    "journey": ("journey", "kundenreise", "parcours", "reise"),
    "talk": (
        *("talk", "ser time", "service time", "speech", "gespräch", "conversation dur"),
        *(
            "interaction dur",
            "handle time",
            "handling",
            "duration",
            "dauer",
            "durée",
            "seconds",
            "secs",
        ),
    ),
    "hold": ("hold", "halte", "attente", "espera"),
    "after": ("after", "acw", "wrap time", "wrap up time", "nachbe", "post"),
    "outcome": (
        *("outcome", "result", "status", "disconnect", "ergebnis", "résultat", "state"),
        *("resultado", "answered", "abandon"),
    ),
    "resolved": ("resolved", "solved", "fcr", "gelöst", "résolu", "resuelto"),
    "transferred": ("transfer", "weiterge", "escalat"),
    "complaint": ("complain", "beschwerde", "réclamation", "queja", "reklamation"),
    "active_from": (
        *("active from", "valid from", "from", "since", "start", "begin", "joined"),
        *("von", "seit", "depuis", "desde", "opened", "created"),
    ),
    "active_until": (
        *("active until", "valid until", "valid to", "until", "end", "to", "closed"),
        *("bis", "ende", "jusqu", "hasta", "left", "cancel"),
    ),
}
CONTACT_FIELDS = (
    *("began", "customer", "outcome", "channel", "direction", "journey"),
    *("reason", "talk", "hold", "after", "resolved", "transferred", "complaint"),
)
LIST_FIELDS = ("customer", "journey", "active_from", "active_until")


def guess_contacts(columns: list[Column]) -> Plan:
    """A plan for a file of contacts; fields that nothing speaks for stay empty."""
    found = _pick(columns, CONTACT_FIELDS)
    plan = Plan(**found)  # type: ignore[arg-type]
    plan = _with_moment(plan, columns)
    if unit := _unit(columns, [plan.talk, plan.hold, plan.after]):
        plan = replace(plan, unit=unit)
    return with_values(plan, columns)


def guess_customers(columns: list[Column]) -> Plan:
    """A plan for a customer list."""
    plan = Plan(**_pick(columns, LIST_FIELDS))  # type: ignore[arg-type]
    way, _ = moments.guess(_samples(columns, plan.active_from))
    return replace(plan, way=way)


def with_ids(plan: Plan, columns: list[Column], part: pl.DataFrame) -> Plan:
    """The plan with an id that tells the rows of this part apart, of one column or two.

    Where no pair that begins with a likely column does, rows get ids of their own.
    """
    scored = sorted(
        ((_score(column, "id"), -place) for place, column in enumerate(columns)),
        reverse=True,
    )
    likely = [f"c{-place}" for score, place in scored if score > 0][:4]
    filled = part.select(pl.col(likely).str.strip_chars())
    for key in likely:
        if filled[key].n_unique() == part.height:
            return replace(plan, id=key, second_id="")
    others = [f"c{place}" for place in range(min(len(columns), 40))]
    for key in likely:
        for other in others:
            if other != key and _tell_apart(part, key, other):
                return replace(plan, id=other, second_id=key)
    return replace(plan, id="", second_id="")


def _tell_apart(part: pl.DataFrame, key: str, other: str) -> bool:
    pair = part.select(pl.struct(key, other).n_unique()).item()
    return bool(pair == part.height)


def with_values(plan: Plan, columns: list[Column]) -> Plan:
    """The plan with guesses of what the values of its columns mean."""
    outcomes = _values(columns, plan.outcome)
    handled = values.guess_handled(outcomes)
    return replace(
        plan,
        channels={
            each: values.guess_channel(each) for each in _values(columns, plan.channel)
        },
        outbound=tuple(values.guess_outbound(_values(columns, plan.direction))),
        handled=tuple(handled),
        abandoned=tuple(
            each for each in values.guess_abandoned(outcomes) if each not in handled
        ),
    )


def _pick(columns: list[Column], wanted: tuple[str, ...]) -> dict[str, str]:
    """Each field with the column that fits it best, each column used once."""
    found: dict[str, str] = {}
    for name in wanted:
        free = [c for c in range(len(columns)) if f"c{c}" not in found.values()]
        scored = [(_score(columns[place], name), -place) for place in free]
        if scored and max(scored)[0] > 0:
            found[name] = f"c{-max(scored)[1]}"
    return found


def _score(column: Column, name: str) -> int:
    """How well the column fits: the more telling the word in its header, the better."""
    if not _can_hold(column, name):
        return 0
    header = re.sub(r"[\W_]+", " ", column["name"].lower()).strip()
    words = WORDS[name]
    for place, word in enumerate(words):
        whole = rf"(^|\s){re.escape(word)}"
        whole += r"($|\s|s$)" if len(word) <= 4 else ""
        if re.search(whole, header):
            return 100 - place + (50 if header == word else 0)
    return 0


def _can_hold(column: Column, name: str) -> bool:
    """Whether what the column holds could be this at all."""
    samples = column["samples"]
    if not samples:
        return False
    few = column["values"] is not None
    if name in {"began", "active_from", "active_until"}:
        return moments.looks_like_moments(samples)
    if name in {"talk", "hold", "after"}:
        return all(re.fullmatch(r"\d+([.,:]\d+)*", each) for each in samples)
    if name in {"resolved", "complaint", "transferred"}:
        return few and {each.lower() for each in samples} <= values.YES | values.NO
    if name == "reason":
        return not moments.looks_like_moments(samples)
    return few or name not in {"channel", "direction", "outcome"}


def _with_moment(plan: Plan, columns: list[Column]) -> Plan:
    samples = _samples(columns, plan.began)
    way, _ = moments.guess(samples)
    plan = replace(plan, way=way)
    if plan.began and not any(":" in each or "T" in each for each in samples):
        taken = [plan.began, plan.talk, plan.hold, plan.after]
        for place, column in enumerate(columns):
            if f"c{place}" not in taken and moments.looks_like_times(column["samples"]):
                return replace(plan, time=f"c{place}")
    return plan


def _unit(columns: list[Column], keys: list[str]) -> str:
    """The unit that the headers or the cells of the lengths speak for."""
    used = [columns[int(key[1:])] for key in keys if key]
    if any(":" in each for column in used for each in column["samples"]):
        return "clock"
    headers = " ".join(column["name"].lower() for column in used)
    if re.search(r"hour|stunde|heure", headers):
        return "hours"
    return "minutes" if re.search(r"(^|[\W_])min", headers) else "seconds"


def _samples(columns: list[Column], key: str) -> list[str]:
    return list(columns[int(key[1:])]["samples"]) if key else []


def _values(columns: list[Column], key: str) -> list[str]:
    return list(columns[int(key[1:])]["values"] or []) if key else []
