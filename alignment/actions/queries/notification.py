"""What somebody is told, as their page shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from alignment.actions.models import KINDS, Notification
from alignment.people.models import Person
from alignment.people.queries.keeper import Keeper, keepers

COLUMNS = ("pk", "kind", "words", "detail", "by_id", "at", "seen_at")


@dataclass(frozen=True)
class NewsRow:
    """`by` is whoever caused it; nobody did where a day alone did."""

    pk: int
    kind: str
    words: str
    detail: str
    by: Keeper | None
    at: datetime
    seen_at: datetime | None

    @property
    def group(self) -> str:
        return KINDS[self.kind].group if self.kind in KINDS else ""

    def get_absolute_url(self) -> str:
        return reverse("actions:notification-show", args=[self.pk])


def news_of(viewer: Person, *, everything: bool) -> Any:
    """Newest first; without `everything` what they have not seen."""
    found = Notification.objects.of(viewer).order_by("-at", "-pk")
    return found if everything else found.unseen()


def news_rows(found: Any) -> tuple[NewsRow, ...]:
    """Rows in the order of a queryset, or a page of it; 2 queries."""
    records = list(found.values(*COLUMNS))
    causes = {record["by_id"] for record in records}
    people = keepers(Person.objects.filter(pk__in=causes - {None}))
    return tuple(
        NewsRow(by=people.get(record.pop("by_id")), **record) for record in records
    )
