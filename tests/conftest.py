"""The cast, each person for one role on one side, and the role of the pages."""

import os
from collections.abc import Callable, Generator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from pytest_django.plugin import blocking_manager_key

from alignment.people.models import Person, Role, Side
from alignment.runtime.rights import give_rights
from alignment.search.operations.index import keep_index
from tests import make
from tests.servers import django_db_modify_db_settings

__all__ = ["django_db_modify_db_settings"]
PAGES = f"pages_{os.getpid()}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """A test that commits ends in empty tables: put back what a migration leaves."""
    yield
    marker = item.get_closest_marker("django_db")
    if "transactional_db" in getattr(item, "fixturenames", ()) or (
        marker and marker.kwargs.get("transaction")
    ):
        with item.config.stash[blocking_manager_key].unblock():
            keep_index()


@pytest.fixture(scope="session", autouse=True)
def _plain_static_files():
    """Names of static files as they are written: no test collects them first."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture(autouse=True)
def _clean_cache(request):
    """No test sees what another left in the cache."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        cache.clear()


@pytest.fixture
def product_team(db):
    return make.team("Product North", Side.PRODUCT)


@pytest.fixture
def ops_team(db):
    return make.team("Care North", Side.OPS)


@pytest.fixture
def petra(product_team) -> Person:
    """A member on the product side."""
    return make.person("Petra Lind", product_team)


@pytest.fixture
def paul(product_team) -> Person:
    """Another member on the product side."""
    return make.person("Paul Ito", product_team)


@pytest.fixture
def omar(ops_team) -> Person:
    """A member on the ops side."""
    return make.person("Omar Haddad", ops_team)


@pytest.fixture
def olga(ops_team) -> Person:
    """Another member on the ops side."""
    return make.person("Olga Stein", ops_team)


@pytest.fixture
def lea(product_team) -> Person:
    """A leader on the product side."""
    return make.person("Lea Moreau", product_team, role=Role.LEADER)


@pytest.fixture
def leo(ops_team) -> Person:
    """A leader on the ops side."""
    return make.person("Leo Brandt", ops_team, role=Role.LEADER)


@pytest.fixture
def anna(ops_team) -> Person:
    """An agent, on the ops side."""
    return make.person("Anna Costa", ops_team, role=Role.AGENT)


@pytest.fixture
def ada(ops_team) -> Person:
    """An admin, on the ops side."""
    return make.person("Ada Nowak", ops_team, role=Role.ADMIN)


@pytest.fixture
def journey(petra, omar):
    """A live journey of two phases and four steps, owned by petra and omar."""
    return make.journey("Move home", petra, omar)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The role of the pages is made with the database: no test takes it back."""
    address = f"postgresql://{PAGES}@/nowhere"
    with django_db_blocker.unblock(), override_settings(DATABASE_URL=address):
        assert give_rights()


@pytest.fixture
def role(db: None, settings: Any) -> str:
    """The name of the role of the pages, which the settings name."""
    settings.DATABASE_URL = f"postgresql://{PAGES}@/nowhere"
    return PAGES


@pytest.fixture
def become_pages(role: str) -> Callable[[], None]:
    """Called, it makes the database know us as the pages until the savepoint ends."""

    def become() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")

    return become


@pytest.fixture
def as_pages(become_pages: Callable[[], None]) -> None:
    """From here on the database knows us as the pages."""
    become_pages()
