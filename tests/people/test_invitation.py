"""Invitations: a link by mail, used once."""

import re
import socket
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from alignment.people.models import Invitation, Person, Role
from tests import make
from tests.people.conftest import PASSWORD
from tests.people.letters import found, html, letter, plain
from tests.queries import assert_same_queries
from tests.racing import at_once

LINK = r"http://[^/]+(/invitations/\S+)"
ADD = "/settings/people/invite/"
COME_IN = {"name": "Nia Berg", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def mail_server(settings):
    settings.EMAIL_HOST = "mail.example.org"


@pytest.fixture
def invite(client, ada, product_team, mail_server):
    """Ada invites somebody; the answer is the link's path from the mail."""

    def send(email="nia@example.org", **more):
        client.force_login(ada)
        form = {"name": "Nia", "email": email, "team": product_team.pk}
        client.post(ADD, {**form, "role": "member", **more})
        return found(LINK, plain())

    return send


def test_invitation_lets_one_person_in(invite, product_team):
    link = invite(role="leader")
    browser = Client()

    shown = browser.get(link)
    response = browser.post(link, COME_IN)

    person = Person.objects.get(email="nia@example.org")
    assert shown.status_code == 200
    assert "nia@example.org" in shown.content.decode()
    assert response["Location"] == "/"
    assert (person.name, person.role, person.side) == ("Nia Berg", "leader", "product")
    assert list(person.teams.all()) == [product_team]
    assert person.check_password(PASSWORD)
    assert browser.session["_auth_user_id"] == str(person.pk)


def test_invitation_mail_is_plain_and_html_with_a_link_of_this_site(invite, settings):
    settings.SITE_URL = "http://alignment.example.org"

    link = invite()

    assert letter().subject == "Ada Nowak invites you to Alignment"
    assert letter().to == ["nia@example.org"]
    assert letter().extra_headers["Message-ID"].endswith("@alignment.example.org>")
    assert f"http://alignment.example.org{link}" in plain()
    assert f"http://alignment.example.org{link}" in html()
    assert 'name="viewport"' in html()
    assert "Product North" in plain()


def test_invitation_keeps_only_the_digest_of_its_link(invite):
    secret = invite().split("/")[2]

    row = Invitation.objects.values().get()

    assert secret not in str(row)
    assert len(secret) >= 43


def test_invitation_works_once(invite):
    link = invite()
    Client().post(link, COME_IN)

    shown = Client().get(link)
    again = Client().post(link, {**COME_IN, "name": "Somebody Else"})

    assert shown.status_code == again.status_code == 404
    assert "This link does not work any more" in shown.content.decode()
    assert Person.objects.filter(email="nia@example.org").count() == 1


@pytest.mark.django_db(transaction=True)
def test_invitation_used_by_two_at_once_lets_one_in(db, settings):
    admin = make.person("Ada Nowak", make.team("Care", "ops"), role=Role.ADMIN)
    invitation = Invitation(
        email="nia@example.org",
        name="Nia",
        team=admin.teams.get(),
        invited_by=admin,
    )
    link = f"/invitations/{invitation.renew()}/"
    invitation.save()
    answers = at_once(*[lambda: Client().post(link, COME_IN).status_code] * 2)

    assert sorted(answers) == [302, 404]


def test_invitation_ends_after_two_weeks(invite):
    link = invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    response = Client().get(link)

    assert response.status_code == 404


def test_invitation_of_nobody_looks_like_an_old_one(client, ada, invite):
    used = invite()
    Client().post(used, COME_IN)

    old = Client().get(used)
    never = Client().get("/invitations/" + "x" * 43 + "/")

    assert old.status_code == never.status_code == 404
    assert re.sub(r"[\w-]{43,}", "", old.content.decode()) == re.sub(
        r"[\w-]{43,}", "", never.content.decode()
    )


def test_invitation_accept_says_what_to_do(invite):
    link = invite()

    response = Client().post(link, {"name": "", "password1": "x", "password2": ""})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Enter a name" in page
    assert "too short" in page
    assert not Person.objects.filter(email="nia@example.org").exists()


def test_invitation_resend_ends_the_old_link(client, invite):
    old = invite()
    pk = Invitation.objects.get().pk

    client.post(f"/settings/invitations/{pk}/resend/")

    new = found(LINK, plain())
    assert new != old
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_invitation_withdraw_ends_the_link(client, invite):
    link = invite()
    pk = Invitation.objects.get().pk

    client.post(f"/settings/invitations/{pk}/withdraw/")

    assert Client().get(link).status_code == 404
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("verb", ["resend", "withdraw"])
def test_invitation_that_was_accepted_stays_as_it_is(client, invite, verb):
    Client().post(invite(), COME_IN)
    pk = Invitation.objects.get().pk

    response = client.post(f"/settings/invitations/{pk}/{verb}/")

    assert response.status_code == 404
    assert Invitation.objects.get().accepted_at is not None


def test_invitation_without_a_mail_server_shows_the_link_once(
    client, ada, product_team, settings
):
    settings.EMAIL_HOST = ""
    client.force_login(ada)
    form = {"name": "Nia", "email": "nia@example.org", "role": "member"}

    response = client.post(ADD, {**form, "team": product_team.pk})

    page = response.content.decode()
    link = found(r'value="http://[^/]+(/invitations/[^"]+)"', page)
    later = client.get("/settings/people/?state=invited").content.decode()
    assert mail.outbox == []
    assert response["Cache-Control"] == "no-store"
    assert "this installation has no mail server yet" in page
    assert "1 invitation waits" in client.get("/settings/people/").text
    assert Client().get(link).status_code == 200
    assert link not in later


def test_invitation_shows_the_link_when_the_mail_server_is_away(
    client, ada, product_team, mail_server, settings
):
    settings.EMAIL_BACKEND = "tests.people.broken_mail.EmailBackend"
    client.force_login(ada)
    form = {"name": "Nia", "email": "nia@example.org", "role": "member"}

    response = client.post(ADD, {**form, "team": product_team.pk})

    assert "could not be sent" in response.content.decode()
    assert "/invitations/" in response.content.decode()


def test_invitation_waits_for_no_mail_server_that_is_silent(
    client, ada, product_team, settings, monkeypatch
):
    silent = socket.create_server(("127.0.0.1", 0))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
    monkeypatch.setattr("alignment.people.views.invitation.PATIENCE_SECONDS", 0.3)
    client.force_login(ada)
    form = {"name": "Nia", "email": "nia@example.org", "role": "member"}

    began = time.monotonic()
    with silent:
        response = client.post(ADD, {**form, "team": product_team.pk})

    assert time.monotonic() - began < 5
    assert "could not be sent" in response.text


@pytest.mark.parametrize("email", ["petra-lind@example.org", "PETRA-LIND@example.org"])
def test_invitation_of_somebody_who_is_here_is_refused(
    client, ada, petra, product_team, email
):
    client.force_login(ada)
    form = {"name": "Nia", "email": email, "role": "member", "team": product_team.pk}

    response = client.post(ADD, form)

    assert response.status_code == 422
    assert "Petra Lind signs in with this mail address already" in (
        response.content.decode()
    )
    assert not Invitation.objects.exists()


def test_invitation_of_somebody_invited_is_refused(client, invite, product_team):
    invite()
    form = {"name": "N", "email": "Nia@example.org", "role": "member"}

    response = client.post(ADD, {**form, "team": product_team.pk})

    assert response.status_code == 422
    assert "This mail address is invited already" in response.content.decode()
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("who", ["anna", "petra", "lea"])
def test_invitation_is_not_found_but_for_admins(client, request, who, product_team):
    client.force_login(request.getfixturevalue(who))
    form = {"name": "N", "email": "n@example.org", "role": "admin"}

    shown = client.get(ADD)
    sent = client.post(ADD, {**form, "team": product_team.pk})

    assert shown.status_code == sent.status_code == 404
    assert not Invitation.objects.exists()


def test_invitation_list_asks_as_often_for_one_as_for_thirty(client, ada, ops_team):
    client.force_login(ada)

    def grow(count=30):
        for _ in range(count):
            place = Invitation.objects.count()
            made = Invitation(email=f"p{place}@example.org", name=f"P {place}")
            made.team, made.invited_by = ops_team, ada
            made.renew()
            made.save()

    grow(1)

    assert_same_queries(client, "/settings/people/?state=invited", grow)


def test_invitation_accept_takes_no_name_of_somebody_else(invite, petra):
    link = invite()
    sent = {"name": petra.name, "password1": PASSWORD, "password2": PASSWORD}

    response = Client().post(link, sent)

    assert response.status_code == 422
    assert "Somebody here has this name already." in response.text
