"""A part of a page that is just being fetched or swapped misses no change either."""

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser.browsing import Visitor

LINE = """
    const Real = window.EventSource;
    window.EventSource = class extends Real {
        constructor(...all) {
            super(...all);
            window.tell = topic => this.onmessage({data: topic});
        }
    };
"""
# Told just before the new part takes its place, and due before that hears anything.
TOLD_WHILE_SWAPPED = """() => {
    let told = false;
    document.body.addEventListener('htmx:beforeSwap', () => {
        if (told) return;
        told = true;
        window.tell('contacts');
        const end = performance.now() + 400;
        while (performance.now() < end);
    });
    window.tell('contacts');
}"""


@pytest.fixture
def reader(member: Visitor) -> Visitor:
    """Somebody whose live stream a test can speak on."""
    member.page.add_init_script(LINE)
    return member


@pytest.fixture(params=["/", "/kpis/"])
def seen(request: pytest.FixtureRequest, reader: Visitor) -> list[str]:
    """On Home, then among the KPIs: the parts that are fetched from now on."""
    fetched: list[str] = []

    def note(asked: Request) -> None:
        if "hx-request" in asked.headers:
            fetched.append(asked.url)

    reader.goto(request.param)
    reader.page.on("request", note)
    return fetched


@pytest.mark.capability("C21")
def test_change_that_is_told_while_a_part_is_swapped_is_shown(
    reader: Visitor, seen: list[str]
):
    with reader.page.expect_request(lambda _: len(seen) == 2, timeout=5_000):
        reader.page.evaluate(TOLD_WHILE_SWAPPED)

    reader.settle()
    assert len(set(seen)) == 1


@pytest.mark.capability("C21")
def test_change_that_is_told_while_a_part_is_fetched_is_shown(
    reader: Visitor, seen: list[str]
):
    held: list[Route] = []

    def hold(route: Route) -> None:
        if "hx-request" in route.request.headers and not held:
            held.append(route)
        else:
            route.continue_()

    reader.page.route("**/*", hold)
    reader.page.evaluate("tell('contacts')")
    expect(reader.page.locator(".htmx-request")).to_have_count(1)
    reader.page.evaluate("tell('contacts')")
    reader.page.wait_for_timeout(600)
    with reader.page.expect_request(lambda _: len(seen) == 2, timeout=5_000):
        held[0].continue_()

    reader.settle()
    assert len(seen) == 2


@pytest.mark.capability("C21")
def test_live_update_keeps_what_somebody_has_filled_in(reader: Visitor):
    page = reader.page
    reader.goto("/kpis/aht/")
    fold = page.locator("#target details")
    fold.locator("summary").click()
    value = page.locator("#target input[name=value]")
    value.fill("312")
    page.get_by_role("heading", level=1).click()

    with page.expect_response(lambda answer: "hx-request" in answer.request.headers):
        page.evaluate("tell('contacts')")
    reader.settle()

    expect(fold).to_have_attribute("open", "")
    expect(value).to_have_value("312")


@pytest.mark.capability("C21")
def test_live_update_keeps_open_what_undoes_an_import(admin: Visitor):
    page = admin.page
    page.add_init_script(LINE)
    admin.goto("/imports/")
    done = page.locator("tr", has=page.get_by_text("Done", exact=True))
    done.get_by_role("link").first.click()
    page.wait_for_url("**/imports/*/")
    admin.settle()
    page.locator("summary", has_text="Undo this import").click()

    number = admin.path.strip("/").rpartition("/")[2]
    with page.expect_response(lambda answer: "hx-request" in answer.request.headers):
        page.evaluate("number => tell(`import-${number}`)", number)
    admin.settle()

    undo = page.get_by_role("button", name="Undo this import")
    expect(undo).to_be_visible()
