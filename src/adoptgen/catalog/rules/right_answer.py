"""Every question has a right answer, and a wrong one."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.nodes import Node, Path, items_at, text_at
from adoptgen.catalog.scene import Scene, Source
from adoptgen.model.questions import Question
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Questions whose options are all wrong, or all right."""
    for source in scene.sources:
        for part in source.inside.parts.get(Question, ()):
            if source.item is not None:
                yield from _in(source, part.path, items_at(part.node, "options") or ())


def _in(source: Source, path: Path, options: tuple[Node, ...]) -> Iterator[Problem]:
    right = [found is not None and found.text == "true" for option in options for found in [text_at(option, "correct")]]
    place = source.location((*path, "options"))
    if options and not any(right):
        yield rule.problem(place, "no option of this question is right", "Write correct: true beside the right one.")
    elif options and all(right):
        yield rule.problem(place, "every option of this question is right", "Add what people wrongly believe.")


rule = Rule("C308", "every question has a right answer and a wrong one", check=check)
