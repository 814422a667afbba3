"""Which of the programme's terms occur in a course: those are its glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from adoptgen.courses import model
from adoptgen.model.catalog import Catalog
from adoptgen.model.term import Term

SPACED = re.compile(r"[A-Za-z\u00c0-\u1fff]")
"""Letters of scripts that part words by spaces; in others a term is found wherever its signs stand."""
ENDING = 3
"""Letters that may follow a word's stem: plurals and cases."""


def terms_of(sections: tuple[model.Section, ...], catalog: Catalog) -> tuple[model.TermLine, ...]:
    """The terms whose title or other name stands in the sections' texts, or that are linked there."""
    if not catalog.glossary:
        return ()
    text = "\n".join(_texts(sections)).casefold()
    return tuple(_line(term, catalog) for term in catalog.glossary.values() if occurs(term, text))


def _line(term: Term, catalog: Catalog) -> model.TermLine:
    partial = term.key in catalog.untranslated
    return model.TermLine(term.id, term.title, term.definition, term.also, term.avoid, partial)


def occurs(term: Term, text: str) -> bool:
    """Whether a text, case-folded, holds the term in any number or case."""
    return f"({term.key})" in text or any(_stands(name.casefold(), text) for name in (term.title, *term.also))


def _stands(name: str, text: str) -> bool:
    stem, pattern = _pattern(name)
    return stem in text and pattern.search(text) is not None


@lru_cache(maxsize=4096)
def _pattern(name: str) -> tuple[str, re.Pattern[str]]:
    """A part of the name that is certain to be there (looked for first: it is quick), and what it looks like."""
    words = [_stem(word) for word in name.split()]
    ending = rf"\w{{0,{ENDING}}}" if SPACED.search(name) else ""
    parts = rf"{ending}[\s-]+".join(map(re.escape, words)) + ending
    return words[0], re.compile(rf"(?<!\w){parts}(?!\w)" if ending else parts)


def _stem(word: str) -> str:
    """Without the last letter where that changes in the plural: opportunit(y)."""
    return word[:-1] if len(word) > 4 and word.endswith(("y", "e", "o", "a", "l")) else word


def _texts(sections: tuple[model.Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.title
        for unit in section.units:
            yield from (unit.title, unit.summary)
            match unit:
                case model.LessonUnit():
                    yield unit.body
                    yield from _asked(unit.bank)
                case model.TaskUnit():
                    yield from _task(unit)
                case model.CheckUnit():
                    yield from _asked(unit.bank)


def _task(unit: model.TaskUnit) -> Iterator[str]:
    yield from (unit.caution, *unit.different)
    for part in unit.parts:
        yield from (part.title, part.caption)
        for step in part.steps:
            yield from (step.say, step.result, step.why, step.note)


def _asked(questions: tuple[model.Ask, ...]) -> Iterator[str]:
    for ask in questions:
        yield from (ask.ask, ask.feedback)
        yield from (answer.text for answer in ask.answers)
