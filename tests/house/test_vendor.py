"""Files that others wrote are kept exactly as they were published."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

ROOT: Path = settings.ROOT
LIST = ROOT / "static/vendor/VENDOR.toml"
KEPT_IN = (
    "static/vendor",
    "static/fonts",
    "tests/browser/vendor",
    "alignment/pdf/fonts",
)
KEYS = {"name", "version", "licence", "package", "folder", "sha256"}


def changed(vendors: list[dict[str, Any]], root: Path) -> list[str]:
    """Files whose hash is not the one written down, or which are gone."""
    found = []
    for vendor in vendors:
        for name, digest in vendor["sha256"].items():
            path = root / vendor["folder"] / name
            real = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest()
            if real != digest:
                found.append(f"{vendor['folder']}/{name}")
    return found


def unlisted(vendors: list[dict[str, Any]], root: Path) -> list[str]:
    """Files that lie beside the others and are not written down."""
    known = {
        root / vendor["folder"] / name
        for vendor in vendors
        for name in vendor["sha256"]
    }
    there = {p for top in KEPT_IN for p in (root / top).rglob("*") if p.is_file()}
    return sorted(str(p.relative_to(root)) for p in there - known - {LIST})


def vendors() -> list[dict[str, Any]]:
    written: dict[str, list[dict[str, Any]]] = tomllib.loads(LIST.read_text())
    return written["vendor"]


def test_vendor_files_are_as_published():
    assert changed(vendors(), ROOT) == []


def test_vendor_files_are_all_written_down():
    assert unlisted(vendors(), ROOT) == []


def test_vendor_entries_say_licence_version_and_package():
    for vendor in vendors():
        assert set(vendor) == KEYS, vendor
        assert any("LICENSE" in name for name in vendor["sha256"]), vendor["name"]


def test_vendor_check_sees_a_changed_and_a_new_file(tmp_path):
    folder = tmp_path / "static/vendor/thing-1"
    folder.mkdir(parents=True)
    (folder / "thing.js").write_text("one")
    (folder / "new.js").write_text("two")
    entry = {"folder": "static/vendor/thing-1", "sha256": {"thing.js": "0" * 64}}

    assert changed([entry], tmp_path) == ["static/vendor/thing-1/thing.js"]
    assert unlisted([entry], tmp_path) == ["static/vendor/thing-1/new.js"]
