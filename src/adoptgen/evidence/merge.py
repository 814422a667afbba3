"""From the set of sayings to facts: earliest completion and best success stay, whoever said it and in which order."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from adoptgen.model.facts import Attempt, Completion, Facts, Person, Response, Witness

_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
_ALWAYS = dt.datetime.min.replace(tzinfo=dt.UTC)


class _Completion(NamedTuple):
    pseudonym: str
    object: str
    completed: bool
    at: dt.datetime | None
    witnesses: tuple[Witness, ...]


class _Attempt(NamedTuple):
    pseudonym: str
    object: str
    number: int
    started: dt.datetime | None
    ended: dt.datetime | None
    score: float | None
    passed: bool | None
    witnesses: tuple[Witness, ...]


class _Response(NamedTuple):
    pseudonym: str
    object: str
    number: int
    question: str
    response: str
    correct: bool | None
    at: dt.datetime | None
    witnesses: tuple[Witness, ...]


def merge(connection: sqlite3.Connection) -> Facts:
    """All facts of an open store (evidence/schema.py). Reads only."""
    witnesses = _witnesses(connection)
    completions = tuple(_completions(_read_completions(connection, witnesses)))
    attempts = tuple(_attempts(_read_attempts(connection, witnesses)))
    responses = tuple(_responses(_read_responses(connection, witnesses)))
    moments = [item.at for item in completions] + [item.ended for item in attempts] + [item.at for item in responses]
    return Facts(
        people=tuple(_people(connection)),
        completions=completions,
        attempts=attempts,
        responses=responses,
        latest=max((moment for moment in moments if moment), default=None),
        sources=tuple(dict.fromkeys(name for (name,) in connection.execute("SELECT name FROM run ORDER BY seq"))),
    )


def _people(connection: sqlite3.Connection) -> Iterator[Person]:
    query = 'SELECT pseudonym, role, site, wave, joined, "left", manager FROM person ORDER BY pseudonym'
    for name, role, site, wave, joined, left, manager in connection.execute(query):
        yield Person(name, role, site, wave, _day(joined), _day(left), manager)


def _witnesses(connection: sqlite3.Connection) -> Mapping[bytes, tuple[Witness, ...]]:
    """Key -> its witnesses; those of voided statements (xAPI 1.0.3, Part 2, 2.3.2) are none."""
    names = dict(connection.execute("SELECT sha256, min(name) FROM run GROUP BY sha256"))
    query = (
        "SELECT key, sha256, line, text FROM witness"
        " WHERE statement = '' OR statement NOT IN (SELECT statement FROM voided)"
    )
    found: dict[bytes, list[Witness]] = defaultdict(list)
    for key, sha256, line, text in connection.execute(query):
        found[key].append(Witness(sha256, names.get(sha256, ""), line, text))
    return {key: tuple(sorted(items)) for key, items in found.items()}


_Read = Mapping[bytes, tuple[Witness, ...]]


def _read_completions(connection: sqlite3.Connection, known: _Read) -> Iterator[_Completion]:
    for key, name, item, completed, at in connection.execute("SELECT * FROM completion"):
        if key in known:
            yield _Completion(name, item, bool(completed), _moment(at), known[key])


def _read_attempts(connection: sqlite3.Connection, known: _Read) -> Iterator[_Attempt]:
    for key, name, item, number, started, ended, score, passed in connection.execute("SELECT * FROM attempt"):
        if key in known:
            yield _Attempt(name, item, number, _moment(started), _moment(ended), score, _flag(passed), known[key])


def _read_responses(connection: sqlite3.Connection, known: _Read) -> Iterator[_Response]:
    for key, name, item, number, question, text, correct, at in connection.execute("SELECT * FROM response"):
        if key in known:
            yield _Response(name, item, number, question, text, _flag(correct), _moment(at), known[key])


def _completions(sayings: Iterable[_Completion]) -> Iterator[Completion]:
    for (name, item), group in _groups(sayings, lambda saying: (saying.pseudonym, saying.object)):
        done = [saying for saying in group if saying.completed]
        moments = [saying.at for saying in done or group if saying.at]
        at = (min if done else max)(moments, default=None)
        yield Completion(name, item, bool(done), at, _all(done or group))


def _attempts(sayings: Iterable[_Attempt]) -> Iterator[Attempt]:
    """Two sources speak of the same try if they agree on person, object and minute of its end."""

    def key(saying: _Attempt) -> tuple[Any, ...]:
        return saying.pseudonym, saying.object, _minute(saying.ended), 0 if saying.ended else saying.number

    merged = [_attempt(group) for _, group in _groups(sayings, key)]
    yield from sorted(merged, key=lambda item: (item.pseudonym, item.object, item.ended or _NEVER, item.number))


def _attempt(group: list[_Attempt]) -> Attempt:
    return Attempt(
        group[0].pseudonym,
        group[0].object,
        max(saying.number for saying in group),
        min((saying.started for saying in group if saying.started), default=None),
        min((saying.ended for saying in group if saying.ended), default=None),
        max((saying.score for saying in group if saying.score is not None), default=None),
        _best(saying.passed for saying in group),
        _all(group),
    )


def _responses(sayings: Iterable[_Response]) -> Iterator[Response]:
    def key(saying: _Response) -> tuple[Any, ...]:
        place = (saying.pseudonym, saying.object, saying.question)
        return (*place, _minute(saying.at), 0 if saying.at else saying.number)

    for _, group in _groups(sayings, key):
        first = min(group, key=lambda saying: (saying.at or _NEVER, saying.response))
        number = max(saying.number for saying in group)
        correct = _best(saying.correct for saying in group)
        text = (first.question, first.response)
        yield Response(first.pseudonym, first.object, number, *text, correct, first.at, _all(group))


Saying = TypeVar("Saying", _Completion, _Attempt, _Response)


def _groups(sayings: Iterable[Saying], key: Any) -> list[tuple[Any, list[Saying]]]:
    found: dict[Hashable, list[Saying]] = defaultdict(list)
    for saying in sayings:
        found[key(saying)].append(saying)
    return sorted(found.items(), key=lambda item: item[0])


def _all(group: Iterable[_Completion | _Attempt | _Response]) -> tuple[Witness, ...]:
    return tuple(sorted({witness for saying in group for witness in saying.witnesses}))


def _best(flags: Iterable[bool | None]) -> bool | None:
    known = [flag for flag in flags if flag is not None]
    return any(known) if known else None


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _minute(moment: dt.datetime | None) -> dt.datetime:
    return moment.replace(second=0) if moment else _ALWAYS


def _moment(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
