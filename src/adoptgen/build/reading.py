"""The catalog, reading only what changed since it was last found to be without errors.

A file with the signature it had then holds the object it held then. Of the others each object is read and checked by
every rule against the whole catalog. Rules that compare objects can only find something new elsewhere if what objects
say of one another changed: ids, titles, references, links, numbers. So with any such change, as with any error or any
file come or gone, everything is read and checked again.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adoptgen.build.code import code_of
from adoptgen.build.door import Door, replace_file
from adoptgen.build.scan import Signature, files_below
from adoptgen.build.seal import sealed, unsealed
from adoptgen.catalog.files import Found, read_text
from adoptgen.catalog.load import Loaded, catalog_of, checked, load
from adoptgen.catalog.objects import objects
from adoptgen.catalog.scene import Scene, Source
from adoptgen.model.base import CatalogObject, Translatable
from adoptgen.model.catalog import KINDS
from adoptgen.model.programme import ProgrammeSheet
from adoptgen.model.walk import Path as FieldPath
from adoptgen.model.walk import replaced
from adoptgen.problems import Problem, has_errors

_FEW = 20
"""Changed files up to which reading only these is quicker than remembering anew."""
_LINK = re.compile(r"\]\([^)]*\)|<[^>]*>|!\[")
_FOLDERS = {cls.folder: cls for cls in KINDS}


@dataclass(frozen=True)
class Remembered:
    """The catalog as it was when it had no errors."""

    code: str
    signatures: Mapping[str, Signature]
    """Every file below the catalog folder, translations apart."""
    items: Mapping[str, tuple[CatalogObject, ...]]
    """File -> its objects."""
    problems: tuple[Problem, ...]
    """Warnings."""


def read_catalog(root: Path, memory: Path, clock: int | None = None) -> Loaded:
    """The catalog below `root` with its problems, like `load`. Raises OSError.

    `clock`: the file system's time before the call; what was found is then remembered in the file `memory`. Without
    it nothing is written.
    """
    found = {path: known for path, known in files_below(root) if not path.startswith("i18n/")}
    known = _recall(memory)
    loaded = _from_memory(root, known, found) if known else None
    if loaded is None:
        loaded = load(root)
        if clock is not None and loaded.catalog is not None and not has_errors(loaded.problems):
            _memorise(memory, loaded, found, clock)
    return loaded


def _recall(memory: Path) -> Remembered | None:
    try:
        data = unsealed(memory.read_bytes())
        found = pickle.loads(data) if data else None  # noqa: S301  sealed with a key outside of the project
    except (OSError, ValueError, TypeError, AttributeError, ImportError, EOFError, pickle.UnpicklingError):
        return None
    return found if isinstance(found, Remembered) and found.code == code_of(__name__) else None


def _from_memory(root: Path, known: Remembered, found: Mapping[str, Signature]) -> Loaded | None:
    """The catalog from memory and the few files that changed; None where all must be read."""
    changed = [path for path, signature in found.items() if known.signatures.get(path) != signature]
    if set(found) != set(known.signatures) or len(changed) > _FEW or not all(path in known.items for path in changed):
        return None
    fresh = {path: _read(root, path) for path in changed}
    if not all(_alike(known.items[path], sources) for path, sources in fresh.items()):
        return None
    sources = tuple(source for path in known.items for source in fresh.get(path) or _remembered(root, path, known))
    catalog = catalog_of(sources)
    if fresh and has_errors(checked(Scene(sources, frozenset(found), catalog)).problems):
        return None
    return Loaded(catalog, known.problems, sources)


def _read(root: Path, path: str) -> list[Source]:
    """The objects of one file; none if anything is wrong with it."""
    file = Found(root / path, f"{root.name}/{path}")
    text = read_text(file)
    if isinstance(text, Problem):
        return []
    cls = _class(path)
    sources, problems = objects(text, file.name, "" if cls is ProgrammeSheet else file.path.stem, cls)
    return [] if problems else sources


def _class(path: str) -> type[CatalogObject]:
    return _FOLDERS.get(path.partition("/")[0], ProgrammeSheet)


def _remembered(root: Path, path: str, known: Remembered) -> list[Source]:
    """Without the text: rules about how something is written have seen it."""
    return [Source(f"{root.name}/{path}", _class(path), item.id, item=item) for item in known.items[path]]


def _alike(old: tuple[CatalogObject, ...], new: list[Source]) -> bool:
    """Whether the objects of a file say the same of others as before."""
    return len(old) == len(new) and all(
        source.item is not None and _bones(source.item) == _bones(item) for item, source in zip(old, new, strict=True)
    )


def _bones(item: CatalogObject) -> CatalogObject:
    """An object without the words that only people read."""
    return replaced(item, Translatable, _links_only)


def _links_only(path: FieldPath, value: str, _mark: Any) -> str:
    """Titles count as they are; of other texts what leads elsewhere."""
    return value if path == ("title",) else " ".join(_LINK.findall(value))


def _memorise(memory: Path, loaded: Loaded, found: Mapping[str, Signature], clock: int) -> None:
    """Remember; a signature so young that a further edit might go unseen is written down as none."""
    items: dict[str, tuple[CatalogObject, ...]] = {}
    for source in loaded.sources:
        path = source.file.partition("/")[2]
        items[path] = (*items.get(path, ()), source.item) if source.item else items.get(path, ())
    signatures = {path: seen if seen and max(seen[1:3]) < clock else () for path, seen in found.items()}
    data = sealed(pickle.dumps(Remembered(code_of(__name__), signatures, items, loaded.problems), protocol=5))
    if data:
        replace_file(Door(), memory, data)
