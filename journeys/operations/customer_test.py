"""Recording a test with customers, of the slice as it is now."""

from django.db import transaction

from alignment.people.models import Person
from journeys.models import CustomerTest, Initiative
from journeys.models.customer_test import tell_of_tests
from journeys.operations.slice import slice_copy


@transaction.atomic
def record_test(
    *, draft: CustomerTest, initiative: Initiative, by: Person
) -> CustomerTest:
    initiative.lock()
    draft.initiative, draft.created_by = initiative, by
    draft.slice_rows = slice_copy(initiative)
    draft.save(force_insert=True)
    tell_of_tests()
    return draft
