"""Every reference leads to something that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.nodes import text_at
from adoptgen.catalog.scene import Scene, Source
from adoptgen.catalog.shape import AtLevel
from adoptgen.catalog.suggest import did_you_mean, listed, nearest, nearest_object
from adoptgen.model.base import Reference
from adoptgen.problems import Problem

Names = dict[str, None] | None
"""What may be written, in order; None where that could not be read."""


def check(scene: Scene) -> Iterator[Problem]:
    """References by id, by kind/id, to sites, waves and areas, and skills at a level."""
    universes: dict[tuple[str, ...], Names] = {}
    for source, found, reference in scene.marked(Reference):
        known = _cached(universes, scene, source, reference.kinds)
        name = found.node.text
        if known is not None and name not in known:
            message = f"there is no {_called(reference.kinds, name)}" if name else "the reference is empty"
            help_ = did_you_mean(_near(name, known), _otherwise(reference.kinds, name, known))
            yield rule.problem(found.node.span.location(source.file), message, help_)
    yield from _skills_at_levels(scene)


def _cached(universes: dict[tuple[str, ...], Names], scene: Scene, source: Source, kinds: tuple[str, ...]) -> Names:
    application = text_at(source.node, "application") if kinds == ("area",) else None
    key = (*kinds, application.text) if application else kinds
    if key not in universes:
        universes[key] = _known(scene, source, kinds)
    return universes[key]


def _known(scene: Scene, source: Source, kinds: tuple[str, ...]) -> Names:
    if kinds == ("area",):
        application = text_at(source.node, "application")
        return _names(scene.areas(application.text)) if application else None
    if kinds[0] in ("site", "wave"):
        return _names(scene.programme_ids(f"{kinds[0]}s"))
    if len(kinds) == 1:
        return _names(scene.ids.get(kinds[0], ()))
    return _names(tuple(f"{kind}/{name}" for kind in kinds for name in scene.ids.get(kind, ())))


def _names(found: tuple[str, ...] | None) -> Names:
    return None if found is None else dict.fromkeys(found)


def _near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    return nearest_object(name, known) if any("/" in item for item in known) else nearest(name, known)


def _called(kinds: tuple[str, ...], name: str) -> str:
    return f"{kinds[0]} {name}" if len(kinds) == 1 else name


def _otherwise(kinds: tuple[str, ...], name: str, known: Iterable[str]) -> str:
    if kinds[0] in ("site", "wave", "area"):
        return f"Possible: {listed(known, 'or')}." if list(known) else f"There is no {kinds[0]} yet."
    kind, mark, bare = name.rpartition("/")
    if len(kinds) == 1:
        return f"Correct it, or make it: adoptgen new {kinds[0]} {name}"
    if mark and kind in kinds:
        return f"Correct it, or make it: adoptgen new {kind} {bare}"
    return f"Write kind/id; the kind is {listed(kinds, 'or')}."


def _skills_at_levels(scene: Scene) -> Iterator[Problem]:
    skills = scene.ids.get("skill", ())
    for source, found, _ in scene.marked(AtLevel):
        name, mark, level = found.node.text.partition("@")
        if name in skills and mark:
            continue
        what = f"there is no skill {name}" if mark else f"{name or 'this'} is not a skill and a level"
        near = nearest(found.node.text, _at_levels(scene, level), 1)
        help_ = did_you_mean(near, "Write a skill and a level, such as accounts.find@1.")
        yield rule.problem(found.node.span.location(source.file), what, help_)


def _at_levels(scene: Scene, level: str) -> list[str]:
    """Every skill at every level, those at the level that was written first."""
    known = [(skill, number) for skill in scene.ids.get("skill", ()) for number in _levels(scene, skill)]
    return [f"{skill}@{number}" for skill, number in sorted(known, key=lambda pair: str(pair[1]) != level)]


def _levels(scene: Scene, skill: str) -> range:
    return range(1, scene.levels.get(skill, 3) + 1)


rule = Rule("C201", "every reference leads to something that is there", check=check)
