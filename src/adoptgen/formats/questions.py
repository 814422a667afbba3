"""A question as question banks exchange it, whatever their format and its way of answering.

Texts are inline Markdown; those of `PLAIN` are one line without markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar, cast

MOST_BYTES = 8 << 20
MOST_PICTURE_BYTES = 1 << 20
SKILL_LEVEL = re.compile(r"[a-z][a-z0-9.-]*@[1-9]")
"""The tag that carries which skill level a question shows."""
BLANK = "_____"
"""Where the answer of a question stands within its text."""
MARK = re.compile(r"\{([1-9])\}")
"""Where a gap stands in a cloze's text."""
FIGURE = re.compile(r"[-+]?(?:[0-9]{1,15}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,2})?")
_WRITTEN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_T = TypeVar("_T")


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
class Choices:
    """Answers to choose from; `several` right ones make it multiple choice."""

    choices: tuple[Choice, ...]

    @property
    def several(self) -> bool:
        """Whether more than one answer is right."""
        return sum(choice.right for choice in self.choices) > 1


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """Whether the statement is true."""

    right: bool


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number, right if it is at most `tolerance` away."""

    answer: float
    tolerance: float = 0.0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A text that may be typed, and what it is worth in percent."""

    text: str
    credit: int = 100
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class FillIn:
    """Texts that count as an answer, the right one first."""

    texts: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with {1}, {2} and so on, in this order, and the list each is filled from."""

    text: str
    gaps: tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two things that belong together; a response without a premise belongs to none."""

    response: str
    premise: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs to find, then responses that belong to none."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Sequencing:
    """Steps in their right order."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A heading and what belongs under it."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Categories:
    """Things to sort under headings."""

    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its size in pixels; `ending` says what it is, such as png."""

    data: bytes
    ending: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle on a picture, in percent of its width and height."""

    label: str
    left: float
    top: float
    width: float
    height: float
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A picture on which a place is pointed at; without `picture` where there is none to send."""

    picture: Picture | None
    description: str
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Likert:
    """A scale from the lowest to the highest."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FreeText:
    """One's own words, and a good answer to compare them with."""

    model: str


Answer = (
    Choices | TrueFalse | Numeric | FillIn | Cloze | Matching | Sequencing | Categories | Hotspot | Likert | FreeText
)
WAYS: dict[type, str] = {
    Choices: "a choice",
    TrueFalse: "a true/false question",
    Numeric: "a number",
    FillIn: "a text to type",
    Cloze: "a text with gaps",
    Matching: "pairs to match",
    Sequencing: "steps to order",
    Categories: "things to sort under headings",
    Hotspot: "a place on a picture",
    Likert: "a scale",
    FreeText: "an answer in one's own words",
}
"""How each way of answering is called in sentences."""
PLAIN = {(Accepted, "text"), (Numeric, "unit"), (Region, "label"), (Hotspot, "description"), (Likert, "steps")}
"""Texts that are one line without markup."""
UNSCORED = (Likert, FreeText)


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `attempts` 0: as many as the test allows; of its `pool`, `draw` are asked at a time."""

    id: str
    ask: str
    answer: Answer
    feedback: str = ""
    hint: str = ""
    weight: float = 1.0
    shows: str = ""
    partial: bool = False
    attempts: int = 0
    pool: str = ""
    draw: int = 0


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


def parts(answer: Answer) -> int:  # noqa: PLR0911  one return per way of answering
    """How many things have to be right for the whole to be right; 1 where it cannot be right in part."""
    match answer:
        case Choices(choices):
            return sum(choice.right for choice in choices)
        case Cloze(_, gaps):
            return len(gaps)
        case Matching(matches):
            return sum(bool(one.premise) for one in matches)
        case Sequencing(steps):
            return len(steps)
        case Categories(categories):
            return sum(len(category.items) for category in categories)
        case Hotspot(_, _, regions):
            return sum(region.right for region in regions)
    return 1


def figure(value: float) -> str:
    """A number as digits and point, never with an exponent."""
    text = format(Decimal(repr(value)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def is_figure(value: float) -> bool:
    """Whether the catalog can hold a number."""
    return _WRITTEN.fullmatch(figure(value)) is not None if abs(value) < 1e15 else False


def number(text: str) -> float | None:
    """A number somebody wrote, or None."""
    return float(text) if FIGURE.fullmatch(text := text.strip()[:60]) else None


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


def line(text: str) -> str:
    """A text on one line."""
    return tidy(text).replace("\n", " ")


def tidied(item: Item) -> Item:
    """The question with tidy texts, and what has no meaning for its way of answering as if it were not said."""
    found = mapped(item, lambda owner, name, text: line(text) if (owner, name) in PLAIN else tidy(text))
    answer = _ordered(found.answer)
    if isinstance(answer, UNSCORED):
        return replace(found, answer=answer, weight=1.0, attempts=0, partial=False)
    return replace(found, answer=answer, partial=found.partial and parts(answer) > 1)


def mapped(value: _T, change: Callable[[type, str, str], str]) -> _T:
    """A frozen value with every text in it changed, except of what is no text: ids, tags, pictures."""
    if not is_dataclass(value) or isinstance(value, Picture):
        return value
    kept = ("id", "shows", "pool")
    changed = {
        field.name: _field(type(value), field.name, getattr(value, field.name), change)
        for field in fields(value)
        if not (isinstance(value, Item) and field.name in kept)
    }
    return cast(_T, replace(cast(Any, value), **changed))


def _field(owner: type, name: str, value: Any, change: Callable[[type, str, str], str]) -> Any:
    if isinstance(value, str):
        return change(owner, name, value)
    if isinstance(value, tuple):
        return tuple(_field(owner, name, one, change) for one in value)
    return mapped(value, change)


def texts(value: Any) -> Iterator[str]:
    """Every text of a question, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value) and not isinstance(value, Picture):
        for field in fields(value):
            if not isinstance(value, Item) or field.name not in ("id", "shows", "pool"):
                yield from texts(getattr(value, field.name))


def _ordered(answer: Answer) -> Answer:
    """The one form of equal answers: gaps as they stand in the text, distractors once and last, right texts first."""
    match answer:
        case Cloze(text, gaps):
            places = [int(found[1]) for found in MARK.finditer(text)]
            if sorted(places) != list(range(1, len(gaps) + 1)):
                return answer
            order = {place: number for number, place in enumerate(places, 1)}
            numbered = MARK.sub(lambda found: f"{{{order[int(found[1])]}}}", text)
            return Cloze(numbered, tuple(gaps[place - 1] for place in places))
        case Matching(matches):
            pairs = tuple(one for one in matches if one.premise)
            given = {one.response for one in pairs}
            rest = dict.fromkeys(one.response for one in matches if one.response not in given)
            return Matching((*pairs, *map(Match, rest)))
        case FillIn(accepted):
            best = sorted(accepted, key=lambda one: one.credit < 100)
            first: dict[str, Accepted] = {}
            for one in best:
                first.setdefault(one.text.casefold(), one)
            return FillIn(tuple(first.values()))
    return answer


def decoded(data: bytes) -> str:
    """A text file: UTF-8, with or without a mark; lines end in a line feed. Raises UnreadableBankError."""
    if len(data) > MOST_BYTES:
        raise UnreadableBankError(f"larger than {MOST_BYTES >> 20} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableBankError("not UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
