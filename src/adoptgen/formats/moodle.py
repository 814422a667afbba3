"""What Moodle's question types have in common, in whichever format they travel (docs.moodle.org, Question types)."""

from __future__ import annotations

import re
from dataclasses import replace

from adoptgen.formats.questions import (
    Accepted,
    Categories,
    Category,
    FillIn,
    Item,
    Match,
    Matching,
    Sequencing,
    parts,
    tidied,
)

GRADES = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10,
    5, 0,
)  # fmt: skip
"""Percent an answer may be worth; an import refuses questions with others (Import questions, "Match grades")."""
CATEGORIES = "categories"
"""The tag of a matching question whose responses are headings."""
_WILDCARD = re.compile(r"(?<!\\)\*")


def held(item: Item) -> Item:
    """What every format of Moodle's can hold: parts always count, worth has steps, tries are the quiz's."""
    answer = item.answer
    if isinstance(answer, FillIn):
        answer = FillIn(tuple(Accepted(one.text, round(grade(one.credit)), one.feedback) for one in answer.texts))
    partial = item.partial if isinstance(answer, Sequencing) else parts(answer) > 1
    return tidied(replace(item, answer=answer, partial=partial, attempts=0, pool="", draw=0))


def grade(credit: float) -> float:
    """The worth Moodle knows that is nearest; what is partly right never becomes wholly right or wrong."""
    if credit in (0, 100):
        return credit
    return min(GRADES[1:-1], key=lambda worth: abs(worth - credit))


def percent(share: float) -> str:
    """A share in percent as Moodle writes it."""
    return f"{share:.5f}".rstrip("0").rstrip(".")


def shares(right: bool, rights: int, number: int) -> float:
    """Right answers share the mark; of several, wrong ones cost their share, so that ticking all is worth nothing."""
    if right:
        return 100 / rights
    return -100 / (number - rights) if rights > 1 else 0


def starred(text: str) -> str:
    """A short answer that means its asterisks (Short-Answer question type, Wildcard usage)."""
    return text.replace("*", r"\*")


def unstarred(text: str) -> str:
    """A short answer as it is typed."""
    return text.replace(r"\*", "*")


def wild(text: str) -> bool:
    """Whether a short answer stands for many."""
    return _WILDCARD.search(text) is not None


def mixed(answer: Categories) -> bool:
    """Whether two headings are the same, so that pairs cannot tell them apart."""
    return len({category.title for category in answer.categories}) < len(answer.categories)


def pairs(answer: Categories) -> Matching:
    """Things and their headings as pairs."""
    return Matching(
        tuple(Match(category.title, one) for category in answer.categories for one in category.items),
    )


def sorted_out(answer: Matching) -> Categories:
    """Pairs as headings and what belongs under them, in the order of the headings' first thing."""
    found: dict[str, list[str]] = {}
    for one in answer.matches:
        found.setdefault(one.response, []).extend([one.premise] if one.premise else [])
    return Categories(tuple(Category(title, tuple(items)) for title, items in found.items()))
