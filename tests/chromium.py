"""Makes sure that there is a Chromium to test with: `python -m tests.chromium`.

Debian's own where it is or root can install it, else the one that Playwright brings.
Without any the tests do not start: a page nobody has looked at is not tested.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

DEBIAN = Path("/usr/bin/chromium")
QUIET = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def main() -> int:
    if is_there():
        return 0
    print("Installing Chromium for the tests …", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    if not is_there():
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    if is_there():
        return 0
    print(
        "There is no Chromium for the browser tests: install Debian's package"
        " `chromium`, or run `.venv/bin/playwright install --with-deps chromium`.",
        file=sys.stderr,
    )
    return 1


def is_there() -> bool:
    """Tell whether one starts, which is more than that its file exists."""
    path = str(DEBIAN) if DEBIAN.exists() else None
    try:
        with sync_playwright() as playwright:
            flags = ["--headless", "--no-sandbox", "--disable-gpu"]
            playwright.chromium.launch(executable_path=path, args=flags).close()
    except Error:
        return False
    return True


def _run(*command: str) -> None:
    done = subprocess.run(command, env=QUIET, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        print(f"“{' '.join(command)}” did not work.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
