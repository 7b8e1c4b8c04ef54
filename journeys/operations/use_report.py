"""Asking staff whether they still do it by hand, and retiring what nobody does."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Person, Side
from journeys.models import Workaround
from journeys.models.use_report import UseReport
from journeys.models.workaround import WrongMoment
from journeys.models.workaround_news import tell_asked, tell_retired


@transaction.atomic
def ask_staff(*, workaround: Workaround, people: Iterable[Person], by: Person) -> int:
    """Ask people of ops by name; how many were asked.

    Who waits to be heard, or has said “no more” since the release, is not asked again.
    Raises WrongMoment, NotOfOps.
    """
    workaround.lock()
    if workaround.state not in Workaround.OWNED:
        raise WrongMoment("Staff are asked once it is accepted and not retired.")
    asked = 0
    for person in people:
        if person.side != Side.OPS or not person.is_active:
            raise NotOfOps(f"{person} does not work there. Ask those who do it.")
        if _is_asked_anew(workaround, person, by):
            asked += 1
    if asked:
        publish("workarounds")
    return asked


def _is_asked_anew(workaround: Workaround, person: Person, by: Person) -> bool:
    report, is_new = workaround.reports.get_or_create(
        person=person, defaults={"asked_by": by}
    )
    if is_new:
        tell_asked(report, by)
        return True
    if report.answered_on is None or _says_no_more(report, workaround):
        return False
    report.times_a_week = report.answered_on = None
    report.asked_by, report.asked_at = by, timezone.now()
    report.save()
    tell_asked(report, by)
    return True


@transaction.atomic
def report_use(*, workaround: Workaround, times_a_week: Decimal, by: Person) -> None:
    """Say how often one still does it, 0 for “no more”. Safe to repeat.

    Whoever does it again opens one that was retired. Raises NotOfOps, WrongMoment.
    """
    workaround.lock()
    if by.side != Side.OPS:
        raise NotOfOps("Only those who might do it say whether they do.")
    if workaround.state in {Workaround.State.PROPOSED, Workaround.State.REJECTED}:
        raise WrongMoment(f"It is {workaround.word}. Nobody is asked yet.")
    if workaround.state == Workaround.State.RETIRED:
        if not times_a_week:
            return
        workaround.put_back()
    said = {"times_a_week": times_a_week, "answered_on": timezone.localdate()}
    workaround.reports.update_or_create(
        person=by, defaults=said, create_defaults={**said, "asked_by": by}
    )
    publish("workarounds")


@transaction.atomic
def retire(*, workaround: Workaround, by: Person) -> None:
    """Nobody does it by hand any more, as all who were asked say themselves, and
    whoever of ops told of it.

    Safe to repeat. Raises WrongMoment, NotItsRelease, StillInUse.
    """
    workaround.lock()
    if workaround.state == Workaround.State.RETIRED:
        return
    today, fix = timezone.localdate(), workaround.release
    if workaround.state != Workaround.State.PLANNED or fix is None:
        raise WrongMoment("Name the release that ends it first.")
    workaround.must_come_before(fix)
    if fix.released_on > today:
        raise WrongMoment(f"“{fix}” has not landed yet.")
    reports = list(workaround.reports.counting().select_related("person"))
    _must_be_unused(workaround, reports)
    workaround.state, workaround.retired_on = Workaround.State.RETIRED, today
    workaround.ownerless_at = None
    workaround.keep()
    people = [workaround.proposed_by, *(one.person for one in reports)]
    tell_retired(workaround, fix, people, by)


def _must_be_unused(workaround: Workaround, reports: list[UseReport]) -> None:
    if not reports:
        raise StillInUse("Ask those who do it first, by name.")
    teller = workaround.proposed_by
    is_here = teller.is_active and teller.side == Side.OPS
    if is_here and teller not in [report.person for report in reports]:
        raise StillInUse(f"{teller} told of it. Ask them too.")
    for report in reports:
        if report.times_a_week:
            raise StillInUse(f"{report.person} still does it by hand.")
        if not _says_no_more(report, workaround):
            raise StillInUse(
                f"{report.person} has not said “no more” since the release."
            )


def _says_no_more(report: UseReport, workaround: Workaround) -> bool:
    """Zero, said on the day of the fix or later; without a fix, said at all."""
    if report.answered_on is None or report.times_a_week:
        return False
    fix = workaround.release
    return fix is None or report.answered_on >= fix.released_on


class NotOfOps(Exception):
    """Those who do it by hand work in ops."""


class StillInUse(Exception):
    """Somebody does it by hand, or has not said otherwise."""
