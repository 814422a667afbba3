"""Pydantic's findings, placed in the file and said to people: one mistake, told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from adoptgen.catalog.form_rules import EMPTY, MISSING_KEY, NOT_A_CHOICE, UNKNOWN_KEY
from adoptgen.catalog.nodes import Fields, Items, Node, Path, Scalar, deepest
from adoptgen.catalog.scene import Source
from adoptgen.catalog.shape import Slot, slot_at, slots
from adoptgen.catalog.suggest import did_you_mean, listed, nearest
from adoptgen.catalog.wordings import say
from adoptgen.model.base import Vocabulary
from adoptgen.problems import Problem

TOLD_ELSEWHERE = ("skill_level",)
"""Told by the rule that knows the skills, with the right one (rules/unknown_reference.py)."""


def problems_of(source: Source, error: ValidationError) -> Iterator[Problem]:
    """What is wrong with the form of one object."""
    found = error.errors(include_url=False)
    keys = [item for item in found if item["type"] in ("extra_forbidden", "missing")]
    for place in dict.fromkeys(item["loc"][:-1] for item in keys):
        here = [item for item in keys if item["loc"][:-1] == place]
        yield from _keys(source, place, here)
    yield from _values(source, [item for item in found if item not in keys])


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of one mapping: what is there, what is not."""

    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    known: tuple[str, ...]
    """Possible and not there, those that are needed first."""
    present: tuple[str, ...]


def _keys(source: Source, place: Path, errors: Iterable[ErrorDetails]) -> Iterator[Problem]:
    keys = _sorted_out(source, place, errors)
    meant = _pairs(keys)
    for name in keys.unknown:
        yield _unknown(source, (*place, name), meant.get(name), keys)
    for name in keys.missing:
        if name not in meant.values():
            yield _missing(source, place, name)


def _sorted_out(source: Source, place: Path, errors: Iterable[ErrorDetails]) -> _Keys:
    unknown = tuple(str(item["loc"][-1]) for item in errors if item["type"] == "extra_forbidden")
    missing = tuple(str(item["loc"][-1]) for item in errors if item["type"] == "missing")
    slot = slot_at(source.cls, place)
    possible = tuple(slots(slot.entity)) if slot and slot.entity else ()
    node = source.node_at(place)
    present = tuple(name for name in node.entries if name in possible) if isinstance(node, Fields) else ()
    optional = (name for name in possible if name not in present and name not in missing)
    return _Keys(unknown, missing, (*missing, *optional), present)


def _pairs(keys: _Keys) -> dict[str, str]:
    """Unknown key -> the key it was meant to be; no key is meant twice."""
    pairs: dict[str, str] = {}
    for name in keys.unknown:
        free = [known for known in keys.known if known not in pairs.values()]
        missing = [known for known in free if known in keys.missing]
        if found := nearest(name, missing, alike=False) or nearest(name, free):
            pairs[name] = found[0]
    left = [name for name in keys.unknown if name not in pairs]
    lonely = [name for name in keys.missing if name not in pairs.values()]
    if len(left) == len(lonely) == 1 and not nearest(left[0], keys.present, alike=False):
        pairs[left[0]] = lonely[0]
    return pairs


def _unknown(source: Source, path: Path, meant: str | None, keys: _Keys) -> Problem:
    name = str(path[-1])
    parent = source.node_at(path[:-1])
    written = parent.entries[name].key.span.location(source.file) if isinstance(parent, Fields) else source.location()
    if meant in keys.missing:
        return UNKNOWN_KEY.problem(written, f"unknown key {name}, and {meant} is missing", did_you_mean([meant]))
    if meant:
        return UNKNOWN_KEY.problem(written, f"unknown key {name}", did_you_mean([meant]))
    if again := nearest(name, keys.present):
        return UNKNOWN_KEY.problem(written, f"unknown key {name}", f"{again[0]} is there already; delete this one.")
    help_ = f"Possible here: {listed(sorted(keys.known))}." if keys.known else "Delete it."
    return UNKNOWN_KEY.problem(written, f"unknown key {name}", help_)


def _missing(source: Source, place: Path, name: str) -> Problem:
    slot = slot_at(source.cls, (*place, name))
    help_ = f"Add {name}: {_sample(slot, name)}" if slot else f"Add {name}."
    return MISSING_KEY.problem(source.location(place), f"{name} is missing", help_)


def _sample(slot: Slot, name: str) -> str:
    if slot.choices:
        return listed(slot.choices, "or")
    return f"a list; `adoptgen schema` shows what {name} may hold." if slot.many else "and a value."


def _values(source: Source, errors: Iterable[ErrorDetails]) -> Iterator[Problem]:
    for item in errors:
        slot = slot_at(source.cls, item["loc"]) or Slot()
        node, depth = deepest(source.node, item["loc"]) if source.node else (None, 0)
        if node is None or item["type"] in TOLD_ELSEWHERE or _is_word(item, slot) or _enough(item, node):
            continue
        place = node.span.location(source.file)
        name = _name(item["loc"][:depth] or item["loc"])
        if isinstance(node, Scalar) and not node.text:
            yield EMPTY.problem(place, f"{name} has no value", _empty_help(source, node))
        elif item["type"] == "literal_error" and isinstance(node, Scalar):
            yield _not_a_choice(node, name, slot, source)
        else:
            listed_here = isinstance(item["loc"][-1], int) or depth < len(item["loc"])
            rule, message, help_, fix = say(item, node, slot, listed_here, source)
            yield rule.problem(place, f"{name} {message}", help_, fix)


def _empty_help(source: Source, node: Scalar) -> str:
    rest = source.text[node.span.end :].split("\n", 1)[0].strip()
    return "Quote a text that begins with #." if rest.startswith("#") else "Write one, or delete the key."


def _enough(item: ErrorDetails, node: Node) -> bool:
    """Pydantic counts the items that are right; here the wrong ones are told by themselves."""
    return item["type"] == "too_short" and isinstance(node, Items) and len(node.items) >= item["ctx"]["min_length"]


def _is_word(item: ErrorDetails, slot: Slot) -> bool:
    """A word of a published list that is not even formed like one: told with the nearest by its own rule."""
    badly = item["type"] in ("string_pattern_mismatch", "string_too_short")
    return badly and any(isinstance(mark, Vocabulary) for mark in slot.marks)


def _name(place: tuple[Any, ...]) -> str:
    """`levels` or `option 2 of options`: how people call the place."""
    names = [part for part in place if isinstance(part, str)]
    last = place[-1] if place else ""
    if isinstance(last, int):
        return f"item {last + 1} of {names[-1]}" if names else f"item {last + 1}"
    return names[-1] if names else "the file"


def _not_a_choice(node: Scalar, name: str, slot: Slot, source: Source) -> Problem:
    near = nearest(node.text, slot.choices)
    possible = f"Possible: {listed(slot.choices, 'or')}."
    help_ = f"{did_you_mean(near)} {possible if len(slot.choices) > 1 else ''}".rstrip() if near else possible
    return NOT_A_CHOICE.problem(node.span.location(source.file), f"{name} cannot be '{node.text}'", help_)
