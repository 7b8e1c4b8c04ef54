"""What somebody chose about mails of one kind; without a row the kind's own counts."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q

from alignment.actions.models.kind import KINDS, Channel
from alignment.people.models import Person


class MailChoiceQuerySet(models.QuerySet["MailChoice"]):
    def channels_of(self, person: Person) -> dict[str, Channel]:
        """How each kind reaches somebody; one query."""
        chosen = dict(self.filter(person=person).values_list("kind", "channel"))
        return {
            name: Channel(chosen.get(name, kind.channel))
            for name, kind in KINDS.items()
        }

    def channels_for(
        self, kind: str, people: Collection[Person], unless: Channel | None = None
    ) -> dict[int, Channel]:
        """How one kind reaches each of these people, by their key; one query.

        `unless` takes the place of the kind's own channel where nobody chose.
        """
        rows = self.filter(kind=kind, person__in=people)
        chosen = dict(rows.values_list("person_id", "channel"))
        default = unless or KINDS[kind].channel
        return {one.pk: Channel(chosen.get(one.pk, default)) for one in people}


class MailChoice(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=6, choices=Channel)

    objects = MailChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="mail_choice_is_one_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["app", "mail", "digest"]),
                name="mail_choice_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_channel_display()}"
