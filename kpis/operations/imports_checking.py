"""Looks at the beginning of a file as it would be stored, without storing anything."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
from django.utils import timezone

from kpis.ingest.plan import Plan
from kpis.ingest.values import guess_channel
from kpis.models import Channel, ContactImport, Direction
from kpis.operations.imports_contacts import are_known
from kpis.operations.imports_customers import with_keys
from kpis.operations.imports_files import raw_parts
from kpis.operations.imports_judging import judge

ROWS_SHOWN = 20
REFUSED_SHOWN = 50
CHANNELS_SHOWN = 5
CHOICES: dict[str, Any] = {"channel": Channel, "direction": Direction}
HEADINGS = {
    "external_id": ("Contact", "id"),
    "began_at": ("Began", "began"),
    "key": ("Customer", "customer"),
    "reason": ("Reason", "reason"),
    "channel": ("Channel", ""),
    "direction": ("Direction", ""),
    "given_journey_id": ("Journey", "journey"),
    "journey_id": ("Journey", ""),
    "talk_seconds": ("Talk, s", "talk"),
    "hold_seconds": ("Hold, s", "hold"),
    "after_seconds": ("After, s", "after"),
    "is_handled": ("Handled", "outcome"),
    "is_abandoned": ("Gave up", "outcome"),
    "is_resolved": ("Resolved", "resolved"),
    "is_transferred": ("Transferred", "transferred"),
    "is_complaint": ("Complaint", "complaint"),
    "active_from": ("Active from", ""),
    "active_until": ("Until", "active_until"),
}


@dataclass(frozen=True)
class Check:
    """What importing the file would do, by its beginning."""

    headings: list[str]
    rows: list[list[Any]]
    refused: list[dict[str, Any]]
    """line, column, value, reason of the first refused rows."""
    looked_at: int
    total: int
    good: int
    known: int
    bad: int
    unknown_channels: tuple[str, ...] = ()
    """Words for a channel that are no word for any, and so count as other."""

    @property
    def is_whole(self) -> bool:
        """Whether every row of the file was looked at."""
        return self.looked_at >= self.total


def check(contact_import: ContactImport) -> Check:
    """Judge the first part of the file."""
    unread = contact_import.reading.get("refused", 0)
    parts = raw_parts(contact_import.pk)
    if not parts:
        return Check([], [], [], unread, contact_import.rows_total, 0, 0, unread)
    judged = judge(contact_import, parts[0])
    rows = judged.rows
    known = 0
    plan = Plan.from_json(contact_import.mapping)
    if contact_import.kind == ContactImport.Kind.CONTACTS and plan.id:
        known = int(are_known(rows["external_id"], contact_import.source_id).sum())
    shown = with_keys(rows.head(ROWS_SHOWN), contact_import)
    names = [
        name for name in HEADINGS if name in shown.columns and _is_used(name, plan)
    ]
    lines = rows["line"].n_unique()
    is_last = len(parts) == 1
    return Check(
        headings=[HEADINGS[name][0] for name in names],
        rows=[_row(row, names) for row in shown.iter_rows(named=True)],
        refused=judged.refused.head(REFUSED_SHOWN).to_dicts(),
        looked_at=lines + judged.refused.height + (unread if is_last else 0),
        total=contact_import.rows_total,
        good=lines - known,
        known=known,
        bad=judged.refused.height + (unread if is_last else 0),
        unknown_channels=_unknown_channels(parts[0], plan),
    )


def _unknown_channels(part: Path, plan: Plan) -> tuple[str, ...]:
    """In the order in which they come up. “Other” itself says what it is."""
    if not plan.channel:
        return ()
    said = pl.read_parquet(part, columns=[plan.channel])[plan.channel]
    words = said.str.strip_chars().unique(maintain_order=True).drop_nulls().to_list()
    return tuple(
        word
        for word in words
        if word
        and word.lower() != Channel.OTHER.label.lower()
        and plan.channels.get(word, Channel.OTHER) == Channel.OTHER
        and guess_channel(word) == Channel.OTHER
    )[:CHANNELS_SHOWN]


def _is_used(name: str, plan: Plan) -> bool:
    if name == "given_journey_id":
        return bool(plan.journey or plan.journey_fixed)
    column = HEADINGS.get(name, ("", "line"))[1]
    return not column or (column != "line" and bool(getattr(plan, column)))


def _row(row: dict[str, Any], names: list[str]) -> list[Any]:
    return [_shown(name, row[name]) for name in names]


def _shown(name: str, value: Any) -> Any:
    if name == "key":
        return bytes(value).hex()[:8] if value else "nobody"
    if name in CHOICES:
        return CHOICES[name](value).label
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    return "" if value is None else str(value)
