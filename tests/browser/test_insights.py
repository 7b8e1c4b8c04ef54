"""What a customer said: told from a phone, kept while the line is bad, answered."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.browsing import Visitor
from tests.browser.conftest import BrowserOf

pytestmark = pytest.mark.capability("C07")
SAID = "Nobody told me the van was late"


@pytest.fixture
def agent(browser_of: BrowserOf) -> Visitor:
    """An adviser, with a phone."""
    who = browser_of("Abel Girma")
    who.resize("phone")
    return who


def tell(who: Visitor, said: str) -> None:
    who.page.get_by_label("What did the customer say?").fill(said)
    who.page.get_by_text("Get a smart meter", exact=True).click()
    who.page.get_by_text("It cost them time", exact=True).click()
    who.page.get_by_role("button", name="Tell them").click()


def in_list(who: Visitor, said: str) -> int:
    who.goto("/insights/?of=mine")
    return who.page.locator(".told").filter(has_text=said).count()


def test_insight_is_told_from_a_phone_in_four_taps(agent: Visitor, member: Visitor):
    member.goto("/insights/")
    agent.goto("/")
    page = agent.page

    page.locator(".tabbar").get_by_text("Tell us").click()
    page.get_by_role("heading", name="Tell us", level=1).wait_for()
    expect(page.get_by_label("What did the customer say?")).to_be_focused()
    page.keyboard.type(SAID)  # the field waits for words
    page.get_by_text("Get a smart meter", exact=True).click()
    page.get_by_text("They could not go on", exact=True).click()
    page.get_by_role("button", name="Tell them").click()

    page.get_by_role("heading", name="What a customer said").wait_for()
    expect(page.locator("main")).to_contain_text("It is kept, and both sides read it")
    expect(page.get_by_role("link", name="Tell another")).to_be_visible()
    expect(page.locator(".told__said")).to_contain_text(SAID)
    expect(member.page.locator(".told").filter(has_text=SAID)).to_have_count(1)

    member.page.get_by_role("link", name=SAID).click()
    member.page.get_by_label("What becomes of it?").fill("We write before it is late.")
    member.page.get_by_role("button", name="Answer").click()
    expect(page.locator("main")).to_contain_text("We write before it is late.")


def test_insight_told_while_the_line_is_bad_is_sent_once_it_is_good(agent: Visitor):
    said = "The line was bad"
    agent.goto("/insights/add/")
    agent.context.set_offline(True)
    tell(agent, said)
    banner = agent.page.locator("#kept")
    expect(banner).to_contain_text("1 thing you told is kept on this device")
    expect(agent.page.get_by_label("What did the customer say?")).to_have_value("")

    agent.context.set_offline(False)
    expect(banner).to_be_hidden(timeout=30_000)

    assert in_list(agent, said) == 1
    agent.complaints.clear()  # the browser says that it was without a line


def test_insight_whose_answer_is_lost_on_the_way_is_there_once(agent: Visitor):
    said = "The answer got lost"
    agent.goto("/insights/add/")
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort()
        else:
            route.continue_()

    agent.page.route("**/insights/add/", lose)
    tell(agent, said)
    expect(agent.page.locator("#kept")).to_be_visible()
    agent.page.unroute("**/insights/add/")
    agent.goto("/insights/add/")
    expect(agent.page.locator("#kept")).to_be_hidden(timeout=30_000)

    assert lost == [201]
    assert in_list(agent, said) == 1
    agent.complaints.clear()


def test_insight_being_written_is_kept_when_the_page_is_left(agent: Visitor):
    words = agent.page.get_by_label("What did the customer say?")
    agent.goto("/insights/add/")
    words.fill("Half a sent")
    agent.goto("/")
    agent.goto("/insights/add/")

    expect(words).to_have_value("Half a sent")
    words.fill("")


def test_insight_that_is_refused_is_shown_again_as_it_was(agent: Visitor):
    agent.goto("/insights/add/")
    agent.page.get_by_label("What did the customer say?").fill("Without a severity")
    agent.page.get_by_text("Get a smart meter", exact=True).click()
    agent.page.get_by_role("button", name="Tell them").click()

    expect(agent.page.locator(".errors")).to_contain_text("Say how bad it was.")
    expect(agent.page.get_by_label("What did the customer say?")).to_have_value(
        "Without a severity"
    )
    assert in_list(agent, "Without a severity") == 0
    agent.complaints.clear()


def test_insight_that_is_refused_is_not_lost_with_the_line(agent: Visitor):
    said = "Refused, then cut off"
    posts: list[str] = []

    def cut(route: Route) -> None:
        if route.request.method == "POST":
            posts.append(route.request.resource_type)
        if route.request.method == "POST" and route.request.is_navigation_request():
            route.abort()
        else:
            route.continue_()

    agent.goto("/insights/add/")
    agent.page.route("**/insights/add/", cut)
    agent.page.get_by_label("What did the customer say?").fill(said)
    agent.page.get_by_role("button", name="Tell them").click()
    agent.page.wait_for_timeout(2_000)
    agent.page.unroute("**/insights/add/")
    agent.goto("/insights/add/")

    assert posts == ["fetch", "document"]
    words = agent.page.get_by_label("What did the customer say?")
    expect(words).to_have_value(said)
    tell(agent, said)
    agent.page.get_by_role("heading", name="What a customer said").wait_for()
    assert in_list(agent, said) == 1
    agent.complaints.clear()


def test_insight_that_the_server_cannot_take_lets_others_go_first(agent: Visitor):
    first, second = "This one breaks", "This one goes through"

    def fail(route: Route) -> None:
        if "breaks" in (route.request.post_data or ""):
            route.fulfill(status=500, body="")
        else:
            route.continue_()

    agent.goto("/insights/add/")
    agent.page.route("**/insights/add/", fail)
    tell(agent, first)
    banner = agent.page.locator("#kept")
    expect(banner).to_contain_text("1 thing you told is kept on this device")
    tell(agent, second)
    agent.page.wait_for_timeout(1_000)

    assert in_list(agent, second) == 1
    agent.page.unroute("**/insights/add/")
    agent.goto("/insights/add/")
    expect(agent.page.locator("#kept")).to_be_hidden(timeout=30_000)
    assert in_list(agent, first) == 1
    agent.complaints.clear()
