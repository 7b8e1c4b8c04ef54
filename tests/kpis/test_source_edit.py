"""What is known of a source can be put right."""

import pytest
from django.urls import reverse

from kpis.models import Source
from tests.kpis.importing import CALLS, source, upload

pytestmark = pytest.mark.django_db


def test_source_edit_changes_what_is_known(client, ada):
    client.force_login(ada)
    phones = source()

    response = client.post(
        reverse("kpis:source-edit", args=[phones.slug]),
        {
            "name": "Phones North",
            "time_zone": "Europe/Berlin",
            "handling_definition": "talk only",
            "own_customer_ids": "on",
        },
    )

    phones.refresh_from_db()
    assert response.status_code == 302
    assert (phones.name, phones.slug) == ("Phones North", "phones")
    assert (phones.time_zone, phones.own_customer_ids) == ("Europe/Berlin", True)


def test_source_edit_says_what_is_missing(client, ada):
    client.force_login(ada)
    source("Chats")
    phones = source()

    response = client.post(
        reverse("kpis:source-edit", args=[phones.slug]),
        {"name": "Chats", "time_zone": "Mars/North", "handling_definition": ""},
    )

    assert response.status_code == 422
    assert "There is another source of this name." in response.text
    assert "Choose a time zone from the list." in response.text


def test_source_that_nothing_came_from_is_removed(client, ada):
    client.force_login(ada)
    chats, phones = source("Chats"), source()

    page = client.get(phones.get_absolute_url())
    response = client.post(reverse("kpis:source-remove", args=[phones.slug]))

    assert "Remove this source" in page.text
    assert response.status_code == 302
    assert list(Source.objects.all()) == [chats]


def test_source_with_an_upload_stays(client, ada):
    client.force_login(ada)
    waiting = upload(client, CALLS)

    page = client.get(waiting.source.get_absolute_url())
    response = client.post(reverse("kpis:source-remove", args=[waiting.source.slug]))

    assert "Remove this source" not in page.text
    assert response.status_code == 422
    assert "Files have come from this source, so it stays." in response.text
    assert Source.objects.get() == waiting.source
