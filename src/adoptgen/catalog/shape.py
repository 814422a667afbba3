"""What a file may hold, read off the types: which keys, which texts refer to what, which words are possible.

Why not the validated values: a file with one mistake has none, and its other texts want to be looked at too. So the
types are laid over what was written, with its places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from adoptgen.catalog.nodes import Fields, Items, Node, Path, Scalar
from adoptgen.catalog.surprises import surprise
from adoptgen.model.base import Entity, SkillLevel

Mark = TypeVar("Mark")


class AtLevel(NamedTuple):
    """Marks a text `skill@level`."""

    example: str = "accounts.find@1"


@dataclass(frozen=True, slots=True)
class Slot:
    """What a key may hold."""

    marks: tuple[Any, ...] = ()
    entity: type[Entity] | None = None
    choices: tuple[str, ...] = ()
    """The only words possible; empty where any text is."""
    many: bool = False
    required: bool = False
    base: type | None = None
    """The type of a single value below its marks: str, int, float, bool, date."""


class Marked(NamedTuple):
    """A text that carries a mark of its field."""

    path: Path
    node: Scalar
    mark: Any


class Part(NamedTuple):
    """An entity inside an object."""

    path: Path
    node: Fields


class Inside(NamedTuple):
    """Everything the rules ask about a file, found in one pass."""

    marked: dict[type, list[Marked]]
    """By the type of the mark."""
    parts: dict[type[Entity], list[Part]]
    """By their type."""
    surprising: list[Scalar]
    """Unquoted texts that other programs would take for something else, where a text is wanted."""

    def of(self, mark: type[Mark]) -> Iterator[tuple[Marked, Mark]]:
        """The texts whose field carries this mark."""
        return ((found, found.mark) for found in self.marked.get(mark, ()))


@cache
def slots(cls: type[Entity]) -> dict[str, Slot]:
    """The keys of an entity and what they may hold."""
    hints = get_type_hints(cls, include_extras=True)
    return {info.alias or name: _slot(hints[name], info.is_required()) for name, info in cls.model_fields.items()}


def _slot(hint: Any, required: bool) -> Slot:
    marks: list[Any] = []
    many = False
    while True:
        if get_origin(hint) is Annotated:
            hint, *metadata = get_args(hint)
            marks += [item for item in metadata if type(item).__module__ == Entity.__module__]
        elif get_origin(hint) in (Union, UnionType):
            hint = next(part for part in get_args(hint) if part is not type(None))
        elif get_origin(hint) is tuple:
            many, hint = True, get_args(hint)[0]
        else:
            break
    if hint is SkillLevel:
        marks.append(AtLevel())
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    entity = hint if isinstance(hint, type) and issubclass(hint, Entity) else None
    return Slot(tuple(marks), entity, choices, many, required, hint if isinstance(hint, type) else None)


def slot_at(cls: type[Entity], path: tuple[str | int, ...]) -> Slot | None:
    """What may stand at a place of an object; None where the types know nothing of it."""
    slot: Slot | None = Slot(entity=cls)
    for part in path:
        if isinstance(part, str):
            slot = slots(slot.entity).get(part) if slot and slot.entity else None
    return slot


def look_inside(cls: type[Entity], node: Node) -> Inside:
    """Every marked text and every entity of a file, in the order of the file."""
    inside = Inside({}, {}, [])
    _entity(cls, node, (), inside)
    return inside


def _entity(cls: type[Entity], node: Node, path: Path, inside: Inside) -> None:
    if isinstance(node, Scalar):
        if cls.short:
            _value(slots(cls)[cls.short], node, (*path, cls.short), inside)
        return
    if not isinstance(node, Fields):
        return
    inside.parts.setdefault(cls, []).append(Part(path, node))
    known = slots(cls)
    for name, entry in node.entries.items():
        if slot := known.get(name):
            _value(slot, entry.node, (*path, name), inside)


def _value(slot: Slot, node: Node, path: Path, inside: Inside) -> None:
    if isinstance(node, Items):
        for index, item in enumerate(node.items):
            _value(slot, item, (*path, index), inside)
        return
    if isinstance(node, Scalar):
        _text(slot, node, path, inside)
    if slot.entity:
        _entity(slot.entity, node, path, inside)


def _text(slot: Slot, node: Scalar, path: Path, inside: Inside) -> None:
    for mark in slot.marks:
        inside.marked.setdefault(type(mark), []).append(Marked(path, node, mark))
    if node.plain and slot.base is str and surprise(node.text):
        inside.surprising.append(node)
