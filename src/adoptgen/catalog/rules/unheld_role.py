"""Every role has somebody in it."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.teaching import held
from adoptgen.problems import Problem, Severity


def check(scene: Scene) -> Iterator[Problem]:
    """Roles without people that no role with people extends."""
    if scene.catalog is None:
        return
    with_people = {role.id for role in held(scene.catalog)}
    for source in scene.of("role"):
        if source.id not in with_people:
            help_ = "Write how many people hold it (people: 12), or delete the role."
            yield rule.problem(source.location(("people",)), f"nobody holds the role {source.id}", help_)


rule = Rule("C304", "every role has somebody in it", Severity.WARNING, check, whole=True)
