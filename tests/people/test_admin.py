"""Django's admin: for admins, behind our own sign-in."""

import pytest
from django.urls import reverse

PAGES = [
    "admin:index",
    "admin:people_person_changelist",
    "admin:people_team_changelist",
    "admin:people_organisation_changelist",
]


@pytest.mark.parametrize("page", PAGES)
def test_admin_opens_for_admins(client, ada, page):
    client.force_login(ada)

    response = client.get(reverse(page))

    assert response.status_code == 200


@pytest.mark.parametrize("who", ["anna", "petra", "lea"])
@pytest.mark.parametrize("page", [*PAGES, "admin:login"])
def test_admin_is_not_found_for_everybody_else(client, request, who, page):
    client.force_login(request.getfixturevalue(who))

    response = client.get(reverse(page))

    assert response.status_code == 404


def test_admin_sends_the_signed_out_to_our_own_sign_in(client, petra):
    index = client.get("/admin/", follow=True)
    login = client.get("/admin/login/?next=/admin/people/team/")

    assert index.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
    assert login["Location"] == "/accounts/login/?next=/admin/people/team/"


def test_admin_lets_nobody_make_or_delete_people(client, ada, petra):
    client.force_login(ada)

    made = client.get("/admin/people/person/add/")
    gone = client.post(f"/admin/people/person/{petra.pk}/delete/", {"post": "yes"})

    assert made.status_code == gone.status_code == 403
    assert type(petra).objects.filter(pk=petra.pk).exists()


def test_admin_changes_no_role_and_shows_no_secret(client, ada, petra):
    client.force_login(ada)
    url = f"/admin/people/person/{petra.pk}/change/"

    page = client.get(url).content.decode()
    client.post(url, {"name": "Petra L", "email": petra.email, "role": "admin"})

    petra.refresh_from_db()
    assert petra.name == "Petra L"
    assert petra.role == "member"
    assert 'name="password"' not in page
    assert client.get("/admin/mfa/authenticator/").status_code == 404
