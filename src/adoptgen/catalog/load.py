"""The catalog folder as a value, or everything that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adoptgen.catalog.files import Found, listing, read_text, tree, visible
from adoptgen.catalog.form_rules import NOT_READ, UNREADABLE
from adoptgen.catalog.objects import objects
from adoptgen.catalog.published import LOCK
from adoptgen.catalog.rules import rules
from adoptgen.catalog.scene import Lock, Scene, Source
from adoptgen.catalog.suggest import did_you_mean, nearest
from adoptgen.model.base import CatalogObject
from adoptgen.model.catalog import KINDS, Catalog
from adoptgen.model.programme import ProgrammeSheet
from adoptgen.problems import Location, Problem, has_errors, in_order

ENDINGS = (".yaml", ".yml", ".csv")
BESIDE = ("assets", "captures", "i18n")
"""Folders of the catalog that hold no objects."""


@dataclass(frozen=True)
class Loaded:
    """What was read. `catalog` is None where problems make it unusable."""

    catalog: Catalog | None
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...] = ()
    """Where every object is written, the programme first."""
    waiting: int = 0
    """Rules that were not asked, because what they miss may be in a file with errors."""

    def locate(self, key: str, path: tuple[str | int, ...] = ()) -> Location:
        """Where the value at `path` of the object `kind/id` is written. Raises KeyError for an unknown object."""
        for source in self.sources:
            if source.key == key:
                return source.location(path)
        raise KeyError(key)


def load(root: Path) -> Loaded:
    """Read and check the catalog folder `root` (the one that holds programme.yaml)."""
    with _collector_paused():
        return _load(root)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Nothing made while reading is a cycle; looking for cycles among a million small tuples took half the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _load(root: Path) -> Loaded:
    problems: list[Problem] = list(_unread(root))
    sources: list[Source] = []
    for cls, found in _files(root, problems):
        text = read_text(found)
        if isinstance(text, Problem):
            problems.append(text)
            sources.append(Source(found.name, cls, found.path.stem))
            continue
        read, wrong = objects(text, found.name, "" if cls is ProgrammeSheet else found.path.stem, cls)
        sources += read
        problems += wrong
    lock = _lock(root, problems)
    return checked(Scene(tuple(sources), frozenset(_assets(root)), catalog_of(sources), lock), problems)


def _lock(root: Path, problems: list[Problem]) -> Lock | None:
    found = Found(root / LOCK, f"{root.name}/{LOCK}")
    if not found.path.exists():
        return None
    text = read_text(found)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    return Lock(found.name, text)


def _files(root: Path, problems: list[Problem]) -> Iterable[tuple[type[CatalogObject], Found]]:
    programme = Found(root / "programme.yaml", f"{root.name}/programme.yaml")
    if programme.path.is_file() or programme.path.is_symlink():
        yield ProgrammeSheet, programme
    else:
        help_ = "Every catalog has one: adoptgen init makes it."
        problems.append(UNREADABLE.problem(Location(programme.name), "programme.yaml is missing", help_))
    for cls in KINDS:
        files, wrong = listing(root / cls.folder, f"{root.name}/{cls.folder}")
        problems += wrong
        for found in files:
            if found.path.suffix in ENDINGS or (found.path.suffix == ".md" and "body" in cls.model_fields):
                yield cls, found
            else:
                problems.append(_odd_ending(found, cls))


def _odd_ending(found: Found, cls: type[CatalogObject]) -> Problem:
    fitting = ".md" if "body" in cls.model_fields else ".yaml"
    message = f"a {cls.kind} is not written in a file that ends in {found.path.suffix or 'nothing'}"
    return NOT_READ.problem(Location(found.name), f"{message}, so it is not read", f"Rename it to end in {fitting}.")


def _unread(root: Path) -> Iterable[Problem]:
    """Folders and files beside those of the kinds; links and devices among them are refused."""
    known = [*(cls.folder for cls in KINDS), *BESIDE, LOCK]
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        place = Location(f"{root.name}/{visible(path.name)}")
        if path.is_symlink():
            help_ = "Put the files themselves here: a catalog reaches nothing outside its folder."
            yield UNREADABLE.problem(place, "a link, not a folder", help_)
        elif path.name not in known and path.name != "programme.yaml" and not path.name.startswith("."):
            help_ = did_you_mean(nearest(path.name, known), "Move it out of the catalog.")
            yield NOT_READ.problem(place, "nothing reads this", help_)


def _assets(root: Path) -> Iterable[str]:
    yield from (name for name in tree(root) if not name.startswith("i18n/"))


def catalog_of(sources: Iterable[Source]) -> Catalog | None:
    """The objects that are right as one value; of several with the same id the first. None without a programme."""
    programme: ProgrammeSheet | None = None
    folders: dict[str, dict[str, CatalogObject]] = {cls.folder: {} for cls in KINDS}
    for source in sources:
        if isinstance(source.item, ProgrammeSheet):
            programme = source.item
        elif source.item is not None:
            folders[source.cls.folder].setdefault(source.item.id, source.item)
    if programme is None:
        return None
    kinds: dict[str, Any] = dict(folders)
    return Catalog(programme=programme, language=programme.source_language, **kinds)


def checked(scene: Scene, problems: Iterable[Problem] = ()) -> Loaded:
    """What was read, with the rules asked; those that miss something only when nothing else is wrong."""
    found = list(problems)
    asked = [rule.check for rule in rules() if rule.check and not rule.whole]
    waiting = [rule.check for rule in rules() if rule.check and rule.whole]
    for check in asked:
        found += check(scene)
    if not has_errors(found) and scene.catalog:
        for check in waiting:
            found += check(scene)
        waiting = []
    return Loaded(scene.catalog, tuple(in_order(found)), scene.sources, len(waiting))
