"""Pages that pass: an import at work, and what is said when something went wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.axe import Judge
from tests.browser.browsing import Visitor
from tests.browser.making import heading, press, to_check, undo, upload
from tests.browser.site import Site

ROWS = """Contact id,Customer,Started at,Reason,Channel,Talk seconds
w-1,c-1,2026-11-02 09:00,Parcel is late,phone,120
w-2,c-2,2026-11-02 10:30,Parcel is late,chat,240
"""
MANY_FIELDS = """() => {
    const form = document.createElement('form');
    Object.assign(form, {method: 'post', action: '/accounts/login/'});
    for (let place = 0; place < 5001; place++) {
        const field = document.createElement('input');
        Object.assign(field, {type: 'hidden', name: `f${place}`});
        form.append(field);
    }
    document.body.append(form);
    form.submit();
}"""


def judged(who: Judge, path: str, words: str) -> list[str]:
    """Faults of an import's page, which must be in this state."""
    who.goto(path)
    heading(who.visitor, words)
    return who.faults_at_ends()


def test_busy_import_is_sound_in_each_state(site: Site, judge: Judge, tmp_path: Path):
    file = tmp_path / "waiting.csv"
    file.write_text(ROWS)
    admin = judge.visitor
    with site.asleep():
        path = upload(admin, file, "Parcel post")
        assert judged(judge, path, "Reading the file") == []

    admin.goto(path)
    to_check(admin)
    with site.asleep():
        press(admin, "Import 2 rows")
        assert judged(judge, path, "Importing") == []

    heading(admin, "2 rows imported")
    with site.asleep():
        undo(admin)
        assert judged(judge, path, "Undoing") == []

    assert judged(judge, path, "Undone") == []


def test_busy_import_that_was_set_aside_is_sound(judge: Judge, tmp_path: Path):
    file = tmp_path / "broken.xlsx"
    file.write_bytes(b"This is no workbook. " * 50)
    path = upload(judge.visitor, file, "Parcel post")
    heading(judge.visitor, "This import was set aside")

    assert judged(judge, path, "This import was set aside") == []


def send_without_cookies(who: Visitor) -> None:
    who.context.clear_cookies()
    with who.page.expect_event("load"):
        press(who, "Send me a link")


def send_too_much(who: Visitor) -> None:
    with who.page.expect_event("load"):
        who.page.evaluate(MANY_FIELDS)


@pytest.mark.parametrize(
    ("deed", "status"), [(send_without_cookies, 403), (send_too_much, 400)]
)
def test_page_that_refuses_what_was_sent_is_sound(
    deed: Callable[[Visitor], None], status: int, stranger: Judge
):
    stranger.goto("/accounts/password/reset/")
    deed(stranger.visitor)
    stranger.visitor.settle()

    complaints = stranger.visitor.complaints
    assert any(f"status of {status} " in said for said in complaints)
    assert stranger.faults(answered=status) == []
