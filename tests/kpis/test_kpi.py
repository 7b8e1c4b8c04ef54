"""The pages of the numbers: figures to the digit, every state, few queries."""

import re
from datetime import date, timedelta

import pytest

from journeys.models import Step
from kpis.models import Freshness
from kpis.operations.refresh import refresh
from kpis.queries import movement
from kpis.queries.freshness import freshness
from kpis.queries.metric import METRICS
from kpis.queries.movement import compare
from kpis.queries.scope import Scope
from kpis.queries.standing import wilson
from tests import make
from tests.kpis import numbers
from tests.queries import assert_same_queries

DAY = date(2026, 3, 2)


@pytest.fixture
def told(petra, journey):
    """Four customers: two silent since autumn, one repeating, one with a call."""
    step = Step.objects.filter(journey=journey).first()
    meter = numbers.reason("meter", journey=journey, step=step, demand="failure")
    other = numbers.reason("other")
    early = DAY - timedelta(days=120)
    rows = [
        numbers.contact(early, meter, numbers.customer(name))
        for name in ("ann", "bob", "cy")
    ]
    rows += [
        numbers.contact(
            DAY - timedelta(days=back),
            meter,
            numbers.customer("cy"),
            is_handled=True,
            talk_seconds=200,
            hold_seconds=10,
            after_seconds=30,
        )
        for back in (5, 2)
    ]
    rows.append(numbers.contact(DAY, other, numbers.customer("dan"), talk_seconds=60))
    numbers.store(rows, petra)
    refresh()
    return {"meter": meter, "other": other, "step": step}


@pytest.mark.capability("C20")
def test_kpi_show_says_no_contact_to_the_digit(client, petra, told):
    client.force_login(petra)

    page = client.get("/kpis/no-contact/", {"on": DAY.isoformat()})

    text = " ".join(page.content.decode().split())
    low, high = wilson(2, 3)
    assert "<b>2 of 3</b> customers we have heard from" in text
    assert "66.67%" in text
    assert f"{low * 100:.2f}% to {high * 100:.2f}%" in text
    assert "Active that day</dt> <dd> 4 customers </dd>" in text


def test_kpi_show_says_handling_time_and_repeats(client, petra, told):
    client.force_login(petra)

    aht = client.get("/kpis/aht/", {"on": DAY.isoformat()}).content.decode()
    repeat = client.get("/kpis/repeat/", {"on": DAY.isoformat()}).content.decode()

    assert "240.0000 s each" in aht
    assert "<b>2 of 3</b> contacts" in aht
    assert "talk + hold + after-contact work" in aht
    assert "<b>1 of 3</b>" in repeat


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.slug)
def test_kpi_show_opens_for_every_metric_and_scope(client, anna, journey, told, metric):
    client.force_login(anna)

    for query in (
        "",
        "?weeks=all",
        "?weeks=4",
        f"?journey={journey.slug}",
        f"?journey={journey.slug}&step={told['step'].pk}&channel=1",
        "?journey=none",
        "?on=1999-01-01",
        "?on=0001-01-01",
        "?on=0001-01-01&weeks=all",
        "?on=9999-12-31&weeks=52",
        "?on=nonsense&weeks=9&journey=nobody&channel=77&step=x",
    ):
        page = client.get(f"/kpis/{metric.slug}/{query}")

        assert page.status_code == 200
        assert metric.formula.split("÷", maxsplit=1)[0].strip() in page.content.decode()


@pytest.mark.parametrize("path", ["/kpis/no-contact/", "/kpis/", "/"])
def test_kpi_of_a_day_to_come_is_that_of_the_last_day_known(client, anna, told, path):
    """Days without numbers would look like days without contacts."""
    client.force_login(anna)

    now, then = (client.get(path + query) for query in ("", "?on=2098-01-01"))

    figures = [re.findall(r"\d[\d,.]* of \d[\d,.]*", page.text) for page in (now, then)]
    assert figures[0] == figures[1]
    assert figures[0]


def test_kpi_of_customers_says_that_it_is_of_all_channels(client, anna, told):
    client.force_login(anna)

    customers, contacts = (
        client.get(f"/kpis/{metric}/?channel=2") for metric in ("no-contact", "aht")
    )

    assert customers.context["finding"].heading.startswith("All journeys: ")
    assert contacts.context["finding"].heading.startswith("All journeys, chat: ")


def test_kpi_show_is_not_found_for_an_unknown_metric(client, petra):
    client.force_login(petra)

    assert client.get("/kpis/happiness/").status_code == 404


def test_kpi_show_answers_with_its_part_for_a_swap(client, petra, told):
    client.force_login(petra)

    part = client.get("/kpis/aht/", headers={"HX-Request": "true"})
    page = client.get("/kpis/aht/")

    assert part.content.decode().strip().startswith('<div id="numbers"')
    assert page.content.decode().lower().strip().startswith("<!doctype html>")
    assert "HX-Request" in page["Vary"]


def test_kpi_list_shows_what_is_mapped_to_none(client, petra, told):
    client.force_login(petra)

    page = client.get("/kpis/contacts/", {"journey": "none"}).content.decode()
    tables = client.get("/kpis/contact-rate/").content.decode()

    assert "1 contact\n" in page or "1 contact " in page
    assert "Mapped to none" in tables


def test_kpi_list_leads_an_empty_installation_to_imports(client, ada, petra):
    client.force_login(ada)
    for_admin = client.get("/kpis/").content.decode()

    client.force_login(petra)
    for_member = client.get("/kpis/").content.decode()

    assert "Import contacts" in for_admin
    assert "As soon as an admin imports" in for_member
    assert "tile__name" not in for_admin + for_member


def test_kpi_list_shows_a_failed_refresh_and_lets_an_admin_try_again(
    client, ada, petra, told
):
    Freshness.objects.update(problem="RuntimeError: no space left", attempts=3)
    client.force_login(petra)
    for_member = client.get("/kpis/").content.decode()

    client.force_login(ada)
    for_admin = client.get("/kpis/").content.decode()
    answer = client.post("/kpis/retry/")

    assert "The numbers could not be worked out" in for_member
    assert "Try again" in for_admin
    assert "Try again" not in for_member
    assert answer.status_code == 302
    assert Freshness.current().attempts == 0


def test_kpi_list_says_that_newer_contacts_are_being_worked_in(client, petra, told):
    numbers.store([numbers.contact(DAY, told["other"], numbers.customer("eve"))], petra)
    client.force_login(petra)

    page = client.get("/kpis/").content.decode()

    assert "Newer contacts are being worked in" in page


@pytest.mark.parametrize(
    "url",
    [
        "/kpis/?weeks=all",
        "/kpis/contact-rate/?weeks=all",
        "/kpis/no-contact/?weeks=all",
        "/kpis/contacts/",
        "/kpis/journeys/move-home/",
    ],
)
def test_kpi_pages_ask_as_much_for_one_row_as_for_thirty(
    client, petra, omar, told, url
):
    make.release("First release", DAY, petra)
    client.force_login(petra)

    def grow():
        for number in range(30):
            here = make.journey(f"Journey {number}", petra, omar)
            step = Step.objects.filter(journey=here).first()
            why = numbers.reason(f"reason {number}", journey=here, step=step)
            who = numbers.customer(f"customer {number}")
            numbers.store([numbers.contact(DAY, why, who)], petra)
            on = DAY - timedelta(days=number)
            make.release(f"Release {number}", on, petra, here)
        refresh()

    assert_same_queries(client, url, grow)


def test_freshness_ends_with_the_last_whole_day(petra, told):
    fresh = freshness()

    assert (fresh.first_day, fresh.last_day) == (DAY - timedelta(days=120), DAY)
    assert fresh.last_whole_day == DAY
    assert fresh.mature_until == DAY - timedelta(days=7)


def test_movement_tells_a_rise_from_noise():
    calm = compare(DAY, [20, 22, 19, 21, 20, 12, 9] * 8)
    risen = compare(
        DAY, [20, 22, 19, 21, 20, 12, 9] * 4 + [40, 44, 38, 42, 40, 24, 18] * 4
    )
    fallen = compare(
        DAY, [40, 44, 38, 42, 40, 24, 18] * 4 + [20, 22, 19, 21, 20, 12, 9] * 4
    )
    wild = compare(DAY, [1, 90, 2, 0, 1, 3, 60] * 4 + [5, 2, 130, 1, 70, 0, 4] * 4)

    assert [m.verdict for m in (calm, risen, fallen, wild)] == [
        "steady",
        "rising",
        "falling",
        "steady",
    ]
    assert (risen.ratio, fallen.ratio) == (2.0, 0.5)


@pytest.mark.parametrize("daily", [[0] * 56, [1] * 27 + [0] * 29, [9] * 20 + [0] * 36])
def test_movement_says_when_there_are_too_few(daily):
    assert compare(DAY, daily).verdict == "few"


def test_movement_of_a_scope_reads_its_contacts_only(petra, told, journey):
    assert movement(Scope(journey_id=journey.pk), DAY).now == 2
    assert movement(Scope(unmapped=True), DAY).now == 1


@pytest.mark.parametrize(
    ("path", "on", "said"),
    [
        ("/kpis/repeat/", DAY, "It can still rise"),
        ("/kpis/fcr/", DAY, "It can still fall"),
        ("/kpis/fcr/", DAY - timedelta(days=7), ""),
        ("/kpis/aht/", DAY, ""),
    ],
)
def test_kpi_says_what_the_newest_days_may_still_change(
    client, told, petra, path, on, said
):
    client.force_login(petra)

    page = client.get(path, {"on": on.isoformat()}).text

    assert ("contacts of the newest days may yet be followed" in page) is bool(said)
    assert said in page


@pytest.mark.parametrize(
    ("slug", "side", "other"),
    [("no-contact", "shared", "ops"), ("workload", "ops", "shared")],
)
def test_kpi_has_the_colour_of_whose_number_it_is(
    client, told, petra, slug, side, other
):
    client.force_login(petra)

    page = client.get(f"/kpis/{slug}/", {"on": DAY.isoformat()}).text

    assert f'class="bar bar--{side}"' in page
    assert f'class="bar bar--{other}"' not in page
    assert f'class="dot dot--{other}"' not in page
