"""Every skill is taught by something."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.teaching import skills_in_use, taught
from adoptgen.problems import Problem, Severity


def check(scene: Scene) -> Iterator[Problem]:
    """Skills in use that no lesson, walkthrough or workshop teaches at any level; an assessment only asks."""
    if scene.catalog is None:
        return
    known, used = taught(scene.catalog), skills_in_use(scene.catalog)
    for source in scene.of("skill"):
        if source.id in used and source.id not in known:
            help_ = f"Add {source.id}@1 to what a lesson, walkthrough or workshop teaches."
            yield rule.problem(source.location(("id",)), f"nothing teaches {source.id}", help_)


rule = Rule("C302", "every skill is taught by something", Severity.WARNING, check, whole=True)
