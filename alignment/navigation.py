"""The places of the product, once for the rail, the phone's bar and the palette."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Place:
    """A page one can always go to; `key` follows `g` on the keyboard.

    `roots` are the beginnings of the addresses that belong to it.
    """

    name: str
    icon: str
    route: str
    key: str
    roots: tuple[str, ...]
    admins_only: bool = False
    on_phone: bool = True
    counts: bool = False
    """Whether it says how many open actions of theirs are in it."""

    @property
    def url(self) -> str:
        return reverse(self.route)

    def holds(self, path: str) -> bool:
        """Whether an address lies in this place."""
        return any(path == root or path.startswith(root) for root in self.roots)


PLACES = (
    Place("Home", "house", "dashboards:home", "h", ("/home/",)),
    Place(
        "Journeys",
        "route",
        "journeys:journey-list",
        "j",
        ("/journeys/", "/workarounds/"),
    ),
    Place(
        "Initiatives",
        "lightbulb",
        "journeys:initiative-list",
        "n",
        ("/initiatives/", "/decisions/", "/requirements/", "/tests/"),
        on_phone=False,
    ),
    Place(
        "Meetings",
        "calendar-days",
        "journeys:meeting-list",
        "m",
        ("/meetings/",),
        on_phone=False,
    ),
    Place("Tell us", "megaphone", "journeys:insight-add", "t", ("/insights/",)),
    Place(
        "Releases",
        "rocket",
        "journeys:release-list",
        "r",
        ("/releases/",),
        on_phone=False,
    ),
    Place(
        "Actions",
        "list-checks",
        "actions:action-list",
        "a",
        ("/actions/",),
        counts=True,
    ),
    Place("KPIs", "chart-line", "kpis:kpi-list", "k", ("/kpis/",), on_phone=False),
    Place(
        "Reasons",
        "tags",
        "kpis:reason-list",
        "c",
        ("/reasons/", "/steps/"),
        on_phone=False,
    ),
    Place(
        "Imports",
        "file-up",
        "kpis:import-list",
        "i",
        ("/imports/", "/sources/"),
        admins_only=True,
        on_phone=False,
    ),
    Place(
        "Settings",
        "settings-2",
        "people:settings-edit",
        "s",
        ("/settings/", "/people/", "/teams/", "/accounts/"),
        on_phone=False,
    ),
)


REGISTERS = (
    *("actions", "decisions", "initiatives", "insights", "journeys"),
    *("meetings", "releases", "workarounds"),
)


def register_of(path: str) -> tuple[str, str]:
    """The list above the page at an address: its name and its own address."""
    root = path.split("/")[1]
    return (root.title(), f"/{root}/") if root in REGISTERS else ("", "")


def places(request: HttpRequest) -> list[dict[str, Any]]:
    """The places open to whoever asks, in order, with the one they are in."""
    person = request.user
    shown = []
    for place in PLACES:
        if place.admins_only and not getattr(person, "is_admin", False):
            continue
        here = request.path == place.url or place.holds(request.path)
        shown.append({"place": place, "url": place.url, "here": here})
    return shown
