"""The styles of every page come as one file, made of the parts in their order."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from alignment.styles import COMMON, PARTS

FOLDER = Path(settings.ROOT) / "static" / "css"


def joined() -> str:
    [text] = [
        storage.open(path).read().decode()
        for finder in get_finders()
        for path, storage in finder.list(None)
        if path == COMMON
    ]
    return str(text)


def test_common_styles_are_all_parts_in_their_order():
    text = joined()

    places = [text.index((FOLDER / f"{part}.css").read_text()) for part in PARTS]
    assert places == sorted(places)
    assert text.startswith((FOLDER / "tokens.css").read_text())


def test_common_styles_name_files_as_from_their_own_folder():
    for part in PARTS:
        for path in re.findall(
            r'url\("([^"]+)"\)', (FOLDER / f"{part}.css").read_text()
        ):
            assert (FOLDER / path).is_file(), f"{part}: {path}"


def test_pages_load_no_part_twice():
    templates = Path(settings.ROOT) / "templates"
    for path in templates.rglob("*.html"):
        for name in re.findall(r"css/([\w/-]+)\.css", path.read_text()):
            assert name not in PARTS, f"{path.name} loads {name} again"


def test_theme_changes_colours_and_shadows_only():
    """So that a page in another theme is to be judged by its colours alone."""
    tied = re.compile(r"(?:data-theme|prefers-color-scheme)[^{]*\{([^{}]*)\}")
    for path in FOLDER.rglob("*.css"):
        text = re.sub(
            r"@media \(prefers-color-scheme: dark\) \{\s*(:root[^{]*\{[^{}]*\})\s*\}",
            r"data-theme \1",
            path.read_text(),
        )
        for rules in tied.findall(text):
            names = re.findall(r"([\w-]+):", rules)
            assert names, f"{path.name}: {rules}"
            assert not [
                name
                for name in names
                if name != "color-scheme" and not name.startswith("--shadow")
            ], path.name
        assert text.count("prefers-color-scheme") == 0, path.name
