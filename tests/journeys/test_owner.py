"""Two people own a journey, one of each side, and each says so."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from alignment.people.models import Person
from journeys.models import CannotOwn, Journey, NotTheOwner, OwnerStays
from tests import make
from tests.journeys.sql import write

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C01")]


@pytest.fixture
def draft(petra, omar):
    return make.journey("Pay a bill", petra, omar, live=False)


def post(client, who, name, *args, **data):
    client.force_login(who)
    return client.post(reverse(f"journeys:{name}", args=args), data)


def test_journey_start_counts_as_acceptance_of_who_starts_it(client, petra, omar):
    client.force_login(petra)

    response = client.post(
        reverse("journeys:journey-add"),
        {"title": "Pay a bill", "product_owner": petra.pk, "ops_owner": omar.pk},
    )

    made = Journey.objects.get()
    assert response.status_code == 302
    assert (made.accepted("product"), made.accepted("ops")) == (True, False)
    assert made.state == Journey.State.DRAFT


def test_journey_start_says_when_a_side_has_nobody_yet(client, petra):
    client.force_login(petra)

    page = client.get("/journeys/add/?from=").text

    assert page.count("has come in yet. An admin can invite somebody.") == 1
    assert "Nobody of ops has come in yet." in page


def test_journey_start_by_somebody_else_waits_for_both(client, lea, petra, omar):
    client.force_login(lea)

    client.post(
        reverse("journeys:journey-add"),
        {"title": "Pay a bill", "product_owner": petra.pk, "ops_owner": omar.pk},
    )

    made = Journey.objects.get()
    assert (made.accepted("product"), made.accepted("ops")) == (False, False)


@pytest.mark.parametrize("first", ["petra", "omar"])
def test_owner_accept_makes_it_live_when_both_have(client, draft, petra, omar, first):
    order = [petra, omar] if first == "petra" else [omar, petra]

    post(client, order[0], "owner-accept", draft.slug)
    draft.refresh_from_db()
    between = draft.state
    post(client, order[1], "owner-accept", draft.slug)

    draft.refresh_from_db()
    assert (between, draft.state) == ("draft", "live")
    assert draft.live_at is not None


def test_owner_accept_again_keeps_the_first_time(client, draft, omar):
    post(client, omar, "owner-accept", draft.slug)
    draft.refresh_from_db()
    first = draft.ops_accepted_at

    again = post(client, omar, "owner-accept", draft.slug)

    draft.refresh_from_db()
    assert again.status_code == 302
    assert draft.ops_accepted_at == first


@pytest.mark.parametrize("who", ["olga", "paul", "leo", "lea", "ada", "anna"])
def test_owner_accept_is_not_found_for_others(client, request, draft, who):
    response = post(client, request.getfixturevalue(who), "owner-accept", draft.slug)

    draft.refresh_from_db()
    assert response.status_code == 404
    assert draft.ops_accepted_at is None


def test_owner_decline_needs_a_reason_and_keeps_what_was_typed(client, draft, omar):
    response = post(client, omar, "owner-decline", draft.slug, reason="  ")

    draft.refresh_from_db()
    assert response.status_code == 422
    assert "Say in one sentence why not." in response.text
    assert "<title>Error: " in " ".join(response.text.split())
    assert draft.ops_declined == ""


def test_owner_decline_lets_the_other_name_somebody(client, draft, petra, omar, olga):
    post(client, omar, "owner-decline", draft.slug, reason="I leave in March.")
    seen = client.get(draft.get_absolute_url()).text
    appointed = post(client, petra, "owner-appoint", draft.slug, "ops", person=olga.pk)

    draft.refresh_from_db()
    assert "“I leave in March.”" in seen
    assert appointed.status_code == 302
    assert (draft.ops_owner, draft.ops_declined) == (olga, "")
    assert not draft.accepted("ops")


def test_owner_decline_after_accepting_is_refused(draft, omar):
    draft.accept(by=omar)

    with pytest.raises(OwnerStays):
        draft.decline(reason="Too late", by=omar)


def test_owner_appoint_of_an_accepted_side_is_refused_in_words(
    client, draft, petra, omar, olga
):
    draft.accept(by=omar)

    response = post(client, petra, "owner-appoint", draft.slug, "ops", person=olga.pk)

    draft.refresh_from_db()
    assert response.status_code == 422
    assert "Omar Haddad has accepted. Propose a handover instead." in response.text
    assert draft.ops_owner == omar


@pytest.mark.parametrize("who", ["anna", "paul"])
def test_owner_appoint_offers_neither_agents_nor_the_other_side(
    client, request, draft, petra, who
):
    somebody = request.getfixturevalue(who)

    response = post(
        client, petra, "owner-appoint", draft.slug, "ops", person=somebody.pk
    )

    assert response.status_code == 422
    assert "Choose somebody of this side who works here now." in response.text


@pytest.mark.parametrize("who", ["olga", "paul", "lea", "anna"])
def test_owner_appoint_is_not_found_for_who_is_not_near(client, request, draft, who):
    client.force_login(request.getfixturevalue(who))

    response = client.get(reverse("journeys:owner-appoint", args=[draft.slug, "ops"]))

    assert response.status_code == 404


def test_owner_appoint_of_oneself_accepts(draft, leo):
    draft.appoint(leo, by=leo)

    assert (draft.ops_owner, draft.accepted("ops")) == (leo, True)


def test_owner_who_has_left_cannot_be_named(draft, olga, ada):
    olga.deactivate(by=ada)

    with pytest.raises(CannotOwn, match="Olga Stein cannot look after a journey"):
        draft.appoint(olga, by=ada)


def test_owner_accept_on_the_model_refuses_somebody_else(draft, olga):
    with pytest.raises(NotTheOwner):
        draft.accept(by=olga)


@pytest.mark.parametrize(
    ("column", "who", "constraint"),
    [
        ("product_owner_id", "olga", "journey_product_owner_is_of_product"),
        ("ops_owner_id", "paul", "journey_ops_owner_is_of_ops"),
        ("ops_owner_id", "petra", "journey_owners_are_two_people"),
    ],
)
def test_database_refuses_a_wrong_owner(request, draft, column, who, constraint):
    person = request.getfixturevalue(who)

    with pytest.raises(IntegrityError, match=constraint):
        write(f"UPDATE journeys_journey SET {column} = %s", person.pk)


@pytest.mark.parametrize("column", ["product_owner_id", "ops_owner_id"])
def test_database_refuses_a_journey_without_an_owner(draft, column):
    with pytest.raises(IntegrityError, match="not-null"):
        write(f"UPDATE journeys_journey SET {column} = NULL")


def test_database_refuses_live_without_both_acceptances(draft, omar):
    draft.accept(by=omar)

    with pytest.raises(IntegrityError, match="journey_live_is_accepted_by_both"):
        write("UPDATE journeys_journey SET state = 'live'")


def test_database_refuses_moving_an_owner_to_the_other_side(journey, petra):
    with pytest.raises(IntegrityError):
        write("UPDATE people_person SET side = 'ops' WHERE id = %s", petra.pk)


@pytest.mark.parametrize(
    ("column", "who", "constraint"),
    [
        ("product_owner_id", "omar", "step_product_owner_is_of_product"),
        ("ops_owner_id", "petra", "step_ops_owner_is_of_ops"),
    ],
)
def test_database_refuses_a_wrong_owner_of_a_step(
    request, journey, column, who, constraint
):
    person = request.getfixturevalue(who)

    with pytest.raises(IntegrityError, match=constraint):
        write(f"UPDATE journeys_step SET {column} = %s", person.pk)


def test_owner_is_shown_as_gone_everywhere_at_once(client, journey, omar, petra, ada):
    omar.deactivate(by=ada)
    client.force_login(petra)

    page = client.get(journey.get_absolute_url()).text
    found = client.get(reverse("journeys:journey-list"), {"gap": "orphaned"}).text

    assert "Nobody in ops looks after this journey." in page
    assert "Omar Haddad has left" in page
    assert "No owner in ops" in found
    assert Person.objects.get(pk=omar.pk).is_active is False
