"""What single cells mean: seconds, yes and no, channels, and what is nobody."""

import polars as pl

from kpis.ingest.plan import UNIT_SECONDS

MOST_SECONDS = 10_000_000
YES = {
    *("1", "true", "t", "yes", "y", "x", "on", "ja", "j", "oui", "o", "si", "sí", "s"),
    *("sim", "wahr", "vrai", "verdadero", "tak", "ano", "kyllä", "1.0"),
}
NO = {
    *("0", "false", "f", "no", "n", "off", "nein", "non", "não", "nao", "nej", "nie"),
    *("falsch", "faux", "falso", "ne", "ei", "-", "0.0"),
}
CHANNEL_WORDS = {
    1: ("call", "phone", "voice", "tele", "anruf", "appel", "llamada", "inbound"),
    2: ("chat", "whatsapp", "messag", "sms", "bot", "social", "facebook", "twitter"),
    3: ("mail", "letter", "post", "form", "web", "ticket", "brief", "correo", "fax"),
    4: ("visit", "store", "shop", "branch", "walk", "besuch", "filiale", "desk"),
}
OUTBOUND_WORDS = ("out", "ausgehend", "sortant", "saliente", "dialled", "dialed")
HANDLED_WORDS = (
    *("agent", "handled", "answer", "connect", "complete", "closed", "solved"),
    *("resolved", "served", "done", "success", "ok", "angenommen", "traité"),
)
ABANDONED_WORDS = ("hang", "aband", "lost", "missed", "drop", "quit", "aufgelegt")


def seconds(texts: pl.Series, unit: str) -> pl.Series:
    """Whole seconds; null for what is no length of time.

    Texts with colons are read as h:mm:ss or mm:ss whatever the unit.
    """
    factor = UNIT_SECONDS[unit]
    number = texts.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    found = number * factor
    clocked = texts.str.contains(":", literal=True).fill_null(value=False)
    if clocked.any():
        found = found.zip_with(~clocked, _clock(texts))
    sane = found.is_between(0, MOST_SECONDS).fill_null(value=False)
    return found.set(~sane, None).round().cast(pl.Int32)


def _clock(texts: pl.Series) -> pl.Series:
    parts = texts.str.extract_groups(r"^(?:(\d+):)?(\d{1,3}):(\d{1,2}(?:\.\d+)?)$")
    cells = parts.struct.unnest().cast(pl.Float64)
    hours, minutes, rest = cells.get_columns()
    return hours.fill_null(0) * 3600 + minutes * 60 + rest


def yes_no(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The answers, and where there is a text that is neither yes nor no."""
    words = texts.str.to_lowercase()
    answers = _mapped(
        words, {word: word in YES for word in words.unique().to_list() if word}
    )
    known = [word for word in words.unique().to_list() if word in YES | NO]
    return answers, words.is_not_null() & ~words.is_in(known)


def _mapped(words: pl.Series, meaning: dict[str, bool]) -> pl.Series:
    if not meaning:
        return pl.Series(words.name, [None], dtype=pl.Boolean).new_from_index(
            0, len(words)
        )
    return words.replace_strict(meaning, default=None, return_dtype=pl.Boolean)


def one_of(texts: pl.Series, meant: tuple[str, ...]) -> pl.Series:
    """Whether each text is one of those meant, by letters and not by their case."""
    if not meant:
        return pl.Series([False]).new_from_index(0, len(texts))
    return (
        texts.str.to_lowercase()
        .is_in([word.lower() for word in meant])
        .fill_null(value=False)
    )


def guess_channel(value: str) -> int:
    """The channel that a source's word for it most likely means; 9 is any other."""
    word = value.lower()
    for channel, words in CHANNEL_WORDS.items():
        if any(each in word for each in words):
            return channel
    return 9


def guess_outbound(values: list[str]) -> list[str]:
    return [each for each in values if _has(each, OUTBOUND_WORDS)]


def guess_handled(values: list[str]) -> list[str]:
    return [each for each in values if _has(each, HANDLED_WORDS)]


def guess_abandoned(values: list[str]) -> list[str]:
    return [each for each in values if _has(each, ABANDONED_WORDS)]


def _has(value: str, words: tuple[str, ...]) -> bool:
    return any(word in value.lower() for word in words)
