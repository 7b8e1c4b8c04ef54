"""Where contacts come from: a phone system, a help desk, a chat tool."""

from typing import Any

import pghistory
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["mappings", "has_customer_list"],
)
class Source(models.Model):
    """Remembers how its files are read, and what it means by handling time."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=90, unique=True)
    time_zone = models.CharField(
        "time zone of times without an offset", max_length=60, default="UTC"
    )
    handling_definition = models.CharField(
        "what it counts as handling time",
        max_length=200,
        default="talk + hold + after-contact work",
    )
    own_customer_ids = models.BooleanField(
        "its customer ids are its own, not the company's", default=False
    )
    has_customer_list = models.BooleanField(default=False, editable=False)
    mappings = models.JSONField(default=dict, editable=False)
    """{kind of file: {"headers", "plan"}} as last used, by ContactImport.Kind."""

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("kpis:source-edit", args=[self.slug])

    @property
    def is_unused(self) -> bool:
        """Nothing ever came from it: not even an upload waits."""
        return not self.imports.exists() and not self.reasons.exists()

    @transaction.atomic
    def remove(self) -> None:
        """Take it away. Raises SourceInUse once something has come from it."""
        Source.objects.select_for_update().get(pk=self.pk)
        if not self.is_unused:
            raise SourceInUse("Files have come from this source, so it stays.")
        self.delete()

    def remember(
        self, kind: str, columns: list[dict[str, Any]], mapping: dict[str, Any]
    ) -> None:
        """Keep how a kind of file was read, with the headers it had then."""
        headers = [column["name"] for column in columns]
        self.mappings[kind] = {"headers": headers, "plan": mapping}
        self.save(update_fields=["mappings"])

    def remembered(self, kind: str, headers: list[str]) -> dict[str, Any] | None:
        """The plan last used for a file with these same headers, if there was one."""
        last = self.mappings.get(kind, {})
        return last.get("plan") if last.get("headers") == headers else None

    def notice_customer_list(self) -> None:
        """Keep in mind whether there is a customer list from this source."""
        lines = apps.get_model("kpis", "Activity").objects
        self.has_customer_list = lines.filter(contact_import__source=self).exists()
        self.save(update_fields=["has_customer_list"])


class SourceInUse(Exception):
    """Something has come from the source."""
