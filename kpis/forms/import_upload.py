"""The form in which a file is uploaded, with the source it comes from."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import slugify

from alignment.people.models import Person
from kpis.models import ContactImport, Source

ENDINGS = ("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods")
ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
TAKEN = "There is a source of this name. Choose it above."
GONE = "This source is gone. Choose another one."
AGAIN = "Choose the file again: browsers do not keep it."


class SourceFields(forms.Form):
    """What is known of a source beside its name."""

    time_zone = forms.ChoiceField(
        label="Time zone of its times",
        help_text="Used for times without an offset, like 2026-11-16 14:05.",
        choices=[(zone, zone.replace("_", " ")) for zone in ZONES],
        initial=settings.TIME_ZONE,
        error_messages={"invalid_choice": "Choose a time zone from the list."},
    )
    handling_definition = forms.CharField(
        label="What it counts as handling time",
        help_text="Shown beside the numbers. Systems differ: some count dialling too.",
        max_length=200,
        initial="talk + hold + after-contact work",
        error_messages={
            "required": "Say what it counts, like talk + hold + after-contact work.",
            "max_length": "Keep it within 200 characters.",
        },
    )
    own_customer_ids = forms.BooleanField(
        label="Its customer ids are its own, not the company's",
        help_text="Then the same number from another source is another customer.",
        required=False,
    )


class UploadForm(SourceFields):
    """A file, what it holds, and its source: one that is known, or a new one."""

    kind = forms.ChoiceField(
        label="What does the file hold?",
        choices=[
            (
                ContactImport.Kind.CONTACTS,
                "Contacts: one row for each call, chat or mail",
            ),
            (
                ContactImport.Kind.CUSTOMERS,
                "A customer list: who is a customer since when, and until when",
            ),
        ],
        initial=ContactImport.Kind.CONTACTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the file holds."},
    )
    file = forms.FileField(
        label="File",
        help_text="CSV, TSV or TXT in any common encoding, or XLSX, XLS, XLSB, ODS.",
        max_length=150,
        widget=forms.FileInput(
            attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)}
        ),
        error_messages={
            "required": "Choose the file to upload.",
            "empty": "This file is empty. Export it again and choose the new one.",
            "max_length": "Give the file a name of at most 150 characters.",
        },
    )
    source = forms.ModelChoiceField(
        label="Where does it come from?",
        help_text="A phone system, a help desk, a chat tool, a customer database.",
        queryset=Source.objects.all(),
        required=False,
        empty_label="A new source",
        error_messages={"invalid_choice": GONE},
    )
    name = forms.CharField(
        label="Name of the new source",
        help_text="As people call it, like Phones or Help desk.",
        required=False,
        max_length=80,
        error_messages={"max_length": "Keep the name within 80 characters."},
    )
    field_order = ["kind", "file", "source", "name", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("time_zone", "handling_definition"):
            self.fields[name].required = False
        for name in ("source", "name", "time_zone", "handling_definition"):
            field: Any = self.fields[name]
            field.hides_optional = True  # one source is needed, known or new

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        ending = PurePath(file.name or "").suffix.lower().lstrip(".")
        if ending not in ENDINGS:
            raise forms.ValidationError(
                f"“{file.name}” is not a table. Save it as CSV or XLSX and choose that."
            )
        if (file.size or 0) > settings.UPLOAD_BYTES_LIMIT:
            most = settings.UPLOAD_BYTES_LIMIT // 2**20
            raise forms.ValidationError(
                f"This file is larger than {most:,} MB. Split it, or save it as CSV."
            )
        return file

    def clean(self) -> dict[str, Any]:
        """A browser forgets the file it has sent, so we say so beside what is wrong."""
        cleaned = self._with_source(super().clean() or {})
        if self.errors and "file" not in self.errors:
            self.add_error("file", AGAIN)
        return cleaned

    def refuse(self) -> None:
        """Somebody has made a source of this name, or taken the one chosen away."""
        if self.cleaned_data["source"]:
            self.add_error("source", GONE)
        else:
            self.add_error("name", TAKEN)
        self.add_error("file", AGAIN)

    def _with_source(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """A source that is there, or all that a new one needs."""
        if "source" in self.errors or cleaned.get("source"):
            return cleaned
        name = " ".join(cleaned.get("name", "").split())
        if not name:
            if "name" not in self.errors:
                self.add_error("name", "Enter a name for the new source.")
        elif Source.objects.filter(name__iexact=name).exists():
            self.add_error("name", TAKEN)
        elif not slugify(name):
            self.add_error("name", "Use at least one letter from a to z, or a figure.")
        for field in ("time_zone", "handling_definition"):
            cleaned[field] = cleaned.get(field) or self.fields[field].initial
        return cleaned

    @transaction.atomic
    def save(self, *, by: Person) -> ContactImport:
        """Keep the file, and the source if it is new; reading it is a job's."""
        given = self.cleaned_data
        file: UploadedFile[bytes] = given["file"]
        return ContactImport.objects.create(
            kind=given["kind"],
            source=given["source"] or self._new_source(),
            file=file,
            file_name=PurePath(file.name or "file").name[:200],
            file_bytes=file.size or 0,
            created_by=by,
        )

    def _new_source(self) -> Source:
        given = self.cleaned_data
        name = " ".join(given["name"].split())
        return Source.objects.create(
            name=name,
            slug=free_slug(name),
            time_zone=given["time_zone"],
            handling_definition=given["handling_definition"],
            own_customer_ids=given["own_customer_ids"],
        )


def free_slug(name: str) -> str:
    """An address that no other source has."""
    slug, number = slugify(name)[:80], 1
    while Source.objects.filter(
        slug=slug if number == 1 else f"{slug}-{number}"
    ).exists():
        number += 1
    return slug if number == 1 else f"{slug}-{number}"


class SourceForm(SourceFields, forms.ModelForm):  # type: ignore[type-arg]
    """What a source is called, and what is known of it."""

    field_order = ["name"]

    class Meta:
        model = Source
        fields = ["name", "time_zone", "handling_definition", "own_customer_ids"]
        error_messages = {
            "name": {
                "required": "Enter the name of the source.",
                "max_length": "Keep the name within 80 characters.",
                "unique": "There is another source of this name.",
            }
        }
