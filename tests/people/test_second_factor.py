"""Codes from a phone, and what happens when the phone is gone."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache
from django.test import Client

from tests.people.conftest import PASSWORD
from tests.people.letters import found, sent

ACTIVATE = "/accounts/2fa/totp/activate/"


def _code(secret, later=0):
    """What the app on the phone shows now, or so many half minutes later."""
    accepted = list(counters())
    now = accepted[len(accepted) // 2]
    return format_hotp_value(hotp_value(secret, now + later))


def _turn_on(browser):
    """Turn it on in a browser that is signed in; the secret and the code sent."""
    browser.post(f"/accounts/reauthenticate/?next={ACTIVATE}", {"password": PASSWORD})
    page = browser.get(ACTIVATE).content.decode()
    secret = found(r'totp__key">([A-Z2-7]+)<', page)
    code = _code(secret)
    browser.post(ACTIVATE, {"code": code})
    return secret, code


@pytest.fixture
def protected(petra, with_password, signed_in, django_capture_on_commit_callbacks):
    """Petra with two-factor sign-in on; her browser and her secret."""
    browser = signed_in(with_password(petra))
    secret, _ = _turn_on(browser)
    cache.clear()  # a code counts once; the tests cannot wait half a minute
    return browser, secret


def _sign_in(petra):
    browser = Client()
    answer = browser.post(
        "/accounts/login/", {"login": petra.email, "password": PASSWORD}
    )
    return browser, answer


def test_second_factor_asks_for_the_password_first(petra, with_password, signed_in):
    browser = signed_in(with_password(petra))

    response = browser.get(ACTIVATE)

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/reauthenticate/")


def test_second_factor_is_turned_on_and_then_asked_for(petra, protected):
    _, secret = protected

    browser, answer = _sign_in(petra)
    page = browser.get(answer["Location"])
    wrong = browser.post(answer["Location"], {"code": "000000"})
    right = browser.post(answer["Location"], {"code": _code(secret)})

    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert page.status_code == 200
    assert wrong.status_code == 422
    assert "This code is wrong or too old" in wrong.content.decode()
    assert right["Location"] == "/"
    assert browser.get("/settings/").status_code == 200


@pytest.mark.parametrize(
    ("later", "status"), [(-3, 422), (-1, 302), (1, 302), (3, 422)]
)
def test_second_factor_bears_a_clock_that_is_half_a_minute_off(
    petra, protected, monkeypatch, later, status
):
    _, secret = protected
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)  # no half minute ends meanwhile

    browser, answer = _sign_in(petra)
    sent_then = browser.post(answer["Location"], {"code": _code(secret, later)})

    assert sent_then.status_code == status


def test_second_factor_without_its_code_opens_nothing(petra, protected):
    browser, _ = _sign_in(petra)

    response = browser.get("/settings/")

    assert response.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_second_factor_tells_its_owner_by_mail(petra, protected):
    subjects = [letter.subject for letter in sent()]

    assert "Two-factor sign-in is on" in subjects


def test_second_factor_recovery_code_works_once(petra, protected):
    owner, _ = protected
    page = owner.get("/accounts/2fa/recovery-codes/").content.decode()
    code = found(r"<code>(\d+)</code>", page)
    first, _ = _sign_in(petra)
    second, _ = _sign_in(petra)

    once = first.post("/accounts/2fa/authenticate/", {"code": code})
    twice = second.post("/accounts/2fa/authenticate/", {"code": code})

    assert once.status_code == 302
    assert twice.status_code == 422


def test_second_factor_recovery_codes_download_and_change(protected):
    browser, _ = protected

    before = browser.get("/accounts/2fa/recovery-codes/download/").content.decode()
    made = browser.post("/accounts/2fa/recovery-codes/generate/")
    after = browser.get("/accounts/2fa/recovery-codes/download/").content.decode()

    assert made["Location"] == "/accounts/2fa/recovery-codes/"
    assert len(re.findall(r"^\d{8}$", before, re.MULTILINE)) == 10
    assert set(before.split()[6:]).isdisjoint(after.split()[6:])


def test_second_factor_is_turned_off_by_its_owner(petra, protected):
    browser, _ = protected

    browser.post("/accounts/2fa/totp/deactivate/")
    _, answer = _sign_in(petra)

    assert answer["Location"] == "/"


def test_second_factor_remove_by_an_admin(client, ada, petra, protected):
    client.force_login(ada)

    client.post(f"/settings/people/{petra.pk}/second-factor/remove/")
    _, answer = _sign_in(petra)

    assert not Authenticator.objects.filter(user=petra).exists()
    assert answer["Location"] == "/"


@pytest.mark.parametrize("who", ["anna", "omar", "leo"])
def test_second_factor_remove_is_not_found_but_for_admins(
    client, request, who, petra, protected
):
    client.force_login(request.getfixturevalue(who))

    response = client.post(f"/settings/people/{petra.pk}/second-factor/remove/")

    assert response.status_code == 404
    assert Authenticator.objects.filter(user=petra).exists()


def test_second_factor_page_says_whether_it_is_on(protected, client, omar):
    browser, _ = protected
    client.force_login(omar)

    on = browser.get("/accounts/2fa/").content.decode()
    off = client.get("/accounts/2fa/").content.decode()

    assert "10 codes are left" in on
    assert "Turn it on" in off


def test_second_factor_code_that_turned_it_on_signs_nobody_in(
    petra, with_password, signed_in
):
    _, code = _turn_on(signed_in(with_password(petra)))
    browser, answer = _sign_in(petra)

    response = browser.post(answer["Location"], {"code": code})

    assert response.status_code == 422


def test_second_factor_code_counts_once_for_as_long_as_it_is_right(petra, protected):
    _, secret = protected
    code = _code(secret, 1)
    first, answer = _sign_in(petra)
    second, _ = _sign_in(petra)

    once = first.post(answer["Location"], {"code": code})
    cache.delete(f"allauth.mfa.totp.used?user={petra.pk}&code={code}")
    twice = second.post(answer["Location"], {"code": code})

    assert (once.status_code, twice.status_code) == (302, 422)
