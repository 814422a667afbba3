"""Finds the formats of recordings: every module of this package that exposes `reader`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from adoptgen.capture import recordings
from adoptgen.capture.recordings.contract import Reader, RecordingError, Source


@cache
def readers() -> dict[str, Reader]:
    """Name -> format, by name."""
    names = (f"{recordings.__name__}.{module.name}" for module in pkgutil.iter_modules(recordings.__path__))
    found = (getattr(importlib.import_module(name), "reader", None) for name in names)
    return {item.name: item for item in sorted((r for r in found if isinstance(r, Reader)), key=lambda r: r.name)}


def recognise(source: Source) -> Reader:
    """The format of this file. Raises RecordingError where it is none or several."""
    found = [reader for reader in readers().values() if reader.recognises(source)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(reader.name for reader in found) or "no format we know"
    raise RecordingError(f"the file looks like {names}", f"Name its format with --as: {', '.join(readers())}.")
