"""A choice question as question banks exchange it, whatever their format. Texts are inline Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

MOST_BYTES = 8 << 20
LONGEST_TEXT = 2000
"""Characters of one text of a question."""
MOST_WEIGHT = 100.0
LEAST_WEIGHT = 0.001
MOST_QUESTIONS = 10_000
LEAST_CHOICES = 2
MOST_CHOICES = 8
SKILL_LEVEL = re.compile(r"[a-z][a-z0-9.-]*@[1-9]")
"""The tag that carries which skill level a question shows."""


class UnreadableBankError(ValueError):
    """A file that is none of its format; `line` counts from 1, 0 where it is not known."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters no text needs; no-break spaces and joiners are none of them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose from."""

    text: str
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its answers; `several` right ones make it multiple choice."""

    id: str
    ask: str
    choices: tuple[Choice, ...]
    feedback: str = ""
    hint: str = ""
    weight: float = 1.0
    shows: str = ""

    @property
    def several(self) -> bool:
        """Whether more than one answer is right."""
        return sum(choice.right for choice in self.choices) > 1


@dataclass(frozen=True, slots=True)
class Bank:
    """What was read, and what of the file it could not hold: one sentence each."""

    items: tuple[Item, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """A written file, and what of the questions its format cannot hold: one sentence each."""

    data: bytes
    left_out: tuple[str, ...] = ()


def why_not(item: Item) -> str:
    """Why a question is none of ours, in words; empty when it is."""
    rights = sum(choice.right for choice in item.choices)
    if not LEAST_CHOICES <= len(item.choices) <= MOST_CHOICES:
        return f"{len(item.choices)} answers; {LEAST_CHOICES} to {MOST_CHOICES} can be kept"
    if rights in (0, len(item.choices)):
        return "no answer is right" if rights == 0 else "every answer is right"
    texts = (item.ask, item.feedback, item.hint, *(text for one in item.choices for text in (one.text, one.feedback)))
    if max(map(len, texts)) > LONGEST_TEXT:
        return f"a text has more than {LONGEST_TEXT} characters"
    return "a text is missing" if not item.ask or not all(choice.text for choice in item.choices) else ""


def bank(items: Iterable[Item], left_out: Iterable[str]) -> Bank:
    """The questions that can be kept, with ids of their own. Raises UnreadableBankError where there are too many."""
    kept: list[Item] = []
    lost = list(left_out)
    for item in map(tidied, items):
        if not LEAST_WEIGHT <= item.weight <= MOST_WEIGHT:
            lost.append(f"{item.id or item.ask[:40]}: the weight {item.weight:g}")
        if why := why_not(item):
            lost.append(f"{item.id or item.ask[:40]}: left out, {why}")
        else:
            kept.append(item if LEAST_WEIGHT <= item.weight <= MOST_WEIGHT else replace(item, weight=1.0))
        if len(kept) > MOST_QUESTIONS:
            raise UnreadableBankError(f"more than {MOST_QUESTIONS} questions")
    return Bank(tuple(_named(kept)), tuple(lost))


def _named(items: Sequence[Item]) -> Iterator[Item]:
    """Each under an id that is one, and its own."""
    taken: set[str] = set()
    for number, item in enumerate(items, 1):
        name = slug(item.id) or slug(" ".join(item.ask.split()[:5])) or f"question-{number}"
        count = 1
        while (unique := name if count == 1 else f"{name[:70]}-{count}") in taken:
            count += 1
        taken.add(unique)
        yield replace(item, id=unique)


def slug(text: str) -> str:
    """A text as an id: small letters, digits, hyphens and single dots; empty where nothing is left."""
    parts = (re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in text[:400].split("."))
    return re.sub(r"^[^a-z]+", "", ".".join(part for part in parts if part))[:80].rstrip("-.")


def clean(text: str) -> str:
    """A text without control characters and without white space around it."""
    return _CONTROL.sub("", text).strip(" \t\n")


def tidy(text: str) -> str:
    """A text as Markdown reads it: single spaces, no white space around lines, no empty lines."""
    lines = (re.sub("[ \t]+", " ", line).strip(" ") for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def tidied(item: Item) -> Item:
    """The question with all its texts tidy."""
    choices = tuple(Choice(tidy(one.text), one.right, tidy(one.feedback)) for one in item.choices)
    feedback, hint = tidy(item.feedback), tidy(item.hint)
    return replace(item, ask=tidy(item.ask), choices=choices, feedback=feedback, hint=hint)


def decoded(data: bytes) -> str:
    """A text file: UTF-8, with or without a mark; lines end in a line feed. Raises UnreadableBankError."""
    if len(data) > MOST_BYTES:
        raise UnreadableBankError(f"larger than {MOST_BYTES >> 20} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableBankError("not UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
