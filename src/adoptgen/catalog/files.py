"""The door to the catalog folder: ordinary files only, bounded, in the same order everywhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adoptgen.catalog.form_rules import NOT_UTF8, TOO_LARGE, UNREADABLE, Rule
from adoptgen.problems import Location, Problem

MAX_BYTES = 512 * 1024
"""Of one catalog file; the size is asked before anything is read."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the catalog: where, and its path as people name it (`catalog/skills/x.yaml`)."""

    path: Path
    name: str


def listing(folder: Path, name: str) -> tuple[list[Found], list[Problem]]:
    """Ordinary files directly in `folder`, sorted by name; everything else that lies there is a problem.

    Hidden files are left out: systems leave them, people do not.
    """
    files: list[Found] = []
    problems: list[Problem] = []
    try:
        entries = _entries(folder)
    except OSError as error:
        return [], [_problem(UNREADABLE, name, f"cannot be opened: {error.strerror}", "Check its permissions.")]
    for entry in entries:
        shown = f"{name}/{visible(entry.name)}"
        if shown != f"{name}/{entry.name}":
            problems.append(_problem(UNREADABLE, shown, "its name holds characters nobody can type", "Rename it."))
        elif entry.is_file(follow_symlinks=False):
            files.append(Found(Path(entry.path), shown))
        else:
            problems.append(_not_a_file(entry.stat(follow_symlinks=False).st_mode, shown))
    return files, problems


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    if not folder.is_dir() or folder.is_symlink():
        return []
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)


def tree(folder: Path, prefix: str = "") -> Iterator[str]:
    """Paths of all ordinary files below `folder`, relative to it; links are not followed."""
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from tree(Path(entry.path), f"{prefix}{entry.name}/")
        elif entry.is_file(follow_symlinks=False):
            yield f"{prefix}{entry.name}"


def visible(name: str) -> str:
    """A file name as it can be printed: bytes that are no text and control characters are spelt out."""
    if name.isprintable():
        return name
    return name.encode("ascii", "backslashreplace").decode("ascii").encode("unicode_escape").decode("ascii")


def _not_a_file(mode: int, name: str) -> Problem:
    what, help_ = "a device, a pipe or a socket", "Remove it."
    if stat.S_ISLNK(mode):
        what, help_ = "a link", "Put the file itself here: a catalog reaches nothing outside its folder."
    elif stat.S_ISDIR(mode):
        what, help_ = "a folder", "Move its files one level up; kinds have no folders of their own."
    return UNREADABLE.problem(Location(name), f"{what}, not a file", help_)


def read_text(found: Found) -> str | Problem:
    """The text of a file without its byte order mark, or why it cannot be had."""
    data = _read_bytes(found)
    if isinstance(data, Problem):
        return data
    data = data.removeprefix(_BOM)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, found.name)


def _read_bytes(found: Found) -> bytes | Problem:
    # NOFOLLOW and NONBLOCK: what was a file a moment ago may be a link or a pipe now.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(found.path, flags)
    except OSError as error:
        return UNREADABLE.problem(Location(found.name), f"cannot be opened: {error.strerror}", "Check its permissions.")
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            return _not_a_file(state.st_mode, found.name)
        data = b"" if state.st_size > MAX_BYTES else file.read(MAX_BYTES + 1)
    if state.st_size > MAX_BYTES or len(data) > MAX_BYTES:
        message = f"larger than {MAX_BYTES // 1024} KB, so it was not read"
        return _problem(TOO_LARGE, found.name, message, "Part it; pictures belong into assets.")
    return data


def _problem(rule: Rule, name: str, message: str, help_: str) -> Problem:
    return rule.problem(Location(name), message, help_)


def _not_utf8(data: bytes, index: int, name: str) -> Problem:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _problem(NOT_UTF8, name, "this is UTF-16", "Save it as UTF-8.")
    line_start = data.rfind(b"\n", 0, index) + 1
    column = len(data[line_start:index].decode("utf-8")) + 1
    place = Location(name, data.count(b"\n", 0, index) + 1, column)
    return NOT_UTF8.problem(place, f"the byte {data[index]:02x} is not UTF-8", "Save the file as UTF-8.")


__all__ = ["MAX_BYTES", "Found", "listing", "read_text", "tree"]
