"""How people are shown beside what they look after, without loading them whole."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from alignment.people.models import Person, initials_of


@dataclass(frozen=True)
class Keeper:
    """Somebody who looks after something: enough for a name and an avatar."""

    pk: int
    name: str
    side: str
    is_active: bool

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    def get_absolute_url(self) -> str:
        return reverse("people:person-show", args=[self.pk])

    def __str__(self) -> str:
        return self.name


def keepers(people: "QuerySet[Person] | None" = None) -> dict[int, Keeper]:
    """People by their key, read once for a page that names many of them."""
    chosen = Person.objects.all() if people is None else people
    rows = chosen.order_by("pk").values_list("pk", "name", "side", "is_active")
    return {row[0]: Keeper(*row) for row in rows}
