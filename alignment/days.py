"""Days that mean something here: with years around them to look back and ahead."""

from datetime import date

EARLIEST, LATEST = date(1970, 1, 1), date(2099, 12, 31)
BAD_DAY = "Enter a day, like 3 March 2026."
FAR = "This day is too far away. Check its year."
NO_DAY = "The address asks for a day that is none. Write it like 2026-11-23."


def is_near(day: date) -> bool:
    """Whether something can be on this day, or be asked about it."""
    return EARLIEST <= day <= LATEST


def day_named(text: str) -> date | None:
    """The day that an address names; none where that makes no sense."""
    try:
        named = date.fromisoformat(text)
    except ValueError:
        return None
    return named if is_near(named) else None


def day_problem(text: str) -> str:
    """What is wrong with the day that an address names, in words; "" where nothing."""
    return NO_DAY if text and day_named(text) is None else ""


def day_asked(text: str, *, otherwise: date) -> date:
    """The day that an address names, up to the other one; that one where none is."""
    return min(day_named(text) or otherwise, otherwise)
