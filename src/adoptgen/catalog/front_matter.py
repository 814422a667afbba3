"""A Markdown file: a header of keys between two lines `---`, and below it the text, which becomes the key `body`."""

from __future__ import annotations

import re

from adoptgen.catalog.form_rules import HEADER
from adoptgen.catalog.nodes import Entry, Fields, Node, Scalar, Span
from adoptgen.catalog.yaml_reader import UNWANTED, Read, read_yaml, unwanted
from adoptgen.problems import Location

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


def read_markdown(text: str, file: str) -> Read:
    """Header and text of a Markdown file as one mapping."""
    opening = _OPENING.match(text)
    if not opening:
        message = "a Markdown file here begins with a header"
        help_ = "Begin the file with a line ---, then id: and the other keys, then a line ---."
        return Read(None, (HEADER.problem(Location(file), message, help_),))
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        return Read(None, (HEADER.problem(Location(file), "the header is never closed", "End it with a line ---."),))
    if bad := UNWANTED.search(text, closing.end()):
        return Read(None, (unwanted(text, bad.start(), file),))
    # The opening line stays: to YAML it begins the document, to us it keeps lines and places right.
    header = read_yaml(text[: closing.start()], file)
    return Read(_with_body(header.node, _body(text, closing.end())), header.problems)


def _body(text: str, start: int) -> Scalar:
    raw = text[start:]
    first = start + len(raw) - len(raw.lstrip())
    end = max(first, len(text.rstrip()))
    return Scalar(text[first:end].replace("\r\n", "\n"), _span(text, first, end))


def _span(text: str, start: int, end: int) -> Span:
    return Span(*_place(text, start), start, *_place(text, end), end)


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index), index - text.rfind("\n", 0, index) - 1


def _with_body(header: Node | None, body: Scalar) -> Node | None:
    if isinstance(header, Fields) and body.text:
        key = Scalar("body", body.span)
        return header._replace(entries=header.entries | {"body": header.entries.get("body", Entry(key, body))})
    return header
