"""One line of JSON a log record, so that any collector can read it."""

import json
import logging
import re
from datetime import UTC, datetime

SECRET = re.compile(r"(/invitations/|/password/reset/key/)[^/\s?\"']+")
"""The part of an address that lets somebody in."""


class LineFormatter(logging.Formatter):
    """Writes time, level, logger and message; a traceback follows in `error`.

    What lets somebody in is left out, also where an answer was no success.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return SECRET.sub(r"\1…", json.dumps(line, ensure_ascii=False))
