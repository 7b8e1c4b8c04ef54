"""The role the pages connect with, for what is asked as it is in production."""

import os
from collections.abc import Callable

import pytest
from django.db import connection

from alignment.runtime.rights import give_rights


@pytest.fixture
def role(db, settings) -> str:
    """The name of a role of the pages, made as it is after a migration."""
    name = f"pages_{os.getpid()}"
    settings.DATABASE_URL = f"postgresql://{name}@/nowhere"
    assert give_rights()
    return name


@pytest.fixture
def become_pages(role) -> Callable[[], None]:
    """Called, it makes the database know us as the pages until the savepoint ends."""

    def become() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")

    return become


@pytest.fixture
def as_pages(become_pages) -> None:
    """From here on the database knows us as the pages."""
    become_pages()
