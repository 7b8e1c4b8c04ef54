"""The reading job: from the uploaded file to parts and columns to be matched."""

import secrets
import shutil
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings
from django.db import transaction

from alignment.live import publish
from kpis.ingest.child import read_apart
from kpis.ingest.guess import guess_contacts, guess_customers, with_ids
from kpis.ingest.limits import Order, Unreadable
from kpis.models import ContactImport
from kpis.operations.imports_files import folder, raw_parts
from kpis.operations.imports_jobs import IMPORTS, failed, lease, set_aside


def read(*, import_id: int) -> None:
    """Read one uploaded file. Safe to run twice, late, or beside itself."""
    with lease(IMPORTS, import_id) as mine:
        waiting = ContactImport.objects.filter(
            pk=import_id, state=ContactImport.State.READING
        ).first()
        if not mine or waiting is None:
            return
        try:
            _keep(waiting, _read_into_parts(waiting))
        except Unreadable as problem:
            set_aside(import_id, str(problem))
        except Exception as error:  # noqa: BLE001 -- counted, and shown to a person
            failed(import_id, "reading the file", error)


def _read_into_parts(waiting: ContactImport) -> dict[str, Any]:
    """Read into a fresh folder, which then takes the place of an older reading."""
    if not waiting.file:
        raise Unreadable("The file is not kept any more. Upload it again.")
    home = folder(waiting.pk)
    for old in home.glob("reading-*"):
        shutil.rmtree(old, ignore_errors=True)
    draft = home / f"reading-{secrets.token_hex(6)}"
    draft.mkdir(mode=0o700)
    order = Order(
        path=waiting.file.path,
        folder=str(draft),
        name=waiting.file_name,
        sheet=waiting.sheet,
        has_header=waiting.has_header,
        rows_limit=settings.UPLOAD_ROWS_LIMIT,
    )
    try:
        found = read_apart(order)
        (draft / "utf-8.txt").unlink(missing_ok=True)
        shutil.rmtree(home / "raw", ignore_errors=True)
        draft.rename(home / "raw")
    finally:
        shutil.rmtree(Path(draft), ignore_errors=True)
    return found


@transaction.atomic
def _keep(waiting: ContactImport, found: dict[str, Any]) -> None:
    waiting.lock()
    waiting.columns = found.pop("columns")
    waiting.rows_total = found["rows"] + found["refused"]
    waiting.sheet = found.get("sheet", "")
    waiting.reading = found | _suggestion(waiting)
    waiting.state, waiting.attempts = ContactImport.State.MATCHING, 0
    waiting.save()
    publish(waiting.topic)


def _suggestion(waiting: ContactImport) -> dict[str, Any]:
    """The plan last used for such a file, else a guess."""
    headers = [column["name"] for column in waiting.columns]
    if last := waiting.source.remembered(waiting.kind, headers):
        return {"plan": last, "is_remembered": True}
    if waiting.kind == ContactImport.Kind.CUSTOMERS:
        plan = guess_customers(waiting.columns)
    else:
        plan = guess_contacts(waiting.columns)
        if parts := raw_parts(waiting.pk):
            plan = with_ids(plan, waiting.columns, pl.read_parquet(parts[0]))
    return {"plan": plan.to_json(), "is_remembered": False}
