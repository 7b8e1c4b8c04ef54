"""Rules of the product, each broken on purpose in three ways: nothing is changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from tests.journeys.sql import write

Rows = Mapping[str, Any]


@dataclass(frozen=True)
class Sent:
    """What somebody of the cast sends to a page, and the sentence it answers.

    What stands in braces is the key of a row, or of somebody of the cast.
    """

    who: str
    path: str
    data: Mapping[str, Any]
    status: int
    says: str


@dataclass(frozen=True)
class Sql:
    """What the role of the pages writes, and the rule by which it is refused."""

    text: str
    rule: str


@dataclass(frozen=True)
class Rule:
    """`form` is what the page's own form can send; `forged` is what none has: from a
    person who may not, or for a state that does not allow it."""

    form: Sent
    forged: Sent
    sql: Sql


def says(who: str, path: str, sentence: str, /, **data: Any) -> Sent:
    """Refused with a sentence."""
    return Sent(who, path, data, 422, sentence)


def overtaken(who: str, path: str, sentence: str, /, **data: Any) -> Sent:
    """Somebody else was quicker: both versions are shown."""
    return Sent(who, path, data, 409, sentence)


def unfound(who: str, path: str, /, **data: Any) -> Sent:
    """Not theirs: as if it were not there."""
    return Sent(who, path, data, 404, "")


def three_ways(rules: Mapping[str, Rule]) -> Any:
    """Each rule by each way, as one test."""
    ways = [
        pytest.param(way, id=f"{name}, by {kind}")
        for name, rule in rules.items()
        for kind, way in (
            ("its form", rule.form),
            ("a forged request", rule.forged),
            ("SQL", rule.sql),
        )
    ]
    return pytest.mark.parametrize("way", ways)


def break_it(
    way: Sent | Sql,
    rows: Rows,
    request: pytest.FixtureRequest,
    browser: Callable[[Any], Client],
) -> None:
    """It is refused for the reason that is meant, and every row is as it was."""
    known = _Known(rows, request)
    if isinstance(way, Sql):
        sql = way.text.format_map(known)
        before = digest()
        request.getfixturevalue("as_pages")
        with pytest.raises(DatabaseError) as refused:
            write(sql)
        assert way.rule in str(refused.value)
    else:
        client = browser(request.getfixturevalue(way.who))
        path = way.path.format_map(known)
        data = {name: _filled(value, known) for name, value in way.data.items()}
        before = digest()
        answer = client.post(path, data)
        said = " ".join(unescape(answer.content.decode()).split())
        assert answer.status_code == way.status, said
        assert way.says in said
    assert digest() == before


class _Known:
    """The rows by name, and the keys of the cast."""

    def __init__(self, rows: Rows, request: pytest.FixtureRequest) -> None:
        self.rows, self.request = rows, request

    def __getitem__(self, name: str) -> Any:
        if name in self.rows:
            return self.rows[name]
        return self.request.getfixturevalue(name).pk


def _filled(value: Any, known: _Known) -> Any:
    if isinstance(value, list):
        return [_filled(each, known) for each in value]
    return value.format_map(known)


def digest() -> str:
    """Every row of both apps, their histories and what people were told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema ="
            " 'public' AND table_name ~ '^(journeys|actions)_' ORDER BY table_name"
        )
        parts = ", ".join(
            f"(SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {table} t)"
            for (table,) in cursor.fetchall()
        )
        cursor.execute(f"SELECT md5(concat_ws(',', {parts}))")
        return str(cursor.fetchone()[0])
