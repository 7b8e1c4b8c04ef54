"""Decisions approved and edited by several in one moment."""

from collections.abc import Callable

import pytest

from alignment.people.models import Side
from alignment.versions import version_of
from journeys.models import Approval, CannotApprove, ChangedSince, Decision
from tests import make
from tests.racing import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.capability("C10"),
]
ROUNDS = 8


@pytest.fixture
def people():
    product, ops = make.team("Web", Side.PRODUCT), make.team("Care", Side.OPS)
    return [
        *(make.person(name, product) for name in ("Petra Lind", "Paul Ito")),
        *(make.person(name, ops) for name in ("Omar Haddad", "Olga Stein")),
    ]


@pytest.fixture
def decision(people):
    journey = make.journey("Move home", people[0], people[2])
    initiative = make.initiative("QR labels", people[0], journey)
    return make.decision("Do we ask first?", initiative, people[0])


def became(*deeds: Callable[[], object]) -> list[str]:
    """What became of each at once: the name of its refusal, or nothing."""
    refusals = (CannotApprove, ChangedSince)
    answers = at_once(*deeds, refused=refusals)
    return sorted(
        type(each).__name__ if isinstance(each, refusals) else "" for each in answers
    )


def approving(decision, person) -> Callable[[], object]:
    digest = decision.digest
    return lambda: Decision.objects.get(pk=decision.pk).approve(
        digest=digest, by=person
    )


def test_decision_approved_by_four_at_once_has_one_of_each_side(decision, people):
    found = became(*(approving(decision, each) for each in people))

    decision.refresh_from_db()
    sides = sorted(decision.approvals.live().values_list("side", flat=True))
    assert found == ["", "", "CannotApprove", "CannotApprove"]
    assert sides == ["ops", "product"]
    assert decision.taken_at


def test_decision_edited_while_it_is_approved_is_never_taken_stale(decision, people):
    """Whoever comes first: no approval counts that is of other words."""
    petra, _, omar, _ = people
    for number in range(ROUNDS):
        decision.refresh_from_db()
        said = {name: getattr(decision, name) for name in decision.TEXTS}
        seen = version_of(decision)

        def edit(said=said, seen=seen, number=number):
            Decision.objects.get(pk=decision.pk).rewrite(
                seen=seen, by=petra, **said | {"dissent": f"Said {number}"}
            )

        became(approving(decision, petra), edit, approving(decision, omar))

        decision.refresh_from_db()
        live = Approval.objects.live()
        assert not live.exclude(digest=decision.digest).exists()
        assert bool(decision.taken_at) == (live.count() == 2)
        assert decision.taken_at is None
