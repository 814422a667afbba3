"""Moodle XML (docs.moodle.org, Moodle XML format; ordering: core since Moodle 4.4).

Texts travel as Markdown. The skill level is a tag, the id stands in `idnumber` and `name`. Things under headings are
pairs with the tag `categories`; a place on a picture is a marker to drag onto it, which goes there and not back.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from adoptgen.formats import moodle, moodle_cloze
from adoptgen.formats.bank_rules import shelf
from adoptgen.formats.bank_xml import writable
from adoptgen.formats.moodle_reader import read
from adoptgen.formats.questions import (
    MARK,
    WAYS,
    Categories,
    Choice,
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
    Region,
    Sequencing,
    TrueFalse,
    figure,
    line,
)

PENALTY = "0.3333333"
"""Moodle's own default: share of the mark lost with each further try."""
MARKER = "\u2715"
"""What is dragged onto a picture."""
UNITS = {"unitgradingtype": "0", "unitpenalty": "0.1", "unitsleft": "0"}
"""A unit may be typed, costs nothing when missing, and stands behind the number."""


def held(item: Item) -> Item | str:  # noqa: PLR0911  one return per way of answering
    """What Moodle can hold of a question, or why nothing."""
    kept = moodle.held(item)
    match kept.answer:
        case Cloze(text, gaps):
            if moodle_cloze.is_gap(text) or moodle_cloze.is_gap(kept.ask) or MARK.search(kept.ask):
                return "its text would be read as a gap"
            if any(moodle_cloze.ends_badly(choice) for gap in gaps for choice in gap):
                return "Moodle does not see where an answer ends that ends in & or \\"
            each = max(1, min(100, round(kept.weight / len(gaps))))
            lines = tuple(tuple(Choice(line(one.text), one.right, line(one.feedback)) for one in gap) for gap in gaps)
            return replace(kept, answer=Cloze(text, lines), weight=float(each * len(gaps)))
        case Categories() as answer if moodle.mixed(answer):
            return "two headings are the same"
        case Hotspot(None):
            return "its picture is missing, too large, or none of PNG, JPEG, GIF and WebP"
        case Hotspot(picture, _, regions):
            right = tuple(replace(one, label=MARKER, feedback="") for one in regions if one.right)
            return replace(kept, answer=Hotspot(picture, "", right))
        case Likert():
            return f"Moodle's question bank does not have {WAYS[Likert]}"
    return kept


def write(items: Sequence[Item]) -> Export:
    """A quiz with all questions Moodle can hold; a pool is a category."""
    kept, lost = shelf(items, held)
    pools = {item.id: item.pool for item in items}
    quiz = etree.Element("quiz")
    pool = ""
    for item in kept:
        if pools[item.id] != pool:
            pool = pools[item.id]
            category = etree.SubElement(quiz, "question", {"type": "category"})
            _text(category, "category", f"$course$/top/{pool}", markdown=False)
        _question(quiz, item)
    etree.indent(quiz, " ")
    return Export(etree.tostring(quiz, xml_declaration=True, encoding="UTF-8") + b"\n" if kept else b"", lost)


_TYPES = {
    Choices: "multichoice",
    TrueFalse: "truefalse",
    Numeric: "numerical",
    FillIn: "shortanswer",
    Cloze: "cloze",
    Matching: "matching",
    Categories: "matching",
    Sequencing: "ordering",
    Hotspot: "ddmarker",
    FreeText: "essay",
}


def _question(quiz: etree._Element, item: Item) -> None:
    question = etree.SubElement(quiz, "question", {"type": _TYPES[type(item.answer)]})
    _text(question, "name", item.id, markdown=False)
    _text(question, "questiontext", _ask(item))
    _text(question, "generalfeedback", item.feedback)
    grade = f"{item.weight:g}" if float(f"{item.weight:g}") == item.weight else figure(item.weight)
    _values(question, {"defaultgrade": grade, "penalty": PENALTY, "hidden": "0", "idnumber": item.id})
    _answers(question, item)
    if item.hint:
        _text(question, "hint", item.hint)
    marks = [item.shows, moodle.CATEGORIES if isinstance(item.answer, Categories) else ""]
    if any(marks):
        tags = etree.SubElement(question, "tags")
        for mark in filter(None, marks):
            _text(tags, "tag", mark, markdown=False)


def _ask(item: Item) -> str:
    if not isinstance(item.answer, Cloze):
        return item.ask
    mark = round(item.weight / len(item.answer.gaps))
    return f"{item.ask}\n\n{moodle_cloze.written(item.answer, mark)}"


def _answers(question: etree._Element, item: Item) -> None:
    match item.answer:
        case Choices(choices) as answer:
            single = "false" if answer.several else "true"
            _values(question, {"single": single, "shuffleanswers": "true", "answernumbering": "none"})
            rights = sum(choice.right for choice in choices)
            for choice in choices:
                share = moodle.shares(choice.right, rights, len(choices))
                _answer(question, choice.text, share, choice.feedback)
        case TrueFalse(right):
            for truth in (True, False):
                _answer(question, str(truth).lower(), 100 * (truth is right), markdown=False)
        case Numeric():
            _numeric(question, item.answer)
        case FillIn(texts):
            _values(question, {"usecase": "0"})
            for one in texts:
                worth = moodle.grade(one.credit)
                _answer(question, moodle.starred(one.text), worth, one.feedback, markdown=False)
        case Matching() | Categories() as pairs:
            _matching(question, pairs)
        case Sequencing():
            _ordering(question, item.answer, item.partial)
        case Hotspot():
            _markers(question, item.answer)
        case FreeText(model):
            _values(question, {"responseformat": "editor", "responserequired": "1", "responsefieldlines": "10"})
            _text(question, "graderinfo", model)


def _numeric(question: etree._Element, asked: Numeric) -> None:
    answer = _answer(question, figure(asked.answer), 100, markdown=False)
    _values(answer, {"tolerance": figure(asked.tolerance)})
    _values(question, UNITS | {"showunits": "0" if asked.unit else "3"})
    if asked.unit:
        unit = etree.SubElement(etree.SubElement(question, "units"), "unit")
        _values(unit, {"multiplier": "1", "unit_name": writable(asked.unit)})


def _matching(question: etree._Element, answer: Matching | Categories) -> None:
    pairs = moodle.pairs(answer) if isinstance(answer, Categories) else answer
    _values(question, {"shuffleanswers": "true"})
    for pair in pairs.matches:
        _text(_text(question, "subquestion", pair.premise), "answer", pair.response, markdown=False)


def _ordering(question: etree._Element, answer: Sequencing, partial: bool) -> None:
    values = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": str(len(answer.steps)),
        "gradingtype": "ABSOLUTE_POSITION" if partial else "ALL_OR_NOTHING",
        "showgrading": "SHOW",
        "numberingstyle": "none",
    }
    _values(question, values)
    for place, step in enumerate(answer.steps, 1):
        _answer(question, step, place)


def _markers(question: etree._Element, answer: Hotspot) -> None:
    """One marker for each place that is right."""
    picture = answer.picture
    if picture is None:
        return
    file = etree.SubElement(question, "file", {"name": f"picture.{picture.ending}", "encoding": "base64"})
    file.text = base64.b64encode(picture.data).decode()
    drag = etree.SubElement(question, "drag")
    _values(drag, {"no": "1", "text": MARKER, "noofdrags": str(len(answer.regions))})
    for place, region in enumerate(answer.regions, 1):
        drop = etree.SubElement(question, "drop")
        coords = _coords(region, picture.width, picture.height)
        _values(drop, {"no": str(place), "shape": "rectangle", "coords": coords, "choice": "1"})


def _coords(region: Region, width: int, height: int) -> str:
    """Left and top; width and height, in pixels."""
    left, top = round(region.left * width / 100), round(region.top * height / 100)
    across, down = max(1, round(region.width * width / 100)), max(1, round(region.height * height / 100))
    return f"{left},{top};{across},{down}"


def _answer(
    question: etree._Element, text: str, share: float, feedback: str = "", *, markdown: bool = True
) -> etree._Element:
    answer = _text(question, "answer", text, markdown=markdown)
    answer.set("fraction", moodle.percent(share))
    _text(answer, "feedback", feedback)
    return answer


def _values(parent: etree._Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        etree.SubElement(parent, name).text = value


def _text(parent: etree._Element, name: str, text: str, *, markdown: bool = True) -> etree._Element:
    element = etree.SubElement(parent, name)
    if markdown:
        element.set("format", "markdown")
    etree.SubElement(element, "text").text = writable(text)
    return element


__all__ = ["held", "read", "write"]
