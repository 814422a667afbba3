"""A question put to a room is one a room can answer."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.suggest import listed
from adoptgen.model.learning import Activity
from adoptgen.model.questions import Way
from adoptgen.problems import Problem

BY_HAND: tuple[Way, ...] = ("choice", "true-false", "likert")
ALOUD: tuple[Way, ...] = ("numeric", "fill-in")
"""Ways of answering that work from a slide: by show of hands, or said aloud."""


def check(scene: Scene) -> Iterator[Problem]:
    """Questions of workshops that take a screen for each participant."""
    possible = (*BY_HAND, *ALOUD)
    for found in scene.inner(Activity):
        question = found.item.question
        if question and question.ways and question.way not in possible:
            message = f"a room cannot answer a question of this kind: {question.way}"
            help_ = f"Ask it in a lesson or an assessment. Possible here: {listed(possible, 'or')}."
            yield rule.problem(found.location("question", "id"), message, help_)


rule = Rule("C320", "a question put to a room can be answered from a slide", check=check)
