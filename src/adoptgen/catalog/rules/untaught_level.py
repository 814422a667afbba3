"""What a role needs is taught at the level it is needed at."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.suggest import listed
from adoptgen.catalog.teaching import needed, taught
from adoptgen.problems import Problem, Severity


def check(scene: Scene) -> Iterator[Problem]:
    """Levels roles need, of skills that are taught, but not so far (a skill nothing teaches at all is C302)."""
    if scene.catalog is None:
        return
    known = taught(scene.catalog)
    for (skill, level), (role, position) in needed(scene.catalog, optional=True).items():
        if skill in known and level not in known[skill]:
            levels = listed([str(number) for number in sorted(known[skill])])
            place = scene.by_key[f"role/{role}"].location(("needs", position))
            message = f"nothing teaches {skill}@{level}; what is taught of it is level {levels}"
            yield rule.problem(place, message, f"Add {skill}@{level} to what a learning object teaches.")


rule = Rule("C306", "what a role needs is taught at that level", Severity.WARNING, check, whole=True)
