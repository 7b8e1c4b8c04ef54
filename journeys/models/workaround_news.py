"""What people are told of a workaround: it is there, goes on, is none, is over."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from alignment.actions.models import News
from alignment.actions.operations.notify import notify
from alignment.people.models import Person
from journeys.models.looked_after import who_looks_after

if TYPE_CHECKING:
    from journeys.models.release import Release
    from journeys.models.use_report import UseReport
    from journeys.models.workaround import Workaround


def tell_told(workaround: "Workaround") -> None:
    """Tell those who look after its journey and its step, once."""
    step = workaround.step
    news = News(
        "workaround-told",
        key=f"workaround-told-{workaround.pk}",
        words=f"Done by hand on “{step.journey}”: “{workaround}”",
        detail=f"{workaround.proposed_by} told of it, at “{step}”.",
        url=workaround.get_absolute_url(),
        by=workaround.proposed_by,
    )
    notify(news, to=who_looks_after(step.journey, step))


def tell_onward(workaround: "Workaround", what: str, by: Person | None) -> None:
    """Whoever told it hears each thing that becomes of it, unless they do it."""
    news = News(
        "workaround-onward",
        key=_now("onward", workaround),
        words=f"What you told of {what}",
        detail=f"You told: “{workaround}”",
        url=workaround.get_absolute_url(),
        by=by,
    )
    notify(news, to=[workaround.proposed_by])


def tell_asked(report: "UseReport", by: Person) -> None:
    """Each time somebody is asked, once."""
    workaround = report.workaround
    asked = report.asked_at.timestamp()
    news = News(
        "workaround-asked",
        key=f"workaround-asked-{report.pk}-{asked:.6f}",
        words=f"Do you still do this by hand? “{workaround}”",
        detail=f"{by} asks. It counts as over only once you say “no more” yourself. One"
        " tap is enough.",
        url=workaround.get_absolute_url(),
        by=by,
    )
    notify(news, to=[report.person])


def tell_rejected(workaround: "Workaround", by: Person) -> None:
    news = News(
        "workaround-rejected",
        key=_now("rejected", workaround),
        words=f"What you told of is no workaround: “{workaround}”",
        detail=f"{by} says why: “{workaround.rejected_because}” If you see it"
        " differently, talk to each other. It can be opened again.",
        url=workaround.get_absolute_url(),
        by=by,
    )
    notify(news, to=[workaround.proposed_by])


def tell_retired(
    workaround: "Workaround", fix: "Release", people: Iterable[Person], by: Person
) -> None:
    news = News(
        "workaround-retired",
        key=_now("retired", workaround),
        words=f"Nobody does this by hand any more: “{workaround}”",
        detail=f"Since “{fix}” everybody who was asked has said “no more”. If you do it"
        " again, say so, and it is opened again.",
        url=workaround.get_absolute_url(),
        by=by,
    )
    notify(news, to=people)


def _now(what: str, workaround: "Workaround") -> str:
    """It may be opened again and end again, and then is told again."""
    return f"workaround-{what}-{workaround.pk}-{timezone.now().timestamp():.6f}"
