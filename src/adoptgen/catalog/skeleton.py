"""The first lines of a new object: every key it needs, and a comment for what it may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adoptgen.catalog.schemas import class_of
from adoptgen.catalog.shape import Slot, slots
from adoptgen.catalog.suggest import listed
from adoptgen.model.base import CatalogObject, Entity, Reference, SkillLevel, Vocabulary
from adoptgen.model.catalog import Catalog
from adoptgen.model.described import descriptions
from adoptgen.model.learning import Assessment
from adoptgen.model.questions import Option, Question

WORDS = {"language": "en", "time-zone": "Europe/Berlin", "aria-role": "button"}
WANTED: Mapping[type[Entity], str] = {Assessment: "questions", Question: "options"}
"""A key of several of which one is needed: the one most people want."""
BASES = {"int": "10", "float": "1", "bool": "false", "date": "2026-01-12"}

Known = Mapping[str, str]
"""Kind -> the id that stands for the one still to be chosen."""


def skeleton(kind: str, identifier: str, known: Known) -> str:
    """A file of this kind that is right in form. Raises KeyError for an unknown kind."""
    cls = class_of(kind)
    keys = {name: slot for name, slot in slots(cls).items() if name != "body"}
    wanted = [name for name, slot in keys.items() if _wanted(cls, name, slot)]
    needed = (line for name in wanted for line in _key(cls, name, keys[name], known))
    maybe = (f"# {name}: {_comment(cls, name)}" for name in keys if name not in wanted)
    shared = {f"# {name}:" for name in CatalogObject.model_fields}
    lines = [f"id: {identifier}", *needed, *(line for line in maybe if f"{line.split(':')[0]}:" not in shared)]
    header = "\n".join(lines) + "\n"
    return f"---\n{header}---\nWrite here, in Markdown.\n" if "body" in slots(cls) else header


def first_of(catalog: Catalog) -> Known:
    """The first object of each kind, for skeletons to refer to."""
    known = {item.kind: item.id for item in reversed(list(catalog.objects()))}
    application = next(iter(catalog.applications.values()), None)
    if application and application.areas:
        known["area"] = application.areas[0].id
    return known | {"site": catalog.programme.sites[0].id, "wave": catalog.programme.waves[0].id}


def _wanted(cls: type[Entity], name: str, slot: Slot) -> bool:
    return slot.required or WANTED.get(cls) == name


def _comment(cls: type[Entity], name: str) -> str:
    choices = slots(cls)[name].choices or ["see adoptgen schema"]
    return (descriptions(cls).get(name) or listed(choices, "or")).split("\n")[0]


def _key(cls: type[Entity], name: str, slot: Slot, known: Known) -> Iterator[str]:
    if name != "id":
        yield from _lines({name: _value(cls, name, slot, known)}, "")


def _value(cls: type[Entity], name: str, slot: Slot, known: Known) -> Any:
    if slot.entity is Option:
        return [{"text": "The right answer", "correct": "true"}, "What people wrongly believe"]
    one = _one(cls, name, slot, known)
    return [one] if slot.many else one


def _one(cls: type[Entity], name: str, slot: Slot, known: Known) -> Any:
    if slot.entity:
        return _part(slot.entity, known)
    if slot.choices:
        return slot.choices[0]
    marked = [_marked(mark, known) for mark in slot.marks if isinstance(mark, Reference | Vocabulary)]
    return (marked or [BASES.get(slot.base.__name__ if slot.base else "", "")])[0] or _text(cls, name)


def _part(entity: type[Entity], known: Known) -> Any:
    keys = slots(entity)
    if entity is SkillLevel:
        return f"{known.get('skill', 'skill-id')}@1"
    if entity.short:
        return _value(entity, entity.short, keys[entity.short], known)
    return {key: _value(entity, key, slot, known) for key, slot in keys.items() if _wanted(entity, key, slot)}


def _marked(mark: Reference | Vocabulary, known: Known) -> str:
    if isinstance(mark, Vocabulary):
        return WORDS[mark.name]
    kind = next((kind for kind in mark.kinds if kind in known), mark.kinds[0])
    name = known.get(kind, f"{kind}-id")
    return f"{kind}/{name}" if len(mark.kinds) > 1 else name


def _text(cls: type[Entity], name: str) -> str:
    if name == "id":
        return f"{cls.__name__.lower()}-1"
    asked = descriptions(cls).get(name) or f"Write the {name.replace('_', ' ')} here"
    return f'"{asked.replace(chr(34), chr(39))}"'


def _lines(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            first, *rest = _lines(item, f"{indent}  ")
            yield f"{indent}- {first.strip()}"
            yield from rest
    elif isinstance(value, dict):
        for key, below in value.items():
            if isinstance(below, dict | list):
                yield f"{indent}{key}:"
                yield from _lines(below, f"{indent}  ")
            else:
                yield f"{indent}{key}: {below}"
    else:
        yield f"{indent}{value}"
