"""What can be wrong with a package: rules with the clause they stand on, and faults found by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

MOST_ALIKE = 20
"""Faults of one rule that are told one by one; more help nobody."""


def printable(text: str) -> str:
    """A stranger's words as they can be printed on one line: control characters and direction marks spelt out."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a package: an entry and a line and column in it, from 1; 0 where there is none."""

    entry: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong, under a code that never changes its meaning."""

    code: str
    summary: str
    """What is asked for, in half a sentence."""
    clause: str
    """Where it is asked for: document and section, or the LMS that was seen to need it."""
    why: str
    """What happens otherwise."""
    warning: bool = False

    def fault(self, message: str, help_: str, spot: Spot | None = None) -> Fault:
        """A breach of this rule."""
        return Fault(self, printable(message), printable(help_), spot or Spot())


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where, and the way out."""

    rule: Rule
    message: str
    help: str
    spot: Spot


def bounded(faults: Iterable[Fault]) -> Iterator[Fault]:
    """At most MOST_ALIKE faults of each rule; the last one says how many more there are."""
    found = list(faults)
    total = Counter(fault.rule.code for fault in found)
    seen: Counter[str] = Counter()
    for fault in found:
        code = fault.rule.code
        seen[code] += 1
        if seen[code] < MOST_ALIKE or total[code] == MOST_ALIKE == seen[code]:
            yield fault
        elif seen[code] == MOST_ALIKE:
            yield replace(fault, message=f"{fault.message}; and {total[code] - MOST_ALIKE} more like this")
