"""Which generators there are: the files of `generators/`, and what other packages announce by entry point.

The name of one of ours is read from its file: knowing all names does not take importing all their libraries.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import metadata
from pathlib import Path

from adoptgen.artefact import Generator

GROUP = "adoptgen.generators"
PACKAGE = "adoptgen.generators"
_NAME = re.compile(r'^    name(?:: str)? ?= ?"([a-z0-9-]+)",?$', re.MULTILINE)
Load = Callable[[], Generator]


class GeneratorError(Exception):
    """A generator that cannot be used; the message says which, why and what to do."""


class Known(Mapping[str, Generator]):
    """Name -> generator, sorted by name; one that is asked for is imported. Raises GeneratorError for a wrong one."""

    def __init__(self, loaders: Mapping[str, Load]) -> None:
        self._loaders = dict(sorted(loaders.items()))

    def __getitem__(self, name: str) -> Generator:
        found = self._loaders[name]()
        if found.name != name:
            raise GeneratorError(f"the generator {name} calls itself {found.name} when it is asked")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaders)

    def __len__(self) -> int:
        return len(self._loaders)


def generators() -> Mapping[str, Generator]:
    """All there are. Raises GeneratorError for one that is not what it should be, when it is imported.

    A module of the package whose name does not begin with an underscore is a generator.
    """
    found: dict[str, Load] = {}
    for place, name, load in [*_own(), *_announced()]:
        if name in found:
            raise GeneratorError(f"two generators are named {name}; the second is in {place}")
        found[name] = load
    return Known(found)


def _own() -> Iterator[tuple[str, str, Load]]:
    for folder in importlib.import_module(PACKAGE).__path__:
        for module in pkgutil.iter_modules([folder]):
            if not module.name.startswith("_"):
                place = f"{PACKAGE}.{module.name}"

                load = partial(_imported, place)
                yield place, _written_name(Path(folder) / f"{module.name}.py") or load().name, load


def _imported(place: str) -> Generator:
    return _checked(place, getattr(importlib.import_module(place), "generator", None))


def _written_name(file: Path) -> str:
    """The one name a generator's file gives; empty where that takes running it."""
    names = _NAME.findall(file.read_text(encoding="utf-8")) if file.is_file() else []
    return names[0] if len(names) == 1 else ""


def _announced() -> Iterator[tuple[str, str, Load]]:
    for point in metadata.entry_points(group=GROUP):
        try:
            place = f"{point.name} ({point.value})"
            generator = _checked(place, point.load())
        except (ImportError, AttributeError) as error:
            raise GeneratorError(f"the generator {point.name} ({point.value}) cannot be loaded: {error}") from error
        yield place, generator.name, partial(_same, generator)


def _same(generator: Generator) -> Generator:
    return generator


def _checked(place: str, found: object) -> Generator:
    if not isinstance(found, Generator):
        raise GeneratorError(f"{place} has no `generator` with name, summary and plan; see CONTRIBUTING.md")
    return found
