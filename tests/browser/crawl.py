"""Every page that links lead to, one address for each route."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.browser.browsing import Visitor

SKIPPED = ("/admin/", "/static/", "/live/")
LINKS = """() => [...document.querySelectorAll('a[href], [hx-get]')].map(
    each => each.getAttribute('href') ?? each.getAttribute('hx-get'))"""
DOWNLOADS = (".csv", ".xlsx", "/download/", "/refused/", "/export/")


def route_of(path: str) -> str:
    """The route behind an address, "" where there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def crawl(who: Visitor, *, start: str = "/") -> dict[str, str]:
    """Addresses by route, breadth first, in the order they were found."""
    found: dict[str, str] = {route_of(start): start}
    waiting = [start]
    while waiting:
        who.goto(waiting.pop(0))
        for link in who.page.evaluate(LINKS):
            path = _inside(who, link)
            route = path and route_of(path)
            if not route or route in found:
                continue
            if not path.startswith(SKIPPED) and not _is_download(path):
                found[route] = path
                waiting.append(path)
    return found


def _is_download(path: str) -> bool:
    return any(part in path for part in DOWNLOADS)


def _inside(who: Visitor, link: str) -> str:
    """The path of a link within the product, resolved against the page."""
    if link.startswith(("mailto:", "tel:", "#")):
        return ""
    whole = who.page.evaluate("link => new URL(link, location.href).href", link)
    return whole.removeprefix(who.url) if whole.startswith(who.url) else ""
