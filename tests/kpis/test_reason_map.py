"""Contact reasons find their journeys and steps, and contacts follow them."""

import json

import pytest
from django.urls import reverse

from alignment.people.models import Role
from kpis.models import ContactDay, Reason, Source, StandingDelta
from kpis.operations.refresh import refresh
from tests import make
from tests.kpis.importing import HEAD, bring, read_inside
from tests.queries import assert_same_queries

pytestmark = [pytest.mark.django_db, pytest.mark.capability("C02")]
CALLS = (
    HEAD + "a1,2026-03-02 10:00,c1,Bill\n"
    "a2,2026-03-04 10:00,c1,Bill\n"
    "a3,2026-03-04 11:00,c2,Meter\n"
)
LIST = "/reasons/"


@pytest.fixture
def imported(client, ada, journey, monkeypatch):
    monkeypatch.setattr("kpis.operations.imports_reading.read_apart", read_inside)
    client.force_login(ada)
    return bring(client, CALLS)


@pytest.fixture
def bill(imported):
    return Reason.objects.get(label="Bill")


@pytest.fixture
def step(journey):
    return journey.steps.get(name="Read the meter")


def where(label: str):
    rows = ContactDay.objects.filter(reason_id=Reason.objects.get(label=label).pk)
    return set(rows.values_list("journey_id", "step_id"))


def test_reason_map_moves_its_contacts_to_the_step(client, petra, bill, journey, step):
    client.force_login(petra)
    assert where("Bill") == {(None, None)}

    client.post(reverse("kpis:reason-map", args=[bill.pk]), {"to": f"s{step.pk}"})

    bill.refresh_from_db()
    assert (bill.journey, bill.step) == (journey, step)
    assert where("Bill") == {(journey.pk, step.pk)}
    assert where("Meter") == {(None, None)}
    refresh()
    scope = StandingDelta.objects.filter(journey_id=journey.pk, step_id=step.pk)
    assert scope.exists()


def test_reason_map_answers_its_row_with_an_undo(client, bill, step):
    response = client.post(
        reverse("kpis:reason-map", args=[bill.pk]),
        {"to": f"s{step.pk}", "demand": "failure"},
        headers={"HX-Request": "true"},
    )

    toast = json.loads(response.headers["HX-Trigger"])["toast"]
    assert toast["text"] == "Saved for 1 reason"
    assert 'id="reasons-lead"' in response.text
    assert "<strong>1 reason</strong> is not mapped" in response.text
    assert response.text.strip().startswith(
        f'<li class="reason-row" id="reason-{bill.pk}"'
    )
    bill.refresh_from_db()
    assert (bill.step, bill.demand) == (step, "failure")

    client.post(toast["undo"])

    bill.refresh_from_db()
    assert (bill.journey, bill.step, bill.demand) == (None, None, "")
    assert where("Bill") == {(None, None)}


@pytest.mark.parametrize("choice", ["s999999", "j999999", "x1", "s", "j-1"])
def test_reason_map_refuses_a_place_that_is_not_there(client, bill, choice):
    response = client.post(
        reverse("kpis:reason-map", args=[bill.pk]),
        {"to": choice},
        headers={"HX-Request": "true"},
    )

    assert response.status_code == 422
    assert "This step is gone. Choose another one." in response.text
    bill.refresh_from_db()
    assert bill.journey is None


def test_reason_assign_maps_all_that_are_ticked(client, bill, journey):
    meter = Reason.objects.get(label="Meter")
    data = {"reasons": [bill.pk, meter.pk], "to": f"j{journey.pk}", "demand": "same"}

    response = client.post(reverse("kpis:reason-assign"), data)

    assert response.status_code == 302
    assert set(Reason.objects.values_list("journey", flat=True)) == {journey.pk}
    assert where("Bill") == where("Meter") == {(journey.pk, None)}


def test_reason_assign_wants_something_ticked(client, bill, journey):
    response = client.post(reverse("kpis:reason-assign"), {"to": f"j{journey.pk}"})

    assert response.status_code == 422
    assert "Tick the reasons to map first." in response.text


def test_reason_assign_undone_puts_each_reason_back(client, bill, journey, step):
    meter = Reason.objects.get(label="Meter")
    client.post(reverse("kpis:reason-map", args=[bill.pk]), {"to": f"s{step.pk}"})
    data = {"reasons": [bill.pk, meter.pk], "to": "", "demand": "value"}
    answer = client.post(
        reverse("kpis:reason-assign"), data, headers={"HX-Request": "true"}
    )
    assert not Reason.objects.exclude(journey=None).exists()

    client.post(json.loads(answer.headers["HX-Trigger"])["toast"]["undo"])

    bill.refresh_from_db()
    meter.refresh_from_db()
    assert (bill.step, bill.demand, meter.journey) == (step, "", None)


def test_reason_restore_refuses_a_token_that_is_not_ours(client, bill):
    response = client.post(reverse("kpis:reason-restore", args=["made-up"]))

    assert response.status_code == 404


def test_reason_list_shows_unmapped_first_with_counts(client, bill, step):
    client.post(reverse("kpis:reason-map", args=[bill.pk]), {"to": f"s{step.pk}"})

    page = client.get(LIST)

    rows = [(str(each), each.total) for each in page.context["page"]]
    assert rows == [("Meter", 1), ("Bill", 2)]
    assert "<strong>1 reason</strong>" in page.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("state=unmapped", ["Meter"]),
        ("state=mapped", ["Bill"]),
        ("q=bil", ["Bill"]),
        ("source=none", ["Meter", "Bill"]),
        ("q=nothing", []),
    ],
)
def test_reason_list_is_filtered_by_its_address(client, bill, step, query, shown):
    client.post(reverse("kpis:reason-map", args=[bill.pk]), {"to": f"s{step.pk}"})

    page = client.get(f"{LIST}?{query}")

    assert [str(each) for each in page.context["page"]] == shown


def test_reason_list_shows_agents_but_lets_them_change_nothing(client, anna, bill):
    client.force_login(anna)

    page = client.get(LIST)
    post = client.post(reverse("kpis:reason-map", args=[bill.pk]), {"to": ""})

    assert page.status_code == 200
    assert '<select name="to"' not in page.text
    assert post.status_code == 404


def test_reason_list_takes_the_same_queries_for_many_reasons(client, bill, journey):
    source = bill.source

    def grow():
        Reason.objects.bulk_create(
            Reason(source=source, label=f"Reason {n}", journey=journey)
            for n in range(28)
        )

    assert_same_queries(client, LIST, grow)


def test_step_reasons_adds_and_removes_a_reason(client, petra, bill, journey, step):
    client.force_login(petra)
    page = reverse("kpis:step-reasons", args=[step.pk])
    assert "No contact reason belongs to this step yet" in client.get(page).text

    client.post(reverse("kpis:step-reason-add", args=[step.pk]), {"reason": bill.pk})
    shown = client.get(page, headers={"HX-Request": "true"})

    assert [str(each) for each in shown.context["reasons"]] == ["Bill"]
    assert where("Bill") == {(journey.pk, step.pk)}

    client.post(reverse("kpis:step-reason-remove", args=[step.pk, bill.pk]))

    bill.refresh_from_db()
    assert (bill.journey, bill.step) == (journey, None)
    assert where("Bill") == {(journey.pk, None)}


def test_step_reason_add_wants_a_reason(client, bill, step):
    response = client.post(reverse("kpis:step-reason-add", args=[step.pk]))

    assert response.status_code == 422
    assert "Choose a reason to add first." in response.text


def test_step_reason_remove_leaves_a_reason_of_another_step(
    client, bill, journey, step
):
    other = journey.steps.get(name="Give notice")
    client.post(reverse("kpis:reason-map", args=[bill.pk]), {"to": f"s{other.pk}"})

    client.post(reverse("kpis:step-reason-remove", args=[step.pk, bill.pk]))

    bill.refresh_from_db()
    assert bill.step == other


def test_step_reasons_takes_the_same_queries_for_many(client, bill, step):
    def grow():
        Reason.objects.bulk_create(
            Reason(source=bill.source, label=f"R {n}", journey=step.journey, step=step)
            for n in range(30)
        )

    assert_same_queries(client, reverse("kpis:step-reasons", args=[step.pk]), grow)


def test_reason_map_is_open_to_leaders(client, ops_team, bill, step):
    leader = make.person("Lars Ek", ops_team, role=Role.LEADER)
    client.force_login(leader)

    client.post(reverse("kpis:reason-map", args=[bill.pk]), {"to": f"s{step.pk}"})

    bill.refresh_from_db()
    assert bill.step == step


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 20, "²", "-1", "\0"])
def test_reason_of_an_absurd_number_is_none_to_map(client, petra, step, number):
    client.force_login(petra)

    many = client.post(reverse("kpis:reason-assign"), {"reasons": number, "to": "same"})
    one = client.post(
        reverse("kpis:step-reason-add", args=[step.pk]), {"reason": number}
    )

    assert (many.status_code, one.status_code) == (422, 422)
    assert "Choose a reason to add first." in one.text


def test_reason_list_offers_sources_that_have_reasons(client, imported, petra):
    Source.objects.create(name="Customer records", slug="customer-records")
    client.force_login(petra)

    page = client.get(LIST).text

    assert ">Phones</option>" in page
    assert "Customer records" not in page


def test_reason_list_praises_nobody_for_nothing(client, petra, anna, journey):
    client.force_login(petra)
    nothing = client.get(LIST).text
    client.force_login(anna)

    assert "Every reason is mapped" not in nothing
    assert "change it, and those that are here move too" in nothing
    assert "move too" not in client.get(LIST).text
