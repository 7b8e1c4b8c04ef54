"""Four people in four windows, from an idea to what customers made of it."""

import pytest

from tests.browser import chapters
from tests.browser.chapters import Cast
from tests.browser.conftest import BrowserOf

CHAPTERS = (
    chapters.idea,
    chapters.sponsors,
    chapters.kickoff,
    chapters.meetings,
    chapters.insight,
    chapters.decision,
    chapters.requirements,
    chapters.customer_test,
)


@pytest.fixture
def cast(browser_of: BrowserOf) -> Cast:
    names = ("Arjun Mehta", "Owen Pritchard", "Denise Walker", "Abel Girma")
    lead, ops, sponsor, agent = (browser_of(name) for name in names)
    made = Cast(lead, ops, sponsor, agent)
    made.agent.resize("phone")
    return made


@pytest.mark.capability("C04", "C05", "C06", "C07", "C10", "C12")
def test_from_idea_to_test_in_four_windows(cast: Cast):
    for chapter in CHAPTERS:
        chapter(cast)

    assert cast.found == []
