"""No browser may keep what is no answer of a route; those are asked in test_policy."""

import pytest

from tests.house.test_policy import kept


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nowhere/", "/admin/", "/people"])
def test_caching_of_errors_and_redirects_is_forbidden(client, petra, path):
    client.force_login(petra)

    assert kept(client.get(path)) == ""


@pytest.mark.django_db
def test_caching_of_a_page_is_private(client, petra):
    client.force_login(petra)

    assert client.get("/")["Cache-Control"] == "private, no-store"
