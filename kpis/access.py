"""Who may load what of contacts and numbers: the only way a view gets a row.

What somebody may not do answers 404, as if it were not there.
"""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alignment.people.access import must_admin, must_edit
from alignment.people.models import Person
from journeys.models import Step
from kpis.models import ContactImport, Reason, Source


def imports_to_run(person: Person) -> QuerySet[ContactImport]:
    must_admin(person)
    return ContactImport.objects.select_related("source", "created_by", "undone_by")


def import_to_run(person: Person, pk: int) -> ContactImport:
    return get_object_or_404(imports_to_run(person), pk=pk)


def source_to_edit(person: Person, slug: str) -> Source:
    must_admin(person)
    return get_object_or_404(Source, slug=slug)


def reason_to_map(person: Person, pk: int) -> Reason:
    must_edit(person)
    found = Reason.objects.select_related("source", "journey", "step")
    return get_object_or_404(found, pk=pk)


def reasons_to_map(person: Person, pks: list[int]) -> list[Reason]:
    """Those that exist of the reasons asked for."""
    must_edit(person)
    return list(Reason.objects.filter(pk__in=pks).select_related("source"))


def step_to_see(person: Person, pk: int) -> Step:
    return get_object_or_404(Step.objects.select_related("journey"), pk=pk)


def step_to_map(person: Person, pk: int) -> Step:
    must_edit(person)
    return step_to_see(person, pk)
