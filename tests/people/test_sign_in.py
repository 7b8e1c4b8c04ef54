"""Signing in by mail address and password."""

import re

import pytest
from django.test import Client

from alignment import settings as written
from tests.people.conftest import PASSWORD
from tests.people.letters import found

LOGIN = "/accounts/login/"


def _same(response, mail):
    """The page without its tokens and without the address that was typed."""
    text = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", response.content.decode())
    return text.replace(mail, "MAIL")


def test_sign_in_opens_home(client, petra, with_password):
    with_password(petra)

    response = client.post(LOGIN, {"login": petra.email, "password": PASSWORD})

    assert response.status_code == 302
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(petra.pk)


def test_sign_in_ignores_the_case_of_the_mail_address(client, petra, with_password):
    with_password(petra)

    response = client.post(
        LOGIN, {"login": "PETRA-Lind@Example.org", "password": PASSWORD}
    )

    assert response.status_code == 302


def test_sign_in_goes_where_one_wanted_to_but_never_to_another_site(
    client, petra, with_password
):
    with_password(petra)
    form = {"login": petra.email, "password": PASSWORD}

    inside = Client().post(LOGIN, {**form, "next": "/settings/"})
    outside = Client().post(LOGIN, {**form, "next": "https://evil.example/"})

    assert inside["Location"] == "/settings/"
    assert outside["Location"] == "/"


def test_sign_in_gives_the_session_a_new_key(client, petra, with_password):
    with_password(petra)
    session = client.session
    session["seen"] = "before"
    session.save()
    before = client.cookies["alignment_8000"].value

    client.post(LOGIN, {"login": petra.email, "password": PASSWORD})

    assert client.cookies["alignment_8000"].value != before


def test_sign_in_answers_the_same_for_unknown_and_for_wrong(petra, with_password):
    with_password(petra)

    known = Client().post(LOGIN, {"login": petra.email, "password": "not-it-at-all"})
    unknown = Client().post(
        LOGIN, {"login": "nobody@example.org", "password": "not-it-at-all"}
    )

    assert known.status_code == unknown.status_code == 422
    assert _same(known, petra.email) == _same(unknown, "nobody@example.org")
    assert "This mail address and password do not match" in known.content.decode()


def test_sign_in_hashes_the_password_also_for_the_unknown(
    client, db, petra, monkeypatch
):
    hashed = []
    monkeypatch.setattr(
        "alignment.people.models.Person.set_password",
        lambda self, raw: hashed.append(raw),
    )

    client.post(LOGIN, {"login": "nobody@example.org", "password": "some-words"})

    assert hashed == ["some-words"]


def test_sign_in_says_what_to_do_and_keeps_what_was_typed(client, petra):
    response = client.post(LOGIN, {"login": "petra", "password": ""})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Enter a mail address, like name@example.org" in page
    assert "Enter your password" in page
    assert 'value="petra"' in page
    assert re.search(r"<title>\s*Error:\s+Sign in", page)


def test_sign_in_stops_listening_after_five_wrong_tries(client, petra, with_password):
    with_password(petra)
    for _ in range(5):
        client.post(LOGIN, {"login": petra.email, "password": "wrong-words"})

    response = client.post(LOGIN, {"login": petra.email, "password": PASSWORD})

    assert response.status_code == 422
    assert "Too many tries" in response.content.decode()


def test_sign_in_stops_an_address_that_tries_many_people(client, db, petra):
    answers = [
        client.post(LOGIN, {"login": f"p{n}@example.org", "password": "x"})
        for n in range(31)
    ]

    assert "Too many tries" in answers[10].content.decode()
    assert answers[30].status_code == 429


def test_sign_in_is_refused_to_the_deactivated(client, petra, ada, with_password):
    with_password(petra).deactivate(by=ada)

    response = client.post(LOGIN, {"login": petra.email, "password": PASSWORD})

    assert response["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session
    assert client.get(response["Location"]).status_code == 200


def test_sign_in_keeps_passwords_as_argon2(petra, settings):
    settings.PASSWORD_HASHERS = written.PASSWORD_HASHERS

    petra.set_password(PASSWORD)

    algorithm, _, cost = petra.password.split("$")[1:4]
    memory = int(found(r"m=(\d+)", cost))
    assert algorithm == "argon2id"
    assert memory >= 19_456


def test_sign_in_redirects_who_is_signed_out(client, petra):
    response = client.get("/settings/")

    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/settings/"


def test_sign_out_ends_the_session(client, petra):
    client.force_login(petra)

    asked = client.get("/accounts/logout/")
    response = client.post("/accounts/logout/")

    assert asked.status_code == 200
    assert response["Location"] == "/accounts/login/"
    assert client.get("/settings/").status_code == 302


@pytest.mark.parametrize(
    "path", ["/accounts/signup/", "/accounts/email/", "/accounts/confirm-email/"]
)
def test_sign_up_is_closed(client, petra, path):
    response = client.post(path, {"email": "new@example.org", "password1": PASSWORD})

    assert response.status_code in {302, 404}
    assert type(petra).objects.count() == 1
