"""Recordings that are JSON: read within bounds, with the lines their steps stand on."""

from __future__ import annotations

import re
from typing import Any

import orjson

from adoptgen.capture.recordings.contract import RecordingError

_DEEPEST = 40
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:\n]', re.DOTALL)


def read_json(text: str) -> dict[str, Any]:
    """The object the file holds. Raises RecordingError for anything else, or one nested too deeply."""
    depth = deepest = 0
    for found in _TOKEN.finditer(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise RecordingError(f"the file is nested {deepest} deep; {_DEEPEST} is the most", "Export it again.")
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise RecordingError(f"the file is not JSON: {error.msg}", "Export it again.", error.lineno) from None
    if not isinstance(value, dict):
        raise RecordingError("the file holds no recording", "Export the recording as JSON.")
    return value


def lines_of(text: str, key: str, depth: int) -> list[int]:
    """The line of every object that stands directly in a list called `key`, `depth` deep in the file, in order."""
    lines, line = [], 1
    inside: list[str] = []
    last = word = ""
    for found in _TOKEN.finditer(text):
        piece = found[0]
        if piece == "{" and len(inside) == depth and inside[-1] == f"[{key}":
            lines.append(line)
        if piece in "{[":
            inside.append(piece + last)
        elif piece in "}]" and inside:
            inside.pop()
        if piece == ":":
            last = word
        elif piece != "\n":
            word = piece[1:-1] if piece[0] == '"' else ""
            last = ""
        line += piece.count("\n")
    return lines


def text_of(value: Any) -> str:
    """A string of the file; empty where something else stands."""
    return value if isinstance(value, str) else ""


def list_of(value: Any) -> list[Any]:
    """A list of the file; empty where something else stands."""
    return value if isinstance(value, list) else []
