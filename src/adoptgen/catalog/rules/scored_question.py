"""An assessment asks something, and something that is scored."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.model.learning import Assessment
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Assessments nobody could pass or fail. Questions without a way are told by their own rule."""
    for source in scene.of("assessment"):
        if not isinstance(source.item, Assessment):
            continue
        asked = source.item.bank
        if not asked:
            message = "this assessment asks nothing"
            yield rule.problem(source.location(("id",)), message, "Add questions: or pools:.")
        elif all(question.ways and not question.scored for question in asked):
            message = "nothing in this assessment is scored, so nobody could pass it"
            help_ = "Add a question with a right answer, or ask these at the end of a lesson."
            yield rule.problem(source.location(("questions",)), message, help_)


rule = Rule("C317", "an assessment asks something that is scored", check=check)
