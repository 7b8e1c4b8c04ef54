"""What somebody promised that is overdue, or due by the next working day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from alignment.actions.models.action import Action
from alignment.actions.models.digest import is_day_off
from alignment.people.models import Person

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """Actions of one person on one day, the longest overdue first."""

    on: date
    actions: tuple[Action, ...]

    @property
    def words(self) -> str:
        """Like “2 of your actions are overdue, and 1 is due today”."""
        late = sum(each.due_on < self.on for each in self.actions)
        today = sum(each.due_on == self.on for each in self.actions)
        soon = len(self.actions) - late - today
        counts = [
            (late, "overdue"),
            (today, "due today"),
            (soon, f"due by {self.until:%A}"),
        ]
        said = [f"{n} {'is' if n == 1 else 'are'} {what}" for n, what in counts if n]
        first, *others = said
        count, _, rest = first.partition(" ")
        whose = "of your actions " if int(count) > 1 else "action of yours "
        return ", ".join([f"{count} {whose}{rest}", *others])

    @property
    def until(self) -> date:
        return next_workday(self.on)

    def lines(self) -> Iterator[dict[str, str]]:
        """What a mail says of each."""
        for each in self.actions:
            days = (each.due_on - self.on).days
            said = {0: "due today", 1: "due tomorrow"}.get(
                days, f"due on {each.due_on:%A}"
            )
            if days < 0:
                said = f"due since {each.due_on:%-d %B}"
            yield {"words": each.title, "said": said, "url": each.get_absolute_url()}


def due_of(person: Person, on: date) -> Due:
    """One query."""
    mine = Action.objects.open().of(person).filter(due_on__lte=next_workday(on))
    return Due(on, tuple(mine.order_by("due_on", "pk")))


def next_workday(day: date) -> date:
    """The day after, or the Monday after a Friday."""
    following = day + DAY
    while is_day_off(following):
        following += DAY
    return following
