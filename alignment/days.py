"""Days that mean something here: with years around them to look back and ahead."""

from datetime import date

EARLIEST, LATEST = date(1970, 1, 1), date(2099, 12, 31)


def is_near(day: date) -> bool:
    """Whether something can be on this day, or be asked about it."""
    return EARLIEST <= day <= LATEST


def day_asked(text: str, *, otherwise: date) -> date:
    """The day that an address names, up to the other one; that one where none is."""
    try:
        named = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return min(named, otherwise) if is_near(named) else otherwise
