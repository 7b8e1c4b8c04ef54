"""The styles that every page has, as one file: compressed together they are a third
smaller than one by one, and one request instead of fifteen."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage

COMMON = "css/common.css"
PARTS = (
    *("tokens", "base", "layout", "components/places", "components/buttons"),
    *("components/marks", "components/cards", "components/tables"),
    *("components/forms", "components/feedback", "components/data"),
    *("components/overlays", "components/charts", "components/sparks"),
    "components/modes",
)
"""In the order they are read. Addresses in them are as from `css/`."""


class CommonFinder(BaseFinder):
    """Finds the parts, joined, under one name; nothing is kept on disk before
    static files are collected."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = InMemoryStorage()
        folder = settings.ROOT / "static" / "css"
        parts = [(folder / f"{part}.css").read_bytes() for part in PARTS]
        self.storage.save(COMMON, ContentFile(b"\n".join(parts)))

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 -- Django's signature
        """It has no path of its own."""
        return []

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, Storage]]:
        yield COMMON, self.storage
