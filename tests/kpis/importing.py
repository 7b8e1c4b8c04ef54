"""Takes files through an import as a person and the jobs would."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from kpis.ingest import reader
from kpis.ingest.limits import Order, Unreadable
from kpis.models import ContactImport, Source
from kpis.operations.imports_reading import read
from kpis.operations.imports_storing import store_next
from kpis.operations.imports_undoing import undo
from kpis.operations.refresh import refresh

DATA = Path(settings.ROOT).parent / "shared" / "data"
HEAD = "id,when,customer,reason\n"
CALLS = (
    HEAD + "a1,2026-03-02 10:00:00,c1,Bill\n"
    "a2,2026-03-02 23:30:00 -0800,c1,Bill\n"
    "a3,2026-03-04 09:15:00,0,Meter\n"
)


def read_inside(order: Order) -> dict[str, Any]:
    """What the reading process answers, without a process: faster."""
    try:
        return reader.read(order)
    except Unreadable as problem:
        raise Unreadable(f"{order.name} could not be read. {problem}") from problem


def source(name: str = "Phones", **fields: Any) -> Source:
    found = Source.objects.filter(name=name).first()
    return found or Source.objects.create(name=name, slug=name.lower(), **fields)


def upload(client, text: str | bytes, *, name: str = "calls.csv", **data: Any):
    """Post the upload form and read the file."""
    content = text.encode() if isinstance(text, str) else text
    given = {"kind": "contacts", "source": source().pk} | data
    file = SimpleUploadedFile(name, content)
    response = client.post(reverse("kpis:import-add"), given | {"file": file})
    assert response.status_code == 302, response.context["form"].errors
    made = ContactImport.objects.latest("pk")
    read(import_id=made.pk)
    made.refresh_from_db()
    return made


def match(client, made: ContactImport, **chosen: Any) -> None:
    """Send the form of columns as it is shown, but for what is chosen otherwise."""
    url = reverse("kpis:import-match", args=[made.pk])
    form = client.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in shown.items() if value is not None}
    response = client.post(url, data | chosen)
    assert response.status_code == 302, response.context["form"].errors


def begin(client, made: ContactImport) -> None:
    client.post(reverse("kpis:import-begin", args=[made.pk]))


def store(made: ContactImport, *, numbers: bool = True) -> ContactImport:
    """Do all its work, and that of imports that wait behind it."""
    waiting = ContactImport.objects.filter(state="importing").order_by("started_at")
    while any(store_next(import_id=pk) for pk in waiting.values_list("pk", flat=True)):
        pass
    if numbers:
        refresh()
    made.refresh_from_db()
    return made


def bring(client, text: str | bytes, *, name: str = "calls.csv", **chosen: Any):
    """A file from upload to done. `source` and `kind` go to the upload."""
    first = {key: chosen.pop(key) for key in ("source", "kind") if key in chosen}
    made = upload(client, text, name=name, **first)
    match(client, made, **chosen)
    begin(client, made)
    return store(made)


def take_back(client, made: ContactImport) -> ContactImport:
    """Undo an import, with all that follows from it."""
    client.post(reverse("kpis:import-undo", args=[made.pk]))
    undo(import_id=made.pk)
    return store(made)


TABLES = {
    "kpis_contact": "source_id, external_id, began_at, customer_id, reason_id, channel",
    "kpis_customer": "key",
    "kpis_reason": "source_id, label, journey_id, step_id, demand",
    "kpis_activity": "customer_id, journey_id, active_from, active_until",
    "kpis_contactday": "day, reason_id, channel, inbound, handled, followed_any",
    "kpis_contactrepeat": "external_id, day, is_same_reason",
    "kpis_footprint": "customer_id, marks",
    "kpis_standingdelta": "journey_id, step_id, day, active, base, silent",
}


def digest() -> dict[str, tuple[int, str]]:
    """Rows and content of every table that imports change."""
    found = {}
    with connection.cursor() as cursor:
        for table, columns in TABLES.items():
            cursor.execute(
                f"SELECT count(*), md5(string_agg(r::text, '/' ORDER BY r::text))"
                f" FROM (SELECT {columns} FROM {table}) r"
            )
            found[table] = cursor.fetchone()
    return found
