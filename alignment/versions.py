"""Which version of a row somebody saw, so that two people never overwrite silently."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model


def history_of(model: type[Model]) -> Any:
    """All versions of all rows of a model, as django-pghistory keeps them."""
    events = apps.get_model(model._meta.app_label, f"{model.__name__}Event")  # noqa: SLF001
    return events._default_manager.all()  # noqa: SLF001


def events_of(row: Model) -> Any:
    """The history of one row, oldest first."""
    return history_of(type(row)).filter(pgh_obj_id=row.pk).order_by("pgh_id")


def version_of(row: Model) -> int:
    """The number of the newest version of a row; goes into the form that edits it."""
    newest = events_of(row).last()
    return newest.pgh_id if newest else 0


def must_be_unchanged(row: Model, fields: Iterable[str], seen: int) -> None:
    """Raise EditedMeanwhile when these fields differ from the version seen."""
    names = list(fields)
    then = events_of(row).filter(pgh_id=seen).values(*names).first()
    now = {name: getattr(row, name) for name in names}
    if then != now:
        raise EditedMeanwhile("Somebody else changed this while you were writing.")


class EditedMeanwhile(Exception):
    """The row is no longer what the writer saw."""
