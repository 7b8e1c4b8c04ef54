"""What is written about requests can be read by many, so it lets nobody in."""

import json
import logging

import pytest

from alignment.logs import LineFormatter


def written(message: str, *args: object) -> str:
    record = logging.LogRecord(
        "django.request", logging.WARNING, __file__, 1, message, args, None
    )
    return str(json.loads(LineFormatter().format(record))["message"])


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/invitations/Opk5tHcAMYinxTqFHW-RdvzO7/", "/invitations/…/"),
        ("/invitations/Opk5tHcAMYinxTqFHW-RdvzO7/x", "/invitations/…/x"),
        ("/accounts/password/reset/key/3-d5h/", "/accounts/password/reset/key/…/"),
        ("/settings/invitations/7/resend/", "/settings/invitations/…/resend/"),
        ("/journeys/move-home/", "/journeys/move-home/"),
    ],
)
def test_log_leaves_out_what_lets_somebody_in(path, kept):
    assert written("%s: %s", "Unprocessable Entity", path) == (
        f"Unprocessable Entity: {kept}"
    )
