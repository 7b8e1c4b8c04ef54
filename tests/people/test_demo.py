"""One click into the demo, and not one into anything else."""

import pytest
from django.test import Client

URL = "/demo/sign-in/"


@pytest.fixture
def cast(petra, omar, anna, ada):
    """Four people, of whom three are of the demo."""
    for person in (petra, omar, anna):
        person.is_demo = True
        person.save()


def test_demo_sign_in_takes_one_click(client, settings, cast, omar):
    settings.DEMO = True

    response = client.post(URL, {"person": omar.pk})

    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(omar.pk)


def test_demo_sign_in_is_not_there_when_the_demo_is_off(client, settings, cast, omar):
    settings.DEMO = False

    response = client.post(URL, {"person": omar.pk})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("person", ["real", "left", "", "0", "x", "9" * 40, "²"])
def test_demo_sign_in_refuses_everybody_else(client, settings, cast, ada, omar, person):
    settings.DEMO = True
    omar.deactivate(by=ada)
    known = {"real": ada.pk, "left": omar.pk}

    response = client.post(URL, {"person": known.get(person, person)})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_demo_sign_in_needs_a_token_of_this_site(settings, cast, omar):
    settings.DEMO = True
    client = Client(enforce_csrf_checks=True)

    response = client.post(URL, {"person": omar.pk})

    assert response.status_code == 403
    assert "_auth_user_id" not in client.session


def test_demo_sign_in_never_leads_to_another_site(client, settings, cast, omar):
    settings.DEMO = True

    response = client.post(URL, {"person": omar.pk, "next": "//evil.example/"})

    assert response["Location"] == "/"


def test_demo_show_lists_the_demo_people_by_side(client, settings, cast):
    settings.DEMO = True

    page = client.get("/accounts/login/").content.decode()

    names = ["Product", "Petra Lind", "Operations", "Omar Haddad"]
    assert sorted(names, key=page.index) == names
    assert "Anna Costa" in page
    assert "Ada Nowak" not in page


def test_demo_show_waits_for_the_people_and_brings_them(client, settings, db, ada):
    settings.DEMO = True

    waiting = client.get("/accounts/login/").content.decode()
    ada.is_demo = True
    ada.save()
    brought = client.get("/demo/people/", headers={"hx-request": "true"})

    assert 'hx-trigger="every 2s"' in waiting
    assert "Ada Nowak" in brought.content.decode()
    assert "<html" not in brought.content.decode()
    assert "every 2s" not in brought.content.decode()


def test_demo_show_is_not_there_when_the_demo_is_off(client, settings, cast):
    settings.DEMO = False

    fragment = client.get("/demo/people/", headers={"hx-request": "true"})
    page = client.get("/accounts/login/").content.decode()

    assert fragment.status_code == 404
    assert "Look around" not in page
    assert "Petra Lind" not in page


def test_demo_installation_is_not_asked_for_a_first_admin(client, settings, db):
    settings.DEMO = True

    response = client.get("/")

    assert response["Location"] == "/accounts/login/?next=/"
