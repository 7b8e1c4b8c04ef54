"""Marks what a change of contacts or activity made out of date."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from kpis.models import Freshness


def mark_days(days: Iterable[date]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kpis_dirtyday (day) SELECT DISTINCT unnest(%s::date[])",
            [list(days)],
        )


def mark_customers(customer_ids: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kpis_dirtycustomer (customer_id)"
            " SELECT DISTINCT unnest(%s::bigint[])",
            [list(customer_ids)],
        )


def ask_for_rebuild() -> None:
    """Everything changed: working it all out is quicker than what changed."""
    row = Freshness.current()
    Freshness.objects.filter(pk=row.pk).update(rebuild=True)
