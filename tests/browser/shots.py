"""Pictures of every page into shots/: `python -m tests.browser.shots [words…]`.

Words leave out all pages whose name holds none of them.
"""

import os
import sys
from pathlib import Path

import django
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "shots"
WIDTHS = ("desktop", "phone")


def main() -> None:
    """Start the product with the small demo, visit each page, take its pictures."""
    from tests import servers  # noqa: F401, PLC0415 -- starts the throwaway servers

    django.setup()
    from tests.browser.browsing import chromium  # noqa: PLC0415
    from tests.browser.site import running  # noqa: PLC0415

    SHOTS.mkdir(exist_ok=True)
    with running() as site, chromium() as browser:
        _all(browser, site.url, sys.argv[1:])


def _all(browser: Browser, url: str, words: list[str]) -> None:
    from tests.browser.browsing import SCHEMES, sign_in, visitor  # noqa: PLC0415
    from tests.browser.crawl import crawl  # noqa: PLC0415

    who = visitor(browser, url)
    sign_in(who, "Mei Tan")
    for name, path in crawl(who).pages.items():
        if words and not any(word in name for word in words):
            continue
        who.goto(path)
        for size in WIDTHS:
            for scheme in SCHEMES:
                who.show(size, scheme)
                file = f"{name.replace(':', '-')}-{size}-{scheme}.png"
                who.page.screenshot(path=str(SHOTS / file), full_page=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alignment.settings")
    main()
