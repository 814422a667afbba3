"""The measures: for each, the cases a figure is made of. A case belongs to a person and is good or not, or lasts days.

Formulas follow the catalogue of KPIs named with each function (K1 to K8); what they are not is in the docstring.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from adoptgen.measures.assigned import Assigned
from adoptgen.measures.view import View
from adoptgen.model.change import Kpi
from adoptgen.model.facts import OUTCOME, Attempt, Completion, Person, Witness


@dataclass(frozen=True, slots=True)
class Case:
    """One case of the denominator. `days` is infinite where the end has not come."""

    person: Person
    good: bool
    days: float = 0.0
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """How cases are found, and what is made of them."""

    cases: Callable[[View, Kpi], Iterator[Case]]
    kind: Literal["share", "median"] = "share"
    unit: str = "percent"


def completion_rate(view: View, kpi: Kpi) -> Iterator[Case]:
    """K2: person and part of the path -> completed by the day. Parts are courses, or the objects the KPI names."""
    for person in view.people:
        for part in parts_of(view, kpi, person):
            done = view.completion(person, part.key)
            yield Case(person, done is not None, witnesses=done.witnesses if done else ())


def on_time_rate(view: View, kpi: Kpi) -> Iterator[Case]:
    """K3: of the parts whose day has passed, completed by the end of it. A completion without a date is not."""
    for person in view.people:
        for part in parts_of(view, kpi, person):
            due = view.origin(person) + dt.timedelta(days=part.due)
            if due <= view.as_of:
                done = view.completion(person, part.key)
                yield Case(person, _by(view, done, due), witnesses=done.witnesses if done else ())


def success_rate(view: View, kpi: Kpi) -> Iterator[Case]:
    """Of people with a known result at a check: passed at any attempt."""
    for person, results in _results(view, kpi):
        yield Case(person, any(passed for _, passed in results), witnesses=_witnesses(results))


def first_attempt_pass_rate(view: View, kpi: Kpi) -> Iterator[Case]:
    """K4: of people with a known result at a check: the first of them a pass.

    Attempts without a time are left out, and so are sources that only tell the outcome of several.
    """
    for person, results in _results(view, kpi):
        timed = [(item, passed) for item, passed in results if item.ended and item.number != OUTCOME]
        if timed:
            yield Case(person, timed[0][1], witnesses=timed[0][0].witnesses)


def time_to_completion(view: View, kpi: Kpi) -> Iterator[Case]:
    """Days from the first sign of a person's work on the path to the completion of its last part.

    Who has not finished counts as longer than any (the median is then exact as long as half have finished); who has
    not begun is no case.
    """
    for person in view.people:
        parts = parts_of(view, kpi, person)
        dates = [done.at for part in parts if (done := view.completion(person, part.key)) and done.at]
        tries = [attempt.started or attempt.ended for part in parts for attempt in view.attempts_at(person, part.key)]
        begun = min([*dates, *(moment for moment in tries if moment)], default=None)
        if begun:
            finished = max(dates) if len(dates) == len(parts) else None
            days = (finished - begun).total_seconds() / 86400 if finished else math.inf
            yield Case(person, finished is not None, days, _of_parts(view, person, parts))


def readiness(view: View, kpi: Kpi) -> Iterator[Case]:
    """K8 by completion: people of the first day with all courses essential before it completed by go-live.

    Before a go-live it says how many are ready so far. People who joined after go-live are no case.
    """
    for person in view.people:
        live = view.go_live.get(person.wave)
        if live is None or (person.joined and person.joined > live):
            continue
        parts = [part for part in parts_of(view, kpi, person) if part.before]
        if parts:
            eve = live - dt.timedelta(days=1)
            ready = all(_by(view, view.completion(person, part.key), eve) for part in parts)
            yield Case(person, ready, witnesses=_of_parts(view, person, parts))


def assignment_coverage(view: View, _kpi: Kpi) -> Iterator[Case]:
    """K1: people whose role has a path that is made of at least one course."""
    for person in view.people:
        yield Case(person, bool(view.assignments(person)))


def question_facility(view: View, kpi: Kpi) -> Iterator[Case]:
    """Right answers among first answers, over all questions of the checks."""
    people = {person.pseudonym: person for person in view.people}
    for (key, _), answers in sorted(view.responses.items()):
        if not kpi.of or key in kpi.of:
            for answer in answers:
                if answer.correct is not None and answer.pseudonym in people:
                    yield Case(people[answer.pseudonym], answer.correct, witnesses=answer.witnesses)


MEASURES: Mapping[str, Measure] = {
    "completion-rate": Measure(completion_rate),
    "on-time-rate": Measure(on_time_rate),
    "success-rate": Measure(success_rate),
    "first-attempt-pass-rate": Measure(first_attempt_pass_rate),
    "time-to-completion": Measure(time_to_completion, "median", "days"),
    "readiness": Measure(readiness),
    "assignment-coverage": Measure(assignment_coverage),
    "question-facility": Measure(question_facility),
}
"""The measures that have facts so far; figures of the others say that there is no data yet."""

UNITS = {"survey-score": "points", "process-delta": "points", "tickets": "per-100"}
"""Units of measures still without facts, where they are not percent."""


def parts_of(view: View, kpi: Kpi, person: Person) -> tuple[Assigned, ...]:
    """Courses of the person's path; with `of`, those objects as far as they stand in the path."""
    if not kpi.of:
        return view.assignments(person)
    path = view.paths.get(person.role)
    steps = path.steps if path else ()
    return tuple(Assigned(step.reference, step.due, step.due <= 0) for step in steps if step.reference in kpi.of)


def _by(view: View, done: Completion | None, due: dt.date) -> bool:
    return done is not None and done.at is not None and done.at < view.start_of(due + dt.timedelta(days=1))


_Results = list[tuple[Attempt, bool]]


def _results(view: View, kpi: Kpi) -> Iterator[tuple[Person, _Results]]:
    """Person and check -> attempts with a known result, in time order; pairs without any are left out."""
    checks = kpi.of or tuple(item.key for item in view.catalog.assessments.values())
    for person in view.people:
        for check in checks:
            known = [
                (item, passed) for item in view.attempts(person, check) if (passed := view.passed(item)) is not None
            ]
            if known:
                yield person, known


def _witnesses(results: _Results) -> tuple[Witness, ...]:
    return tuple(witness for attempt, _ in results for witness in attempt.witnesses)


def _of_parts(view: View, person: Person, parts: tuple[Assigned, ...] | list[Assigned]) -> tuple[Witness, ...]:
    found = (view.completion(person, part.key) for part in parts)
    return tuple(witness for done in found if done for witness in done.witnesses)
