"""Two people who do different things to one import in the same moment."""

import pytest
from django.urls import reverse

from kpis import access
from kpis.models import ContactImport, ImportNotReady
from kpis.operations.imports_discarding import discard
from tests.kpis.importing import HEAD, match, read_inside, upload

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C21")]


@pytest.fixture
def waiting(client, ada, monkeypatch):
    """An upload with matched columns, as somebody's page loaded it."""
    monkeypatch.setattr("kpis.operations.imports_reading.read_apart", read_inside)
    client.force_login(ada)
    made = upload(client, f"{HEAD}a1,2026-03-02 10:00,c1,Bill\n")
    match(client, made)
    made.refresh_from_db()
    return made


def test_import_begun_in_the_same_moment_is_not_discarded(ada, waiting):
    ContactImport.objects.get(pk=waiting.pk).begin(by=ada)

    with pytest.raises(ImportNotReady):
        discard(waiting)

    assert ContactImport.objects.get(pk=waiting.pk).state == "importing"


@pytest.mark.parametrize("asked", ["begin", "discard", "undo", "retry"])
def test_import_discarded_in_the_same_moment_says_so(
    client, waiting, monkeypatch, asked
):
    discard(ContactImport.objects.get(pk=waiting.pk))
    monkeypatch.setattr(access, "import_to_run", lambda person, pk: waiting)

    response = client.post(reverse(f"kpis:import-{asked}", args=[waiting.pk]))

    assert response.status_code == 422
    assert "This import was deleted." in response.text


@pytest.mark.parametrize("asked", ["match", "reread"])
def test_import_discarded_while_its_columns_are_matched_leads_on(
    client, waiting, monkeypatch, asked
):
    form = client.get(reverse("kpis:import-match", args=[waiting.pk])).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in shown.items() if value is not None}
    discard(ContactImport.objects.get(pk=waiting.pk))
    with monkeypatch.context() as stale:
        stale.setattr(access, "import_to_run", lambda person, pk: waiting)
        response = client.post(reverse(f"kpis:import-{asked}", args=[waiting.pk]), data)

    assert response.status_code == 302
    assert client.get(response.url).status_code == 404
