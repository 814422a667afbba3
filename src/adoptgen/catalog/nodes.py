"""What was written, with its place: the tree the reader makes of a file before anybody asks what it means.

Scalars stay the text that was written; whether `1.10` is a number is for the field to say that wants it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from adoptgen.problems import Location

Path = tuple[str | int, ...]


class Span(NamedTuple):
    """From where to where, counted from 0 in code points; the end is exclusive."""

    line: int
    column: int
    start: int
    end_line: int
    end_column: int
    end: int

    def location(self, file: str) -> Location:
        """The same for people: counted from 1, with the file."""
        return Location(file, self.line + 1, self.column + 1, self.end_line + 1, self.end_column + 1)


class Scalar(NamedTuple):
    """A text. `plain`: written without quotes and not as a block."""

    text: str
    span: Span
    plain: bool = False


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    span: Span


class Entry(NamedTuple):
    """A key as written, and what it holds."""

    key: Scalar
    node: Node


class Fields(NamedTuple):
    """A mapping, in the order written; keys are unique."""

    entries: dict[str, Entry]
    span: Span


Node = Scalar | Items | Fields


def value_of(node: Node) -> Any:
    """The tree as strings, lists and mappings: what pydantic is given."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [value_of(item) for item in node.items]
    return {name: value_of(entry.node) for name, entry in node.entries.items()}


def child(node: Node, part: str | int) -> Node | None:
    """What lies one step below, or None."""
    if isinstance(node, Fields) and isinstance(part, str):
        entry = node.entries.get(part)
        return entry.node if entry else None
    if isinstance(node, Items) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


def deepest(node: Node, path: Path) -> tuple[Node, int]:
    """The node the longest known beginning of `path` leads to, and how long that beginning is."""
    for depth, part in enumerate(path):
        below = child(node, part)
        if below is None:
            return node, depth
        node = below
    return node, len(path)


def text_at(node: Node | None, name: str) -> Scalar | None:
    """The text under a key of a mapping, or None."""
    found = child(node, name) if node is not None else None
    return found if isinstance(found, Scalar) else None


def items_at(node: Node | None, name: str) -> tuple[Node, ...] | None:
    """The list under a key of a mapping, or None."""
    found = child(node, name) if node is not None else None
    return found.items if isinstance(found, Items) else None
