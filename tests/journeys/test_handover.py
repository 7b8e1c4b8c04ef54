"""Handovers: proposed, answered by the receiver; until then the giver owns."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from alignment.people.models import Person, Side
from journeys.models import Handover, HandoverClosed, Journey, NotTheReceiver
from journeys.operations.handover import HandoverIsOpen, propose_handover
from tests import make
from tests.journeys.sql import write
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C01")]


@pytest.fixture
def handover(journey, omar, olga):
    return propose_handover(
        journey=journey, side=Side.OPS, receiver=olga, note="Ask Ben.", by=omar
    )


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_handover_goes_from_one_browser_to_the_other(journey, omar, olga):
    giver, receiver = signed_in(omar), signed_in(olga)
    propose = reverse("journeys:handover-propose", args=[journey.slug, "ops"])

    giver.post(propose, {"person": olga.pk, "note": "Ask Ben about the depot."})
    asked = receiver.get(journey.get_absolute_url()).text
    journey.refresh_from_db()
    owner_meanwhile = journey.ops_owner
    handover = Handover.objects.get()
    receiver.post(reverse("journeys:handover-accept", args=[handover.pk]))

    journey.refresh_from_db()
    assert "Ask Ben about the depot." in asked
    assert "asks you to take this journey over" in asked
    assert (owner_meanwhile, journey.ops_owner) == (omar, olga)
    assert "Olga Stein" in giver.get(journey.get_absolute_url()).text


@pytest.mark.parametrize(("left", "keeper"), [(False, "Omar Haddad"), (True, "nobody")])
def test_handover_propose_says_who_looks_after_it(
    journey, omar, olga, leo, left, keeper
):
    omar.is_active = not left
    omar.save()
    propose = reverse("journeys:handover-propose", args=[journey.slug, "ops"])

    page = signed_in(leo).post(propose, {"person": olga.pk, "note": ""}, follow=True)

    said = f"Olga Stein is asked. Until they accept, {keeper} looks after it."
    assert said in page.text


def test_handover_accept_renews_the_acceptance_of_that_side(journey, handover, olga):
    product, ops = journey.product_accepted_at, journey.ops_accepted_at

    handover.accept(by=olga)

    journey.refresh_from_db()
    assert journey.product_accepted_at == product
    assert journey.ops_accepted_at > ops
    assert journey.state == Journey.State.LIVE


def test_handover_accept_again_changes_nothing(client, handover, olga):
    client.force_login(olga)
    url = reverse("journeys:handover-accept", args=[handover.pk])
    client.post(url)
    first = Handover.objects.get().answered_at

    again = client.post(url)

    assert again.status_code == 302
    assert Handover.objects.get().answered_at == first


def test_handover_decline_needs_a_reason(client, journey, handover, omar, olga):
    client.force_login(olga)
    url = reverse("journeys:handover-decline", args=[handover.pk])

    without = client.post(url, {"reason": ""})
    with_one = client.post(url, {"reason": "I have three already."})

    journey.refresh_from_db()
    handover.refresh_from_db()
    assert (without.status_code, with_one.status_code) == (422, 302)
    assert handover.answer_reason == "I have three already."
    assert journey.ops_owner == omar


@pytest.mark.parametrize("who", ["omar", "leo", "ada", "petra", "anna"])
def test_handover_accept_is_not_found_but_for_the_receiver(
    client, request, journey, handover, omar, who
):
    client.force_login(request.getfixturevalue(who))

    response = client.post(reverse("journeys:handover-accept", args=[handover.pk]))

    journey.refresh_from_db()
    assert response.status_code == 404
    assert journey.ops_owner == omar


@pytest.mark.parametrize(("who", "status"), [
    ("omar", 302), ("leo", 302), ("ada", 302),
    ("olga", 404), ("lea", 404), ("petra", 404), ("anna", 404),
])  # fmt: skip
def test_handover_withdraw_is_for_giver_and_leaders(
    client, request, handover, who, status
):
    client.force_login(request.getfixturevalue(who))

    response = client.post(reverse("journeys:handover-withdraw", args=[handover.pk]))

    handover.refresh_from_db()
    assert response.status_code == status
    assert handover.answer == ("withdrawn" if status == 302 else "")


def test_handover_accept_after_it_was_withdrawn_says_so(client, handover, olga):
    handover.withdraw()
    client.force_login(olga)

    response = client.post(reverse("journeys:handover-accept", args=[handover.pk]))

    assert response.status_code == 422
    assert "This handover was already withdrawn." in response.text


def test_handover_to_the_same_person_again_is_the_same(journey, handover, omar, olga):
    again = propose_handover(
        journey=journey, side=Side.OPS, receiver=olga, note="", by=omar
    )

    assert again == handover
    assert Handover.objects.count() == 1


def test_handover_to_a_second_person_waits_for_the_first(journey, handover, omar, leo):
    with pytest.raises(HandoverIsOpen, match="Olga Stein is asked already"):
        propose_handover(journey=journey, side=Side.OPS, receiver=leo, note="", by=omar)


@pytest.mark.parametrize("who", ["paul", "anna", "omar"])
def test_handover_form_refuses_who_cannot_take_over(
    client, request, journey, omar, who
):
    client.force_login(omar)

    response = client.post(
        reverse("journeys:handover-propose", args=[journey.slug, "ops"]),
        {"person": request.getfixturevalue(who).pk},
    )

    assert response.status_code == 422
    assert Handover.objects.count() == 0


def test_handover_of_an_orphaned_journey_is_proposed_by_a_leader(
    client, journey, omar, olga, leo, ada
):
    omar.deactivate(by=ada)
    client.force_login(leo)
    client.post(
        reverse("journeys:handover-propose", args=[journey.slug, "ops"]),
        {"person": olga.pk},
    )

    Handover.objects.get().accept(by=olga)

    journey.refresh_from_db()
    assert journey.ops_owner == olga
    assert not Journey.objects.orphaned().exists()


def test_handover_is_shown_to_both_and_nobody_else_can_answer(
    journey, handover, omar, olga, paul
):
    seen = {
        who.first_name: signed_in(who).get(journey.get_absolute_url()).text
        for who in (omar, olga, paul)
    }

    accept = reverse("journeys:handover-accept", args=[handover.pk])
    withdraw = reverse("journeys:handover-withdraw", args=[handover.pk])
    assert {name for name, page in seen.items() if accept in page} == {"Olga"}
    assert {name for name, page in seen.items() if withdraw in page} == {"Omar"}


def test_handover_model_refuses_another_receiver(handover, leo):
    with pytest.raises(NotTheReceiver):
        handover.accept(by=leo)


def test_handover_declined_cannot_be_accepted(handover, olga):
    handover.decline(reason="No.", by=olga)

    with pytest.raises(HandoverClosed):
        handover.accept(by=olga)


def test_database_refuses_a_receiver_of_the_other_side(handover, paul):
    with pytest.raises(IntegrityError, match="handover_receiver_is_of_its_side"):
        write("UPDATE journeys_handover SET receiver_id = %s", paul.pk)


@pytest.mark.django_db(transaction=True)
def test_handover_accepted_and_withdrawn_at_once_ends_one_way():
    product, ops = make.team("Digital", "product"), make.team("Care", "ops")
    petra, omar = make.person("Petra Lind", product), make.person("Omar Haddad", ops)
    olga = make.person("Olga Stein", ops)
    journey = make.journey("Move home", petra, omar)
    made = propose_handover(
        journey=journey, side=Side.OPS, receiver=olga, note="", by=omar
    )
    first, second = (Handover.objects.get(pk=made.pk) for _ in range(2))

    answers = at_once(
        lambda: first.accept(by=olga), second.withdraw, refused=HandoverClosed
    )

    made.refresh_from_db()
    owner = Person.objects.get(pk=Journey.objects.get().ops_owner_id)
    assert len([one for one in answers if isinstance(one, HandoverClosed)]) == 1
    assert owner == (olga if made.answer == "accepted" else omar)
