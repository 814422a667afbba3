"""GIFT, Moodle's text format for questions (docs.moodle.org, GIFT format), and its ordering questions (Moodle 4.4).

Held: id and skill level (as `[id:]` and `[tag:]` in the comment above), texts as Markdown, answers, feedback. A model
answer is the general feedback of an open question; things under headings are pairs with the tag `categories`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adoptgen.formats import moodle
from adoptgen.formats.bank_rules import shelf
from adoptgen.formats.gift_reader import read
from adoptgen.formats.questions import (
    WAYS,
    Categories,
    Choices,
    Cloze,
    Export,
    FillIn,
    FreeText,
    Hotspot,
    Item,
    Likert,
    Matching,
    Numeric,
    Sequencing,
    TrueFalse,
    figure,
    texts,
)

SPECIAL = "\\~=#{}:"
"""Signs written with a backslash before them."""
ARROW = "->"
"""Parts a pair; nothing can be written before it."""


def held(item: Item) -> Item | str:  # noqa: PLR0911  one return per way of answering
    """What GIFT can hold of a question, or why nothing."""
    kept = replace(moodle.held(item), hint="", weight=1.0)
    match kept.answer:
        case Numeric(value, tolerance):
            return replace(kept, answer=Numeric(value, tolerance))
        case FillIn() as answer if any(ARROW in text for text in texts(answer)):
            return f"{ARROW} in an answer would make it a pair"
        case Matching(matches) if any(ARROW in one.premise for one in matches):
            return f"{ARROW} within a pair would part it elsewhere"
        case Categories() as answer:
            inside = any(ARROW in text for category in answer.categories for text in category.items)
            if inside or moodle.mixed(answer):
                return f"{ARROW} within a pair would part it elsewhere" if inside else "two headings are the same"
        case Sequencing(steps):
            raw = any(sign in text for sign in "{}\\\n" for text in (kept.ask, *steps))
            odd = any(step.startswith("//") or step == "0" for step in steps)
            return "a line holds signs GIFT does not have there" if raw or odd else replace(kept, feedback="")
        case FreeText():
            return replace(kept, feedback="")
        case Cloze() | Hotspot() | Likert():
            return f"GIFT does not have {WAYS[type(kept.answer)]}"
    return kept


def write(items: Sequence[Item]) -> Export:
    """All questions GIFT can hold, one block each; a pool is a category."""
    kept, lost = shelf(items, held)
    pools = {item.id: item.pool for item in items}
    blocks: list[str] = []
    pool = ""
    for item in kept:
        if pools[item.id] != pool:
            pool = pools[item.id]
            blocks.append(f"$CATEGORY: {pool}\n")
        blocks.append(_block(item))
    return Export("\n".join(blocks).encode(), lost)


def _block(item: Item) -> str:
    tags = (item.shows, moodle.CATEGORIES if isinstance(item.answer, Categories) else "")
    marks = "".join(f" [tag:{tag}]" for tag in tags if tag)
    lines = [f"// [id:{item.id}]{marks}", f"::{_escaped(item.id)}::[markdown]{_escaped(item.ask)}{{"]
    opening, *rest = _answers(item)
    lines[-1] += opening
    general = item.answer.model if isinstance(item.answer, FreeText) else item.feedback
    return "\n".join([*lines, *rest, *([_said("####", general)] if general else []), "}", ""])


def _answers(item: Item) -> Iterator[str]:
    """What stands on the line of the brace, then a line per answer."""
    match item.answer:
        case TrueFalse(right):
            yield "TRUE" if right else "FALSE"
        case Numeric(value, tolerance):
            yield f"#{figure(value)}:{figure(tolerance)}"
        case Sequencing(steps):
            yield f">{len(steps)} ALL VERTICAL {'ABSOLUTE_POSITION' if item.partial else 'ALL_OR_NOTHING'} SHOW none"
            yield from steps
        case Choices() | FillIn() | Matching() | Categories() as answer:
            yield ""
            yield from _lines(answer)
        case _:
            yield ""


def _lines(answer: Choices | FillIn | Matching | Categories) -> Iterator[str]:
    match answer:
        case Choices(choices):
            rights = sum(choice.right for choice in choices)
            for choice in choices:
                sign = _sign(choice.right, choice.text, rights, len(choices))
                yield sign + _marked(choice.text) + _said("#", choice.feedback)
        case FillIn(accepted):
            for one in accepted:
                worth = moodle.percent(moodle.grade(one.credit))
                yield f"=%{worth}%{_marked(moodle.starred(one.text))}{_said('#', one.feedback)}"
        case Matching(matches):
            for pair in matches:
                yield f"={_marked(pair.premise)} {ARROW} {_escaped(pair.response)}"
        case Categories():
            yield from _lines(moodle.pairs(answer))


def _sign(right: bool, text: str, rights: int, number: int) -> str:
    if rights == 1:
        return "=" if right else "~%0%" if text.startswith("%") else "~"
    return f"~%{moodle.percent(moodle.shares(right, rights, number))}%"


def _said(sign: str, text: str) -> str:
    return f"{sign}{_marked(text)}" if text else ""


def _marked(text: str) -> str:
    """What begins with [ could be taken for a format."""
    return f"[markdown]{_escaped(text)}" if text.startswith("[") else _escaped(text)


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in SPECIAL else sign for sign in text).replace("\n", "\\n")


__all__ = ["held", "read", "write"]
