"""The README says what is there."""

import re

from tests.capabilities import ROOT, table

README = (ROOT / "README.md").read_text()


def test_readme_lists_todays_capabilities_pages_and_tests():
    assert table() in README, "Run `make capabilities`."


def test_readme_maps_folders_that_exist():
    rows = re.findall(r"^\| (`[^|]+`) \|", README, re.MULTILINE)
    named = re.findall(r"`([\w./]+)`", " ".join(rows))
    folders = [name for name in named if "/" in name and name.startswith("alignment")]

    assert folders
    assert [name for name in folders if not (ROOT / name).exists()] == []
