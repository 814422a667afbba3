"""xAPI statements: a page of a record store, an array, or one statement per line (NDJSON), plain or gzip."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from adoptgen.evidence.contract import (
    Answered,
    Entry,
    Finished,
    Head,
    Key,
    Lost,
    Named,
    Said,
    Saying,
    Source,
    Tried,
    Voided,
)
from adoptgen.evidence.dates import DateError, moment
from adoptgen.evidence.rows import Damage
from adoptgen.formats import xapi

_BEGINS = re.compile(r"\s*[\[{]")
_HELP = "A record store takes such statements only if it checks nothing; ask where it comes from."


class StatementError(ValueError):
    """A statement we cannot take."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class XapiStatements:
    """Reads statements."""

    name = "xapi-statements"
    summary = "xAPI statements: a page of a record store, an array, or one per line"

    def recognises(self, head: Head) -> bool:
        """JSON that speaks of actors and verbs, or an empty page."""
        return bool(_BEGINS.match(head.text)) and ('"verb"' in head.text or '"statements"' in head.text)

    def read(self, source: Source) -> Iterator[Said]:
        """One entry per statement, in file order; time order is the store's business."""
        for found in xapi.statements(source.text):
            try:
                if found.problem:
                    raise StatementError("E116", found.problem)
                yield _entry(source, found)
            except StatementError as error:
                yield Lost(Damage(found.line, found.column, error.code, str(error), _HELP))


def _entry(source: Source, found: xapi.Found) -> Entry:
    statement = found.value
    verb = statement["verb"].get("id")
    sayings = _sayings(source, str(verb), statement)
    question = verb == xapi.ANSWERED
    return Entry(
        found.line,
        found.column,
        _person(statement["actor"]),
        None if verb == xapi.VOIDED or question else _activity(statement["object"]),
        sayings,
        statement=str(statement.get("id") or "").lower(),
    )


def _sayings(source: Source, verb: str, statement: Mapping[str, Any]) -> tuple[Saying, ...]:
    at = _time(source, statement)
    result = _result(statement)
    target = statement["object"]
    if verb == xapi.VOIDED:
        return (Voided(str(target.get("id") or "").lower()),)
    if verb == xapi.ANSWERED:
        response = str(result.get("response") or "")
        return (Answered(str(target.get("id") or ""), 0, response, _flag(result, "success"), at, response),)
    if verb in (xapi.PASSED, xapi.FAILED):
        return (Tried(0, None, at, _score(result), verb == xapi.PASSED, verb),)
    if verb == xapi.SCORED:
        return (Tried(0, None, at, _score(result), _flag(result, "success"), verb),)
    if verb in (xapi.COMPLETED, xapi.SATISFIED):
        done = _flag(result, "completion") is not False
        return (Finished(done, at, verb), *_tried(result, at, verb))
    if verb in xapi.BEGUN:
        return (Finished(False, at, verb),)
    raise StatementError("E115", f"{verb!r} is no verb we know")


def _tried(result: Mapping[str, Any], at: dt.datetime | None, verb: str) -> tuple[Tried, ...]:
    score, passed = _score(result), _flag(result, "success")
    return () if score is None and passed is None else (Tried(0, None, at, score, passed, verb),)


def _time(source: Source, statement: Mapping[str, Any]) -> dt.datetime | None:
    text = statement.get("timestamp") or statement.get("stored") or ""
    try:
        return moment(str(text), source.zone)
    except DateError as error:
        raise StatementError("E113", str(error)) from None


def _result(statement: Mapping[str, Any]) -> Mapping[str, Any]:
    result = statement.get("result")
    if result is not None and not isinstance(result, dict):
        raise StatementError("E116", "the result is not an object")
    return result or {}


def _score(result: Mapping[str, Any]) -> float | None:
    score = result.get("score")
    if score is None:
        return None
    if not isinstance(score, dict):
        raise StatementError("E116", "the score is not an object")
    try:
        return xapi.percent(score)
    except ValueError as error:
        raise StatementError("E114", str(error)) from None


def _flag(result: Mapping[str, Any], name: str) -> bool | None:
    value = result.get(name)
    if value is not None and not isinstance(value, bool):
        raise StatementError("E116", f"{name} is neither true nor false")
    return value


def _activity(target: Mapping[str, Any]) -> Named:
    definition = target.get("definition")
    names = definition.get("name") if isinstance(definition, dict) else None
    title = next((str(text) for text in names.values()), "") if isinstance(names, dict) else ""
    return Named(str(target.get("id") or ""), title)


def _person(actor: Mapping[str, Any]) -> tuple[Key, ...]:
    """The one inverse functional identifier of an agent (Part 2, 2.4.2.3)."""
    account = actor.get("account")
    if isinstance(account, dict) and account.get("name"):
        return (Key("account", str(account["name"])),)
    if actor.get("mbox"):
        return (Key("mail", str(actor["mbox"]).removeprefix("mailto:")),)
    if actor.get("mbox_sha1sum"):
        return (Key("mail-sha1", str(actor["mbox_sha1sum"]).lower()),)
    return ()


importer = XapiStatements()
