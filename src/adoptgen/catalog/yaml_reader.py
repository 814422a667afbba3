"""YAML to nodes: our own builder over libyaml's events.

Why not a loader: PyYAML's and ruamel's die of 100 kB of brackets (a crash, not an exception) and of merge bombs,
keep the last of two equal keys silently and guess types. Here nothing recurses, every bound is checked before the
next event, and what a catalog does not need (anchors, aliases, tags, merge keys, second documents: YAML 1.2.2
sections 6.8, 6.9, 7.1, 9.2) is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import yaml
from yaml._yaml import CParser

from adoptgen.catalog.form_rules import CONTROL, DUPLICATE_KEY, NOT_OURS, SYNTAX, TOO_DEEP
from adoptgen.catalog.nodes import Entry, Fields, Items, Node, Scalar, Span
from adoptgen.catalog.yaml_errors import explain
from adoptgen.problems import Location, Problem

MAX_DEPTH = 24
"""Lists and mappings inside one another; the deepest of the catalog's own are 8."""
MAX_NODES = 20_000
"""Texts, lists and mappings in a file."""

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""C0 and C1 controls, further line breaks, embeddings, overrides and isolates (Unicode TR 36, 3.1), stray marks."""


class Read(NamedTuple):
    """What a file holds, None where it cannot be used, and what is wrong with it."""

    node: Node | None
    problems: tuple[Problem, ...] = ()


class _Refused(Exception):  # noqa: N818  it is not an error of ours: it carries the user's problem out of the loop
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Mark(Protocol):
    """PyYAML has two classes for this, without a common base."""

    line: int
    column: int
    index: int


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    start: _Mark
    items: list[Node]
    entries: dict[str, Entry] | None = None
    """None for a list."""
    key: Scalar | None = None


@dataclass(slots=True)
class _Build:
    file: str
    root: Node | None = None
    stack: list[_Open] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0
    last: Scalar | None = None


def read_yaml(text: str, file: str) -> Read:
    """The one document in `text`. Places count from its beginning."""
    if bad := UNWANTED.search(text):
        return Read(None, (unwanted(text, bad.start(), file),))
    build = _Build(file)
    try:
        _run(CParser(text), build)
    except yaml.MarkedYAMLError as error:
        return Read(None, (*build.problems, explain(error, text, build.last, file)))
    except _Refused as refused:
        return Read(None, (*build.problems, refused.problem))
    return Read(build.root, tuple(build.problems))


def unwanted(text: str, index: int, file: str) -> Problem:
    """The problem of a character nobody can see, at this index of `text`."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    place = Location(file, line, column, line, column + 1)
    return CONTROL.problem(place, f"{_described(text[index])} cannot be seen", "Delete it.")


def _described(character: str) -> str:
    code = ord(character)
    turns = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return f"U+{code:04X}, a character that {'turns the direction of text,' if turns else 'controls a terminal,'}"


def _run(parser: CParser, build: _Build) -> None:
    while (event := parser.get_event()) is not None:
        if isinstance(event, yaml.ScalarEvent):
            _scalar(event, build)
        elif isinstance(event, yaml.CollectionStartEvent):
            _open(event, build)
        elif isinstance(event, yaml.CollectionEndEvent):
            _close(event, build)
        elif isinstance(event, yaml.AliasEvent):
            raise _Refused(_not_ours(event, build, "an alias (*)", "Write it out; quote a text that begins with *."))
        elif isinstance(event, yaml.DocumentStartEvent):
            _document(event, build)
        elif isinstance(event, yaml.StreamEndEvent):
            return


def _document(event: yaml.DocumentStartEvent, build: _Build) -> None:
    build.documents += 1
    if build.documents > 1:
        raise _Refused(_not_ours(event, build, "a second document (---)", "One file holds one object: make two files."))


def _not_ours(event: yaml.Event, build: _Build, what: str, help_: str) -> Problem:
    return NOT_OURS.problem(_span(event).location(build.file), f"{what} is not possible in a catalog", help_)


def _span(event: yaml.Event, first: _Mark | None = None) -> Span:
    start, end = first or event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return Span(start.line, start.column, start.index, end.line, end.column, end.index)


def _bounded(event: yaml.NodeEvent, build: _Build, tag: str | None) -> None:
    build.nodes += 1
    if build.nodes > MAX_NODES:
        place = _span(event).location(build.file)
        raise _Refused(TOO_DEEP.problem(place, f"more than {MAX_NODES} values in one file", "Part the file."))
    if event.anchor is not None:
        raise _Refused(_not_ours(event, build, "an anchor (&)", "Write it out; quote a text that begins with &."))
    if tag is not None:
        raise _Refused(_not_ours(event, build, "a tag (!)", "Leave it out; quote a text that begins with !."))


def _scalar(event: yaml.ScalarEvent, build: _Build) -> None:
    _bounded(event, build, event.tag)
    span, text = _span(event), event.value
    plain = not event.style
    parent = build.stack[-1] if build.stack else None
    if not text and plain and parent and parent.key:
        span = _behind(parent.key.span)
    if event.style == '"' and (bad := UNWANTED.search(text)):
        message = f"{_described(bad[0])} is written here by its number"
        raise _Refused(CONTROL.problem(span.location(build.file), message, "Delete it."))
    build.last = Scalar(text, span, plain)
    _place(build.last, build)


def _behind(key: Span) -> Span:
    """The place of a value that is not there: behind its key's colon (libyaml says: before the next key)."""
    column, end = key.end_column + 1, key.end + 1
    return Span(key.end_line, column, end, key.end_line, column, end)


def _open(event: yaml.CollectionStartEvent, build: _Build) -> None:
    _bounded(event, build, event.tag)
    parent = build.stack[-1] if build.stack else None
    if parent and parent.entries is not None and parent.key is None:
        place = _span(event).location(build.file)
        raise _Refused(SYNTAX.problem(place, "a key must be a word", "Quote a text that begins with [ or {."))
    if len(build.stack) >= MAX_DEPTH:
        place = _span(event).location(build.file)
        raise _Refused(TOO_DEEP.problem(place, f"nested more than {MAX_DEPTH} deep", "Nothing here needs that."))
    assert event.start_mark is not None
    build.stack.append(_Open(event.start_mark, [], {} if isinstance(event, yaml.MappingStartEvent) else None))


def _close(event: yaml.CollectionEndEvent, build: _Build) -> None:
    opened = build.stack.pop()
    span = _span(event, opened.start)
    _place(Items(tuple(opened.items), span) if opened.entries is None else Fields(opened.entries, span), build)


def _place(node: Node, build: _Build) -> None:
    """Hang a finished node where it belongs."""
    if not build.stack:
        build.root = node
        return
    parent = build.stack[-1]
    if parent.entries is None:
        parent.items.append(node)
    elif parent.key is None:
        assert isinstance(node, Scalar)
        parent.key = _key(node, build)
    else:
        _entry(parent.entries, Entry(parent.key, node), build)
        parent.key = None


def _key(node: Scalar, build: _Build) -> Scalar:
    if node.plain and node.text == "<<":
        place = node.span.location(build.file)
        raise _Refused(NOT_OURS.problem(place, "a merge key (<<) is not possible in a catalog", "Write the keys out."))
    return node


def _entry(entries: dict[str, Entry], entry: Entry, build: _Build) -> None:
    first = entries.setdefault(entry.key.text, entry)
    if first is not entry:
        line = first.key.span.line + 1
        message = f"the key {entry.key.text} is here a second time; the first is on line {line}"
        build.problems.append(DUPLICATE_KEY.problem(entry.key.span.location(build.file), message, "Keep one of them."))
