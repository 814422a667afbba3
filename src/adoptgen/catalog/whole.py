"""The catalog and its translations, checked together: what `adoptgen check` shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from adoptgen.catalog.form_rules import UNTRANSLATED
from adoptgen.catalog.load import Loaded, load
from adoptgen.catalog.localise import FOLDER, Translation, extract, read_translation, status
from adoptgen.model.catalog import Catalog
from adoptgen.problems import Location, Problem, in_order


def load_whole(root: Path) -> Loaded:
    """The catalog folder `root` with every problem of its translations."""
    loaded = load(root)
    if loaded.catalog is None:
        return loaded
    found = _translations(loaded.catalog, root)
    return replace(loaded, problems=tuple(in_order((*loaded.problems, *found))))


def _translations(catalog: Catalog, root: Path) -> Iterator[Problem]:
    for language in catalog.programme.languages[1:]:
        translation = read_translation(root, language)
        yield from translation.problems
        yield from _untranslated(catalog, translation, f"{root.name}/{FOLDER}/{language}")


def _untranslated(catalog: Catalog, translation: Translation, place: str) -> Iterator[Problem]:
    files = extract(catalog, translation)
    rows = status(files)
    stale, missing = sum(row.stale for row in rows), sum(row.missing for row in rows)
    if stale or missing:
        counts = " and ".join(f"{number} {what}" for number, what in ((missing, "missing"), (stale, "stale")) if number)
        total = sum(map(len, files.values()))
        message = f"texts in {translation.language}: {counts} of {total}; their pages say so"
        help_ = f"adoptgen i18n status --language {translation.language} --list names them."
        yield UNTRANSLATED.problem(Location(place), message, help_)
