"""Translations: the texts of a catalog as messages, and a catalog in another language.

A message is known by its context (object and field, without positions) and its source text, so that moving a
paragraph or a step keeps its translation, and changing a word makes it stale instead of silently wrong. Markdown is
split into blocks: one message each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from adoptgen.catalog.files import tree
from adoptgen.catalog.gaps import numbers_in
from adoptgen.catalog.suggest import listed
from adoptgen.formats import po
from adoptgen.formats.po import Entry
from adoptgen.model.base import AssetPath, CatalogObject, Translatable
from adoptgen.model.catalog import KINDS, Catalog
from adoptgen.model.walk import Path as FieldPath
from adoptgen.model.walk import leaves, replaced
from adoptgen.problems import Location, Problem, Severity

FOLDER = "i18n"
ASSETS = "assets"
"""Folder of the catalog's own pictures."""
GAPPED = ".cloze.text"
"""How the context of a text with gaps ends."""
ALIKE = 0.55
"""Similarity from which an old translation is offered for a changed source."""

Key = tuple[str, str]
"""Context and source text."""


@dataclass(frozen=True)
class Translation:
    """What is there for one language."""

    language: str
    entries: Mapping[Key, Entry]
    problems: tuple[Problem, ...] = ()
    pictures: frozenset[str] = frozenset()
    """Paths of files that stand in for others in this language: `assets/queue.fr.webp` for `assets/queue.webp`."""

    def file(self, path: str) -> str:
        """The file of this language that stands in for one, or that one."""
        stem, dot, ending = path.rpartition(".")
        own = f"{stem}.{self.language}{dot}{ending}"
        return own if own in self.pictures else path

    def text(self, context: str, source: str) -> str | None:
        """The translation, or None where it is missing or stale."""
        entry = self.entries.get((context, source))
        return entry.target if entry and entry.target and not entry.stale else None


def context_of(item: CatalogObject, path: FieldPath) -> str:
    """`kind/id#field.field`: list positions are left out, so that order does not matter."""
    return f"{item.key}#{'.'.join(part for part in path if isinstance(part, str))}"


def blocks(text: str) -> list[str]:
    """The blocks of a Markdown text: parted by blank lines, fenced code kept whole."""
    found: list[list[str]] = [[]]
    fence = ""
    for line in text.split("\n"):
        mark = re.match(r"\s{0,3}(`{3,}|~{3,})", line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip().startswith(fence):
            fence = ""
        if line.strip() or fence:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return ["\n".join(part) for part in found if part]


def messages(item: CatalogObject) -> Iterator[Entry]:
    """Every text of an object, once, in reading order."""
    seen: set[Key] = set()
    for leaf in leaves(item, Translatable):
        context = context_of(item, leaf.path)
        for source in blocks(leaf.value) if leaf.mark.markup == "block" else [leaf.value]:
            if (context, source) not in seen:
                seen.add((context, source))
                yield Entry(context, source)


def file_name(item: CatalogObject) -> str:
    """The PO file an object's texts go to: one per kind."""
    return f"{type(item).folder or 'programme'}.po"


def read_translation(root: Path, language: str) -> Translation:
    """All PO files of a language below the catalog folder `root`; what cannot be read is a problem."""
    entries: dict[Key, Entry] = {}
    problems: list[Problem] = []
    for name in ("programme", *(kind.folder for kind in KINDS)):
        path = root / FOLDER / language / f"{name}.po"
        where = f"{root.name}/{FOLDER}/{language}/{name}.po"
        if path.is_symlink() or not path.is_file():
            continue
        try:
            found = po.read(path.read_bytes())
        except po.UnreadableFileError as error:
            problems.append(
                Problem(Location(where, error.line), "T101", f"cannot be read: {error}", "Restore the file.")
            )
            continue
        entries.update(((entry.context, entry.source), entry) for entry in found)
        problems.extend(problem for entry in found for problem in _check(entry, where))
    own = f".{language}."
    pictures = frozenset(f"{ASSETS}/{name}" for name in tree(root / ASSETS) if own in name.rpartition("/")[2])
    return Translation(language, entries, tuple(problems), pictures)


def _check(entry: Entry, file: str) -> Iterator[Problem]:
    if not entry.target or entry.stale:
        return
    place = Location(file, entry.line)
    if missing := sorted(_links(entry.source) - _links(entry.target)):
        yield Problem(place, "T102", f"the translation lost the link to {missing[0]}", f"Add a link to {missing[0]}.")
    if entry.source.count("**") != entry.target.count("**"):
        help_ = "Mark the same interface labels in **bold** as the source does."
        yield Problem(place, "T103", "the translation marks other words in bold", help_, Severity.WARNING)
    gaps = numbers_in(entry.source) if entry.context.endswith(GAPPED) else []
    if sorted(gaps) != sorted(numbers_in(entry.target) if gaps else []):
        written = listed([f"{{{number}}}" for number in gaps])
        yield Problem(place, "T105", f"the translation has other gaps than {written}", "Write each of them once.")


def _links(text: str) -> set[str]:
    return set(re.findall(r"\]\(([^)\s]+)", text))


def localise(catalog: Catalog, translation: Translation) -> Catalog:
    """The catalog in the translation's language; untranslated texts stay in the source language and are named."""
    untranslated: dict[str, tuple[str, ...]] = {}

    def turn(item: CatalogObject) -> CatalogObject:
        turned, missing = _turn(item, translation)
        if missing:
            untranslated[item.key] = missing
        return turned

    programme = turn(catalog.programme)
    folders = {kind.folder: {key: turn(item) for key, item in catalog.of(kind.kind).items()} for kind in KINDS}
    changes: dict[str, Any] = {
        "programme": programme,
        "language": translation.language,
        "untranslated": untranslated,
        **folders,
    }
    return replace(catalog, **changes)


def _turn(item: CatalogObject, translation: Translation) -> tuple[CatalogObject, tuple[str, ...]]:
    missing: dict[str, None] = {}

    def text(path: FieldPath, value: str, mark: Translatable) -> str:
        context = context_of(item, path)
        parts = blocks(value) if mark.markup == "block" else [value]
        turned = [translation.text(context, part) for part in parts]
        if None in turned:
            missing[context.partition("#")[2]] = None
        return "\n\n".join(new or old for new, old in zip(turned, parts, strict=True))

    turned = replaced(item, Translatable, text)
    return replaced(turned, AssetPath, lambda _path, value, _mark: translation.file(value)), tuple(missing)


def merge(sources: list[Entry], known: Mapping[Key, Entry]) -> list[Entry]:
    """The messages as they are now, with what is known of them; a changed source keeps its translation as stale."""
    current = {(entry.context, entry.source) for entry in sources}
    left: dict[str, list[Entry]] = {}
    for key, entry in known.items():
        if key not in current and entry.target:
            left.setdefault(entry.context, []).append(entry)
    return [_merged(entry, known.get((entry.context, entry.source)), left.get(entry.context, [])) for entry in sources]


def _merged(entry: Entry, same: Entry | None, left: list[Entry]) -> Entry:
    if same:
        return replace(entry, target=same.target, stale=same.stale, previous=same.previous)
    scored = [(SequenceMatcher(None, entry.source, old.source).ratio(), old) for old in left]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best[1] is None or best[0] < ALIKE:
        return entry
    left.remove(best[1])
    return replace(entry, target=best[1].target, stale=True, previous=best[1].previous or best[1].source)


def extract(catalog: Catalog, translation: Translation) -> dict[str, list[Entry]]:
    """File name -> its messages, merged with what is translated already. `catalog` is in the source language."""
    files: dict[str, list[Entry]] = {}
    for item in catalog.objects():
        files.setdefault(file_name(item), []).extend(messages(item))
    return {name: merge(entries, translation.entries) for name, entries in files.items()}


@dataclass(frozen=True, slots=True)
class Status:
    """How far the translation of one file is, in messages."""

    file: str
    done: int
    stale: int
    missing: int


def status(files: Mapping[str, list[Entry]]) -> list[Status]:
    """Per file of `extract`: translated, stale, missing."""
    return [
        Status(
            name,
            sum(bool(entry.target) and not entry.stale for entry in entries),
            sum(entry.stale for entry in entries),
            sum(not entry.target for entry in entries),
        )
        for name, entries in files.items()
    ]
