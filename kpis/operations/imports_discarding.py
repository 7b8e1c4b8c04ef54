"""Forgets uploads that nobody imported: they hold raw customer ids."""

from datetime import timedelta

from django.utils import timezone

from kpis.models import ContactImport, ImportNotReady
from kpis.operations.imports_files import forget_all

KEPT = timedelta(days=7)


def discard(contact_import: ContactImport) -> None:
    """Delete an upload of which no row was stored, and its files.

    Raises ImportNotReady for one that was begun, or is being read just now.
    """
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
        discard(contact_import)
