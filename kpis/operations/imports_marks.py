"""Marks what a change of contacts or activity made out of date."""

from collections.abc import Iterable
from datetime import date

from django.db import connection


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
