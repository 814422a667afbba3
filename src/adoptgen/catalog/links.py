"""Where the Markdown of a text leads, and where that stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from adoptgen.catalog.nodes import Scalar
from adoptgen.catalog.shape import Inside
from adoptgen.model.base import Translatable
from adoptgen.problems import Location

_CODE = re.compile(r"^(```|~~~).*?(?:^\1|\Z)|(?<!`)(`+)(?!`)[^`\n]*?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
_TARGETS = re.compile(
    r"(?P<picture>!)?\[[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*\]\(\s*<?(?P<inline>[^)>\s]*)"
    r"|^ {0,3}\[[^\]\n]+\]:\s*<?(?P<below>[^>\s]+)"
    r"|<a\s[^<>\n]*?href=[\"'](?P<href>[^\"'\n]*)|<img\s[^<>\n]*?src=[\"'](?P<src>[^\"'\n]*)",
    re.MULTILINE,
)
OUTSIDE = ("http:", "https:", "mailto:")
"""What a link may lead to outside the catalog."""


class Link(NamedTuple):
    """A target written in a text."""

    target: str
    picture: bool
    location: Location


def links_of(file: str, source: str, inside: Inside) -> Iterator[Link]:
    """Every link and picture in the Markdown of one file; `source` is the file's whole text."""
    for found, mark in inside.of(Translatable):
        text = found.node.text
        if mark.markup != "plain" and ("](" in text or "]:" in text or "=" in text):
            yield from _in(file, source, found.node)


def _in(file: str, source: str, node: Scalar) -> Iterator[Link]:
    text = _CODE.sub(lambda code: " " * len(code[0]), node.text)
    start = node.span.start
    for match in _TARGETS.finditer(text):
        target = next((match[name] for name in ("inline", "below", "href", "src") if match[name] is not None), "")
        at = source.find(target, start, node.span.end) if target else -1
        if at >= 0:
            start = at + len(target)
        place = _location(file, source, at, target) if at >= 0 else node.span.location(file)
        yield Link(target, bool(match["picture"]) or match["src"] is not None, place)


def _location(file: str, source: str, at: int, target: str) -> Location:
    line = source.count("\n", 0, at) + 1
    column = at - source.rfind("\n", 0, at)
    return Location(file, line, column, line, column + len(target))
