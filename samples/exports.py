"""The records in the very formats they come in: Moodle's reports and xAPI statements."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence

from employees import Employee
from learning import BERLIN, Attempt, Record, answer

from adoptgen.formats import xapi
from adoptgen.model.learning import Assessment

HOME = "https://lrs.nordkai.example"
_SPACE = uuid.UUID("6d2f8f0e-4a4e-5e57-9d5c-3f1f0b9a2c11")
_DUBAI = dt.timezone(dt.timedelta(hours=4))
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def roster(people: Sequence[Employee]) -> str:
    """The HR system's list: plain RFC 4180."""
    lines = ["employee_id,name,email,username,role,site,wave,joined,left,manager"]
    for person in people:
        wave = "wave-1" if person.site in ("hamburg", "rotterdam") else "wave-2"
        left = person.left.isoformat() if person.left else ""
        username = person.mail.partition("@")[0]
        places = (person.role, person.site, wave, person.joined.isoformat(), left, person.manager)
        lines.append(",".join(map(_cell, (person.number, person.name, person.mail, username, *places))))
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n') else text


def activity_completion(records: Sequence[Record], title: str, graded: bool) -> str:
    """Moodle's report: first and date headers empty, everything quoted, `"` turned into `'`, `&` escaped."""

    def quoted(text: str) -> str:
        return '"' + text.replace("&", "&amp;").replace('"', "'") + '"'

    lines = [f',"Email address",{quoted(title)},""']
    for record in records:
        state, date = _state(record, graded)
        lines.append(",".join(map(quoted, (record.person.name, record.person.mail, state, date))))
    return "\n".join(lines) + "\n"


def _state(record: Record, graded: bool) -> tuple[str, str]:
    if record.done:
        word = "Completed (achieved pass grade)" if graded else "Completed"
        return word, record.done.strftime("%Y-%m-%d %H:%M:%S")
    if graded and record.attempts and record.attempts[-1].passed is False:
        return "Completed (did not achieve pass grade)", record.attempts[-1].ended.strftime("%Y-%m-%d %H:%M:%S")
    return "Not completed", ""


def _tab(*cells: str) -> str:
    return "\t".join('"' + cell.replace('"', '""') + '"' if set(cell) & set(' "\t\\') else cell for cell in cells)


def scorm_basic(records: Sequence[Record]) -> str:
    """Moodle's report: tabs, a row per attempt, a row of `-` for who never began, 0 for no score."""
    lines = [_tab("Name", "Email address", "Attempt", "Started on", "Last accessed on", "Score")]
    for record in records:
        who = (record.person.name, record.person.mail)
        if not record.attempts:
            lines.append(_tab(*who, "-", "-", "-", "-"))
        for number, attempt in enumerate(record.attempts, start=1):
            lines.append(_tab(*who, *_attempt(number, attempt)))
    return "\n".join(lines) + "\n"


def _attempt(number: int, attempt: Attempt) -> tuple[str, str, str, str]:
    return str(number), _long(attempt.started), _long(attempt.ended), str(attempt.score or 0)


def _long(moment: dt.datetime) -> str:
    """`Saturday, 21 November 2026, 12:15 AM`."""
    half = "AM" if moment.hour < 12 else "PM"
    day = f"{_DAYS[moment.weekday()]}, {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{day}, {moment.hour % 12 or 12:02d}:{moment.minute:02d} {half}"


def scorm_interactions(records: Sequence[Record], title: str, check: Assessment) -> str:
    """Moodle's report with questions and results ticked."""
    heads = [f"{word} {index}" for index in range(len(check.questions)) for word in ("Question", "Response", "Result")]
    lines = [_tab("Name", "Email address", "Attempt", "Started on", "Last accessed on", "Score", title, *heads)]
    for record in records:
        who = (record.person.name, record.person.mail)
        if not record.attempts:
            lines.append(_tab(*who, "-", "-", "-", "-", "Not attempted", *[""] * len(heads)))
        for number, attempt in enumerate(record.attempts, start=1):
            sco = "Incomplete" if attempt.score is None else str(attempt.score)
            lines.append(_tab(*who, *_attempt(number, attempt), sco, *_answers(attempt, check)))
    return "\n".join(lines) + "\n"


def _answers(attempt: Attempt, check: Assessment) -> Iterator[str]:
    for question in check.questions:
        if attempt.wrong is None:
            yield from ("", "", "")
        else:
            right = question.id not in attempt.wrong
            yield from (f"{check.id}.{question.id}", answer(question, right), "correct" if right else "incorrect")


def statements(records: Sequence[Record], titles: Mapping[str, str]) -> str:
    """One statement per line, in the order they were stored; the site's clock is four hours ahead of UTC.

    One completion was sent by mistake and is voided at the end.
    """
    found = [item for record in records for item in _of_record(record, titles)]
    mistake = next(record for record in records if not record.attempts and record.person.here)
    wrong = _statement(mistake, titles, xapi.COMPLETED, dt.datetime(2026, 3, 14, 9, 0, tzinfo=_DUBAI))
    undo = _statement(mistake, titles, xapi.VOIDED, dt.datetime(2026, 3, 14, 9, 30, tzinfo=_DUBAI))
    undo["object"] = {"objectType": "StatementRef", "id": wrong["id"]}
    ordered = sorted(
        [*found, wrong, undo], key=lambda item: (dt.datetime.fromisoformat(str(item["timestamp"])), item["id"])
    )
    return "".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n" for item in ordered)


def _of_record(record: Record, titles: Mapping[str, str]) -> Iterator[dict[str, object]]:
    for attempt in record.attempts:
        yield _statement(record, titles, f"{xapi.ADL}initialized", attempt.started)
        check = record.course.check
        if check and attempt.score is not None and attempt.wrong is not None:
            for question in check.questions:
                right = question.id not in attempt.wrong
                result = {"success": right, "response": answer(question, right)}
                yield _statement(record, titles, xapi.ANSWERED, attempt.ended, result, f"{check.id}.{question.id}")
            verb = xapi.PASSED if attempt.passed else xapi.FAILED
            score = {"score": {"scaled": attempt.score / 100}, "success": bool(attempt.passed)}
            yield _statement(record, titles, verb, attempt.ended, score)
    if record.done:
        yield _statement(record, titles, xapi.COMPLETED, record.done, {"completion": True})


def _statement(
    record: Record,
    titles: Mapping[str, str],
    verb: str,
    moment: dt.datetime,
    result: Mapping[str, object] | None = None,
    question: str = "",
) -> dict[str, object]:
    when = moment.replace(tzinfo=moment.tzinfo or BERLIN).astimezone(_DUBAI).isoformat()
    activity = f"{HOME}/question/{question}" if question else f"{HOME}/course/{record.course.id}"
    definition = {} if question else {"definition": {"name": {"en": titles[record.course.id]}}}
    name = "/".join((record.person.number, verb, activity, when))
    statement: dict[str, object] = {
        "id": str(uuid.uuid5(_SPACE, name)),
        "actor": {"objectType": "Agent", "account": {"homePage": HOME, "name": record.person.number}},
        "verb": {"id": verb},
        "object": {"objectType": "Activity", "id": activity} | definition,
        "timestamp": when,
    }
    return statement | ({"result": dict(result)} if result else {})
