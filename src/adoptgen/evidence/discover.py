"""Finds the import formats: every module of this package that exposes `importer`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from adoptgen import evidence
from adoptgen.evidence.contract import Head, Importer
from adoptgen.evidence.dialect import Dialect
from adoptgen.evidence.rows import Row, rows
from adoptgen.evidence.words import field_of


@cache
def importers() -> tuple[Importer, ...]:
    """All formats, by name."""
    names = (f"{evidence.__name__}.{module.name}" for module in pkgutil.iter_modules(evidence.__path__))
    found = (getattr(importlib.import_module(name), "importer", None) for name in names)
    return tuple(sorted((item for item in found if isinstance(item, Importer)), key=lambda item: item.name))


def head_of(text: str, dialect: Dialect) -> Head:
    """The beginning of a file as formats see it."""
    start = text[:100_000]
    first = None if start.lstrip().startswith(("{", "[")) else next(rows(start, dialect.separator), None)
    cells = first.cells if isinstance(first, Row) else ()
    return Head(start, cells, tuple(map(field_of, cells)))


def recognise(head: Head) -> list[Importer]:
    """The formats that recognise the file: one, if all is well."""
    return [item for item in importers() if item.recognises(head)]
