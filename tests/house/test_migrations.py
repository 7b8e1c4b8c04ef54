"""No migration of ours passes unlinted."""

from pathlib import Path

import pytest
from django.apps import apps

from tests.manage import FIRST, REVIEWED, ignored, lint, own_apps
from tests.servers import ROOT


def _files(app):
    folder = Path(apps.get_app_config(app).path) / "migrations"
    return {path.stem for path in folder.glob("*.py")} - {"__init__"}


def test_migrations_of_every_app_are_linted():
    folders = {path.parent for path in ROOT.glob("*/migrations/__init__.py")}
    folders |= {path.parent for path in ROOT.glob("*/*/migrations/__init__.py")}

    linted = {Path(apps.get_app_config(app).path) / "migrations" for app in own_apps()}
    assert linted == folders


@pytest.mark.parametrize("listed", [FIRST, REVIEWED])
def test_migrations_left_out_are_there(listed):
    assert {app: set(names) - _files(app) for app, names in listed.items()} == {
        app: set() for app in listed
    }


def test_migrations_from_before_are_the_first_of_their_app():
    """Nobody adds a later one to the closed list."""
    assert {app: names[-1][:4] for app, names in FIRST.items()} == {
        "people": "0003",
        "runtime": "0001",
        "journeys": "0003",
        "kpis": "0005",
    }


@pytest.mark.django_db
def test_migrations_lint_fails_for_one_that_would_break_pages(capsys):
    left_out = [name for name in ignored("people") if name != "0004_owns_for"]

    assert lint("people", ignored("people"))
    assert not lint("people", left_out)
    assert "0004_owns_for" in capsys.readouterr().out
