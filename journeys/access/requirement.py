"""Who may load what of requirements and tests with customers."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alignment.people.access import must_edit
from alignment.people.models import Person
from journeys.models import (
    CustomerTest,
    Requirement,
    RequirementUpload,
)


def requirements_to_see(person: Person) -> "QuerySet[Requirement]":
    return Requirement.objects.all()


def requirement_to_edit(person: Person, pk: int) -> Requirement:
    must_edit(person)
    found = requirements_to_see(person).select_related("initiative")
    return get_object_or_404(found, pk=pk)


def requirement_upload_to_undo(person: Person, pk: int) -> RequirementUpload:
    must_edit(person)
    found = RequirementUpload.objects.select_related("initiative")
    return get_object_or_404(found, pk=pk)


def customer_tests_to_see(person: Person) -> "QuerySet[CustomerTest]":
    return CustomerTest.objects.all()


def customer_test_to_see(person: Person, pk: int) -> CustomerTest:
    found = customer_tests_to_see(person).select_related("initiative", "created_by")
    return get_object_or_404(found, pk=pk)


def customer_test_to_edit(person: Person, pk: int) -> CustomerTest:
    must_edit(person)
    return customer_test_to_see(person, pk)
