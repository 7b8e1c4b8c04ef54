"""What people are told of decisions."""

import pytest

from alignment.actions.models import Notification
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C10")]


def test_decision_tells_whom_it_waits_for_and_when_it_is_taken(
    initiative, petra, omar, paul
):
    decision = make.decision("Do we ask first?", initiative, paul)

    make.approved(decision, omar, petra)

    found = Notification.objects.filter(url=decision.get_absolute_url())
    told = found.order_by("kind", "person__name")
    assert list(told.values_list("kind", "person__name")) == [
        ("decision-approved", "Omar Haddad"),
        ("decision-approved", "Paul Ito"),
        ("decision-waiting", "Petra Lind"),
    ]
