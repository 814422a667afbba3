"""Two calls Python does not offer: exchanging two folders in one step, and flushing a whole file system."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Linux, renameat2(2)."""
_RENAME_SWAP = 2
"""macOS, renamex_np(2)."""
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders atomically; False where the system or the file system cannot. Raises OSError."""
    names = os.fsencode(first), os.fsencode(second)
    if platform.system() == "Linux":
        return _call("renameat2", _AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    if platform.system() == "Darwin":
        return _call("renamex_np", *names, _RENAME_SWAP)
    return False


def flush_file_system(folder: Path) -> bool:
    """Make everything written to the file system of `folder` durable; False where there is no such call."""
    if platform.system() != "Linux":
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        return _call("syncfs", handle)
    finally:
        os.close(handle)


def _call(name: str, *arguments: int | bytes) -> bool:
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return False
    if function(*arguments) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number))
