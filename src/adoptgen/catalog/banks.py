"""Assessments as question banks in the formats others read, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from adoptgen.formats import aiken, gift, moodle_xml, qti21, qti30
from adoptgen.formats import questions as form
from adoptgen.formats.bank_rules import Held
from adoptgen.formats.pictures import sniffed
from adoptgen.formats.questions import Bank, Export, Item, UnreadableBankError, tidied
from adoptgen.model.learning import Assessment
from adoptgen.model.questions import Hotspot, Option, Pool, Question, Way

Truths = tuple[str, str]
"""The words for true and false in the catalog's language."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: both ways, what it can hold, what it makes of a pool, and how its files end."""

    write: Callable[[Sequence[Item], Truths], Export]
    read: Callable[[bytes], Bank]
    held: Held
    pool: str
    ending: str


_CATEGORY = "its questions are a category of that name; draw {draw} of {number} in the LMS"
FORMATS = {
    "aiken": Format(
        lambda items, _: aiken.write(items),
        aiken.read,
        aiken.held,
        "its questions stand among the others; draw {draw} of {number} in the LMS",
        ".txt",
    ),
    "gift": Format(lambda items, _: gift.write(items), gift.read, gift.held, _CATEGORY, ".gift"),
    "moodle-xml": Format(lambda items, _: moodle_xml.write(items), moodle_xml.read, moodle_xml.held, _CATEGORY, ".xml"),
    "qti21": Format(qti21.write, qti21.read, qti21.held, "", ".zip"),
    "qti30": Format(qti30.write, qti30.read, qti30.held, "", ".zip"),
}
"""What a pool becomes is said with `draw` and `number`; nothing is said where the format has pools."""
_AIKEN = re.compile(rb"^[A-Z][.)][ \t][^\r\n]*\r?\nANSWER:", re.MULTILINE)
"""An answer, and which is right on the next line: nothing else looks so."""
NOWHERE = "a task simulated on pictures of the application, which no question bank has"
_LINK = re.compile(r"\]\([a-z]+/[a-z]")


def export(assessment: Assessment, name: str, catalog: Path, truths: Truths) -> Export:
    """A file with all questions, and what of them the format cannot hold. Raises KeyError for an unknown format.

    `catalog` is the folder that holds the pictures of hotspots.
    """
    asked: list[tuple[Question, Pool | None]] = [(question, None) for question in assessment.questions]
    asked += [(question, pool) for pool in assessment.pools for question in pool.questions]
    items = [item_of(question, catalog, pool) for question, pool in asked if question.way in _ANSWERS]
    nowhere = tuple(f"{question.id}: left out, {NOWHERE}" for question, _ in asked if question.way not in _ANSWERS)
    found = FORMATS[name].write(items, truths)
    beside = "the passing score, the number of attempts and whether questions are shuffled: set them in the LMS"
    return Export(
        found.data, (*nowhere, *found.left_out, *_links(items), *_pools(assessment.pools, FORMATS[name]), beside)
    )


def _pools(pools: Iterable[Pool], target: Format) -> Iterator[str]:
    for pool in pools:
        if target.pool:
            yield f"the pool {pool.id}: {target.pool.format(draw=pool.draw, number=len(pool.questions))}"


def _links(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if any(_LINK.search(text) for text in form.texts(item)):
            yield f"{item.id}: links into the catalog, which lead nowhere there"


def item_of(question: Question, catalog: Path, pool: Pool | None = None) -> Item:
    """A question of the catalog as banks exchange it. Raises KeyError for a simulated task, which they do not have."""
    return tidied(
        Item(
            id=question.id,
            ask=question.ask,
            answer=_ANSWERS[question.way](question, catalog),
            feedback=question.feedback or "",
            hint=question.hint or "",
            weight=question.weight,
            shows=str(question.shows),
            partial=question.partial_credit,
            attempts=question.attempts or 0,
            pool=pool.id if pool else "",
            draw=pool.draw if pool else 0,
        )
    )


def _choices(options: Iterable[Option]) -> tuple[form.Choice, ...]:
    return tuple(form.Choice(one.text, one.correct, one.feedback or "") for one in options)


def _numeric(question: Question, _: Path) -> form.Answer:
    asked = question.numeric
    return form.Numeric(asked.answer, asked.tolerance, asked.unit or "") if asked else form.Numeric(0)


def _fill_in(question: Question, _: Path) -> form.Answer:
    return form.FillIn(tuple(form.Accepted(one.text, one.credit, one.feedback or "") for one in question.fill_in))


def _cloze(question: Question, _: Path) -> form.Answer:
    asked = question.cloze
    return form.Cloze(asked.text, tuple(_choices(gap.options) for gap in asked.gaps)) if asked else form.Cloze("", ())


def _matching(question: Question, _: Path) -> form.Answer:
    return form.Matching(tuple(form.Match(one.response, one.premise or "") for one in question.matching))


def _categories(question: Question, _: Path) -> form.Answer:
    return form.Categories(tuple(form.Category(one.title, one.items) for one in question.categories))


def _hotspot(question: Question, catalog: Path) -> form.Answer:
    asked = question.hotspot
    if asked is None:
        return form.Hotspot(None, "", ())
    regions = tuple(
        form.Region(one.label, one.left, one.top, one.width, one.height, one.correct, one.feedback or "")
        for one in asked.regions
    )
    return form.Hotspot(_picture(asked, catalog), asked.description, regions)


def _picture(asked: Hotspot, catalog: Path) -> form.Picture | None:
    """The picture, if it lies in the catalog, is small enough and of a kind LMSs show."""
    path = (catalog / asked.picture).resolve()
    if not path.is_relative_to(catalog.resolve()) or not path.is_file():
        return None
    if path.stat().st_size > form.MOST_PICTURE_BYTES:
        return None
    data = path.read_bytes()
    size = sniffed(data)
    return form.Picture(data, *size) if size else None


_ANSWERS: dict[Way, Callable[[Question, Path], form.Answer]] = {
    "choice": lambda question, _: form.Choices(_choices(question.options)),
    "true-false": lambda question, _: form.TrueFalse(question.true_false is True),
    "numeric": _numeric,
    "fill-in": _fill_in,
    "cloze": _cloze,
    "matching": _matching,
    "sequencing": lambda question, _: form.Sequencing(question.sequencing),
    "categories": _categories,
    "hotspot": _hotspot,
    "likert": lambda question, _: form.Likert(question.likert),
    "free-text": lambda question, _: form.FreeText(question.free_text.model if question.free_text else ""),
}


def guess(data: bytes) -> str:
    """The format of a file, by its content; QTI of any version is read by one reader."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"PK"):
        return "qti21"
    if head.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return "moodle-xml" if b"<quiz" in head else "qti21"
    return "aiken" if _AIKEN.search(data) else "gift"


def read(data: bytes, name: str) -> Bank:
    """The questions of a file. Raises UnreadableBankError, and KeyError for an unknown format."""
    return FORMATS[name].read(data)


__all__ = ["FORMATS", "Truths", "UnreadableBankError", "export", "guess", "item_of", "read"]
