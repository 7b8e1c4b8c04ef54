"""What somebody typed, as questions to words the database keeps in plain letters."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db import connection

MOST = 10
"""Words that count; who types more is found with these."""
PARSED = """
SELECT token, (ts_lexize('english_stem', token))[1],
       ts_lexize('english_stem', token) = '{}'
  FROM ts_parse('default', search_plain(%s)) WHERE tokid <> 12
"""
"""Taken apart as the index takes texts apart; 12 are the blanks between words."""


@dataclass(frozen=True)
class Word:
    """In plain letters, with its English stem; `is_common` words are in all texts."""

    plain: str
    stem: str
    is_common: bool

    def begins(self, *, weight: str = "") -> str:
        """As the beginning of a word, or as another form of the same word.

        A single letter is the beginning of too much: it stands for itself.
        """
        prefix = (
            f"'{self.plain}':*{weight}" if len(self.plain) > 1 else self.is_(weight)
        )
        of_stem = "B" if weight == "A" else weight
        stem = f"'{self.stem}':{of_stem}".rstrip(":")
        return f"({prefix} | {stem})" if self.stem else prefix

    def is_(self, weight: str = "") -> str:
        return f"'{self.plain}':{weight}".rstrip(":")


@dataclass(frozen=True)
class Asked:
    """The words to look for. All of them must be there, in any order."""

    text: str
    words: tuple[Word, ...]
    is_common: bool
    """Nothing but words that stand in nearly every text."""

    @property
    def begun(self) -> SearchQuery:
        return _query([self.begun_in_words])

    @property
    def begun_in_words(self) -> str:
        """As `to_tsquery('simple', …)` reads it."""
        return " & ".join(word.begins() for word in self.words)

    @property
    def begun_in_title(self) -> SearchQuery:
        return _query(word.begins(weight="A") for word in self.words)

    @property
    def whole(self) -> SearchQuery:
        return _query(word.is_() for word in self.words)

    @property
    def whole_in_title(self) -> SearchQuery:
        return _query(word.is_("A") for word in self.words)


def asked(text: str) -> Asked:
    """One query. Common words count for nothing beside others."""
    if not text:
        return Asked("", (), is_common=False)
    with connection.cursor() as cursor:
        cursor.execute(PARSED, [text])
        said = [Word(plain, stem or "", common) for plain, stem, common in cursor]
    words = tuple(dict.fromkeys(word for word in said if not word.is_common))
    return Asked(text, words[:MOST], is_common=bool(said) and not words)


def _query(parts: Iterable[str]) -> SearchQuery:
    return SearchQuery(" & ".join(parts), config="simple", search_type="raw")
