"""The first run of an empty installation."""

import threading

import pytest
from django.db import connections, transaction
from django.test import Client

from alignment.people.forms.welcome import WelcomeForm
from alignment.people.models import Organisation, Person, Role, Team
from alignment.people.operations.welcome import AlreadyBegun, begin
from tests.people.conftest import PASSWORD
from tests.racing import at_once

FORM = {
    "organisation": "Northwind Energy",
    "product_word": "Delivery",
    "ops_word": "Customer Care",
    "ops_short_word": "Care",
    "name": "Ada Nowak",
    "side": "ops",
    "team": "Care North",
    "email": "Ada@Example.org",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/journeys/", "/settings/", "/accounts/login/", "/invitations/x/"]
)
def test_welcome_is_where_every_page_leads_while_nobody_exists(client, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response["Location"] == "/welcome/"


@pytest.mark.django_db
def test_welcome_leaves_the_health_checks_alone(client):
    response = client.get("/healthz")

    assert response.status_code == 200


@pytest.mark.django_db
def test_welcome_add_makes_organisation_team_and_first_admin(client):
    response = client.post("/welcome/", FORM)

    admin = Person.objects.get()
    words = Organisation.current()
    assert response["Location"] == "/welcome/next/"
    assert (admin.name, admin.email, admin.role, admin.side) == (
        "Ada Nowak",
        "ada@example.org",
        Role.ADMIN,
        "ops",
    )
    assert admin.check_password(PASSWORD)
    assert [team.name for team in admin.teams.all()] == ["Care North"]
    assert (words.name, words.product_word, words.ops_word, words.ops_short_word) == (
        "Northwind Energy",
        "Delivery",
        "Customer Care",
        "Care",
    )
    assert client.session["_auth_user_id"] == str(admin.pk)


@pytest.mark.django_db
def test_welcome_add_uses_the_new_words_at_once(client):
    client.get("/welcome/")

    page = client.post("/welcome/", FORM, follow=True).content.decode()

    assert "delivery and Customer Care own their first journey" in page


@pytest.mark.django_db
def test_welcome_add_is_gone_once_somebody_exists(client, petra):
    shown = client.get("/welcome/")
    sent = client.post("/welcome/", FORM)

    assert shown.status_code == sent.status_code == 404
    assert Person.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("organisation", "", "Enter the name of your organisation"),
        ("name", "", "Enter your name"),
        ("email", "ada", "Enter a mail address, like name@example.org"),
        ("side", "", "Choose the side you are on"),
        ("team", "", "Enter the name of your team"),
        ("password1", "short", "too short"),
        ("password2", "another-one-22", "The two passwords differ"),
        ("password1", "Ada Nowak Ada", "too similar"),
    ],
)
def test_welcome_add_says_what_to_do_and_loses_nothing(client, field, value, says):
    response = client.post("/welcome/", {**FORM, field: value})

    page = response.content.decode()
    kept = "Northwind Energy" if field != "organisation" else "Delivery"
    assert response.status_code == 422
    assert says in page
    assert f'value="{kept}"' in page
    assert not Person.objects.exists()
    assert not Team.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_welcome_add_by_two_at_once_lets_one_in():
    def come(name):
        form = {**FORM, "name": name, "email": f"{name}@example.org", "team": name}
        return Client().post("/welcome/", form).status_code

    answers = at_once(lambda: come("one"), lambda: come("two"))

    assert sorted(answers) == [302, 404]
    assert Person.objects.count() == Team.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_welcome_begin_waits_for_who_was_first():
    """Whoever holds the organisation's row is first; the other then finds them."""
    form = WelcomeForm(FORM)
    assert form.is_valid()
    beginning, late = form.beginning(), []

    def second():
        try:
            begin(beginning)
        except AlreadyBegun as refusal:
            late.append(str(refusal))
        finally:
            connections.close_all()

    Organisation.current()
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=1)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.5)
        waited = thread.is_alive()
        team = Team.objects.begin(name="First", side="product")
        Person.objects.create_user("first@example.org", name="First", side=team.side)
    thread.join()

    assert waited
    assert late == ["Somebody else has just set this up. Sign in instead."]


def test_welcome_show_ticks_off_what_is_done(client, ada, product_team):
    client.force_login(ada)

    team_only = client.get("/welcome/next/").content.decode()
    person = Person.objects.create_user("p@example.org", name="P", side="product")
    person.join(product_team)
    both = client.get("/welcome/next/").content.decode()

    assert team_only.count(">Done<") + team_only.count(" Done") == 1
    assert both.count(" Done") == 2
    assert "/journeys/add/" in both


@pytest.mark.parametrize("who", ["anna", "petra", "leo"])
def test_welcome_show_is_not_found_but_for_admins(client, request, who):
    client.force_login(request.getfixturevalue(who))

    response = client.get("/welcome/next/")

    assert response.status_code == 404
