"""Reads the environment once, and says in one sentence what is wrong with it."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
SECRET_LENGTH = 32
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable as it is, without blanks around it."""
    return os.environ.get(name, default).strip() or default


def switch(name: str, *, default: bool) -> bool:
    """A yes or no. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return default if value == "" else False
    raise ImproperlyConfigured(f"{name} is “{value}”. Set it to 1 or 0.")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number within its limits. Raises ImproperlyConfigured otherwise."""
    value = text(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name} is “{value}”. Set it to a whole number from {least} to {most}."
        )
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, choices: set[str]) -> str:
    """One of the words, in capitals. Raises ImproperlyConfigured for another."""
    value = text(name, default).upper()
    if value not in choices:
        known = ", ".join(sorted(choices))
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to one of {known}.")
    return value


def web_address(name: str, default: str) -> str:
    """http(s)://name[:port] and no more. Raises ImproperlyConfigured otherwise."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        fits = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits or value != f"{parts.scheme}://{parts.netloc}":
        raise ImproperlyConfigured(
            f"{name} is “{value}”. Set it to an address like https://alignment.example."
        )
    return value


def time_zone(name: str, default: str) -> str:
    """The name of a time zone. Raises ImproperlyConfigured for an unknown one."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ImproperlyConfigured(
            f"{name} is “{value}”, which is no time zone. Name one like Europe/Berlin."
        ) from error
    return value


def kept_secret(name: str, folder: Path, *, embedded: bool) -> str:
    """The secret from the environment; the embedded default makes and keeps its own.

    The file is readable by its owner only. Raises ImproperlyConfigured where the
    product is connected to outside servers and no secret is given.
    """
    if value := text(name):
        if len(value) < SECRET_LENGTH:
            raise ImproperlyConfigured(
                f"{name} is too short. Set it to {SECRET_LENGTH} random characters or"
                " more, and keep it for ever."
            )
        return value
    try:
        return _from_file(folder / name.lower(), make=embedded)
    except FileNotFoundError as error:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it to a long random text and keep it for ever."
        ) from error
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {folder.parent} cannot be used ({error.strerror}): start"
            " as its owner, or choose another with ALIGNMENT_DATA."
        ) from error


def _from_file(path: Path, *, make: bool) -> str:
    """What is kept there, after making it. Raises OSError, as when it is not there."""
    if path.exists() or not make:
        return path.read_text().strip()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = secrets.token_urlsafe(48)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process of the same start was faster
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(made)
    return made
