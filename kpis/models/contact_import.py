"""An import: a file, how it is read, its chunks and its refused rows."""

from typing import Any

import pghistory
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Person
from kpis.models.source import Source

TOLD = (
    *("id", "kind", "source", "file_name", "state", "problem"),
    *("created_by", "undone_by"),
)
"""What its history keeps: neither columns nor samples of what stood in the file."""


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    fields=list(TOLD),
    model_name="ContactImportEvent",
)
class ContactImport(models.Model):
    """A file on its way in. Every state but the two of waiting is a job's to leave.

    reading → matching (waits for a person) → importing → refreshing → done, and
    done → undoing → undone. A job that fails three times leaves it failed, with
    the problem in words.
    """

    class Kind(models.TextChoices):
        CONTACTS = "contacts", "Contacts"
        CUSTOMERS = "customers", "Customer list"

    class State(models.TextChoices):
        READING = "reading", "Reading the file"
        MATCHING = "matching", "Waiting for its columns"
        IMPORTING = "importing", "Importing"
        REFRESHING = "refreshing", "Working out the numbers"
        DONE = "done", "Done"
        UNDOING = "undoing", "Undoing"
        UNDONE = "undone", "Undone"
        FAILED = "failed", "Set aside"

    kind = models.CharField(max_length=9, choices=Kind, default=Kind.CONTACTS)
    source = models.ForeignKey(Source, models.PROTECT, related_name="imports")
    file = models.FileField(upload_to="imports/%Y/%m/", max_length=300)
    file_name = models.CharField(max_length=200)
    file_bytes = models.BigIntegerField()
    sheet = models.CharField(max_length=100, blank=True)
    has_header = models.BooleanField(null=True)
    """Whether the first row holds names, as a person said; null: found out."""
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    columns = models.JSONField(default=list)
    """[{"name", "samples": up to 5 values, "values": all if they are few, or null}].

    Of an import that is begun only the names: samples may be customer ids."""
    reading = models.JSONField(default=dict)
    """What the reading found: encoding, delimiter, sheets, header, parts."""
    mapping = models.JSONField(default=dict)
    rows_total = models.BigIntegerField(default=0)
    rows_new = models.BigIntegerField(default=0)
    rows_known = models.BigIntegerField(default=0)
    rows_refused = models.BigIntegerField(default=0)
    problem = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    is_first = models.BooleanField(default=False)
    """Came into an empty table: its indexes are built at the end, and the numbers
    are rebuilt rather than refreshed."""
    in_order = models.BooleanField(default=False)
    """An id stands in the file twice, so its chunks are stored one after another."""
    cleared_at = models.DateTimeField(null=True)
    """When an import being undone had all its rows taken away."""
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("kpis:import-show", args=[self.pk])

    @property
    def is_busy(self) -> bool:
        """Whether a job is at it, so that the page shows progress."""
        return self.state in BUSY

    @property
    def can_be_undone(self) -> bool:
        state = self.State
        return self.state in {state.DONE, state.REFRESHING, state.IMPORTING} or (
            self.state == state.FAILED and self.started_at is not None
        )

    def lock(self) -> None:
        """Read the row anew and keep others from changing it in this transaction."""
        every = ContactImport.objects.select_for_update()
        try:
            self.refresh_from_db(from_queryset=every)
        except ContactImport.DoesNotExist as gone:
            raise ImportNotReady("This import was deleted.") from gone

    @transaction.atomic
    def match(self, mapping: dict[str, Any], *, by: Person) -> None:
        """Say how the columns are read; the source remembers it for its next file."""
        self.lock()
        self._must_be(self.State.MATCHING, "Its columns are matched already.")
        self.mapping = mapping
        self.save(update_fields=["mapping"])
        self.source.remember(self.kind, self.columns, mapping)
        publish(self.topic)

    @transaction.atomic
    def begin(self, *, by: Person) -> None:
        """Start storing its rows. Starting it again changes nothing."""
        self.lock()
        if self.state == self.State.IMPORTING:
            return
        self._must_be(self.State.MATCHING, "This import cannot be started any more.")
        if not self.mapping:
            raise ImportNotReady("Match the columns first.")
        self.state, self.started_at = self.State.IMPORTING, timezone.now()
        self.attempts, self.problem = 0, ""
        self.columns = [bare(column) for column in self.columns]
        self.save()
        publish(self.topic)

    @transaction.atomic
    def read_again(self, *, sheet: str, has_header: bool | None, by: Person) -> None:
        """Read the file anew, another sheet of it or its first row differently."""
        self.lock()
        self._must_be(self.State.MATCHING, "The file is being imported already.")
        self.sheet, self.has_header = sheet, has_header
        self.state, self.mapping = self.State.READING, {}
        self.save()
        publish(self.topic)

    @transaction.atomic
    def try_again(self, *, by: Person) -> None:
        """Take up a job that was set aside where it stopped."""
        self.lock()
        self._must_be(self.State.FAILED, "This import is not set aside.")
        state = self.State
        self.state = state.READING if self.started_at is None else state.IMPORTING
        self.attempts, self.problem, self.is_first = 0, "", False
        self.save()
        self.chunks.filter(is_done=False).update(attempts=0, starts=0, problem="")
        publish(self.topic)

    @transaction.atomic
    def undo(self, *, by: Person) -> None:
        """Take all its rows away again, as a job. Asking twice changes nothing."""
        self.lock()
        if self.state in {self.State.UNDOING, self.State.UNDONE}:
            return
        if not self.can_be_undone:
            raise ImportNotReady("There is nothing to undo: no row was stored.")
        self.state, self.undone_at, self.undone_by = (
            self.State.UNDOING,
            timezone.now(),
            by,
        )
        self.attempts, self.problem = 0, ""
        self.save()
        publish(self.topic)

    def count_rows(self) -> None:
        """Add up what its chunks counted. Not saved."""
        for name in ("rows_new", "rows_known", "rows_refused"):
            total = self.chunks.aggregate(total=models.Sum(name))["total"]
            setattr(self, name, total or 0)

    @property
    def topic(self) -> str:
        """What its live pages listen to."""
        return f"import-{self.pk}"

    def _must_be(self, state: str, otherwise: str) -> None:
        if self.state != state:
            raise ImportNotReady(otherwise)


def bare(column: dict[str, Any]) -> dict[str, Any]:
    """A column without what stood in it."""
    return {"name": column["name"], "samples": [], "values": None}


BUSY = {
    ContactImport.State.READING,
    ContactImport.State.IMPORTING,
    ContactImport.State.REFRESHING,
    ContactImport.State.UNDOING,
}


class ImportNotReady(Exception):
    """The import is not in a state for what was asked."""


class ImportChunk(models.Model):
    """A run of rows, stored with its "done" in one transaction.

    A lock of the database is the lease: it ends with the connection of the worker
    that holds it, also when that worker is killed. Chunk 0 holds the rows that could
    not be read at all.
    """

    contact_import = models.ForeignKey(
        ContactImport, models.CASCADE, related_name="chunks"
    )
    number = models.PositiveIntegerField()
    first_row = models.BigIntegerField()
    rows = models.IntegerField()
    is_done = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    """Times it failed."""
    starts = models.PositiveSmallIntegerField(default=0)
    """Times it was begun; far more of these than one means it takes workers down."""
    problem = models.TextField(blank=True)
    rows_new = models.IntegerField(default=0)
    rows_known = models.IntegerField(default=0)
    rows_refused = models.IntegerField(default=0)
    ids_digest = models.BinaryField(max_length=16, null=True)
    """Of the ids of its contacts, in the file's order."""

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact_import", "number"], name="import_chunk_is_unique"
            )
        ]
        indexes = [models.Index(fields=["ids_digest"], name="import_chunk_ids")]

    def __str__(self) -> str:
        return f"{self.contact_import}, part {self.number}"

    def has_twin(self, source: Source, ids_digest: bytes) -> bool:
        """Whether another chunk with these very ids is stored for the source."""
        gone = [ContactImport.State.UNDOING, ContactImport.State.UNDONE]
        twins = ImportChunk.objects.filter(
            ids_digest=ids_digest, is_done=True, contact_import__source=source
        )
        return (
            twins.exclude(pk=self.pk).exclude(contact_import__state__in=gone).exists()
        )


class RefusedRow(models.Model):
    """A row that was not stored: where it stands, and what to mend."""

    chunk = models.ForeignKey(ImportChunk, models.CASCADE, related_name="refused")
    line = models.BigIntegerField()
    column = models.CharField(max_length=200)
    value = models.CharField(max_length=500)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["line", "pk"]

    def __str__(self) -> str:
        return f"Line {self.line}: {self.reason}"
