"""Runs the reader of calendars in a process of its own, and puts its end into words."""

import json
import logging
from datetime import datetime

from alignment.apart import TookTooLong, run_apart
from journeys.calendars.reading import Interval, Unreadable, Window

logger = logging.getLogger(__name__)
WALL_SECONDS = 20
HARD = (
    "It takes too much time or memory to work out. Perhaps something in it recurs"
    " every second: take that out, or export the next months only."
)


def read_apart(data: bytes, window: Window) -> list[Interval]:
    """The busy times of a calendar. Raises Unreadable."""
    asked = {
        "first": window.first.isoformat(),
        "last": window.last.isoformat(),
        "zone": window.zone,
    }
    try:
        done = run_apart(
            "-m",
            "journeys.calendars.reader",
            seconds=WALL_SECONDS,
            data=json.dumps(asked).encode() + b"\n" + data,
        )
    except TookTooLong as error:
        raise Unreadable(HARD) from error
    if done.returncode != 0:
        logger.warning("a calendar ended its reader with %s", done.returncode)
        raise Unreadable(HARD)
    answer = json.loads(done.stdout)
    if problem := answer.get("problem"):
        raise Unreadable(problem)
    return [
        (datetime.fromisoformat(first), datetime.fromisoformat(last))
        for first, last in answer["busy"]
    ]
