"""Everything a rule may look at: files with their places, the names they define, the catalog if there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from adoptgen.catalog.links import Link, links_of
from adoptgen.catalog.markdown import too_costly
from adoptgen.catalog.nodes import Fields, Items, Node, Path, Scalar, child, deepest, items_at, text_at
from adoptgen.catalog.shape import Inside, Marked, look_inside
from adoptgen.model.base import CatalogObject, Entity, Translatable
from adoptgen.model.catalog import Catalog
from adoptgen.problems import Location

Mark = TypeVar("Mark")
Inner = TypeVar("Inner", bound=Entity)


@dataclass(frozen=True)
class Source:
    """One object as written: its file, its text, its nodes, and the object itself where it is right."""

    file: str
    """Relative to the project."""
    cls: type[CatalogObject]
    stem: str
    """Name of the file without its ending; empty where the name of the file says nothing of the object."""
    text: str = ""
    node: Fields | None = None
    item: CatalogObject | None = None

    @property
    def id(self) -> str:
        """As written; what the file name promises where nothing is written."""
        found = text_at(self.node, "id")
        return found.text if found else self.stem

    @property
    def key(self) -> str:
        """`kind/id`."""
        return f"{self.cls.kind}/{self.id}"

    @cached_property
    def inside(self) -> Inside:
        """Marked texts and entities."""
        return look_inside(self.cls, self.node) if self.node else Inside({}, {}, [])

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links and pictures of its texts."""
        return tuple(links_of(self.file, self.text, self.inside))

    @cached_property
    def costly(self) -> tuple[tuple[Scalar, str], ...]:
        """Markdown that will not be rendered, and why."""
        texts = (found.node for found, mark in self.inside.of(Translatable) if mark.markup != "plain")
        return tuple((node, why) for node in texts if _could_be_costly(node.text) and (why := too_costly(node.text)))

    def location(self, path: Path = ()) -> Location:
        """Where the value at `path` stands; the nearest thing around it where it is not written."""
        return self.node_at(path).span.location(self.file) if self.node else Location(self.file)

    def node_at(self, path: Path) -> Node:
        """The deepest node on the way to `path`. Raises ValueError for a file that could not be read."""
        if self.node is None:
            raise ValueError(f"{self.file} was not read")
        return deepest(self.node, path)[0]


class Placed(NamedTuple, Generic[Inner]):
    """An entity inside an object, and where it is written."""

    source: Source
    path: Path
    item: Inner

    def location(self, *path: str | int) -> Location:
        """Where the value at `path` below it stands."""
        return self.source.location((*self.path, *path))


@dataclass(frozen=True, slots=True)
class Lock:
    """identifiers.lock as written (published.py)."""

    file: str
    text: str


@dataclass(frozen=True)
class Scene:
    """What was read, for the rules to look at."""

    sources: tuple[Source, ...]
    assets: frozenset[str]
    """Paths of all files below the catalog folder."""
    catalog: Catalog | None = None
    """The objects that are right; None where the programme is not."""
    lock: Lock | None = None
    """What was published, where anything was."""

    def marked(self, mark: type[Mark]) -> Iterator[tuple[Source, Marked, Mark]]:
        """Every text of the catalog whose field carries this mark."""
        for source in self.sources:
            for found, of in source.inside.of(mark):
                yield source, found, of

    def inner(self, cls: type[Inner]) -> Iterator[Placed[Inner]]:
        """Every entity of a type inside the objects that are right."""
        for source in self.sources:
            if source.item is not None:
                for part in source.inside.parts.get(cls, ()):
                    yield Placed(source, part.path, _at(source.item, part.path))

    @property
    def links(self) -> Iterator[Link]:
        """Every link and picture in the catalog's Markdown."""
        return (link for source in self.sources for link in source.links)

    def of(self, kind: str) -> list[Source]:
        """All files of a kind."""
        return [source for source in self.sources if source.cls.kind == kind]

    @cached_property
    def by_key(self) -> Mapping[str, Source]:
        """`kind/id` -> where it is written."""
        return {source.key: source for source in reversed(self.sources)}

    @cached_property
    def ids(self) -> Mapping[str, tuple[str, ...]]:
        """Kind -> its ids. A file's name counts too: whoever mistyped an id is told so once, at the id."""
        found: dict[str, dict[str, None]] = {}
        for source in self.sources:
            names = found.setdefault(source.cls.kind, {})
            names.update(dict.fromkeys(name for name in (source.id, source.stem) if name))
        return {kind: tuple(names) for kind, names in found.items()}

    @cached_property
    def programme(self) -> Fields | None:
        """`programme.yaml` as written."""
        return next((source.node for source in self.of("programme")), None)

    def programme_ids(self, key: str) -> tuple[str, ...] | None:
        """Ids of the programme's sites or waves; None where they could not be read."""
        return _ids(items_at(self.programme, key))

    def areas(self, application: str) -> tuple[str, ...] | None:
        """Ids of an application's areas; None where they could not be read."""
        source = self.by_key.get(f"application/{application}")
        return _ids(items_at(source.node, "areas")) if source and source.node else None

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """Skill -> number of its levels, for those that could be read."""
        found: dict[str, int] = {}
        for source in self.of("skill"):
            if levels := items_at(source.node, "levels"):
                found |= {source.id: len(levels), source.stem or source.id: len(levels)}
        return found


def _at(item: Any, path: Path) -> Any:
    for part in path:
        item = item[part] if isinstance(part, int) else getattr(item, part)
    return item


def _could_be_costly(text: str) -> bool:
    """Cheap: one short line that begins with a letter never is (markdown.py counts marks by the hundred)."""
    return len(text) > 150 or "\n" in text or not text[:1].isalpha()


def _ids(items: tuple[Node, ...] | None) -> tuple[str, ...] | None:
    if items is None:
        return None
    found = (item if isinstance(item, Scalar) else text_at(item, "id") for item in items)
    return tuple(scalar.text for scalar in found if scalar)


def texts(node: Node | None, name: str) -> tuple[str, ...]:
    """The texts of a list under a key."""
    found = child(node, name) if node is not None else None
    return tuple(item.text for item in found.items if isinstance(item, Scalar)) if isinstance(found, Items) else ()
