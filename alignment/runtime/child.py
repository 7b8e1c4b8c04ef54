"""The processes of the Procfile: started together, restarted, stopped together."""

import contextlib
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from alignment.runtime.privileges import before_start
from alignment.runtime.starts import Starts

MARK = "ALIGNMENT_STARTED_BY"
STOP_SECONDS = 10


def commands(procfile: Path) -> dict[str, list[str]]:
    """Name and words of each process; containers and other hosts run the same."""
    lines = [line.split(":", 1) for line in procfile.read_text().splitlines() if line]
    return {name.strip(): shlex.split(command) for name, command in lines}


@dataclass
class Child:
    """One process and all it starts, in a group of their own."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    folder: Path
    output: int | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    starts: Starts = field(default_factory=Starts, init=False)

    def start(self) -> None:
        """Start it, away from the terminal's Ctrl-C, and never to outlive us."""
        self.starts.add()
        programs = Path(sys.executable).parent
        path = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        self.process = subprocess.Popen(  # noqa: S603 -- our own commands
            [*_program(self.command[0]), *self.command[1:]],
            cwd=self.folder,
            env={**self.environment, "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            start_new_session=True,
            preexec_fn=before_start(  # noqa: PLW1509 -- started from the only thread
                None, pass_through=False, dying=signal.SIGKILL
            ),
        )

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def ask_to_stop(self) -> None:
        if self.process and not self.has_ended:
            self.process.terminate()

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Give it the time to stop by itself, then end the whole group."""
        if not self.process:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _program(name: str) -> list[str]:
    """The program by this very Python: its own first line may name a moved folder."""
    if name == "python":
        return [sys.executable]
    return [sys.executable, str(Path(sys.executable).parent / name)]


def end_leftovers(data: Path) -> None:
    """End what a killed start of this data folder left running.

    Processes are known by a mark in their environment, so that nobody else's can be
    meant, however the numbers of processes are used again.
    """
    left = [each for each in psutil.process_iter() if _has_mark(each, data)]
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(left, timeout=STOP_SECONDS)


def _has_mark(process: psutil.Process, data: Path) -> bool:
    if process.pid == os.getpid():
        return False
    try:
        return bool(process.environ().get(MARK) == str(data))
    except (psutil.Error, OSError):
        return False
