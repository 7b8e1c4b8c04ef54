"""Forgotten, changed and entered again."""

import re

import pytest
from django.test import Client

from tests.people.conftest import PASSWORD
from tests.people.letters import found, html, letter, plain, sent

RESET = "/accounts/password/reset/"
NEW = "quiet-heron-44-oak"


def _link():
    """The path of the link in the last mail."""
    return found(r"http://[^/]+(/accounts/password/reset/key/\S+)", plain())


def test_password_reset_answers_the_same_for_known_and_unknown(client, petra):
    known = client.post(RESET, {"email": petra.email})
    unknown = client.post(RESET, {"email": "nobody@example.org"})

    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"] == "/accounts/password/reset/done/"
    assert [one.to for one in sent()] == [
        [petra.email],
        ["nobody@example.org"],
    ]
    assert "Nobody signs in with this address" in plain(1)
    assert "/accounts/" not in plain(1)


def test_password_reset_link_does_not_follow_the_host(client, petra, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://alignment.example.org"

    client.post(RESET, {"email": petra.email}, headers={"host": "evil.example"})

    link = "https://alignment.example.org/accounts/password/reset/key/"
    assert link in plain()
    assert link in html()
    assert "evil.example" not in plain() + html() + str(letter().subject)


def test_password_reset_mail_is_plain_and_html_with_styles_inlined(client, petra):
    client.post(RESET, {"email": petra.email})

    assert letter().subject == "Choose a new password"
    assert re.search(r'<a href="[^"]+" style="[^"]*background', html())


def test_password_reset_link_works_once_and_ends_every_session(
    client, petra, with_password, signed_in
):
    elsewhere = signed_in(with_password(petra))
    client.post(RESET, {"email": petra.email})
    link = _link()

    form = client.get(link)["Location"]
    saved = client.post(form, {"password1": NEW, "password2": NEW})
    again = Client().get(link, follow=True)

    petra.refresh_from_db()
    assert saved["Location"] == "/accounts/password/reset/key/done/"
    assert petra.check_password(NEW)
    assert elsewhere.get("/settings/").status_code == 302
    assert "This link does not work any more" in again.content.decode()


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("", "", "Enter a new password"),
        ("short", "short", "too short"),
        ("password1234", "password1234", "too common"),
        (NEW, NEW + "x", "The two passwords differ"),
    ],
)
def test_password_reset_refuses_what_is_weak_or_differs(
    client, petra, first, second, says
):
    client.post(RESET, {"email": petra.email})
    form = client.get(_link())["Location"]

    response = client.post(form, {"password1": first, "password2": second})

    assert response.status_code == 422
    assert says in response.content.decode()


def test_password_reset_sends_nothing_to_the_deactivated(client, petra, ada):
    petra.deactivate(by=ada)

    client.post(RESET, {"email": petra.email})

    assert "Nobody signs in with this address" in plain(0)


def test_password_change_keeps_this_session_and_ends_the_others(
    petra, with_password, signed_in
):
    with_password(petra)
    here, elsewhere = signed_in(petra), signed_in(petra)

    response = here.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert response["Location"] == "/settings/"
    assert here.get("/settings/").status_code == 200
    assert elsewhere.get("/settings/").status_code == 302
    assert sent()[-1].subject == "Your password was changed"
    assert sent()[-1].to == [petra.email]


def test_password_change_needs_the_password_of_now(petra, with_password, signed_in):
    here = signed_in(with_password(petra))

    response = here.post(
        "/accounts/password/change/",
        {"oldpassword": "not-it", "password1": NEW, "password2": NEW},
    )

    assert response.status_code == 422
    assert "Enter the password that you use now" in response.content.decode()


def test_password_set_is_for_who_has_none(client, petra):
    client.force_login(petra)

    asked = client.get("/accounts/password/change/")
    page = client.get("/accounts/password/set/")

    assert asked["Location"] == "/accounts/password/set/"
    assert "You have no password yet" in page.content.decode()
