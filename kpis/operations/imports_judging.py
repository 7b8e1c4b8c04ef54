"""Judges a part of an import as its plan says."""

from pathlib import Path

import polars as pl
from django.conf import settings

from journeys.models import Journey
from kpis.ingest.contacts import judge_contacts
from kpis.ingest.customers import judge_customers
from kpis.ingest.judging import Judged
from kpis.ingest.plan import Plan, Surroundings
from kpis.models import ContactImport


def surroundings(contact_import: ContactImport) -> Surroundings:
    """What its rows are judged with beside its plan."""
    journeys = list(Journey.objects.shown().values_list("pk", "title", "slug", "state"))
    return Surroundings(
        names={
            f"c{place}": column["name"]
            for place, column in enumerate(contact_import.columns)
        },
        zone=contact_import.source.time_zone,
        home_zone=settings.TIME_ZONE,
        journeys={
            name.lower(): pk
            for pk, title, slug, _ in journeys
            for name in (slug, title)
        },
        live_journeys=tuple(
            pk for pk, _, _, state in journeys if state == Journey.State.LIVE
        ),
    )


def judge(contact_import: ContactImport, part: Path, ids: Path | None = None) -> Judged:
    """The rows of one part fit to be stored, and those that are not."""
    plan = Plan.from_json(contact_import.mapping)
    around = surroundings(contact_import)
    frame = pl.read_parquet(part, columns=["line", *dict.fromkeys(plan.columns)])
    if contact_import.kind == ContactImport.Kind.CUSTOMERS:
        return judge_customers(frame, plan, around)
    made = pl.read_parquet(ids)["id"] if ids and ids.exists() else None
    if made is None and not plan.id:
        made = frame["line"].cast(pl.String)
    return judge_contacts(frame, plan, around, made)
