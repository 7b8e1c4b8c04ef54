"""News for tests."""

from alignment.actions.models import News


def news(key: str = "thing", kind: str = "action-given", **more) -> News:
    given = {"words": f"Petra asks you: {key}", "url": "/actions/"}
    return News(kind, key, **given | more)
