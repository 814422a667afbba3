"""What Playwright's recorder writes, whatever the language: chains of calls on a page.

`playwright_python` and `playwright_javascript` make these values of a script; nothing of it is ever executed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Pattern:
    """A regular expression, as text."""

    source: str


@dataclass(frozen=True)
class Function:
    """A function given as an argument: only the words in it are known."""

    words: frozenset[str]


@dataclass(frozen=True)
class Link:
    """One `.name(arguments)` of a chain; `.name` alone is no call."""

    name: str
    """As JavaScript calls it, in camel case."""
    args: tuple[Value, ...] = ()
    options: dict[str, Value] = field(default_factory=dict)
    is_call: bool = True


@dataclass(frozen=True)
class Chain:
    """A word and what is called on it; a call of the word itself is a link without name."""

    root: str
    links: tuple[Link, ...]


Value: TypeAlias = "str | int | float | bool | Pattern | Function | Chain | list[Value] | dict[str, Value] | None"


@dataclass(frozen=True)
class Statement:
    """A line of the script: a chain, and the name its value is given."""

    line: int
    chain: Chain
    assigned: str = ""


@dataclass(frozen=True)
class Unknown:
    """A line of the script that the recorder does not write."""

    line: int
    what: str
