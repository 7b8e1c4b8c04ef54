"""How a server of ours is started: whose it is, and that it never outlives us.

PostgreSQL refuses to run as root. Root therefore starts it as an ordinary user of the
system. Where that user cannot reach the data folder or the programs (a folder only
its owner may enter), the process keeps one right of root's, to pass through folders
and to read. Nobody's folder gets other permissions for that.
"""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from alignment.runtime.trouble import Trouble

USER = "alignment"
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
PR_SET_SECUREBITS, NO_SETUID_FIXUP = 28, 4
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CAPABILITY_VERSION_3 = 0x20080522


def owner_of_servers(folder: Path) -> int | None:
    """The uid PostgreSQL runs as; None when we need not change ours.

    An existing folder keeps its owner. Otherwise it is a system user of our own, or
    `nobody` where none can be made.
    """
    if os.geteuid() != 0:
        return None
    if folder.exists() and folder.stat().st_uid != 0:
        return folder.stat().st_uid
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(USER).pw_uid
    with contextlib.suppress(OSError, subprocess.SubprocessError, KeyError):
        subprocess.run(  # noqa: S603 -- fixed words
            [_useradd(), "--system", "--no-create-home", "--shell", "/bin/false", USER],
            check=True,
            capture_output=True,
            timeout=20,
        )
        return pwd.getpwnam(USER).pw_uid
    return pwd.getpwnam("nobody").pw_uid


def reachable(paths: Iterable[Path], uid: int) -> bool:
    """Tell whether a user may pass through all folders that lead to the paths."""
    return all(
        folder.stat().st_mode & 0o001 or folder.stat().st_uid == uid
        for path in paths
        for folder in path.resolve().parents
    )


def before_start(
    uid: int | None, *, pass_through: bool, dying: signal.Signals = signal.SIGINT
) -> Callable[[], None]:
    """What a new process does before it becomes the server.

    It takes the uid, keeps the one right it needs when `pass_through`, and asks the
    kernel for the signal `dying` when the process that started it dies.
    """
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
    parent = os.getpid()
    gid = pwd.getpwuid(uid).pw_gid if uid is not None else -1
    right = _right_to_pass() if pass_through else None

    def prepare() -> None:
        if uid is not None:
            _become(uid, gid, libc, right)
        if libc:
            libc.prctl(PR_SET_PDEATHSIG, dying, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def _become(uid: int, gid: int, libc: ctypes.CDLL | None, right: int | None) -> None:
    if libc and right is not None:
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
        # Else access(2), by which initdb looks for its programs, forgets the right.
        libc.prctl(PR_SET_SECUREBITS, NO_SETUID_FIXUP, 0, 0, 0)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if libc and right is not None:
        bits = 1 << right
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        data = (ctypes.c_uint32 * 6)(bits, bits, bits, 0, 0, 0)
        libc.capset(header, data)
        libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, right, 0, 0)


def _right_to_pass() -> int:
    """The smaller right if we have it, the larger one where containers leave only that.

    Raises Trouble where the system has no such right to hand on.
    """
    held = 0
    with contextlib.suppress(OSError):
        status = Path("/proc/self/status").read_text()
        line = next(row for row in status.splitlines() if row.startswith("CapPrm"))
        held = int(line.split()[1], 16)
    for right in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE):
        if held & (1 << right):
            return right
    raise Trouble(
        "PostgreSQL will not run as root, and no other user may enter this folder:"
        " start as an ordinary user, or set ALIGNMENT_DATA to another folder."
    )


def _useradd() -> str:
    return next(
        (
            place
            for place in ("/usr/sbin/useradd", "/sbin/useradd")
            if Path(place).exists()
        ),
        "useradd",
    )
