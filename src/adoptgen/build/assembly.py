"""A new output tree made aside: what is unchanged is linked, what is new is written, then all of it takes its place."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from adoptgen.build.door import Door
from adoptgen.build.places import Places, tree_of
from adoptgen.build.scan import Signature, files_below, signature_of

_PREFIX = "next-"


def scan(places: Places) -> Iterator[tuple[str, Signature]]:
    """(output path, signature) of everything in both trees."""
    for prefix, folder in places.trees.items():
        yield from files_below(folder, prefix)


def clear_leftovers(places: Places, door: Door) -> None:
    """After a killed build: put back a tree caught between two renames, remove what was being assembled."""
    for left in sorted(places.state.glob(f"{_PREFIX}*")):
        for folder in places.trees.values():
            old = left / f"{folder.name}.old"
            if old.is_dir() and not folder.exists():
                door.move(old, folder)
        door.remove_tree(left)


class Assembly:
    """The trees being put together, in a folder of their own that no other run shares; removed at the end."""

    def __init__(self, places: Places, door: Door, touched: Iterable[str]) -> None:
        """`touched`: prefixes of the trees that change; the others stay as they are."""
        self.places = places
        self.door = door
        self.touched = sorted(touched, reverse=True)
        self.root = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=places.state))
        self.written: dict[str, Signature] = {}
        self._folders: set[Path] = set()
        current = places.trees
        self._trees = {prefix: self.root / current[prefix].name for prefix in self.touched}
        self._known = current | self._trees
        self._current = current

    def __enter__(self) -> Assembly:
        for prefix in self.touched:
            self._folder(self._trees[prefix])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.door.remove_tree(self.root)
        else:
            shutil.rmtree(self.root, ignore_errors=True)

    def path(self, output: str) -> Path:
        """Where an output path is while the build runs: in the new tree, or in the current one if that stays."""
        prefix = tree_of(output)
        return self._known[prefix] / output[len(prefix) :]

    def _folder(self, path: Path) -> None:
        if path not in self._folders:
            self.door.folder(path)
            self._folders.add(path)

    def write(self, output: str, data: bytes) -> str:
        """A new file; the sha256 of its content. Raises OSError."""
        path = self.path(output)
        self._folder(path.parent)
        self.door.write(path, data)
        self.written[output] = signature_of(path)
        return hashlib.sha256(data).hexdigest()

    def keep(self, output: str) -> None:
        """A file of the current tree. Raises OSError."""
        prefix = tree_of(output)
        if prefix in self._trees:
            path = self.path(output)
            self._folder(path.parent)
            self.door.link(self._current[prefix] / output[len(prefix) :], path)

    def empty_folder(self, output: str) -> Path:
        """An empty folder for a finisher to fill. Raises OSError."""
        path = self.path(output)
        self._folder(path)
        return path

    def adopt(self, output: str) -> list[str]:
        """Take in what a finisher wrote below a folder; the output paths found, sorted."""
        found = dict(files_below(self.path(output), f"{output}/"))
        self.written |= found
        return sorted(found)

    def take_place(self) -> None:
        """Flush everything, then exchange each touched tree with the current one. Raises OSError.

        The intermediate tree goes first: were the build killed between the two, the next one would find
        build/ whole and older, which it can tell by its manifest.
        """
        for prefix in self.touched:
            files = [self.path(output) for output in self.written if tree_of(output) == prefix]
            self.door.flush(self._trees[prefix], files)
        for prefix in self.touched:
            current = self.places.trees[prefix]
            self.door.swap(self._trees[prefix], current)
            self.door.flush_folder(current.parent)


def set_aside(places: Places, door: Door, outputs: Iterable[str]) -> dict[str, str]:
    """Give files in the trees that are not ours a second name in a safe place: output path -> where, from the project.

    It happens before the tree they lie in is replaced, so that no moment exists in which they are nowhere. Each
    build that finds some uses a folder of its own.
    """
    taken = [int(path.name) for path in places.set_aside.glob("*") if path.name.isdecimal()]
    folder = places.set_aside / str(max(taken, default=0) + 1)
    moved = {}
    for output in outputs:
        target = folder / output
        door.folder(target.parent)
        door.link(places.output(output), target)
        moved[output] = target.relative_to(places.project).as_posix()
    return moved
