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
    "actions:comment-add": Wrong("Send"),
    "actions:comment-edit": Wrong("Save the comment", {"=words": ""}),
    "actions:thread-begin": Wrong("Send"),
    "actions:thread-close": Wrong("Close it with that"),
    "journeys:handover-propose": Wrong("Ask them to take over"),
    "journeys:initiative-add": Wrong("Add the initiative", {"=title": ""}),
    "journeys:initiative-edit": Wrong("Save the initiative", {"=title": ""}),
    "journeys:initiative-move": Wrong("Move it there", {"=stage": "stopped"}),
    "journeys:journey-add": Wrong("Start the journey", {"=title": ""}),
    "journeys:journey-edit": Wrong("Save the words", {"=title": ""}),
    "journeys:kickoff-answer": Wrong("Save", {"=problem-answer": "x" * 1001}),
    "journeys:kickoff-ask": Wrong("Ask"),
    "journeys:owner-appoint": Wrong("Ask them"),
    "journeys:phase-add": Wrong("Add the phase", {"=new-name": ""}),
    "journeys:phase-rename": Wrong("Rename", {"^=phase-": ""}),
    "journeys:release-add": Wrong("Add the release", {"=name": ""}),
    "journeys:release-edit": Wrong("Save the release", {"=name": ""}),
    "journeys:release-upload": Wrong("Check the file"),
    "journeys:step-add": Wrong("Add the step", {"=name": ""}),
    "journeys:step-edit": Wrong("Save the step", {"=name": ""}),
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
    "journeys:initiative-edit": Wrong(
        "Save the initiative", CONFLICT | {"=title": "X"}, 409
    ),
    "journeys:journey-edit": Wrong("Save the words", CONFLICT | {"=area": "X"}, 409),
    "journeys:release-edit": Wrong("Save the release", CONFLICT | {"=name": "X"}, 409),
    "journeys:step-edit": Wrong("Save the step", CONFLICT | {"=name": "X"}, 409),
}
# Where the form stands on the page of another route, or on another address of its own.
PAGE_OF = {
    "actions:action-change": "actions:action-list",
    "actions:thread-begin": "actions:thread-about",
    "journeys:initiative-move": "journeys:initiative-show",
    "journeys:kickoff-answer": "journeys:kickoff-edit",
    "journeys:kickoff-ask": "journeys:kickoff-show",
    "journeys:phase-add": "journeys:journey-edit",
    "journeys:phase-rename": "journeys:journey-edit",
    "journeys:step-add": "journeys:journey-edit",
    "kpis:reason-assign": "kpis:reason-list",
    "kpis:step-reason-add": "kpis:step-reasons",
}
AT = {
    "actions:action-change": "/actions/?of=all",
    "actions:comment-add": "/talks/4/",
    "actions:thread-close": "/talks/4/",
    "journeys:initiative-move": "/initiatives/two-homes-one-account/",
    "journeys:journey-add": "/journeys/add/?from=",
    "journeys:kickoff-answer": "/initiatives/two-homes-one-account/kickoff/edit/",
    "journeys:kickoff-ask": "/initiatives/two-homes-one-account/kickoff/",
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
    "actions:mail-choice-edit",
    "journeys:kickoff-deputy",
    "journeys:step-move",
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


def test_wrong_day_of_a_history_says_so(judge: Judge):
    judge.goto("/journeys/move-home/history/?on=2999-01-01")

    assert judge.visitor.page.title().startswith("Error: ")
    assert judge.faults_at_ends(answered=422) == []


def test_wrong_invitation_says_so(stranger: Judge, made: Made):
    stranger.goto(made["people:invitation-accept"])

    assert faults_of(stranger, Wrong("Come in", {"=name": ""})) == []


def test_wrong_form_is_tried_of_every_form(linked: Crawl, made: Made, judge: Judge):
    """Whatever can be filled in is sent wrongly above, or with the account's pages."""
    found = set(linked.forms)
    for path in (made[route] for route in made.ways):
        answer = judge.visitor.context.request.get(judge.visitor.url + path)
        found |= {route_of(each) for each in Markup(path, answer.text()).forms}

    assert found - set(ADMIN) - ONLY_LISTS - OF_STRANGERS == set()
