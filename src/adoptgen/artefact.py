"""The one interface between what is generated and what builds it.

An artefact is one output file as planned. Its `inputs` decide its bytes; `render` sees nothing else: no clock,
no environment, no network, no catalog. The builder compares fingerprints of inputs, renders what changed,
checks it, and writes it.

Paths are relative to the output folder `build/`, with forward slashes, and portable: no path may differ from another
only by case, none may be a folder to another. Paths that begin with `.work/` are intermediate: what a `Finisher` reads
and no user should see. They are kept in `.adoptgen/work/` instead (`.work/site/en/docs/index.md` is
`.adoptgen/work/site/en/docs/index.md`), fingerprinted, checked, replaced and pruned like all others:

    yield Artefact(".work/site/en/docs/index.md", ...)
    yield Finisher("site", ".work/site/en", "site/en", options, run_mkdocs)
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from adoptgen.problems import Problem

if TYPE_CHECKING:
    from adoptgen.look.palette import Palette
    from adoptgen.model.bundle import Bundle
    from adoptgen.model.catalog import Catalog
    from adoptgen.model.figure import Report
    from adoptgen.model.pathway import LearningPath


class ChangedError(ValueError):
    """A file was edited between planning and rendering: build again."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file an artefact needs, known by its content. Only name and hash enter the fingerprint."""

    name: str
    sha256: str
    source: Path = field(compare=False, hash=False)

    @classmethod
    def of(cls, source: Path, name: str = "") -> Blob:
        """The file as it is now. Raises OSError if it cannot be read."""
        return cls(name or source.name, hashlib.sha256(source.read_bytes()).hexdigest(), source)

    def read(self) -> bytes:
        """Its bytes. Raises ChangedError if the file changed since it was planned."""
        data = self.source.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ChangedError(f"{self.name} changed while the build was running; build again")
        return data


@dataclass(frozen=True, slots=True)
class Templates:
    """A folder of templates, known by the content of all its files."""

    files: tuple[Blob, ...]

    def text(self, name: str) -> str:
        """One template. Raises KeyError if there is none of this name."""
        for blob in self.files:
            if blob.name == name:
                return blob.read().decode("utf-8")
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Artefact:
    """One output file as planned.

    `inputs` is a frozen dataclass of strings, numbers, dates, enums, tuples, mappings, Blobs, catalog objects and
    such dataclasses; anything whose bytes cannot be told (a Path, a set) is refused. `render` and `checks` are
    module-level functions (they travel to other processes). `about` names the catalog objects it is made of as
    `kind/id`, for `plan`, the manifest and `build --role`.
    """

    path: str
    about: tuple[str, ...]
    inputs: Any
    render: Callable[[Any], bytes]
    checks: tuple[Callable[[bytes], list[Problem]], ...] = ()
    generator: str = ""
    """Filled by the builder."""
    language: str = ""
    """The one language it is in, for `build --language`; empty when it holds none or several."""


@dataclass(frozen=True, slots=True)
class Finisher:
    """A whole-folder tool: turns finished artefacts below `source` into the tree `target`.

    `run(source, target, options)` reads below `source` (never writes there: its files are shared with the previous
    tree), writes only below `target` (an empty folder), and is skipped when neither the files below `source` nor the
    options changed. Both are paths as above; `target` must not lie inside `source`, and nothing else may be planned
    below `target`. `source` may hold another finisher's target: that one then runs first. Different finishers run at
    the same time. The absolute path of either folder must not enter the files written.
    """

    name: str
    source: str
    target: str
    options: Any
    run: Callable[[Path, Path, Any], None]
    about: tuple[str, ...] = ()
    language: str = ""
    """The one language its tree is in, for `build --language`."""


Planned = Artefact | Finisher


@dataclass(frozen=True, eq=False)
class Programme:
    """Everything a generator may look at: the catalog in each language, paths, figures, look, templates.

    There is one at a time, and comparing two would take longer than making one: it is equal to itself only, so that
    generators which plan the same things can share them.
    """

    source: Catalog
    """In the language it was written in."""
    catalogs: Mapping[str, Catalog]
    """Language -> the catalog in it; the source language included, first."""
    paths: Mapping[str, LearningPath]
    """Role id -> learning path."""
    report: Report
    palette: Palette
    templates: Mapping[str, Templates]
    """Folder of templates/ -> its files, the programme's own before the shipped ones."""
    words: Mapping[str, Mapping[str, str]]
    """Language -> interface words of the generated material."""
    root: Path
    """The catalog folder: assets are found below it."""
    as_of: dt.date | None = None
    bundles: Mapping[tuple[str, str], Bundle] = field(default_factory=dict)
    """(walkthrough id, language) -> what was captured of it; pictures are found with `asset`."""
    asked: frozenset[str] = frozenset()
    """Generators named on the command line: one that else makes only what the programme needs then makes all."""

    def asset(self, path: str) -> Blob:
        """A checked file of the catalog. Raises OSError if it cannot be read."""
        return Blob.of(self.root / path, path)


@runtime_checkable
class Generator(Protocol):
    """One kind of output. A module of `generators/` exposes one as `generator`; outsiders use the entry point."""

    name: str
    """What `adoptgen build NAME` calls it."""
    summary: str
    """One line for `adoptgen build --help`."""

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """What would be made; no side effects."""
        ...
