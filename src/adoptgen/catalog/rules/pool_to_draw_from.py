"""A pool holds more questions than are drawn."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.model.questions import Pool
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Pools of which all is drawn, or more than is there: every learner would get the same questions."""
    for found in scene.inner(Pool):
        held, draw = len(found.item.questions), found.item.draw
        if draw >= held:
            message = f"this pool draws {draw} of its {held} questions"
            help_ = f"Draw {held - 1} or fewer, add questions, or move them to the assessment's own."
            yield rule.problem(found.location("draw"), message, help_)


rule = Rule("C316", "a pool holds more questions than are drawn", check=check)
