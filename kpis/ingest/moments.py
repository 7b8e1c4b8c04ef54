"""Days and times in the ways the world writes them, as moments in UTC."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import polars as pl

OLDEST = datetime(1970, 1, 2, tzinfo=UTC)
CLOCKS = ("%H:%M:%S", "%H:%M:%S%.f", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%H%M%S", "")
OFFSET = r"\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$"


@dataclass(frozen=True)
class Way:
    """A way of writing days; `days` in the notation of strftime."""

    key: str
    label: str
    days: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """The label within a sentence."""
        return self.label[0].lower() + self.label[1:]


WAYS = {
    way.key: way
    for way in (
        Way("iso", "Year first, like 2026-11-16 14:05:09", ("%Y-%m-%d",)),
        Way(
            "dmy",
            "Day first, like 16/11/2026 or 16.11.2026",
            ("%d-%m-%Y", "%d-%m-%y", "%d-%b-%Y", "%d-%B-%Y"),
        ),
        Way(
            "mdy",
            "Month first, like 11/16/2026",
            ("%m-%d-%Y", "%m-%d-%y", "%b-%d-%Y", "%B-%d-%Y"),
        ),
        Way("yyyymmdd", "Eight figures, like 20261116", ("%Y%m%d",)),
        Way("yymmdd", "Six figures, like 261116", ("%y%m%d",)),
        Way("epoch", "Seconds since 1970, like 1795615509"),
        Way("epoch_ms", "Milliseconds since 1970, like 1795615509000"),
        Way("excel", "A spreadsheet's day number, like 46342.58"),
    )
}


def parse(texts: pl.Series, way: str, zone: str) -> pl.Series:
    """Moments in UTC, null where the text is not written in this way.

    Times without an offset are of `zone`; those that its clocks skip in spring
    count as an hour later, those that come twice in autumn as the first of them.
    """
    if way in {"epoch", "epoch_ms"}:
        number = texts.str.strip_chars().cast(pl.Float64, strict=False)
        micros = number * (1_000_000 if way == "epoch" else 1_000)
        within = micros.is_between(0, 2**53)
        moments = micros.set(~within.fill_null(value=False), None).cast(pl.Int64)
        return _sane(moments.cast(pl.Datetime("us", "UTC")))
    if way == "excel":
        return _sane(_in_zone(_excel(texts), zone))
    return _written(_even(texts), WAYS[way], zone)


UNEVEN = r"[/.,]|\s\s|\d[Tt]\d|[A-Za-z]{3}\s|\d\s[A-Za-z]"


def _even(texts: pl.Series) -> pl.Series:
    """The texts with one blank between parts and hyphens within the day."""
    texts = texts.str.strip_chars()
    uneven = texts.str.contains(UNEVEN).fill_null(value=False)
    if not uneven.any():
        return texts
    text = texts.to_frame("t").select(
        pl.col("t")
        .str.replace(r"(\d)[Tt](\d)", "${1} ${2}")
        .str.replace_all(r"\s+", " ")
        .str.replace(r"^(\d{1,4})[/.\s](\d{1,2})[/.\s](\d{1,4})\.?,?", "$1-$2-$3")
        .str.replace(r"^(\d{1,2})\.?[\s-]([A-Za-z]+)\.?,?[\s-](\d{2,4}),?", "$1-$2-$3")
        .str.replace(r"^([A-Za-z]+)\.?\s(\d{1,2}),?\s(\d{4}),?", "$1-$2-$3")
    )["t"]
    return text.zip_with(uneven, texts)


def _written(texts: pl.Series, way: Way, zone: str) -> pl.Series:
    """Try one shape after the other, each on what is left only."""
    found = pl.Series(texts.name, [None] * len(texts), dtype=pl.Datetime("us", "UTC"))
    for shape in _shapes(texts, way):
        left = found.is_null() & texts.is_not_null()
        if not left.any():
            break
        everything = bool(left.all())
        rest = texts if everything else texts.filter(left)
        moments = _sane(_shaped(rest, shape, zone))
        if everything:
            found = moments
        else:
            places = left.arg_true().to_list()
            found = found.scatter(places, moments)
    return found


def _shapes(texts: pl.Series, way: Way) -> Iterator[str]:
    """The shapes that can occur, those of the first text first."""
    shapes = [
        " ".join(part for part in (day, clock, offset) if part)
        for day in way.days
        for clock in CLOCKS
        for offset in ("", "%z")
        if not (offset and not clock)
    ]
    if way.key in {"yyyymmdd", "yymmdd"}:
        shapes += [f"{way.days[0]}{clock}" for clock in ("%H%M%S", "%H%M")]
    first = next((text for text in texts.head(100).to_list() if text), "")
    alone, others = pl.Series([first]), []
    for shape in shapes:
        if _sane(_shaped(alone, shape, "UTC")).is_not_null()[0]:
            yield shape
        else:
            others.append(shape)
    yield from others


def _shaped(texts: pl.Series, shape: str, zone: str) -> pl.Series:
    if shape.endswith("%z"):
        signed = texts.str.replace(r"\s*(?:Z|UTC|GMT)$", " +0000")
        signed = signed.str.replace(r"(\d)\s*([+-]\d\d:?\d\d)$", "$1 $2")
        moments = signed.str.to_datetime(shape, time_unit="us", strict=False)
        return moments.dt.convert_time_zone("UTC")
    if "%H" not in shape and "%I" not in shape:
        days = texts.str.to_date(shape, strict=False)
        return _in_zone(days.cast(pl.Datetime("us")), zone)
    return _in_zone(texts.str.to_datetime(shape, time_unit="us", strict=False), zone)


def _in_zone(naive: pl.Series, zone: str) -> pl.Series:
    if zone == "UTC":
        return naive.dt.replace_time_zone("UTC")
    placed = naive.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    if placed.null_count() > naive.null_count():
        later = naive.dt.offset_by("1h").dt.replace_time_zone(
            zone, ambiguous="earliest", non_existent="null"
        )
        placed = placed.zip_with(placed.is_not_null(), later)
    return placed.dt.convert_time_zone("UTC")


def _excel(texts: pl.Series) -> pl.Series:
    number = (
        texts.str.strip_chars().str.replace(",", ".").cast(pl.Float64, strict=False)
    )
    within = number.is_between(1, 200_000).fill_null(value=False)
    seconds = ((number.set(~within, None) - 25_569) * 86_400).round().cast(pl.Int64)
    return (seconds * 1_000_000).cast(pl.Datetime("us"))


def _sane(moments: pl.Series) -> pl.Series:
    """Null outside 1970 to a hundred years from now: a year 16 is no year."""
    newest = datetime.now(UTC) + timedelta(days=36_500)
    return moments.set(~moments.is_between(OLDEST, newest).fill_null(value=True), None)


def guess(samples: list[str]) -> tuple[str, str]:
    """The way in which most samples are written, and one that fits as well, or "".

    Day first is taken where day and month could be either; the page says so.
    """
    texts = _readable(samples)
    fits = {}
    for way in WAYS:
        if _may_be(texts, way):
            fits[way] = _share(texts, way)
        if fits.get(way) == 1 and way != "dmy":
            break
    best = max(fits, key=lambda way: fits[way], default="iso")
    if not fits or fits[best] == 0:
        return "iso", ""
    if best == "dmy" and fits.get("mdy") == fits["dmy"]:
        return "dmy", "mdy"
    return best, ""


def looks_like_moments(samples: list[str]) -> bool:
    """Whether most of these are days or moments, rather than numbers or words."""
    texts = _readable(samples)
    return any(_share(texts, way) > 0.5 for way in WAYS if _may_be(texts, way))


MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
WORDS = re.compile(rf"({MONTHS})[a-z]*|am|pm|t|z|utc|gmt", re.I)


def _readable(samples: list[str]) -> tuple[str, ...]:
    """The samples, but "" for those with words in them that no moment has."""
    texts = [text.strip() for text in samples if text.strip()]
    return tuple(
        text if all(map(WORDS.fullmatch, re.findall(r"[^\W\d_]+", text))) else ""
        for text in texts
    )


FIGURES = re.compile(r"\s*(\d+)([.,]\d+)?\s*")
LENGTHS = {
    "yyyymmdd": {8, 12, 14},
    "yymmdd": {6},
    "epoch_ms": {12, 13},
    "epoch": {9, 10},
    "excel": {5},
}


def _share(texts: tuple[str, ...], way: str) -> float:
    parsed = parse(pl.Series(texts, dtype=pl.String), way, "UTC")
    return 1 - parsed.null_count() / len(texts) if texts else 0.0


def _may_be(texts: tuple[str, ...], way: str) -> bool:
    """Plain numbers are days only where their length says so."""
    if not any(texts):
        return False
    figures = [match for text in texts if (match := FIGURES.fullmatch(text))]
    if len(figures) * 2 < len(texts):
        return way not in {"epoch", "epoch_ms", "excel"}
    return {len(match[1]) for match in figures} <= LENGTHS.get(way, set())


CLOCK = re.compile(r"\s*\d{1,2}:\d\d(:\d\d(\.\d+)?)?\s*([AaPp][Mm])?\s*")


def looks_like_times(samples: list[str]) -> bool:
    """Times of day without a day."""
    texts = [text for text in samples if text.strip()]
    return bool(texts) and all(CLOCK.fullmatch(text) for text in texts)
