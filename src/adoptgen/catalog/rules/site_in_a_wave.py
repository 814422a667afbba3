"""Every site goes live once."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene, Source
from adoptgen.model.base import Reference
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Sites in no wave and in several: due dates are counted from the wave's go-live."""
    for source in scene.of("programme"):
        yield from _in(scene, source)


def _in(scene: Scene, source: Source) -> Iterator[Problem]:
    waves = [found for found, _ in source.inside.of(Reference) if found.path[0] == "waves"]
    first: dict[str, int] = {}
    for found in waves:
        line = first.setdefault(found.node.text, found.node.span.line + 1)
        if found is not next(other for other in waves if other.node.text == found.node.text):
            message = f"{found.node.text} goes live a second time; the first is on line {line}"
            yield rule.problem(found.node.span.location(source.file), message, "Keep the wave it goes live in.")
    if source.item is None:
        return
    for position, name in enumerate(scene.programme_ids("sites") or ()):
        if name not in first:
            help_ = f"Add {name} to the sites of a wave."
            yield rule.problem(source.location(("sites", position)), f"{name} is in no wave", help_)


rule = Rule("C307", "every site goes live once", check=check)
