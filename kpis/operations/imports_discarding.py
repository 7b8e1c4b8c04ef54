"""Forgets uploads that nobody imported: they hold raw customer ids."""

import contextlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kpis.models import ContactImport, ImportNotReady
from kpis.operations.imports_files import forget_all

KEPT = timedelta(days=7)


@transaction.atomic
def discard(contact_import: ContactImport) -> None:
    """Delete an upload of which no row was stored, and its files.

    Raises ImportNotReady for one that was begun, or is being read just now. The row
    is locked and read again: somebody may have begun it in the same moment.
    """
    contact_import.lock()
    state = ContactImport.State
    waits = contact_import.state in {state.MATCHING, state.FAILED}
    if contact_import.started_at or not waits:
        raise ImportNotReady("Rows of it may be stored. Undo the import instead.")
    forget_all(contact_import)
    contact_import.delete()


def discard_forgotten() -> None:
    """Discard uploads that have waited for a person for a week."""
    state = ContactImport.State
    forgotten = ContactImport.objects.filter(
        state__in=[state.MATCHING, state.FAILED],
        started_at=None,
        created_at__lt=timezone.now() - KEPT,
    )
    for contact_import in forgotten[:20]:
        with contextlib.suppress(ImportNotReady):
            discard(contact_import)
