"""When a talk is better spoken than written, and between whom."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from alignment.actions.models.thread import Thread
from alignment.people.models import Person

MANY = 6
UNANSWERED = timedelta(days=3)


@dataclass(frozen=True)
class Suggestion:
    """`many` comments, between the two who wrote most; or an answer that the first of
    the pair is `waiting` for."""

    kind: str
    pair: tuple[Person, Person]
    count: int
    days: int

    def partner_of(self, person: Person) -> Person:
        return self.pair[1] if person == self.pair[0] else self.pair[0]

    def words_for(self, person: Person) -> str:
        """Calm, and to one of the two."""
        if self.kind == "many":
            return f"{self.count} comments so far. Ten minutes together may save a day."
        if person == self.pair[0]:
            return f"No answer for {self.days} days. Ask, before you write again."
        return f"{self.pair[0].first_name} has waited {self.days} days for an answer."


def suggestion_of(thread: Thread, now: datetime | None = None) -> Suggestion | None:
    """With over 6 comments, or 3 days without an answer; 2 queries."""
    if thread.is_closed:
        return None
    standing = thread.comments.standing().order_by("at", "pk")
    said = list(standing.values_list("by_id", "at"))
    if not said:
        return None
    waited = (now or timezone.now()) - said[-1][1]
    if len(said) <= MANY and waited < UNANSWERED:
        return None
    authors = [by for by, _ in said]
    kind = "many" if len(said) > MANY else "waiting"
    if kind == "many":
        often = Counter(reversed(authors))  # of equals, who wrote last comes first
        authors = [by for by, _ in often.most_common()][::-1]
    pair = _pair(thread, authors)
    if pair and kind == "waiting" and pair[0].pk != authors[-1]:
        return None  # who waited has left
    return Suggestion(kind, pair, len(said), waited.days) if pair else None


def _pair(thread: Thread, authors: list[int]) -> tuple[Person, Person] | None:
    """The last two of these who are still here; else the last and whoever is in it,
    best of the other side. None where nobody else is here any more."""
    people = {one.pk: one for one in thread.people.filter(is_active=True)}
    last = next((people[pk] for pk in reversed(authors) if pk in people), None)
    if last is None:
        return None
    wrote = [people[pk] for pk in reversed(authors) if pk in people]
    silent = sorted(people.values(), key=lambda one: (one.side == last.side, one.pk))
    other = next((one for one in [*wrote, *silent] if one != last), None)
    return (last, other) if other else None
