"""One build at a time in one project: a lock the system releases when its holder dies, with the holder's name in it."""

from __future__ import annotations

import contextlib
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class BusyError(Exception):
    """Somebody else holds the lock; the message says who."""


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock `path` while the block runs. Raises BusyError at once if it is taken, OSError if it cannot be."""
    with path.open("a+", encoding="utf-8") as file:
        if not _take(file):
            file.seek(0)
            holder = file.read(200).strip() or "another process"
            raise BusyError(f"another build is running here: {holder}")
        file.truncate(0)
        file.write(f"process {os.getpid()} on {platform.node()}\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _take(file: IO[str]) -> bool:
    """A record lock, which child processes do not inherit: a killed build leaves none behind."""
    try:
        if sys.platform == "win32":
            file.seek(1_000_000)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True


_TAKEN = (11, 13, 35, 36)
"""EAGAIN and EACCES as Linux, Windows and macOS number them, and EDEADLK of Windows' locking."""
