"""Spaced retrieval: the questions of a course asked again, a few at a time, so that what was learnt stays.

Why packages of their own: an LMS enrols and reminds by package, and a set that is done late harms no other record.
Retrieval practice spaced over weeks beats massed practice (Latimier et al. 2021, g 0.74).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, cycle, islice, zip_longest

from adoptgen.courses import model
from adoptgen.model.learning import Course

TRIES = 2
RETRIEVAL = "retrieval/"
"""Begins the id of a set's only unit, which is no object of the catalog."""


def retrieval_sets(course: Course, whole: model.Course, title: Callable[[int], str]) -> Iterator[model.Course]:
    """One course per set. `title` names the set of a day; `whole` is the course the questions are from."""
    asked = _rounds(whole)
    if course.retrieval is None or not asked:
        return
    most = min(course.retrieval.questions, len(asked))
    for place, day in enumerate(course.retrieval.after):
        questions = tuple(islice(cycle(asked), place * most, (place + 1) * most))
        yield _set(whole, day, title(day), questions)


def _rounds(whole: model.Course) -> list[model.Ask]:
    """Scored questions of the checks, one of each skill in turn: a set asks for as many skills as it can."""
    by_skill: dict[str, list[model.Ask]] = {}
    for ask in chain.from_iterable(check.bank for check in whole.checks()):
        if ask.weight:
            by_skill.setdefault(ask.shows, []).append(ask)
    rounds = zip_longest(*(sorted(asks, key=lambda ask: ask.key) for asks in by_skill.values()))
    return [ask for ask in chain.from_iterable(rounds) if ask is not None]


def _set(whole: model.Course, day: int, title: str, questions: tuple[model.Ask, ...]) -> model.Course:
    lasting = f"{whole.lasting_id}.retrieval-{day}"
    check = model.CheckUnit(
        id=f"{RETRIEVAL}{lasting}",
        key=model.key_of(f"{RETRIEVAL}{lasting}"),
        title=title,
        summary=whole.summary,
        minutes=max(1, len(questions)),
        teaches=(),
        partial=any(unit.partial for unit in whole.checks()),
        mastery=whole.mastery,
        tries=TRIES,
        shuffle=True,
        pretest=False,
        questions=questions,
        pools=(),
    )
    shown = {ask.shows for ask in questions}
    return replace(
        whole,
        id=f"{whole.id}.retrieval-{day}",
        lasting_id=lasting,
        title=title,
        passing="score",
        sections=(model.Section(title, (check,)),),
        skills=tuple(replace(skill, units=()) for skill in whole.skills if skill.ref in shown),
        terms=(),
        iri=f"{whole.iri}.retrieval-{day}",
    )
