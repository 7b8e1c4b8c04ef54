"""Makes .venv with the pinned packages: the first thing `make` does.

Run as a script by whatever Python the machine has, before any package is there, so it
uses the standard library only, and says in one sentence what is wrong with the
machine. When the pins have not changed it does nothing and needs no network.

    python3 alignment/runtime/install.py run    # what the product needs
    python3 alignment/runtime/install.py dev    # that, and what tests and checks need
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PINS = ROOT / "requirements"
LOG = VENV / "install.log"
OLDEST = (3, 11)
MEGABYTES = {"run": 800, "dev": 1500}


class Refused(Exception):
    """The machine is not ready; the text is one sentence for the person."""


def main(kind: str) -> int:
    try:
        check_python()
        if stamp_of(kind) == wanted(kind) and works():
            return 0
        install(kind)
    except Refused as reason:
        print(reason, file=sys.stderr)  # noqa: T201
        return 1
    except OSError as error:
        print(f"The packages could not be installed: {error}.", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def check_python() -> None:
    if sys.version_info < OLDEST:
        raise Refused(
            "Alignment needs Python 3.11 or newer and found only"
            f" {platform.python_version()}: install a newer one, or name it:"
            " make run PYTHON=/path/to/python3."
        )


def install(kind: str) -> None:
    free = shutil.disk_usage(str(ROOT)).free // 2**20
    if free < MEGABYTES[kind]:
        raise Refused(
            f"The disk of {ROOT} is nearly full: {free} MB are free, and the packages"
            f" need {MEGABYTES[kind]} MB."
        )
    print("Installing packages into .venv (only when they change) …", flush=True)  # noqa: T201
    if not works():
        make_venv()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    checked = ["--require-hashes", "--only-binary", ":all:"]
    run([*pip, "--disable-pip-version-check", *checked, "-r", str(PINS / "uv.txt")])
    uv = [str(VENV / "bin" / "uv"), "pip", "install", "--python", str(PYTHON)]
    run([*uv, "--quiet", "--system-certs", *checked, "-r", str(PINS / f"{kind}.txt")])
    for each in ("run", "dev") if kind == "dev" else ("run",):
        stamp(each).write_text(wanted(each))


def make_venv() -> None:
    """A new virtual environment in place of a missing or broken one."""
    made = subprocess.run(  # noqa: S603 -- fixed words
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode or not works():
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise Refused(
            f"“{sys.executable} -m venv” does not work here: install the package it"
            " comes in (on Debian and Ubuntu: apt install python3-venv) and try again."
        )


def works() -> bool:
    """Tell whether .venv holds a Python, new enough, that can install packages."""
    probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST!r})"
    try:
        done = subprocess.run(  # noqa: S603 -- fixed words
            [str(PYTHON), "-c", probe], capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def run(command: list[str]) -> None:
    """Run one step of the installation; its words go to a log. Raises Refused."""
    done = subprocess.run(  # noqa: S603 -- fixed words
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
        text=True,
        check=False,
    )
    if done.returncode:
        LOG.write_text(done.stdout)
        raise Refused(reason(done.stdout))


def reason(words: str) -> str:
    """What went wrong with the installer, in one sentence."""
    said = words.lower()
    machine = f"{platform.system()} {platform.machine()}"
    if "no space left" in said:
        return f"The disk of {ROOT} is full: make room and start again."
    if any(word in said for word in ("no wheels", "no usable wheels", "platform")):
        return (
            f"One of the packages is not made for this machine ({machine}, Python"
            f" {platform.python_version()}; details in {LOG}): use Linux with glibc or"
            " macOS, or run `docker compose up`."
        )
    if any(word in said for word in ("dns", "connect", "timed out", "network")):
        return (
            "The packages could not be fetched: the first start needs the network"
            f" (details in {LOG})."
        )
    return f"The packages could not be installed: see {LOG}."


def environment() -> dict[str, str]:
    """Ours, with a cache beside the packages where the home folder is no use."""
    made = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    made.pop("VIRTUAL_ENV", None)
    home = made.get("HOME", "")
    if not home or not os.access(home, os.W_OK | os.X_OK):
        made["HOME"] = str(VENV)
        made.setdefault("UV_CACHE_DIR", str(VENV / ".cache" / "uv"))
        made.setdefault("PIP_CACHE_DIR", str(VENV / ".cache" / "pip"))
    return made


def wanted(kind: str) -> str:
    """The fingerprint of all that decides what is installed."""
    digest = hashlib.sha256()
    for name in ("uv", kind):
        digest.update((PINS / f"{name}.txt").read_bytes())
    return digest.hexdigest()


def stamp(kind: str) -> Path:
    return VENV / f".installed-{kind}"


def stamp_of(kind: str) -> str:
    return stamp(kind).read_text() if stamp(kind).exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else "run"))
