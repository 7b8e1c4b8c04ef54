"""A smaller demo organisation, loaded once for a module and taken back after it."""

from datetime import date

import pytest
from django.db import connection, transaction

from alignment.runtime import demo

TODAY = date(2026, 11, 20)
SCALE = 0.1


@pytest.fixture(scope="module")
def brightwater(django_db_setup, django_db_blocker):
    """The day it is told on. 30,000 customers, some 40,000 contacts."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load(scale=SCALE, today=TODAY)
        connection.check_constraints()  # once; else at the end of each test
        yield TODAY
        transaction.set_rollback(True)
