"""Where the files of an import lie, and how long raw customer ids stay in them.

The upload and its parts hold raw customer ids. The upload goes when the rows have been
matched and the import begins; a part goes as soon as its rows are stored. Where some
of them were known already it leaves a `kept` copy, in which only matched columns are
left and customers are keyed hashes: what the import is done from again when the one
that brought them is undone.
"""

import shutil
from pathlib import Path

import polars as pl
from django.conf import settings

from kpis.models import ContactImport


def folder(import_id: int) -> Path:
    """The folder of an import's parts, readable by the product only."""
    path = Path(settings.MEDIA_ROOT) / "imports" / "parts" / str(import_id)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def raw_part(import_id: int, number: int) -> Path:
    return folder(import_id) / "raw" / f"part-{number:04}.parquet"


def made_ids(import_id: int, number: int) -> Path:
    return folder(import_id) / "raw" / f"ids-{number:04}.parquet"


def kept_part(import_id: int, number: int) -> Path:
    return folder(import_id) / f"kept-{number:04}.parquet"


def raw_parts(import_id: int) -> list[Path]:
    """All raw parts, in the file's order."""
    return sorted((folder(import_id) / "raw").glob("part-*.parquet"))


def refused_rows(import_id: int) -> pl.DataFrame | None:
    """The rows that could not be read: line, column, value, reason."""
    path = folder(import_id) / "raw" / "refused.parquet"
    return pl.read_parquet(path) if path.exists() else None


def write_whole(frame: pl.DataFrame, path: Path) -> None:
    """Write a Parquet file that is there completely or not at all."""
    draft = path.with_suffix(".draft")
    frame.write_parquet(draft, compression="lz4", statistics=False)
    draft.replace(path)


def forget_upload(contact_import: ContactImport) -> None:
    """Delete what was uploaded; its parts are enough from now on."""
    if contact_import.file:
        contact_import.file.delete(save=False)
        ContactImport.objects.filter(pk=contact_import.pk).update(file="")


def forget_raw(import_id: int) -> None:
    """Delete everything with raw customer ids in it."""
    shutil.rmtree(folder(import_id) / "raw", ignore_errors=True)


def forget_all(contact_import: ContactImport) -> None:
    forget_upload(contact_import)
    shutil.rmtree(folder(contact_import.pk), ignore_errors=True)
