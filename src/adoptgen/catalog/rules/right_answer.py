"""Every question has a right answer, and a wrong one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Placed, Scene
from adoptgen.model.questions import Gap, Option, Question, Region
from adoptgen.problems import Location, Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Options and regions that are all right or all wrong; gaps without exactly one right option; texts worth less."""
    for found in scene.inner(Question):
        question = found.item
        yield from _among(question.options, "option of this question", found.location("options"))
        if question.hotspot:
            yield from _among(question.hotspot.regions, "region", found.location("hotspot", "regions"))
        if question.cloze:
            for number, gap in enumerate(question.cloze.gaps, 1):
                yield from _gap(number, gap, found.location("cloze", "gaps", number - 1))
        yield from _accepted(found)


def _among(answers: Sequence[Option | Region], what: str, place: Location) -> Iterator[Problem]:
    right = [answer.correct for answer in answers]
    if answers and not any(right):
        yield rule.problem(place, f"no {what} is right", "Write correct: true beside the right one.")
    elif answers and all(right):
        yield rule.problem(place, f"every {what} is right", "Add what people wrongly believe.")


def _gap(number: int, gap: Gap, place: Location) -> Iterator[Problem]:
    right = sum(option.correct for option in gap.options)
    if right != 1:
        help_ = "Write correct: true beside one of its options, and only there."
        yield rule.problem(place, f"gap {number} has {right or 'no'} right options, and it needs one", help_)


def _accepted(found: Placed[Question]) -> Iterator[Problem]:
    texts = found.item.fill_in
    if texts and not any(text.credit == 100 for text in texts):
        help_ = "Give the right one credit: 100, or leave its credit out."
        yield rule.problem(found.location("fill_in"), "no text of this question is wholly right", help_)


rule = Rule("C308", "every question has a right answer and a wrong one", check=check)
