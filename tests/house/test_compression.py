"""Pages come compressed; what is heard live is not held back for it."""

import gzip
from typing import Any

import pytest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from alignment.middleware import Compressed

ASKED = {"Accept-Encoding": "gzip, br"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/journeys/", "/nothing-here/"])
def test_compression_of_a_page_gives_the_same_page(client, petra, path):
    client.force_login(petra)

    small, plain = client.get(path, headers=ASKED), client.get(path)

    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert len(small.content) < len(plain.content) / 2
    assert b"</html>" in gzip.decompress(small.content)
    assert not plain.has_header("Content-Encoding")


def sent(rf, answer: HttpResponseBase) -> Any:
    """What goes out of an answer to somebody who takes it compressed."""
    return Compressed(lambda _: answer)(rf.get("/", headers=ASKED))


def test_compression_leaves_a_live_stream_alone(rf):
    stream = StreamingHttpResponse([b"data: contacts\n\n"] * 50)

    answer = sent(rf, stream)

    assert not answer.has_header("Content-Encoding")
    assert next(iter(answer)) == b"data: contacts\n\n"


def test_compression_hides_how_long_an_answer_is(rf):
    page = b"<p>Search: move home</p>" * 40

    made = [sent(rf, HttpResponse(page)) for _ in range(30)]

    assert len({len(answer.content) for answer in made}) > 5
