"""What people are told of an insight: that it was told."""

from typing import TYPE_CHECKING

from alignment.actions.models import News
from alignment.actions.operations.notify import notify, take_back
from journeys.models.looked_after import who_looks_after

if TYPE_CHECKING:
    from journeys.models.insight import Insight


def tell_told(insight: "Insight") -> None:
    """Tell those who look after its journey and its step, once."""
    at = f", at “{insight.step}”" if insight.step else ""
    news = News(
        "insight-told",
        key=_key(insight),
        words=f"{insight.told_by} told of “{insight.journey}”{at}",
        detail=f"“{insight.said}”",
        url=insight.get_absolute_url(),
        by=insight.told_by,
    )
    notify(news, to=who_looks_after(insight.journey, insight.step))


def untell(insight: "Insight") -> None:
    """It was taken back: nobody reads of it any more."""
    take_back(_key(insight))


def _key(insight: "Insight") -> str:
    return f"insight-told-{insight.pk}"
