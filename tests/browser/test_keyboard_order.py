"""The phases and steps of a journey, made and ordered by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Visitor
from tests.browser.keys import (
    choose,
    focused,
    into_main,
    press,
    push,
    send,
    tab_to,
    toast,
    write,
)

EDIT = "/journeys/switch-to-brightwater/edit/"


@pytest.fixture
def editor(member: Visitor) -> Visitor:
    """At the top of the page on which a journey is put in order."""
    member.goto(EDIT)
    into_main(member)
    return member


def steps(who: Visitor) -> list[str]:
    found = who.page.locator(".step-row__name > a").all_text_contents()
    return [each.strip() for each in found]


def phases(who: Visitor) -> list[str]:
    found = who.page.locator(".phase-edit h3").all_text_contents()
    return [each.strip() for each in found]


def test_keyboard_adds_names_moves_and_removes_a_phase(editor: Visitor):
    before = phases(editor)

    write(editor, "New phase", "Settle in")
    push(editor, "Add the phase")
    toast(editor, "“Settle in” is added at the end.")
    assert phases(editor) == [*before, "Settle in"]

    push(editor, "Move “Settle in” earlier", back=True)
    toast(editor, "Moved to place")
    assert focused(editor) == "Move “Settle in” earlier"
    assert phases(editor) == [*before[:-1], "Settle in", before[-1]]

    push(editor, "Rename “Settle in”")
    write(editor, "Name of the phase", "Feel at home")
    push(editor, "Rename")
    toast(editor, "The phase is called “Feel at home” now.")

    push(editor, "Remove the phase “Feel at home”")
    toast(editor, "“Feel at home” is removed.")
    assert phases(editor) == before


@pytest.fixture
def new_step(editor: Visitor) -> Visitor:
    """At the page of a step that was just added at the end."""
    write(editor, "New step", "Read the first letter")
    choose(editor, "In phase", phases(editor)[-1])
    push(editor, "Add the step")
    toast(editor, "“Read the first letter” is added.")
    assert steps(editor)[-1] == "Read the first letter"
    tab_to(editor, "Remove “Read the first letter”", back=True)
    for _ in range(4):
        press(editor, "Shift+Tab")
    assert focused(editor) == "Read the first letter"
    press(editor, "Enter")
    editor.page.wait_for_url("**/steps/*/")
    into_main(editor)
    return editor


def test_keyboard_adds_a_step_and_says_all_about_it(new_step: Visitor):
    editor = new_step

    write(editor, "Where it happens", "Letter, app")
    write(editor, "What the customer does (", "Looks for the day it begins.")
    write(editor, "In their words", "What do I have to do now?")
    write(editor, "Where that was said", "Call, 12 November")
    choose(editor, "How the customer feels", "Uneasy")
    push(editor, "This is a moment that matters", key="Space")
    write(editor, "What staff do behind it", "Send the letter on the day after.")
    write(editor, "Systems", "CRM, Post room")
    choose(editor, "Looked after in Product by", "Yuki Arai")
    choose(editor, "Looked after in Ops by", "Jo Kim")
    send(editor, "Save the step")

    step = editor.page.locator("article.step", has_text="Read the first letter")
    for words in ("moment that matters", "What do I have to do now?", "Yuki Arai"):
        expect(step).to_contain_text(words)
    expect(step).to_contain_text("Both sides look after it.")


def test_keyboard_puts_a_contact_reason_to_a_step_and_takes_it_away(editor: Visitor):
    send(editor, steps(editor)[0])
    rows = editor.page.locator("#reasons-of-step-rows li")
    before = rows.count()

    choose(editor, "Add a reason", "Feedback and thanks")
    push(editor, "Add it here")
    expect(rows.filter(has_text="Feedback and thanks")).to_be_visible()
    push(editor, "Remove Feedback and thanks from this step", back=True)
    expect(rows).to_have_count(before)


def test_keyboard_removes_a_step_and_brings_it_back(editor: Visitor):
    before = steps(editor)

    push(editor, f"Remove “{before[0]}”")
    toast(editor, f"“{before[0]}” is removed.")
    assert steps(editor) == before[1:]

    send(editor, "Undo")
    expect(editor.page.get_by_text(f"“{before[0]}” is back")).to_be_visible()
    assert sorted(steps(editor)) == sorted(before)


def test_keyboard_moves_a_step_by_one_and_to_another_phase(editor: Visitor):
    before = steps(editor)
    first, second, *others = before

    push(editor, f"Move “{first}” later")
    toast(editor, "Moved to place 2")
    assert focused(editor) == f"Move “{first}” later"
    assert steps(editor) == [second, first, *others]
    push(editor, f"Move “{first}” earlier", back=True)
    assert steps(editor) == before

    last = phases(editor)[-1]
    push(editor, f"Move to another place: “{first}”")
    choose(editor, "Place", f"At the end of “{last}”")
    tab_to(editor, "Move")
    press(editor, "Enter")
    editor.settle()
    assert steps(editor) == [second, *others, first]
    assert first in focused(editor)

    push(editor, f"Move to another place: “{first}”", back=True)
    choose(editor, "Place", f"At “{second}”")
    tab_to(editor, "Move")
    press(editor, "Enter")
    editor.settle()
    assert steps(editor) == before


def test_keyboard_is_told_what_is_wrong_and_goes_to_it(editor: Visitor):
    push(editor, "Add the phase")

    assert "There is a problem" in focused(editor)
    push(editor, "Name the phase")
    assert focused(editor).startswith("New phase")


def test_keyboard_writes_the_words_and_archives_and_restores(editor: Visitor):
    write(editor, "Area", "Joining us")
    write(editor, "Summary", "From the price to the first bill.")
    send(editor, "Save the words")
    expect(editor.page.get_by_text("Saved.")).to_be_visible()

    send(editor, "Archive the journey")
    expect(editor.page.get_by_text("This journey is archived.")).to_be_visible()
    send(editor, "Bring it back")
    expect(editor.page.get_by_text("“Switch to Brightwater” is back.")).to_be_visible()
