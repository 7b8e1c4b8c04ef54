"""Bodies of requests that are larger than anything we ask for are not taken."""

import asyncio

import pytest
from django.urls import reverse

from alignment.bodies import MOST_BYTES, UPLOADS, BodyLimit

PIECE = b"x" * 2**20


def answer(path, *, pieces, said=None):
    """The status of the answer, and how many pieces were taken for it."""
    taken, sent = [], []

    async def app(scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive():
        taken.append(1)
        return {"type": "http.request", "body": PIECE, "more_body": len(taken) < pieces}

    async def send(message):
        sent.append(message)

    heads = [(b"content-length", str(said).encode())] if said else []
    scope = {"type": "http", "path": path, "headers": heads}
    asyncio.run(BodyLimit(app)(scope, receive, send))
    return sent[0]["status"], len(taken)


def test_body_that_says_it_is_too_large_is_not_read():
    assert answer("/accounts/login/", pieces=700, said=MOST_BYTES + 1) == (413, 0)


def test_body_that_turns_out_too_large_is_read_no_further():
    most = MOST_BYTES // len(PIECE)

    assert answer("/accounts/login/", pieces=700) == (413, most + 1)


@pytest.mark.parametrize("path", ["/accounts/login/", "/imports/add/"])
def test_body_of_a_form_is_taken(path):
    assert answer(path, pieces=3, said=3 * len(PIECE)) == (200, 3)


def test_body_of_an_import_may_be_as_large_as_an_import(settings):
    settings.UPLOAD_BYTES_LIMIT = 30 * 2**20

    assert answer("/imports/add/", pieces=30) == (200, 30)
    assert answer("/imports/add/", pieces=40)[0] == 413


def test_body_of_an_import_is_one_that_goes_where_imports_are_added():
    assert reverse("kpis:import-add") in UPLOADS
