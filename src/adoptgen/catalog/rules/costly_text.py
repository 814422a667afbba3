"""A text is Markdown a page can be made of."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.problems import Problem, Severity


def check(scene: Scene) -> Iterator[Problem]:
    """Texts that would be shown as plain text, because rendering them would take too long."""
    for source in scene.sources:
        for node, why in source.costly:
            message = f"this text will be shown without its markup: {why}"
            yield rule.problem(node.span.location(source.file), message, "Part the text, or use less markup.")


rule = Rule("C309", "a text is Markdown a page can be made of", Severity.WARNING, check)
