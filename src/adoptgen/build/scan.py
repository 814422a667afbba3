"""Looking at folders without reading files: what is there, and whether it can have changed since.

A signature is what the system says of a file. An edit within the clock tick in which a signature was taken could leave
it unchanged, so a signature as young as the moment it was taken is never kept (git calls this the racy problem).
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

Signature: TypeAlias = tuple[int, ...]
"""Size, mtime and ctime in nanoseconds, inode. Empty: unknown."""
_SKIPPED = frozenset({"__pycache__", ".git", ".DS_Store"})


def signature(status: os.stat_result) -> Signature:
    """The signature of a regular file; empty for anything else (a link, a device)."""
    if not stat.S_ISREG(status.st_mode):
        return ()
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def signature_of(path: Path) -> Signature:
    """The same for a path; empty when nothing is there."""
    try:
        return signature(path.lstat())
    except OSError:
        return ()


def files_below(root: Path, prefix: str = "") -> Iterator[tuple[str, Signature]]:
    """(prefix + path, signature) of everything below `root` that is not a folder, sorted within each folder.

    Links are not followed. Raises OSError only for what lies deeper than a missing or unreadable `root`.
    """
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        name = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(Path(entry.path), f"{name}/")
        else:
            yield name, signature(entry.stat(follow_symlinks=False))


def summary(roots: Iterable[Path]) -> tuple[str, int]:
    """One number for the state of all these files and folders, and the newest time among them (nanoseconds).

    Links are followed one step, as far as reading their signature goes: an installed package may be made of them.
    """
    total = hashlib.sha256()
    newest = 0
    for root in roots:
        for name, known in _everything(root):
            total.update(f"{name}\0{known}\n".encode())
            newest = max(newest, *known[1:3])
        total.update(b"\n")
    return total.hexdigest(), newest


def _everything(path: Path | os.DirEntry[str]) -> Iterator[tuple[str, Signature]]:
    try:
        status = path.stat()
    except OSError:
        yield "missing", (0, 0, 0, 0)
        return
    if not stat.S_ISDIR(status.st_mode):
        yield path.name, (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        return
    for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
        if entry.name not in _SKIPPED and not (entry.is_symlink() and entry.is_dir()):
            for name, found in _everything(entry):
                yield f"{path.name}/{name}", found


def now(folder: Path) -> int:
    """The time by the file system's clock, in nanoseconds, found by touching a file. Raises OSError."""
    probe = folder / f"clock-{os.getpid()}"
    try:
        probe.touch()
        return probe.stat().st_mtime_ns
    finally:
        probe.unlink(missing_ok=True)


def wait_for_tick(folder: Path, newest: int, patience: float = 0.1) -> bool:
    """Wait until the file system's clock is past `newest`; False when its ticks are longer than our patience (s)."""
    end = time.monotonic() + patience
    while now(folder) <= newest:
        if time.monotonic() > end:
            return False
        time.sleep(0.001)
    return True


def content_of(path: Path) -> str:
    """sha256 of a file's content; empty when it cannot be read as a regular file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def state_of(found: Iterable[tuple[str, Signature]]) -> str:
    """One number for the state of all these files."""
    return hashlib.sha256("\n".join(f"{path}\0{known}" for path, known in found).encode()).hexdigest()
