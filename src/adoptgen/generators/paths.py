"""Learning paths for other systems: build/paths/<role>.<language>.json, one path as it stands, titles included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from adoptgen.artefact import Artefact, Planned, Programme
from adoptgen.model.catalog import Catalog
from adoptgen.model.pathway import LearningPath, PathStep, Reason
from adoptgen.problems import Location, Problem


@dataclass(frozen=True, slots=True)
class Because:
    """Why a step is there, with names people know."""

    role: str
    role_title: str
    skill: str
    skill_title: str
    level: int
    descriptor: str
    """What can be seen somebody doing who has the level."""
    prerequisite_of: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the path in one language."""

    object: str
    kind: str
    title: str
    summary: str
    phase: str
    due: int
    """Days from go-live."""
    optional: bool
    minutes: int
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class PathInputs:
    """One path in one language: the file's content, key by key."""

    role: str
    title: str
    language: str
    organisation: str
    minutes: int
    """Of all steps that are not optional."""
    steps: tuple[Stop, ...]
    uncovered: tuple[str, ...]
    """Skill levels the role takes and nothing teaches."""


class Paths:
    """Path after path, language after language."""

    name = "paths"
    summary = "Learning paths as JSON, one per role and language."

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """One file per role and language."""
        for language, catalog in programme.catalogs.items():
            for role, path in programme.paths.items():
                yield Artefact(
                    path=f"paths/{role}.{language}.json",
                    about=(f"role/{role}", *(step.reference for step in path.steps)),
                    inputs=_inputs(catalog, path),
                    render=render,
                    checks=(readable,),
                    language=language,
                )


def _inputs(catalog: Catalog, path: LearningPath) -> PathInputs:
    return PathInputs(
        role=path.role,
        title=catalog.roles[path.role].title,
        language=catalog.language,
        organisation=catalog.programme.organisation,
        minutes=path.effort,
        steps=tuple(_stop(catalog, step) for step in path.steps),
        uncovered=path.uncovered,
    )


def _stop(catalog: Catalog, step: PathStep) -> Stop:
    item = catalog.learning_object(step.reference)
    reasons = tuple(_because(catalog, reason) for reason in step.reasons)
    return Stop(
        object=step.reference,
        kind=item.kind,
        title=item.title,
        summary=item.summary,
        phase=step.phase,
        due=step.due,
        optional=step.optional,
        minutes=step.effort,
        reasons=reasons,
    )


def _because(catalog: Catalog, reason: Reason) -> Because:
    skill = catalog.skills[reason.skill]
    return Because(
        role=reason.role,
        role_title=catalog.roles[reason.role].title,
        skill=reason.skill,
        skill_title=skill.title,
        level=reason.level,
        descriptor=skill.levels[reason.level - 1],
        prerequisite_of=reason.prerequisite_of,
    )


def render(inputs: PathInputs) -> bytes:
    """The JSON file: keys as in PathInputs, two spaces, UTF-8."""
    return orjson.dumps(inputs, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def readable(data: bytes) -> list[Problem]:
    """The file can be read back and every step has a title."""
    found = orjson.loads(data)
    untitled = [step["object"] for step in found["steps"] if not step["title"]]
    place = Location(f"build/paths/{found['role']}.{found['language']}.json")
    return [Problem(place, "P901", f"{name} has no title") for name in untitled]


generator = Paths()
