"""There is something to match."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.model.questions import Question
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Matching questions with fewer than two premises, or whose premises all have the same response."""
    for found in scene.inner(Question):
        pairs = [(one.premise, one.response) for one in found.item.matching if one.premise]
        if found.item.matching and len(pairs) < 2:
            help_ = "Write premise beside each response that has one; a response alone belongs to nothing."
            yield rule.problem(found.location("matching"), "a matching question has two premises at least", help_)
        elif pairs and len({one.response for one in found.item.matching}) == 1:
            message = "there is one response for all premises, so nothing is to be decided"
            yield rule.problem(found.location("matching"), message, "Add another response.")


rule = Rule("C314", "a matching question has two premises and two responses", check=check)
