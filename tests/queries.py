"""The number of queries of a page must not follow the number of its rows."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = 15


def count_queries(client: Client, url: str, **headers: str) -> int:
    """How many queries one request takes; the first, cold one is not counted."""
    client.get(url, headers=headers)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        response = client.get(url, headers=headers)
    assert response.status_code == 200, (url, response.status_code)
    return len(caught)


def assert_same_queries(
    client: Client, url: str, grow: Callable[[], object], **headers: str
) -> None:
    """Ask at the rows there are, grow them to 30 or so, and ask again.

    Fails where the second takes more or fewer queries, or either more than MOST.
    """
    few = count_queries(client, url, **headers)
    grow()
    many = count_queries(client, url, **headers)
    assert few == many, f"{url}: {few} queries with few rows, {many} with many"
    assert many <= MOST, f"{url}: {many} queries"
