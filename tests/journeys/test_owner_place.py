"""Who owns something stays somebody who may: no agent, and of that side."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from alignment.people.models import Person, Role, Side, StillOwns
from journeys.models import Step
from journeys.operations.handover import propose_handover
from tests import make
from tests.journeys.sql import write

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C01")]


@pytest.fixture
def draft(petra, omar):
    """A journey without steps, whose owners have not answered."""
    return make.journey("Pay a bill", petra, omar, live=False, steps=())


@pytest.fixture
def put(client, ada):
    """What an admin saves on somebody's page."""
    client.force_login(ada)

    def post(who, role, *teams):
        data = {"role": role, "teams": [team.pk for team in teams]}
        return client.post(reverse("people:person-edit", args=[who.pk]), data)

    return post


@pytest.fixture
def asked(journey, olga, omar):
    """An open handover to olga."""
    return propose_handover(
        journey=journey, side=Side.OPS, receiver=olga, note="", by=omar
    )


def test_person_edit_keeps_an_owner_from_becoming_an_agent(
    put, journey, omar, ops_team
):
    response = put(omar, "agent", ops_team)

    omar.refresh_from_db()
    assert response.status_code == 422
    assert (
        "Omar Haddad owns journeys, steps or workarounds, is asked to take one over,"
        " or sponsors a kickoff. Hand over first: agents own nothing" in response.text
    )
    assert omar.role == Role.MEMBER


def test_person_edit_makes_an_agent_of_who_has_handed_over(
    put, asked, omar, olga, ops_team
):
    asked.accept(by=olga)
    Step.objects.filter(ops_owner=omar).update(ops_owner=olga)

    response = put(omar, "agent", ops_team)

    omar.refresh_from_db()
    assert (response.status_code, omar.role) == (302, Role.AGENT)


def test_person_edit_moves_who_took_part_in_an_answered_handover(
    put, asked, omar, olga, product_team
):
    asked.accept(by=olga)
    Step.objects.filter(ops_owner=omar).update(ops_owner=olga)

    response = put(omar, "member", product_team)

    omar.refresh_from_db()
    assert (response.status_code, omar.side) == (302, Side.PRODUCT)


@pytest.mark.parametrize("role", ["member", "agent"])
def test_person_edit_keeps_who_is_asked_until_the_handover_is_answered(
    put, asked, olga, ops_team, product_team, role
):
    to = ops_team if role == "agent" else product_team

    during = put(olga, role, to)
    asked.withdraw()
    after = put(olga, role, to)

    olga.refresh_from_db()
    assert (during.status_code, after.status_code) == (422, 302)
    assert "is asked to take one over" in " ".join(during.text.split())
    assert (olga.role, olga.side) == (role, to.side)


def test_person_edit_says_what_else_holds_somebody(client, asked, journey, olga, ada):
    client.force_login(ada)
    address = reverse("journeys:person-journeys", args=[olga.pk])

    waiting = client.get(address).text
    asked.withdraw()
    Step.objects.filter(ops_owner=asked.giver).update(ops_owner=olga)
    journey.archive()
    archived = client.get(address).text

    assert "Asked to take over" in waiting
    assert "Move home" in waiting
    assert "Still owns something of" in archived
    assert "bring it back to hand it over" in archived


def test_person_take_role_refuses_the_named_owner_of_a_draft(draft, omar, ada):
    with pytest.raises(StillOwns, match="Hand over first"):
        omar.take_role(Role.AGENT, by=ada)


def test_step_removed_holds_nobody_and_comes_back_without_them(
    draft, journey, omar, olga, ada, petra
):
    step = Step.objects.filter(journey=journey).first()
    assert step is not None
    Step.objects.filter(pk=step.pk).update(ops_owner=olga)
    step.refresh_from_db()
    step.remove()

    olga.take_role(Role.AGENT, by=ada)
    step = Step.everything.get(pk=step.pk)
    step.restore()

    step.refresh_from_db()
    assert (step.ops_owner, step.product_owner) == (None, petra)


@pytest.mark.parametrize("what", ["journey", "step", "handover"])
@pytest.mark.parametrize("change", ["role = 'agent'", "side = 'product'"])
def test_database_keeps_owners_from_losing_their_right(
    journey, draft, omar, olga, what, change
):
    if what == "handover":
        journey.handovers.create(
            side="ops", giver=omar, receiver=olga, proposed_by=omar
        )
    elif what == "step":
        Step.objects.filter(journey=journey).update(ops_owner=olga)
    else:
        draft.appoint(olga, by=omar)
    olga.membership_set.all().delete()

    with pytest.raises(IntegrityError, match=r"of_(its_side|ops)"):
        write(f"UPDATE people_person SET {change} WHERE id = %s", olga.pk)


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        (
            "UPDATE journeys_journey SET ops_owner_id = %s WHERE state = 'draft'",
            "journey_ops_owner",
        ),
        ("UPDATE journeys_step SET ops_owner_id = %s", "step_ops_owner"),
        ("UPDATE journeys_handover SET receiver_id = %s", "handover_receiver"),
    ],
)
def test_database_refuses_an_agent_as_owner(
    draft, journey, asked, anna, sql, constraint
):
    with pytest.raises(IntegrityError, match=constraint):
        write(sql, anna.pk)


def test_database_holds_all_rows_to_it(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("side", ["product", "ops"])
def test_database_refuses_another_owner_beside_the_acceptance(
    request, draft, omar, petra, side
):
    draft.accept(by=omar if side == "ops" else petra)
    other = request.getfixturevalue("olga" if side == "ops" else "paul")

    with pytest.raises(IntegrityError, match="journey_answer_is_the_owners"):
        write(f"UPDATE journeys_journey SET {side}_owner_id = %s", other.pk)


def test_database_refuses_another_owner_beside_the_refusal(draft, omar, olga):
    draft.decline(reason="No time", by=omar)

    with pytest.raises(IntegrityError, match="journey_answer_is_the_owners"):
        write("UPDATE journeys_journey SET ops_owner_id = %s", olga.pk)


def test_database_takes_another_owner_with_an_answer_of_their_own(draft, omar, olga):
    draft.accept(by=omar)

    write(
        "UPDATE journeys_journey SET ops_owner_id = %s, ops_accepted_at = %s",
        olga.pk,
        timezone.now(),
    )

    draft.refresh_from_db()
    assert draft.ops_owner == olga


@pytest.mark.django_db(transaction=True)
def test_person_take_role_waits_for_who_names_them_meanwhile():
    product, ops = make.team("Digital", "product"), make.team("Care", "ops")
    petra, omar = make.person("Petra Lind", product), make.person("Omar Haddad", ops)
    olga = make.person("Olga Stein", ops)
    draft = make.journey("Pay a bill", petra, omar, live=False, steps=())

    refusals: list[StillOwns] = []

    def demote():
        try:
            Person.objects.get(pk=olga.pk).take_role(Role.AGENT, by=petra)
        except StillOwns as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=demote)
    with transaction.atomic():
        draft.appoint(olga, by=petra)
        thread.start()
        thread.join(0.3)
        waits = thread.is_alive()
    thread.join()

    olga.refresh_from_db()
    assert (waits, len(refusals), olga.role) == (True, 1, Role.MEMBER)
