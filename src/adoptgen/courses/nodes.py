"""Sanitised HTML as a tree of plain lists, so that a player builds elements instead of parsing markup.

A node is a text, or `[tag, child...]`, or `[tag, {attribute: value}, child...]`. The player knows its own list of
tags and attributes: nothing else can come to life in the learner's browser.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

Node = str | list[Any]
_VOID = frozenset({"br", "hr", "img"})


def nodes(html: str) -> list[Node]:
    """The tree of well-formed HTML (what the sanitiser returns)."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root[1:]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Any] = [""]
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node: list[Any] = [tag]
        if attrs:
            node.append({name: value or "" for name, value in attrs})
        self._open[-1].append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() or "\n" not in data:
            self._open[-1].append(data)
