"""What came back: facts about people and learning, as the records store hands them over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

OUTCOME = -1
"""Number of an attempt that stands for the outcome of all of them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the roster. Everything published speaks of `pseudonym` or of nobody."""

    pseudonym: str
    role: str
    site: str
    wave: str
    joined: dt.date | None = None
    left: dt.date | None = None
    """First day on which the person was no longer there."""
    manager: str = ""
    """Pseudonym of the line manager; empty where the roster names none."""


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """Where a fact was read: file (by content hash and name), line, and the words found there."""

    sha256: str
    file: str
    row: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """Somebody finished (or not) a learning object or course; says nothing of success."""

    pseudonym: str
    object: str
    """`kind/id`."""
    completed: bool
    at: dt.datetime | None
    """UTC; None when the source does not say."""
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at something scored. `passed` None: the source does not say; `score` None: no score."""

    pseudonym: str
    object: str
    number: int
    """As the source counts, from 1; 0 when it does not; OUTCOME when it tells the end of we know not how many."""
    started: dt.datetime | None
    ended: dt.datetime | None
    """Both UTC. A try that was overwritten later appears once for each ending."""
    score: float | None
    """0 to 100."""
    passed: bool | None
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """One answer to one question within an attempt."""

    pseudonym: str
    object: str
    number: int
    question: str
    response: str
    correct: bool | None
    at: dt.datetime | None
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True)
class Facts:
    """Everything the measures look at, de-duplicated, in a stable order."""

    people: tuple[Person, ...] = ()
    completions: tuple[Completion, ...] = ()
    """At most one per person and object: the earliest completion, else the newest word that it is not."""
    attempts: tuple[Attempt, ...] = ()
    """By person, object, end, start and number."""
    responses: tuple[Response, ...] = ()
    latest: dt.datetime | None = None
    """Newest moment seen in any fact: the default as-of."""
    sources: tuple[str, ...] = ()
    """Names of the files imported, oldest first."""
