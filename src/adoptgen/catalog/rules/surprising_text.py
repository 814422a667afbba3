"""A text other programs would take for something else stands in quotes."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.surprises import surprise
from adoptgen.problems import Edit, Fix, Problem, Severity


def check(scene: Scene) -> Iterator[Problem]:
    """We read it as it is written; an editor or a script that saves the file may not."""
    for source in scene.sources:
        for node in source.inside.surprising:
            place = node.span.location(source.file)
            quoted = f'"{node.text}"'
            message = f"{node.text} without quotes is {surprise(node.text)} to other programs"
            yield rule.problem(place, message, f"Write {quoted}.", Fix(f"write {quoted}", (Edit(place, quoted),)))


rule = Rule("C118", "a text other programs would take for something else stands in quotes", Severity.WARNING, check)
