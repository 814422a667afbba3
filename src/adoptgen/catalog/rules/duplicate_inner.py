"""Steps, questions, activities, modules, sites, waves: an id is given once within its object."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.nodes import Scalar, text_at
from adoptgen.catalog.scene import Scene, Source
from adoptgen.catalog.shape import Part
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Per object and type of part: scores, drift and translations hang on these ids."""
    for source in scene.sources:
        for entity, parts in source.inside.parts.items():
            if len(parts) > 1 and "id" in entity.model_fields:
                yield from _among(source, entity.__name__.lower(), parts)


def _among(source: Source, what: str, parts: list[Part]) -> Iterator[Problem]:
    firsts: dict[str, Scalar] = {}
    for found in (text_at(part.node, "id") for part in parts):
        first = firsts.setdefault(found.text, found) if found and found.text else None
        if found and first and first is not found:
            message = f"the {what} id {found.text} is used a second time; the first is on line {first.span.line + 1}"
            yield rule.problem(found.span.location(source.file), message, "Give one of them another id.")


rule = Rule("C204", "parts of an object have ids of their own", check=check)
