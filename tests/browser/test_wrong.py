"""Every form, sent wrongly: it says so, open to all, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import Judge, judge_of
from tests.browser.crawl import Crawl, Markup, route_of
from tests.browser.making import Made
from tests.browser.site import Site
from tests.browser.wrong import Wrong, faults_of

# Forms by the route they post to, and the page they are on where that is another.
ADMIN = {
    "account_set_password": Wrong("Save my password"),
    "actions:action-add": Wrong("Add the action", {"=title": ""}),
    "actions:action-change": Wrong("Done"),
    "actions:action-edit": Wrong("Save the action", {"=title": ""}),
    "journeys:customer-test-add": Wrong("Record the test", {"=hypothesis": ""}),
    "journeys:customer-test-edit": Wrong("Save the test", {"=hypothesis": ""}),
    "journeys:decision-add": Wrong("Write it down", {"=question": ""}),
    "journeys:decision-edit": Wrong("Save the decision", {"=question": ""}),
    "actions:comment-add": Wrong("Send"),
    "actions:comment-edit": Wrong("Save the comment", {"=words": ""}),
    "actions:thread-begin": Wrong("Send"),
    "actions:thread-close": Wrong("Close it with that"),
    "journeys:handover-propose": Wrong("Ask them to take over"),
    "journeys:initiative-add": Wrong("Add the initiative", {"=title": ""}),
    "journeys:initiative-edit": Wrong("Save the initiative", {"=title": ""}),
    "journeys:initiative-move": Wrong("Move it there", {"=stage": "stopped"}),
    "journeys:insight-add": Wrong("Tell them"),
    "journeys:insight-answer": Wrong("Answer"),
    "journeys:journey-add": Wrong("Start the journey", {"=title": ""}),
    "journeys:journey-edit": Wrong("Save the words", {"=title": ""}),
    "journeys:kickoff-answer": Wrong(
        "Save", {"=problem-was": '"Other"', "=problem-answer": "X"}
    ),
    "journeys:kickoff-ask": Wrong("Ask"),
    "journeys:attendance-note": Wrong("Note it"),
    "journeys:busy-follow": Wrong("Follow the address", {"=address": "http://x"}),
    "journeys:busy-upload": Wrong("Read the file"),
    "journeys:meeting-add": Wrong("Arrange the meeting", {"=title": ""}),
    "journeys:meeting-cancel": Wrong("Cancel this", {"=because": "x" * 301}),
    "journeys:meeting-edit": Wrong("Save the meeting", {"=title": ""}),
    "journeys:owner-appoint": Wrong("Ask them"),
    "journeys:phase-add": Wrong("Add the phase", {"=new-name": ""}),
    "journeys:phase-rename": Wrong("Rename", {"^=phase-": ""}),
    "journeys:release-add": Wrong("Add the release", {"=name": ""}),
    "journeys:release-edit": Wrong("Save the release", {"=name": ""}),
    "journeys:release-upload": Wrong("Check the file"),
    "journeys:requirement-edit": Wrong("Save the requirement", {"=text": ""}),
    "journeys:requirement-rename": Wrong("Rename", {"=to": ""}),
    "journeys:requirement-upload": Wrong("Check the rows"),
    "journeys:slice-change": Wrong("Put in the slice"),
    "journeys:step-add": Wrong("Add the step", {"=name": ""}),
    "journeys:step-edit": Wrong("Save the step", {"=name": ""}),
    "journeys:use-answer": Wrong("Yes", {"=times_a_week][inputmode": "often"}),
    "journeys:use-ask": Wrong("Ask them"),
    "journeys:workaround-add": Wrong("Tell them", {"=what": ""}),
    "journeys:workaround-edit": Wrong("Save the workaround", {"=what": ""}),
    "journeys:workaround-plan": Wrong("Plan the fix", {"=release": ""}),
    "journeys:workaround-reject": Wrong("Tell them"),
    "kpis:import-add": Wrong("Upload"),
    "kpis:import-match": Wrong("Check the rows", {"=began": ""}),
    "kpis:reason-assign": Wrong("Map the ticked"),
    "kpis:source-edit": Wrong("Save", {"=name": ""}),
    "kpis:step-reason-add": Wrong("Add it here"),
    "kpis:target-propose": Wrong("Propose it", {"=value": "0"}),
    "mfa_activate_totp": Wrong("Turn it on", {"=code": "000000"}),
    "people:invitation-add": Wrong("Send the invitation", {"=email": "nobody"}),
    "people:organisation-edit": Wrong("Save", {"=name": "", "=repeat_days": "0"}),
    "people:person-edit": Wrong("Save", {"=teams": "a team of the other side"}),
    "people:settings-edit": Wrong("Save", {"=name": "", "=phone": "x"}),
    "people:team-add": Wrong("Add the team"),
    "people:team-edit": Wrong("Save the name", {"=name": ""}),
}
CONFLICT = {"=seen": "0"}  # somebody else has changed it since it was opened
CHANGED = {
    "actions:action-edit": Wrong("Save the action", CONFLICT | {"=title": "X"}, 409),
    "journeys:customer-test-edit": Wrong(
        "Save the test", CONFLICT | {"=hypothesis": "X"}, 409
    ),
    "journeys:decision-edit": Wrong(
        "Save the decision", CONFLICT | {"=question": "X"}, 409
    ),
    "journeys:initiative-edit": Wrong(
        "Save the initiative", CONFLICT | {"=title": "X"}, 409
    ),
    "journeys:journey-edit": Wrong("Save the words", CONFLICT | {"=area": "X"}, 409),
    "journeys:meeting-edit": Wrong("Save the meeting", CONFLICT | {"=title": "X"}, 409),
    "journeys:meeting-write": Wrong("Save the notes", CONFLICT | {"=notes": "X"}, 409),
    "journeys:release-edit": Wrong("Save the release", CONFLICT | {"=name": "X"}, 409),
    "journeys:requirement-edit": Wrong(
        "Save the requirement", CONFLICT | {"=text": "X"}, 409
    ),
    "journeys:step-edit": Wrong("Save the step", CONFLICT | {"=name": "X"}, 409),
    "journeys:workaround-edit": Wrong(
        "Save the workaround", CONFLICT | {"=what": "X"}, 409
    ),
}
# Where the form stands on the page of another route, or on another address of its own.
PAGE_OF = {
    "actions:action-change": "actions:action-list",
    "actions:thread-begin": "actions:thread-about",
    "journeys:initiative-move": "journeys:initiative-show",
    "journeys:insight-answer": "journeys:insight-show",
    "journeys:kickoff-answer": "journeys:kickoff-edit",
    "journeys:kickoff-ask": "journeys:kickoff-show",
    "journeys:attendance-note": "journeys:meeting-show",
    "journeys:busy-follow": "journeys:calendar-show",
    "journeys:busy-upload": "journeys:calendar-show",
    "journeys:meeting-cancel": "journeys:meeting-show",
    "journeys:phase-add": "journeys:journey-edit",
    "journeys:phase-rename": "journeys:journey-edit",
    "journeys:requirement-rename": "journeys:requirement-list",
    "journeys:slice-change": "journeys:requirement-list",
    "journeys:step-add": "journeys:journey-edit",
    "kpis:reason-assign": "kpis:reason-list",
    "kpis:step-reason-add": "kpis:step-reasons",
}
WORKAROUND = "/workarounds/6/"  # one that was accepted
DRAWN = "/initiatives/final-bill-in-a-week/requirements/"
AT = {
    "actions:action-change": "/actions/?of=all",
    "actions:comment-add": "/talks/4/",
    "actions:thread-close": "/talks/4/",
    "journeys:initiative-move": "/initiatives/two-homes-one-account/",
    "journeys:journey-add": "/journeys/add/?from=",
    "journeys:kickoff-answer": "/initiatives/two-homes-one-account/kickoff/edit/",
    "journeys:kickoff-ask": "/initiatives/two-homes-one-account/kickoff/",
    **dict.fromkeys(
        (
            *("journeys:use-answer", "journeys:use-ask"),
            *("journeys:workaround-plan", "journeys:workaround-reject"),
        ),
        WORKAROUND,
    ),
    "journeys:workaround-edit": f"{WORKAROUND}edit/",
    "journeys:requirement-rename": DRAWN,
    "journeys:slice-change": DRAWN,
    "kpis:target-propose": "/kpis/aht/",
}
# Whoever is named in the demo, and what they are asked there.
ASKED = {
    "journeys:kickoff-decline": (
        "Denise Walker",
        "/initiatives/help-before-the-reminder/kickoff/",
    ),
    "journeys:handover-decline": ("Callum Reid", "/journeys/pay-my-bill/"),
    "journeys:owner-decline": (
        "Aisha Rahman",
        "/journeys/get-help-when-money-is-short/",
    ),
}
ONLY_LISTS = {
    "journeys:insight-link",
    "journeys:decision-link",
    "actions:mail-choice-edit",
    "journeys:kickoff-deputy",
    "journeys:step-move",
    "journeys:workaround-accept",
    "journeys:workaround-give",
    "kpis:import-reread",
    "kpis:reason-map",
}
OF_STRANGERS = {"account_login", "account_reset_password", "people:invitation-accept"}


def address(route: str, linked: Crawl, made: Made) -> str:
    page = PAGE_OF.get(route, route)
    known = AT.get(route) or linked.pages.get(page)
    return known or made[page]


@pytest.mark.parametrize("route", sorted(ADMIN))
def test_wrong_form_says_so(route: str, judge: Judge, linked: Crawl, made: Made):
    judge.goto(address(route, linked, made))

    assert faults_of(judge, ADMIN[route]) == []


@pytest.mark.parametrize("route", sorted(CHANGED))
def test_wrong_version_says_so(route: str, judge: Judge, linked: Crawl, made: Made):
    judge.goto(address(route, linked, made))

    assert faults_of(judge, CHANGED[route]) == []


@pytest.mark.parametrize("route", sorted(ASKED))
def test_wrong_answer_says_so(
    route: str, site: Site, chrome: Browser, cookies_of: Callable[[str], Any]
):
    name, path = ASKED[route]
    asked = judge_of(chrome, site.url, state=cookies_of(name))
    asked.goto(path)

    assert faults_of(asked, Wrong("Send and decline")) == []
    asked.close()


def test_wrong_withdrawal_says_so(
    site: Site, chrome: Browser, cookies_of: Callable[[str], Any]
):
    asked = judge_of(chrome, site.url, state=cookies_of("Carlos Ibáñez"))
    asked.goto("/decisions/?initiative=book-your-own-visit&state=taken")
    asked.goto(asked.visitor.page.locator(".dec a").first.get_attribute("href") or "")

    assert faults_of(asked, Wrong("Take it back")) == []
    asked.close()


def test_wrong_day_of_a_history_says_so(judge: Judge):
    judge.goto("/journeys/move-home/history/?on=2999-01-01")

    assert judge.visitor.page.title().startswith("Error: ")
    assert judge.faults_at_ends(answered=422) == []


@pytest.mark.parametrize(
    "path",
    ["/settings/audit/?first=0001-01-01", f"/search/?q={'x' * 300}", "/search/?q=%00"],
)
def test_wrong_filter_says_so(path: str, judge: Judge):
    judge.goto(path)

    assert judge.visitor.page.title().startswith("Error: ")
    assert judge.visitor.page.evaluate("document.activeElement.matches('.errors')")
    assert judge.faults_at_ends(answered=422) == []


def test_wrong_invitation_says_so(stranger: Judge, made: Made):
    stranger.goto(made["people:invitation-accept"])

    assert faults_of(stranger, Wrong("Come in", {"=name": ""})) == []


def test_wrong_form_is_tried_of_every_form(linked: Crawl, made: Made, judge: Judge):
    """Whatever can be filled in is sent wrongly above, or with the account's pages.

    Notes may hold anything, so they are sent only over those of another.
    """
    found = set(linked.forms)
    for path in (made[route] for route in made.ways):
        answer = judge.visitor.context.request.get(judge.visitor.url + path)
        found |= {route_of(each) for each in Markup(path, answer.text()).forms}

    tried = {*ADMIN, *CHANGED, *ONLY_LISTS, *OF_STRANGERS}
    assert found - tried == set()
