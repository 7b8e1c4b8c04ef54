"""What a change of actions is called, and the token that takes it back for an hour."""

from datetime import date, datetime
from typing import Any

from django.core import signing
from django.http import Http404
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime

from alignment.actions.models import Action
from alignment.actions.operations.change import Before, Change
from alignment.people.models import Person

SALT = "actions.before"
SECONDS = 3600
DONE = {
    "finish": "done",
    "drop": "not needed any more",
    "reopen": "open again",
}


def said_of(change: Change, before: list[Before], actions: list[Action]) -> str:
    """Like “3 actions are done”; of one its name."""
    if not before:
        return "Nothing to change"
    one = next(each for each in actions if each.pk == before[0].pk)
    what = f"“{one}” is" if len(before) == 1 else f"{len(before)} actions are"
    if change.what == "give" and change.to:
        return f"{what} given to {change.to.first_name}"
    if change.what == "carry" and change.day:
        return f"{what} due {change.day:%-d %B}"
    return f"{what} {DONE[change.what]}"


def address_of(before: list[Before], *, by: Person) -> str:
    """Where somebody posts to take back what they did."""
    return reverse("actions:action-restore", args=[token_of(before, by=by)])


def token_of(before: list[Before], *, by: Person) -> str:
    stored = [
        [each.pk, each.version, {k: _plain(v) for k, v in each.values.items()}]
        for each in before
    ]
    return signing.dumps(stored, salt=_salt(by), compress=True)


def before_of(token: str, *, by: Person) -> list[Before]:
    """What a token holds. Raises Http404 for one that is forged, old, or not theirs."""
    try:
        stored = signing.loads(token, salt=_salt(by), max_age=SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    return [Before(pk, _full(values), version) for pk, version, values in stored]


def _salt(person: Person) -> str:
    return f"{SALT}.{person.pk}"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _full(values: dict[str, Any]) -> dict[str, Any]:
    closed = values["closed_at"]
    return {
        **values,
        "due_on": parse_date(values["due_on"]),
        "closed_at": parse_datetime(closed) if closed else None,
    }
