"""Pages for what went wrong: in the look, helpful, and drawn when all else fails."""

from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.test import Client, RequestFactory

from alignment import errors
from tests import make


@pytest.fixture
def request_of(rf: RequestFactory):
    def made(person):
        request = rf.get("/somewhere/")
        request.user = person
        return request

    return made


def test_error_404_names_who_can_give_access(client, petra, ada):
    client.force_login(petra)

    page = client.get("/nothing-here/")

    assert page.status_code == 404
    assert f"mailto:{ada.email}" in page.text
    assert 'aria-label="Main"' in page.text


def test_error_404_names_nobody_to_strangers(client, ada):
    page = client.get("/nothing-here/")

    assert page.status_code == 404
    assert ada.email not in page.text
    assert "Sign in" in page.text


def test_error_404_names_three_people_at_most(client, petra, ops_team):
    for number in range(5):
        make.person(f"Admin {number}", ops_team, role="admin")
    client.force_login(petra)

    assert client.get("/nothing-here/").text.count("mailto:") == 3


def test_error_403_says_why(request_of, petra):
    page = errors.permission_denied(request_of(petra), PermissionDenied("Not today."))

    assert page.status_code == 403
    assert b"Not today." in page.content


def test_error_403_says_why_in_plain_text(request_of, petra):
    page = errors.permission_denied(request_of(petra), PermissionDenied("<b>no</b>"))

    assert b"&lt;b&gt;no" in page.content


def test_error_403_of_a_page_that_is_too_old_says_that_and_nothing_else(petra):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(petra)

    page = strict.post("/meetings/calendar/end/")

    assert page.status_code == 403
    assert (
        "This page is too old" in page.text.partition("<h1>")[2].partition("</h1>")[0]
    )
    assert "not open to you" not in page.text
    assert "Go back, reload it" in page.text


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda request: errors.bad_request(request, SuspiciousOperation()), 400),
        (lambda request: errors.permission_denied(request, PermissionDenied()), 403),
        (lambda request: errors.page_not_found(request, Exception()), 404),
        (errors.server_error, 500),
        (errors.csrf_failed, 403),
    ],
)
def test_error_page_is_drawn_without_database_and_session(rf, answer, status):
    request = rf.get("/somewhere/")  # no session, no user, and no database allowed

    with patch("alignment.people.context.organisation", side_effect=OperationalError):
        page = answer(request)

    assert page.status_code == status
    assert b"<h1>" in page.content
    assert b"css/common.css" in page.content
