"""The fields of the form that matches columns."""

from typing import Any

import polars as pl
from django import forms
from django.utils.formats import date_format
from django.utils.html import escape

from journeys.models import Journey
from kpis.ingest import moments
from kpis.ingest.moments import WAYS
from kpis.ingest.plan import COLUMN_FIELDS, UNITS, Plan
from kpis.ingest.values import guess_channel
from kpis.models import Channel, ContactImport

Fields = dict[str, forms.Field]
Named = list[tuple[str, forms.Field]]
WITH_VALUES = ("channel", "direction", "outcome", "journey")
NONE = "Not in this file"
COLUMNS: dict[str, tuple[str, str, str]] = {
    "id": (
        "Contact id",
        "The same id again is the same contact, and is stored once.",
        "It has none: tell rows apart by all they hold",
    ),
    "second_id": (
        "Second column of the id",
        "Only where one column alone is not unique.",
        "The first column is enough",
    ),
    "began": ("Day, or day and time", "", "Choose a column"),
    "time": (
        "Time of day",
        "Only where it stands in a column of its own.",
        "It stands beside the day, or is not known",
    ),
    "customer": (
        "Customer id",
        "Stored only as a keyed hash, never as it is.",
        "Customers are not known",
    ),
    "reason": (
        "Contact reason",
        "Reasons are mapped to journeys and steps on a page of their own.",
        "No reason is given",
    ),
    "channel": ("Channel", "", "All came in the same way"),
    "direction": ("Direction", "", "All are inbound: the customer contacted us"),
    "journey": (
        "Journey",
        "Only where the file itself names it, by title or address.",
        "It follows from the reason",
    ),
    "talk": ("Talk time", "", NONE),
    "hold": ("Hold time", "", NONE),
    "after": ("After-contact work", "", NONE),
    "outcome": ("Outcome", "", "Every contact was handled"),
    "resolved": ("Resolved, yes or no", "", NONE),
    "transferred": ("Transferred, yes or no", "", NONE),
    "complaint": ("A complaint, yes or no", "", NONE),
    "active_from": ("Active from", "The first day as a customer.", "Choose a column"),
    "active_until": (
        "Active until",
        "The first day no longer a customer; empty means still one.",
        "All are still customers",
    ),
}
REQUIRED = {
    "began": "Choose the column that says when it began.",
    "active_from": "Choose the column that says since when.",
}


def values_of(columns: list[dict[str, Any]], key: str) -> list[str] | None:
    """All values of a column of few values; null where there are many."""
    if not key:
        return []
    found = columns[int(key[1:])]["values"]
    return None if found is None else list(found)


def column_choices(
    columns: list[dict[str, Any]], nothing: str
) -> list[tuple[str, str]]:
    """Each column by its header and something it holds."""
    found = [("", nothing)]
    for place, column in enumerate(columns):
        sample = (column["samples"] or ["empty"])[0]
        shown = sample if len(sample) <= 30 else f"{sample[:29]}…"
        found.append((f"c{place}", f"{column['name']} ({shown})"))
    return found


def fields_for(contact_import: ContactImport, shown: Plan) -> Fields:
    """All fields that do not depend on what columns hold."""
    is_list = contact_import.kind == ContactImport.Kind.CUSTOMERS
    fields: Fields = {
        name: _column_field(contact_import, name, is_list=is_list)
        for name in COLUMN_FIELDS
    }
    fields["way"] = forms.ChoiceField(
        label="How days are written",
        choices=[(way.key, way.label) for way in WAYS.values()],
        error_messages={"invalid_choice": "Choose how days are written."},
    )
    fields["nobody"] = forms.CharField(
        label="Values that mean nobody",
        help_text="With commas between them. Such contacts have no customer.",
        required=False,
        max_length=500,
        error_messages={"max_length": "Keep the values within 500 characters."},
    )
    fields["unit"] = forms.ChoiceField(
        label="Unit of these times",
        choices=list(UNITS.items()),
        error_messages={"invalid_choice": "Choose a unit from the list."},
    )
    if not shown.channel:
        fields["channel_fixed"] = forms.TypedChoiceField(
            label="All came in by", choices=Channel.choices, coerce=int
        )
    if not shown.journey:
        fields["journey_fixed"] = _journey_field(is_list=is_list)
    return fields


def _column_field(
    contact_import: ContactImport, name: str, *, is_list: bool
) -> forms.ChoiceField:
    label, help_text, nothing = COLUMNS[name]
    required = REQUIRED.get(name, "")
    if is_list and name == "customer":
        nothing, required = "Choose a column", "Choose the column of the customer id."
    if is_list and name == "journey":
        nothing, help_text = "The file does not name journeys", ""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=bool(required),
        choices=column_choices(contact_import.columns, nothing),
        error_messages={
            "required": required,
            "invalid_choice": "This file has no such column. Choose another one.",
        },
    )


def _journey_field(*, is_list: bool) -> forms.ChoiceField:
    titles = Journey.objects.shown().values_list("pk", "title")
    first = (
        [("", "Choose"), ("all", "Every journey that is live")]
        if is_list
        else [("", "It follows from the reason")]
    )
    return forms.ChoiceField(
        label="All rows belong to",
        required=False,
        choices=[*first, *((str(pk), title) for pk, title in titles)],
        error_messages={"invalid_choice": "This journey is gone. Choose another one."},
    )


def value_fields(
    contact_import: ContactImport,
    shown: Plan,
    plan: Plan,
    journeys: list[tuple[int, str]],
) -> dict[str, Named]:
    """Fields for what the values of the chosen columns mean, by the column's field."""
    columns = contact_import.columns
    outcomes = values_of(columns, shown.outcome) or []
    found: dict[str, Named] = {
        "channel": [
            (f"channel_{place}", _channel_field(value, plan))
            for place, value in enumerate(values_of(columns, shown.channel) or [])
        ],
        "journey": [
            (f"journey_{place}", _named_field(value, plan, journeys))
            for place, value in unknown_journeys(columns, shown)
        ],
    }
    for name, label, options in (
        ("outbound", "Values that mean outbound", values_of(columns, shown.direction)),
        ("handled", "Values that mean it was handled", outcomes),
        ("abandoned", "Values that mean the customer gave up", outcomes),
    ):
        if options:
            found[name] = [(name, _ticks(label, options))]
    return found


def _ticks(label: str, options: list[str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[(value, value) for value in options],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tick values of the chosen column only."},
    )


def _channel_field(value: str, plan: Plan) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=f"“{value}” means",
        choices=Channel.choices,
        coerce=int,
        initial=plan.channels.get(value, guess_channel(value)),
    )


def unknown_journeys(
    columns: list[dict[str, Any]], shown: Plan
) -> list[tuple[int, str]]:
    """Names in the journey column that no journey has, with their place in it."""
    names = values_of(columns, shown.journey) or []
    pairs = Journey.objects.shown().values_list("title", "slug") if names else []
    known = {name.lower() for pair in pairs for name in pair}
    return [(p, each) for p, each in enumerate(names) if each.lower() not in known]


def _named_field(
    value: str, plan: Plan, journeys: list[tuple[int, str]]
) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=f"No journey is called “{value}”. It means",
        required=False,
        empty_value=None,
        coerce=int,
        choices=[("", "None: refuse these rows"), *journeys],
        initial=plan.journeys.get(value),
    )


def initial(plan: Plan) -> dict[str, Any]:
    """The form's values for a plan."""
    found = plan.to_json()
    found["nobody"] = ", ".join(plan.nobody)
    return found


def plan_from(cleaned: dict[str, Any], contact_import: ContactImport) -> Plan:
    """The plan that a valid form says."""
    columns = contact_import.columns
    channels = values_of(columns, cleaned.get("channel", "")) or []
    names = values_of(columns, cleaned.get("journey", "")) or []
    columns_chosen = {name: cleaned.get(name, "") for name in COLUMN_FIELDS}
    if not columns_chosen["began"]:
        columns_chosen["time"] = ""
    return Plan(
        **columns_chosen,
        way=cleaned["way"],
        nobody=tuple(
            each.strip() for each in cleaned["nobody"].split(",") if each.strip()
        ),
        unit=cleaned.get("unit", "seconds"),
        channel_fixed=cleaned.get("channel_fixed") or Channel.CALL,
        journey_fixed=cleaned.get("journey_fixed", ""),
        channels={
            value: cleaned[f"channel_{place}"] for place, value in enumerate(channels)
        },
        journeys={
            value: chosen
            for place, value in enumerate(names)
            if (chosen := cleaned.get(f"journey_{place}"))
        },
        outbound=tuple(cleaned.get("outbound", ())),
        handled=tuple(cleaned.get("handled", ())),
        abandoned=tuple(cleaned.get("abandoned", ())),
    )


def moment_note(columns: list[dict[str, Any]], plan: Plan) -> str:
    """What the first day of the file is read as, and whether it could be another."""
    key = plan.began or plan.active_from
    samples = columns[int(key[1:])]["samples"] if key else []
    if not samples:
        return ""
    shown = escape(samples[0])  # help texts are drawn as markup
    first = moments.parse(pl.Series(samples[:1]), plan.way, "UTC")[0]
    if first is None:
        return f"“{shown}” is not written like this. Choose another."
    note = f"“{shown}” is read as {date_format(first.date(), 'j F Y')}."
    if moments.guess(samples)[1]:
        note += " Day and month could be the other way round: please look."
    return note
