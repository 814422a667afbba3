"""Which generators there are: the files of `generators/`, and what other packages announce by entry point."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from importlib import metadata

from adoptgen.artefact import Generator

GROUP = "adoptgen.generators"
PACKAGE = "adoptgen.generators"


class GeneratorError(Exception):
    """A generator that cannot be used; the message says which, why and what to do."""


def generators() -> dict[str, Generator]:
    """Name -> generator, sorted by name. Raises GeneratorError for one that is not what it should be.

    A module of the package whose name does not begin with an underscore is a generator.
    """
    found: dict[str, Generator] = {}
    for place, generator in [*_own(), *_announced()]:
        if not isinstance(generator, Generator):
            raise GeneratorError(f"{place} has no `generator` with name, summary and plan; see CONTRIBUTING.md")
        if generator.name in found:
            raise GeneratorError(f"two generators are named {generator.name}; the second is in {place}")
        found[generator.name] = generator
    return dict(sorted(found.items()))


def _own() -> Iterator[tuple[str, object]]:
    for module in pkgutil.iter_modules(importlib.import_module(PACKAGE).__path__):
        if not module.name.startswith("_"):
            name = f"{PACKAGE}.{module.name}"
            yield name, getattr(importlib.import_module(name), "generator", None)


def _announced() -> Iterator[tuple[str, object]]:
    for point in metadata.entry_points(group=GROUP):
        try:
            yield f"{point.name} ({point.value})", point.load()
        except (ImportError, AttributeError) as error:
            raise GeneratorError(f"the generator {point.name} ({point.value}) cannot be loaded: {error}") from error
