"""The contacts behind a number, a page at a time.

Days are walked from the newest, and the sums of each day say whether it has any of
the contacts asked for: however many contacts there are, only the days a page needs
are read. Where sums cannot say (an import's contacts), days are read in ever wider
spans.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from kpis.models import Channel, Contact, ContactDay, ContactRepeat, Direction, Reason
from kpis.queries.scope import Period, Scope

A_PAGE = 50
ROOM = 4
"""How many times a page the first span of days holds when the sums cannot tell."""
Cursor = tuple[datetime, int, str]


@dataclass(frozen=True)
class Wanted:
    """Which contacts. `followed` is "", "any" or "same"; `handled` None for both."""

    scope: Scope
    period: Period
    reason_id: int | None = None
    reason_words: str = ""
    """Letters that stand in the name of the reason."""
    handled: bool | None = None
    followed: str = ""
    import_id: int | None = None


@dataclass(frozen=True)
class ContactRow:
    """One contact. `customer` is the short form of the keyed hash, never an id."""

    began_at: datetime
    customer: str
    reason: str
    source: str
    channel: str
    direction: str
    handled_seconds: int | None
    is_handled: bool
    is_abandoned: bool
    is_complaint: bool
    journey: str
    step: str


@dataclass(frozen=True)
class ContactPage:
    rows: list[ContactRow]
    total: int | None
    """Of all pages; None where only reading everything could tell."""
    older: Cursor | None
    """Where the next page begins."""


def contact_page(wanted: Wanted, after: Cursor | None = None) -> ContactPage:
    """The newest first, from a place on; a handful of queries at any size."""
    days = _days(wanted)
    found: list[Contact] = []
    for span in _spans(wanted, days, after):
        rows = _contacts(wanted, span, after)[: A_PAGE + 1 - len(found)]
        found += list(rows)
        if len(found) > A_PAGE:
            break
    shown = found[:A_PAGE]
    older = _place(shown[-1]) if len(found) > A_PAGE else None
    return ContactPage([row_of(one) for one in shown], _total(wanted, days), older)


def contact_days(wanted: Wanted) -> list[date]:
    """The days that may have such contacts, newest first."""
    return [day for day, _ in _days(wanted)]


def contacts_of(wanted: Wanted, day: date) -> Iterator[ContactRow]:
    """All of one day, newest first."""
    return map(row_of, _contacts(wanted, Period(day, day), None))


def _days(wanted: Wanted) -> list[tuple[date, int]]:
    """Days with how many contacts, at most, newest first, from the sums alone."""
    rows = ContactDay.objects.filter(wanted.scope.where() & wanted.period.where())
    if wanted.reason_id is not None:
        rows = rows.filter(reason_id=wanted.reason_id)
    if wanted.reason_words:
        rows = rows.filter(reason_id__in=_reasons(wanted.reason_words))
    found = rows.values_list("day").annotate(n=Sum(_counted(wanted))).filter(n__gt=0)
    return list(found.order_by("-day"))


def _counted(wanted: Wanted) -> Any:
    if wanted.followed:
        same = wanted.followed == "same"
        return F("followed_same_reason" if same else "followed_any")
    if wanted.handled:
        return F("handled")
    if wanted.handled is False:
        return F("inbound") + F("outbound") - F("handled")
    return F("inbound") + F("outbound")


def _total(wanted: Wanted, days: list[tuple[date, int]]) -> int | None:
    mixed = bool(wanted.followed) and wanted.handled is not None
    if wanted.import_id is not None or mixed:
        return None
    return sum(count for _, count in days)


def _spans(
    wanted: Wanted, days: list[tuple[date, int]], after: Cursor | None
) -> Iterator[Period]:
    """Spans of days to read, each just wide enough for a page if sums are right."""
    if after is not None:
        last = timezone.localdate(after[0])
        days = [(day, count) for day, count in days if day <= last]
    room = A_PAGE + 1
    if wanted.import_id is not None:
        room *= ROOM
    begun = 1 if after is not None else 0  # a day that is partly shown may hold none
    while days:
        totals = accumulate(count for _, count in days[begun:])
        enough = (i for i, total in enumerate(totals, begun) if total >= room)
        take = next(enough, len(days) - 1) + 1
        yield Period(days[take - 1][0], days[0][0])
        days, room, begun = days[take:], room * ROOM, 0


def _contacts(wanted: Wanted, span: Period, after: Cursor | None) -> QuerySet[Contact]:
    rows = Contact.objects.filter(span.where() & _where(wanted))
    if after is not None:
        began_at, source_id, external_id = after
        rows = rows.filter(began_at__lte=began_at).exclude(
            Q(began_at=began_at)
            & (
                Q(source_id__gt=source_id)
                | Q(source_id=source_id, external_id__gte=external_id)
            )
        )
    return rows.select_related(
        "customer",
        "reason__source",
        "reason__journey",
        "reason__step",
        "given_journey",
    ).order_by("-began_at", "-source_id", "-external_id")


def _where(wanted: Wanted) -> Q:
    kept = _place_where(wanted.scope)
    if wanted.scope.channel is not None:
        kept &= Q(channel=wanted.scope.channel)
    if wanted.reason_id is not None:
        kept &= Q(reason_id=wanted.reason_id)
    if wanted.reason_words:
        kept &= Q(reason_id__in=_reasons(wanted.reason_words))
    if wanted.handled is not None:
        kept &= Q(is_handled=wanted.handled)
    if wanted.import_id is not None:
        kept &= Q(contact_import_id=wanted.import_id)
    if wanted.followed:
        repeats = ContactRepeat.objects.filter(
            customer_id=OuterRef("customer_id"),
            source_id=OuterRef("source_id"),
            external_id=OuterRef("external_id"),
        )
        if wanted.followed == "same":
            repeats = repeats.filter(is_same_reason=True)
        kept &= Q(Exists(repeats))
    return kept


def _reasons(words: str) -> QuerySet[Reason, int]:
    return Reason.objects.filter(label__icontains=words).values_list("pk", flat=True)


def _place_where(scope: Scope) -> Q:
    """A given journey goes before the reason's; its step counts in its own journey."""
    if scope.unmapped:
        return Q(given_journey=None, reason__journey=None)
    if scope.step_id is not None:
        return Q(reason__step_id=scope.step_id) & (
            Q(given_journey=None) | Q(given_journey_id=F("reason__journey_id"))
        )
    if scope.journey_id is not None:
        return Q(given_journey_id=scope.journey_id) | Q(
            given_journey=None, reason__journey_id=scope.journey_id
        )
    return Q()


def _place(contact: Contact) -> Cursor:
    return contact.began_at, contact.source_id, contact.external_id


def row_of(contact: Contact) -> ContactRow:
    journey = contact.given_journey or contact.reason.journey
    own = journey is not None and contact.reason.journey_id == journey.pk
    step = contact.reason.step if own else None
    seconds = [contact.talk_seconds, contact.hold_seconds, contact.after_seconds]
    known = [second for second in seconds if second is not None]
    return ContactRow(
        began_at=contact.began_at,
        customer=str(contact.customer) if contact.customer else "",
        reason=str(contact.reason),
        source=contact.reason.source.name,
        channel=Channel(contact.channel).label,
        direction=Direction(contact.direction).label,
        handled_seconds=sum(known) if known else None,
        is_handled=contact.is_handled,
        is_abandoned=contact.is_abandoned,
        is_complaint=contact.is_complaint,
        journey=journey.title if journey else "",
        step=step.name if step else "",
    )
