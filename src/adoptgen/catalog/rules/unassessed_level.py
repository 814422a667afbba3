"""What a role needs is tested."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.teaching import assessed, needed
from adoptgen.problems import Problem, Severity


def check(scene: Scene) -> Iterator[Problem]:
    """Levels that are essential to a role and that no question of an assessment reaches; each is told once."""
    if scene.catalog is None:
        return
    reached = assessed(scene.catalog)
    for (skill, level), (role, position) in needed(scene.catalog, optional=False).items():
        if reached.get(skill, 0) < level:
            so_far = f"questions reach level {reached[skill]}" if skill in reached else "no question is about it"
            place = scene.by_key[f"role/{role}"].location(("needs", position))
            help_ = f"Write a question of an assessment with shows: {skill}@{level}, or make the need optional."
            yield rule.problem(place, f"no assessment reaches {skill}@{level}: {so_far}", help_)


rule = Rule("C303", "what a role needs is tested", Severity.WARNING, check, whole=True)
