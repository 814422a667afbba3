"""Where a project keeps what was built and what the builder remembers. Nothing heavy is imported here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from adoptgen.build.paths import WORK

MANIFEST = "manifest.json"
"""In each tree: what it holds and what it was made from."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one project that belong to the builder."""

    project: Path

    @property
    def state(self) -> Path:
        """What the builder remembers; git-ignored, may be deleted at any time."""
        return self.project / ".adoptgen"

    @property
    def ledger(self) -> Path:
        """What was made last time."""
        return self.state / "ledger.json"

    @property
    def stamp(self) -> Path:
        """Enough to know without reading the catalog that nothing changed."""
        return self.state / "stamp.json"

    @property
    def catalog(self) -> Path:
        """The catalog as it was last read without errors."""
        return self.state / "catalog.bin"

    @property
    def lock(self) -> Path:
        """Held while a build runs."""
        return self.state / "lock"

    @property
    def set_aside(self) -> Path:
        """Where files go that lay in build/ and were not made by us."""
        return self.state / "set-aside"

    @property
    def trees(self) -> dict[str, Path]:
        """Prefix of output paths -> the folder they are in."""
        return {"": self.project / "build", WORK: self.state / "work"}

    def output(self, path: str) -> Path:
        """Where an output path lies."""
        prefix = tree_of(path)
        return self.trees[prefix] / path[len(prefix) :]

    def why_unusable(self) -> str:
        """Why nothing can be built here, in words; empty when all is well."""
        for path in (self.state, *self.trees.values()):
            if path.is_symlink() or (path.exists() and not path.is_dir()):
                name = path.relative_to(self.project).as_posix()
                return f"{name} is not a folder of its own; it is replaced as a whole, so move it away first"
        return ""


def tree_of(path: str) -> str:
    """The prefix of the tree an output path belongs to."""
    return WORK if path.startswith(WORK) else ""
