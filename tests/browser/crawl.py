"""Every page that links lead to, one address for each route, and the forms on them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.browser.browsing import Visitor

SKIPPED = ("/admin/", "/static/", "/live/")
DOWNLOADS = (".csv", ".xlsx", "/download/", "/export/")
NOT_FILLED = {"hidden", "submit", "button", "reset"}


def route_of(path: str) -> str:
    """The route behind an address, "" where there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


class Markup(HTMLParser):
    """The links of a page, and where its forms with something to fill in post to."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path = path
        self.links: list[str] = []
        self.forms: set[str] = set()
        self._form = ""
        self.feed(text)

    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            posts = said.get("method", "get").lower() == "post"
            self._form = urljoin(self.path, said.get("action", "")) if posts else ""
        if self._form and _is_filled_in(tag, said):
            self.forms.add(self._form)
        link = said.get("href", "") if tag == "a" else said.get("hx-get", "")
        if link and not link.startswith(("mailto:", "tel:", "#")):
            self.links.append(urljoin(self.path, link))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = ""


def _is_filled_in(tag: str, said: dict[str, str]) -> bool:
    field = tag in {"input", "select", "textarea"} and "readonly" not in said
    return field and said.get("type", "text") not in NOT_FILLED


@dataclass
class Crawl:
    """Addresses by route in the order they were found, and routes of forms."""

    pages: dict[str, str] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)


def crawl(who: Visitor, *starts: str) -> Crawl:
    """Follow all links from the starts, breadth first, as this person."""
    found = Crawl()
    waiting = [start for start in starts or ("/",) if _is_new(found, start)]
    while waiting:
        path = waiting.pop(0)
        answer = who.context.request.get(who.url + path)
        assert answer.ok, f"{path} answered {answer.status}"
        page = Markup(path, answer.text())
        found.forms |= {route_of(each) for each in page.forms}
        waiting += [link for link in page.links if _is_new(found, link)]
    return found


def _is_new(found: Crawl, path: str) -> bool:
    """Whether it leads to a page whose route was not met yet; note it then."""
    route = path.startswith("/") and route_of(path)
    if not route or route in found.pages:
        return False
    if path.startswith(SKIPPED) or any(part in path for part in DOWNLOADS):
        return False
    found.pages[route] = path
    return True
