"""Sign-in with real passwords, and the mails that were sent."""

import pytest
from django.test import Client

PASSWORD = "gentle-otter-17-plum"


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """Many people sign in here; what the product uses is tested in one place."""
    settings.PASSWORD_HASHERS = ["tests.people.quick.QuickArgon2"]


@pytest.fixture
def with_password():
    """Give somebody the password of the tests."""

    def give(person):
        person.set_password(PASSWORD)
        person.save()
        return person

    return give


@pytest.fixture
def signed_in(with_password):
    """A browser in which somebody signed in by mail and password."""

    def sign_in(person, **headers):
        browser = Client(headers=headers)
        answer = browser.post(
            "/accounts/login/", {"login": person.email, "password": PASSWORD}
        )
        assert answer.status_code == 302, answer.content.decode()
        return browser

    return sign_in
