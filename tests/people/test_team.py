"""Teams, each on one side."""

import pytest

from alignment.people.models import Invitation, Team
from tests import make
from tests.queries import assert_same_queries


def test_team_show_lists_who_is_here(client, petra, omar, ada, ops_team, olga):
    olga.deactivate(by=ada)
    client.force_login(petra)

    page = client.get("/teams/care-north/").content.decode()

    assert "Omar Haddad" in page
    assert "Olga Stein" not in page
    assert "Petra Lind</strong>" not in page


def test_team_show_asks_as_often_for_one_as_for_thirty(client, omar, ops_team):
    client.force_login(omar)

    def grow():
        for number in range(30):
            make.person(f"Person {number}", ops_team)

    assert_same_queries(client, "/teams/care-north/", grow)


def test_team_list_asks_as_often_for_one_as_for_thirty(client, ada, ops_team):
    client.force_login(ada)

    def grow():
        for number in range(30):
            make.team(f"Team {number}", "ops")

    assert_same_queries(client, "/settings/teams/", grow)


def test_team_add_makes_a_team_with_an_address_of_its_own(client, ada, petra):
    client.force_login(ada)

    client.post("/settings/teams/add/", {"name": "Digital Self-service", "side": "ops"})
    client.post("/settings/teams/add/", {"name": "Digital self service", "side": "ops"})
    client.post("/settings/teams/add/", {"name": "Add", "side": "product"})

    made = dict(Team.objects.filter(name__regex="Dig|Add").values_list("name", "slug"))
    assert made == {
        "Digital Self-service": "digital-self-service",
        "Digital self service": "digital-self-service-2",
        "Add": "add-2",
    }


def test_team_add_leads_back_to_the_first_steps_until_the_other_side_is_here(
    client, ada, ops_team
):
    client.force_login(ada)

    response = client.post("/settings/teams/add/", {"name": "App", "side": "product"})

    assert response["Location"] == "/welcome/next/"


@pytest.mark.parametrize(
    ("name", "side", "says"),
    [
        ("", "ops", "Enter a name, like Care North"),
        ("CARE NORTH", "ops", "Another team has this name"),
        ("Billing", "", "Choose the side this team is on"),
        ("Billing", "middle", "not one of the available choices"),
        ("x" * 81, "ops", "Use at most 80 characters"),
    ],
)
def test_team_add_says_what_to_do(client, ada, name, side, says):
    client.force_login(ada)

    response = client.post("/settings/teams/add/", {"name": name, "side": side})

    assert response.status_code == 422
    assert says in response.content.decode()
    assert Team.objects.count() == 1


def test_team_edit_renames_and_keeps_the_address(client, ada, ops_team):
    client.force_login(ada)

    client.post("/settings/teams/care-north/", {"name": "Customer care"})

    ops_team.refresh_from_db()
    assert (ops_team.name, ops_team.slug, ops_team.side) == (
        "Customer care",
        "care-north",
        "ops",
    )


def test_team_edit_may_keep_its_name(client, ada, ops_team):
    client.force_login(ada)

    response = client.post("/settings/teams/care-north/", {"name": "Care north"})

    assert response.status_code == 302


def test_team_delete_takes_an_empty_team(client, ada, product_team):
    client.force_login(ada)

    client.post("/settings/teams/product-north/delete/")

    assert not Team.objects.filter(pk=product_team.pk).exists()


def test_team_delete_refuses_while_somebody_belongs_to_it(client, ada, ops_team):
    client.force_login(ada)

    response = client.post("/settings/teams/care-north/delete/")

    assert response.status_code == 422
    assert "People belong to this team. Move them first." in response.content.decode()
    assert Team.objects.filter(pk=ops_team.pk).exists()


def test_team_delete_refuses_while_somebody_is_invited_to_it(client, ada, product_team):
    invitation = Invitation(email="n@example.org", name="N", team=product_team)
    invitation.invited_by = ada
    invitation.renew()
    invitation.save()
    client.force_login(ada)

    response = client.post("/settings/teams/product-north/delete/")

    assert response.status_code == 422
    assert "Withdraw the invitation first" in response.content.decode()


@pytest.mark.parametrize("who", ["anna", "petra", "lea"])
@pytest.mark.parametrize("path", ["", "add/", "care-north/", "care-north/delete/"])
def test_team_is_changed_by_admins_only(client, request, who, path, ops_team):
    client.force_login(request.getfixturevalue(who))

    response = client.post(f"/settings/teams/{path}", {"name": "X", "side": "ops"})

    assert response.status_code == 404
    assert Team.objects.filter(slug="care-north", name="Care North").exists()
