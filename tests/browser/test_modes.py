"""Paper, letters of twice the size, colours that the reader forces."""

import pytest

from tests.browser.browsing import Visitor
from tests.browser.crawl import Crawl

TWICE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("html { font-size: 32px !important }");
    document.adoptedStyleSheets = [sheet];
}"""
BEYOND = """() => {
    const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;
}"""
ROUTES = [
    "dashboards:home",
    "journeys:journey-list",
    "journeys:journey-show",
    "journeys:journey-edit",
    "journeys:release-list",
    "journeys:release-show",
    "kpis:contact-list",
    "kpis:import-list",
    "kpis:kpi-list",
    "kpis:kpi-show",
    "kpis:reason-list",
    "people:person-list",
    "people:settings-edit",
]


@pytest.mark.parametrize("route", ROUTES)
def test_page_holds_letters_of_twice_the_size(
    route: str, admin: Visitor, linked: Crawl
):
    admin.goto(linked.pages[route])

    admin.page.evaluate(TWICE)

    for size in ("desktop", "phone"):
        admin.resize(size)
        assert admin.page.evaluate(BEYOND) <= 0, size


def test_paper_tells_what_is_folded_away(admin: Visitor, linked: Crawl):
    admin.goto(linked.pages["journeys:journey-show"])
    deeds = admin.page.locator(".deeds").first
    folded = deeds.is_visible()

    admin.page.emulate_media(media="print")

    assert not folded
    assert deeds.is_visible()
    assert deeds.bounding_box()["height"] > 10  # type: ignore[index]


def test_paper_unfolds_where_styles_alone_cannot(admin: Visitor, linked: Crawl):
    admin.goto(linked.pages["journeys:journey-show"])
    unfolded = "document.querySelectorAll('.step details[open]').length"

    admin.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = admin.page.evaluate(unfolded)
    admin.page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert printed > 0
    assert admin.page.evaluate(unfolded) == 0


@pytest.mark.parametrize("route", ["dashboards:home", "kpis:kpi-show"])
def test_paper_has_nothing_to_press_and_whole_charts(
    route: str, admin: Visitor, linked: Crawl
):
    admin.goto(linked.pages[route])

    admin.page.emulate_media(media="print")
    admin.page.set_viewport_size({"width": 688, "height": 1000})

    for gone in (".rail", ".tabbar", ".topbar", ".btn", ".scrub", ".lens"):
        assert admin.page.locator(f"{gone}:visible").count() == 0, gone
    chart = admin.page.locator(".chart > svg:visible").first.bounding_box()
    assert chart is not None
    assert chart["x"] >= 0
    assert chart["x"] + chart["width"] <= 688
    assert admin.page.evaluate(BEYOND) <= 0


def test_forced_colours_keep_lines_and_halves_apart(admin: Visitor, linked: Crawl):
    admin.page.emulate_media(forced_colors="active")
    admin.goto(linked.pages["dashboards:home"])

    canvas, line, half = admin.page.evaluate("""() => {
        const of = (name, what) => getComputedStyle(document.querySelector(name))[what];
        return [of("html", "backgroundColor"), of(".line--ops", "stroke"),
                of(".heat-both", "fill")];
    }""")

    assert line != canvas
    assert half == canvas
