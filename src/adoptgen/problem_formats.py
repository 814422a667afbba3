"""Problems for programs: JSON of our own, and SARIF for code hosts and editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import orjson

from adoptgen import __version__
from adoptgen.problems import Edit, Location, Problem, Severity, in_order

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
"""SARIF 2.1.0, 3.27.10."""
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def as_json(problems: Iterable[Problem]) -> bytes:
    """A list of problems, in order; lines and columns count from 1, columns in code points."""
    return _dumped([_plain(problem) for problem in in_order(problems)])


def as_sarif(problems: Iterable[Problem], rules: Mapping[str, str]) -> bytes:
    """A SARIF 2.1.0 log with one run. `rules`: code -> what is asked for."""
    found = in_order(problems)
    codes = sorted({*rules, *(problem.code for problem in found)})
    driver = {"name": "adoptgen", "version": __version__, "rules": [_rule(code, rules.get(code, "")) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in found],
    }
    return _dumped({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _dumped(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _plain(problem: Problem) -> dict[str, Any]:
    plain = {
        **_place(problem.location),
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "help": problem.help,
    }
    if problem.fix:
        edits = [{**_place(edit.location), "text": edit.text} for edit in problem.fix.edits]
        plain["fix"] = {"summary": problem.fix.summary, "edits": edits}
    return plain


def _place(location: Location) -> dict[str, Any]:
    place = {"file": location.file, "line": location.line, "column": location.column}
    return place | ({"end_line": location.end_line, "end_column": location.end_column} if location.end_line else {})


def _rule(code: str, summary: str) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": summary}} if summary else {"id": code}


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    text = f"{problem.message}. {problem.help}" if problem.help else problem.message
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _physical(problem.location)}],
    }
    if problem.fix:
        changes = [_change(edit) for edit in problem.fix.edits]
        result["fixes"] = [{"description": {"text": problem.fix.summary}, "artifactChanges": changes}]
    return result


def _physical(location: Location) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(location.file)}, "region": _region(location)}


def _region(location: Location) -> dict[str, int]:
    """SARIF 3.30: the end column is the one behind the last character, as ours is."""
    region = {"startLine": location.line, "startColumn": location.column}
    return region | ({"endLine": location.end_line, "endColumn": location.end_column} if location.end_line else {})


def _change(edit: Edit) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(edit.location), "insertedContent": {"text": edit.text}}
    return {"artifactLocation": {"uri": quote(edit.location.file)}, "replacements": [replacement]}
