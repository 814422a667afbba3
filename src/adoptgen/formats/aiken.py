"""Aiken, the plainest format for questions with one right answer (docs.moodle.org, Aiken format).

Held: question, answers, which one is right. Nothing else: no id, no feedback, no line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from adoptgen.formats.questions import Bank, Choice, Export, Item, UnreadableBankError, bank, clean, decoded, tidy

_CHOICE = re.compile(r"([A-Z])[.)][ \t]+([^ \t].*)")
_ANSWER = re.compile(r"ANSWER:\s*([A-Z])\s*")


def write(items: Sequence[Item]) -> Export:
    """The questions with one right answer."""
    lost = [f"{item.id}: {what}" for item in items for what in _lost(item)]
    return Export("\n".join(_block(item) for item in items if not _left_out(item)).encode(), tuple(lost))


def _left_out(item: Item) -> str:
    if item.several:
        return "several answers are right"
    ask = _line(item.ask)
    return "it would read as an answer" if _CHOICE.fullmatch(ask) or _ANSWER.fullmatch(ask) else ""


def _lost(item: Item) -> Iterator[str]:
    if why := _left_out(item):
        yield f"left out, {why}"
        return
    parts = {
        "the id": True,
        "the skill level": item.shows,
        "the feedback": item.feedback or any(choice.feedback for choice in item.choices),
        "the hint": item.hint,
        "the weight": item.weight != 1,
        "line breaks": "\n" in item.ask or any("\n" in choice.text for choice in item.choices),
    }
    yield ", ".join(name for name, there in parts.items() if there)


def _line(text: str) -> str:
    return tidy(text).replace("\n", " ")


def _block(item: Item) -> str:
    letters = list(zip(ascii_uppercase, item.choices, strict=False))
    right = next(letter for letter, choice in letters if choice.right)
    answers = [f"{letter}. {_line(choice.text)}" for letter, choice in letters]
    return "\n".join([_line(item.ask), *answers, f"ANSWER: {right}", ""])


def read(data: bytes) -> Bank:
    """The questions of a file. Raises UnreadableBankError."""
    lost: list[str] = []
    items: list[Item] = []
    ask, choices = list[str](), dict[str, str]()
    for number, line in enumerate(decoded(data).split("\n"), 1):
        text = clean(line)
        if answer := _ANSWER.fullmatch(text):
            items.append(
                Item("", " ".join(ask), tuple(Choice(said, key == answer[1]) for key, said in choices.items()))
            )
            if answer[1] not in choices:
                lost.append(f"line {number}: answer {answer[1]} is none of the answers")
            ask, choices = [], {}
        elif found := _CHOICE.fullmatch(text):
            choices[found[1]] = found[2]
        elif text and choices:
            raise UnreadableBankError("neither an answer such as `A. text` nor `ANSWER: A`", number)
        elif text:
            ask.append(text)
    if not items or ask or choices:
        raise UnreadableBankError("no line `ANSWER:` after the last answers", decoded(data).count("\n") + 1)
    return bank(items, lost)
