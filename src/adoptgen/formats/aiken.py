"""Aiken, the plainest format for questions with one right answer (docs.moodle.org, Aiken format).

Held: question, answers, which one is right. Nothing else: no id, no feedback, no line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_uppercase

from adoptgen.formats.bank_rules import bank, shelf
from adoptgen.formats.questions import (
    WAYS,
    Bank,
    Choice,
    Choices,
    Export,
    Item,
    UnreadableBankError,
    clean,
    decoded,
    line,
)

_CHOICE = re.compile(r"([A-Z])[.)][ \t]+([^ \t].*)")
_ANSWER = re.compile(r"ANSWER:\s*([A-Z])\s*")


def held(item: Item) -> Item | str:
    """What Aiken can hold of a question, or why nothing."""
    if not isinstance(item.answer, Choices):
        return f"Aiken does not have {WAYS[type(item.answer)]}"
    if item.answer.several:
        return "several answers are right"
    ask = line(item.ask)
    if _CHOICE.fullmatch(ask) or _ANSWER.fullmatch(ask):
        return "it would read as an answer"
    return Item("", ask, Choices(tuple(Choice(line(one.text), one.right) for one in item.answer.choices)))


def write(items: Sequence[Item]) -> Export:
    """The questions with one right answer."""
    kept, lost = shelf(items, held)
    return Export("\n".join(map(_block, kept)).encode(), lost)


def _block(item: Item) -> str:
    choices = item.answer.choices if isinstance(item.answer, Choices) else ()
    letters = list(zip(ascii_uppercase, choices, strict=False))
    right = next(letter for letter, choice in letters if choice.right)
    answers = [f"{letter}. {choice.text}" for letter, choice in letters]
    return "\n".join([item.ask, *answers, f"ANSWER: {right}", ""])


def read(data: bytes) -> Bank:
    """The questions of a file. Raises UnreadableBankError."""
    lost: list[str] = []
    items: list[Item] = []
    ask, choices = list[str](), dict[str, str]()
    for number, row in enumerate(decoded(data).split("\n"), 1):
        text = clean(row)
        if answer := _ANSWER.fullmatch(text):
            found = Choices(tuple(Choice(said, key == answer[1]) for key, said in choices.items()))
            items.append(Item("", " ".join(ask), found))
            if answer[1] not in choices:
                lost.append(f"line {number}: answer {answer[1]} is none of the answers")
            ask, choices = [], {}
        elif option := _CHOICE.fullmatch(text):
            choices[option[1]] = option[2]
        elif text and choices:
            raise UnreadableBankError("neither an answer such as `A. text` nor `ANSWER: A`", number)
        elif text:
            ask.append(text)
    if not items or ask or choices:
        raise UnreadableBankError("no line `ANSWER:` after the last answers", decoded(data).count("\n") + 1)
    return bank(items, lost)
