"""What waits for somebody, as the frame of every page says it."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q

from alignment.actions.models import Notification
from alignment.actions.models.counted import counted_key
from alignment.people.models import Person

KEPT_SECONDS = 60


@dataclass(frozen=True)
class Counted:
    """`open_actions` are their own; `has_news` when something is unseen."""

    open_actions: int = 0
    has_news: bool = False


def counted(person: Person) -> Counted:
    """Kept until something of it changes; one query when it has to be counted."""
    key = counted_key(person.pk)
    found: Counted | None = cache.get(key)
    if found is None:
        unseen = Notification.objects.filter(person=OuterRef("pk")).unseen()
        row = Person.objects.filter(pk=person.pk).annotate(
            open=Count("actions", filter=Q(actions__outcome="")), new=Exists(unseen)
        )
        found = Counted(*row.values_list("open", "new").get())
        cache.set(key, found, KEPT_SECONDS)
    return found
