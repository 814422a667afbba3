"""Questions one by one: how often each was answered right at the first try."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.measures.interval import wilson
from adoptgen.measures.view import View
from adoptgen.model.figure import ItemFigure

MINIMUM = 30
"""Answers under which a question is not judged."""


def items(view: View) -> Iterator[ItemFigure]:
    """Every question with enough first answers of people of the roster, the hardest first."""
    people = {person.pseudonym for person in view.people}
    found = []
    for (assessment, question), answers in view.responses.items():
        known = [item.correct for item in answers if item.correct is not None and item.pseudonym in people]
        if len(known) >= max(MINIMUM, view.catalog.programme.privacy.minimum_n):
            right = sum(known)
            found.append(
                ItemFigure(
                    assessment, question, right, len(known), 100 * right / len(known), *wilson(right, len(known))
                )
            )
    yield from sorted(found, key=lambda item: (item.value, item.assessment, item.question))
