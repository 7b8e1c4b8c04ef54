"""Actions of omar, and browsers of those who change them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests import make


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def action(omar, petra, today):
    """omar's, written down by petra, due in three days."""
    return make.action(
        "Add the refund date to the mail",
        omar,
        today + timedelta(days=3),
        created_by=petra,
    )


@pytest.fixture
def omars(omar):
    client = Client()
    client.force_login(omar)
    return client


@pytest.fixture
def annas(anna):
    client = Client()
    client.force_login(anna)
    return client
