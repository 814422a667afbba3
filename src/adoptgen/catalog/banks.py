"""Assessments as question banks in the formats others read, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from adoptgen.formats import aiken, gift, moodle_xml, qti21
from adoptgen.formats.questions import Bank, Export, Item, UnreadableBankError, tidied
from adoptgen.formats.questions import Choice as BankChoice
from adoptgen.model.learning import Assessment
from adoptgen.model.questions import Question


@dataclass(frozen=True, slots=True)
class Format:
    """One format: both ways, and how its files end."""

    write: Callable[[Sequence[Item]], Export]
    read: Callable[[bytes], Bank]
    ending: str


FORMATS = {
    "aiken": Format(aiken.write, aiken.read, ".txt"),
    "gift": Format(gift.write, gift.read, ".gift"),
    "moodle-xml": Format(moodle_xml.write, moodle_xml.read, ".xml"),
    "qti21": Format(qti21.write, qti21.read, ".zip"),
}
_LINK = re.compile(r"\]\([a-z]+/[a-z]")
MINUTES = 1
"""Effort per imported question, until the author says otherwise."""


def export(assessment: Assessment, form: str) -> Export:
    """A file with all questions, and what of them the format cannot hold. Raises KeyError for an unknown format."""
    items = [item_of(question) for question in assessment.bank]
    found = FORMATS[form].write(items)
    beside = ("the passing score, the number of attempts and whether questions are shuffled: set them in the LMS",)
    return Export(found.data, (*found.left_out, *_links(items), *beside))


def _links(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        texts = (item.ask, item.feedback, *(text for one in item.choices for text in (one.text, one.feedback)))
        if any(_LINK.search(text) for text in texts):
            yield f"{item.id}: links into the catalog, which lead nowhere there"


def item_of(question: Question) -> Item:
    """A question of the catalog as banks exchange it."""
    choices = tuple(BankChoice(one.text, one.correct, one.feedback or "") for one in question.options)
    return tidied(
        Item(
            question.id,
            question.ask,
            choices,
            question.feedback or "",
            question.hint or "",
            question.weight,
            str(question.shows),
        )
    )


def guess(data: bytes) -> str:
    """The format of a file, by its content."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"PK"):
        return "qti21"
    if head.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return "moodle-xml" if b"<quiz" in head else "qti21"
    return "aiken" if b"\nANSWER:" in data and b"{" not in data else "gift"


def read(data: bytes, form: str) -> Bank:
    """The questions of a file. Raises UnreadableBankError, and KeyError for an unknown format."""
    return FORMATS[form].read(data)


def sheet(identifier: str, title: str, summary: str, items: Iterable[Item], shows: str) -> str:
    """A file of an assessment with these questions; `shows` is the skill level of those that name none."""
    questions = [_question(item, shows) for item in items]
    levels = list(dict.fromkeys(question["shows"] for question in questions))
    values: dict[str, Any] = {
        "id": identifier,
        "title": title,
        "summary": summary,
        "teaches": levels,
        "effort": max(1, MINUTES * len(questions)),
        "questions": questions,
    }
    return yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _question(item: Item, shows: str) -> dict[str, Any]:
    values = {"id": item.id, "shows": item.shows or shows, "ask": item.ask}
    maybe: Mapping[str, Any] = {"hint": item.hint, "feedback": item.feedback}
    found: dict[str, Any] = values | {name: text for name, text in maybe.items() if text}
    if item.weight != 1:
        found["weight"] = round(item.weight, 6)
    return found | {"options": [_option(choice) for choice in item.choices]}


def _option(choice: BankChoice) -> str | dict[str, Any]:
    if not choice.right and not choice.feedback:
        return choice.text
    right = {"correct": True} if choice.right else {}
    return {"text": choice.text, **right, **({"feedback": choice.feedback} if choice.feedback else {})}


class _Dumper(yaml.SafeDumper):
    """Plain YAML: no anchors, lists indented below their key."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never an alias: the catalog's reader refuses them."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand two to the right of their key."""
        super().increase_indent(flow, False)


__all__ = ["FORMATS", "UnreadableBankError", "export", "guess", "item_of", "read", "sheet"]
