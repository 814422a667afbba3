"""Mutated versions of the application, as data: what changes, and what a drift check must say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from adoptgen.sample_app.edition import Edit, Edition, UnfitError

CLASSES = ("ok", "reworded", "moved", "ambiguous", "value", "broken")
"""What a drift check may say of a step; changes/README.md says what each means."""
KINDS = ("renamed", "reworded", "moved", "menu", "removed", "duplicated", "option", "shadow", "format")
_OWN = Path(__file__).parent / "changes"
_KEYS = {"name", "kind", "summary", "pages", "edits", "words", "expect", "stops"}
_NEEDED = {"name", "kind", "summary", "pages"}


class MutationError(Exception):
    """What was asked for is no mutation, or cannot be had together."""


@dataclass(frozen=True)
class Mutation:
    """One change of the application."""

    name: str
    kind: str
    summary: str
    pages: tuple[str, ...]
    """Paths, as Marlene sees them after a reset, whose answer is not what it was; the first is the one meant."""
    edits: tuple[Edit, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Key -> language -> other words."""
    expect: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Walkthrough -> step -> the classes a drift check may give it. Every step that is not named is ok."""
    stops: bool = False
    """Whether steps after the first one named may be out of reach; then nothing is asked of them."""


@cache
def known() -> Mapping[str, Mutation]:
    """The mutations that come with the application, by name."""
    return {name: mutation for path in sorted(_OWN.glob("*.yaml")) for name, mutation in read(path).items()}


def read(path: Path) -> Mapping[str, Mutation]:
    """The mutations of a file. Raises MutationError for a file that holds anything else, OSError for none."""
    try:
        parsed = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506  the base loader makes strings only
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise MutationError(f"{path.name}: {error}") from None
    if not isinstance(parsed, list):
        raise MutationError(f"{path.name} is no list of mutations")
    found = [_mutation(entry) for entry in parsed]
    return {mutation.name: mutation for mutation in found}


def chosen(text: str) -> tuple[Mutation, ...]:
    """Mutations by name, separated by commas, or all of a file that ends in .yaml. Raises MutationError, OSError."""
    if text.endswith((".yaml", ".yml")):
        return tuple(read(Path(text)).values())
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in known()]
    if unknown:
        raise MutationError(f"no mutation {unknown[0]}; see them all with --mutations")
    return tuple(known()[name] for name in names)


def edition(mutations: Iterable[Mutation]) -> Edition:
    """The application with all of these. Raises MutationError if one of them changes nothing."""
    wanted = tuple(mutations)
    edits = tuple(edit for mutation in wanted for edit in mutation.edits)
    reworded = {key: table for mutation in wanted for key, table in mutation.words.items()}
    mutated = Edition(edits, reworded)
    try:
        mutated.verify()
    except UnfitError as error:
        raise MutationError(str(error)) from None
    return mutated


def _mutation(entry: Any) -> Mutation:
    name = entry.get("name", "") if isinstance(entry, dict) else ""
    if not name or not set(entry) >= _NEEDED or set(entry) - _KEYS:
        raise MutationError(f"mutation {name or '?'}: wanted are {', '.join(sorted(_KEYS))}")
    if entry["kind"] not in KINDS:
        raise MutationError(f"mutation {name}: no kind {entry['kind']}")
    try:
        return Mutation(
            name=name,
            kind=entry["kind"],
            summary=entry["summary"],
            pages=tuple(entry["pages"]),
            edits=tuple(Edit(**edit) for edit in entry.get("edits", ())),
            words=entry.get("words", {}),
            expect={item: _classes(name, steps) for item, steps in entry.get("expect", {}).items()},
            stops=entry.get("stops") == "true",
        )
    except (TypeError, AttributeError):
        raise MutationError(f"mutation {name} is not written as one") from None


def _classes(name: str, steps: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Step -> classes; several that are right are written with `or` between them."""
    found = {step: tuple(text.split(" or ")) for step, text in steps.items()}
    wrong = {one for classes in found.values() for one in classes} - set(CLASSES)
    if wrong:
        raise MutationError(f"mutation {name}: no class {min(wrong)}")
    return found
