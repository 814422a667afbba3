"""Every change the builder makes to the disk goes through this door, so that each can be made to fail in a test.

All methods raise OSError. Nothing is ever written into an existing file: files may share their content with the
previous tree through hard links.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from adoptgen.build.swap import exchange, flush_file_system

_MANY = 32
"""From this number of files on, flushing the file system once is quicker than flushing each file."""


class Door:
    """The real disk."""

    def folder(self, path: Path) -> None:
        """Make a folder and those above it."""
        path.mkdir(parents=True, exist_ok=True)

    def write(self, path: Path, data: bytes) -> None:
        """Write a new file, readable by all whatever the umask; `flush` makes it durable."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), 0o644)

    def link(self, source: Path, target: Path) -> None:
        """Give a finished file a second name; where the system cannot, copy it."""
        try:
            os.link(source, target, follow_symlinks=False)
        except (OSError, NotImplementedError):
            shutil.copyfile(source, target, follow_symlinks=False)

    def flush(self, root: Path, files: Collection[Path]) -> None:
        """Make new files and all folders below `root` durable."""
        if len(files) >= _MANY and flush_file_system(root):
            return
        for path in files:
            _fsync(path)
        for folder, _, _ in os.walk(root):
            _fsync(Path(folder))

    def flush_folder(self, path: Path) -> None:
        """Make renames within a folder durable."""
        _fsync(path)

    def swap(self, new: Path, current: Path) -> None:
        """Put the folder `new` in the place of `current`, in one step where the system can; `new` is then the old one.

        Without such a step there is a moment without `current`; `clear_leftovers` ends it after a crash.
        """
        if not current.exists():
            self.move(new, current)
        elif not self.exchange(new, current):
            aside = new.with_name(f"{new.name}.old")
            self.move(current, aside)
            self.move(new, current)
            self.move(aside, new)

    def exchange(self, first: Path, second: Path) -> bool:
        """Exchange two folders in one step; False where the system cannot."""
        return exchange(first, second)

    def move(self, source: Path, target: Path) -> None:
        """Rename, replacing a file of that name."""
        source.replace(target)

    def remove_tree(self, path: Path) -> None:
        """Remove a folder with all it holds; links in it are removed, not followed."""
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(path)

    def remove(self, path: Path) -> None:
        """Remove a file, if it is there."""
        path.unlink(missing_ok=True)


def _fsync(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(door: Door, path: Path, data: bytes) -> None:
    """Replace a file of the builder's own. Not flushed: losing it in a power cut costs time, not truth."""
    new = path.with_name(f"{path.name}.new")
    door.remove(new)
    door.write(new, data)
    door.move(new, path)
