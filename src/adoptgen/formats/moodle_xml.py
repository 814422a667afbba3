"""Moodle XML, the format that holds all of our choice questions (docs.moodle.org, Moodle XML format).

Texts travel as Markdown. The skill level is a tag, the id stands in `idnumber` and `name`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree, html

from adoptgen.formats.bank_xml import document, local, words, writable
from adoptgen.formats.questions import SKILL_LEVEL, Bank, Choice, Export, Item, UnreadableBankError, bank, clean

CHOICES = ("multichoice", "truefalse")
PENALTY = "0.3333333"
"""Moodle's own default: share of the mark lost with each further try."""


def write(items: Sequence[Item]) -> Export:
    """A quiz with all questions."""
    quiz = etree.Element("quiz")
    for item in items:
        _question(quiz, item)
    etree.indent(quiz, " ")
    return Export(etree.tostring(quiz, xml_declaration=True, encoding="UTF-8") + b"\n")


def _question(quiz: etree._Element, item: Item) -> None:
    question = etree.SubElement(quiz, "question", {"type": "multichoice"})
    _text(question, "name", item.id, markdown=False)
    _text(question, "questiontext", item.ask)
    _text(question, "generalfeedback", item.feedback)
    values = {
        "defaultgrade": f"{item.weight:g}" if float(f"{item.weight:g}") == item.weight else repr(item.weight),
        "penalty": PENALTY,
        "hidden": "0",
        "idnumber": item.id,
        "single": "false" if item.several else "true",
        "shuffleanswers": "true",
        "answernumbering": "none",
    }
    for name, value in values.items():
        etree.SubElement(question, name).text = value
    rights = sum(choice.right for choice in item.choices)
    for choice in item.choices:
        _answer(question, choice, rights, len(item.choices))
    if item.hint:
        _text(question, "hint", item.hint)
    if item.shows:
        _text(etree.SubElement(question, "tags"), "tag", item.shows, markdown=False)


def _answer(question: etree._Element, choice: Choice, rights: int, number: int) -> None:
    """Right answers share the mark; of several, wrong ones cost their share, so that ticking all is worth nothing."""
    wrong = -100 / (number - rights) if rights > 1 else 0
    answer = _text(question, "answer", choice.text)
    answer.set("fraction", f"{100 / rights if choice.right else wrong:.5f}".rstrip("0").rstrip("."))
    _text(answer, "feedback", choice.feedback)


def _text(parent: etree._Element, name: str, text: str, *, markdown: bool = True) -> etree._Element:
    element = etree.SubElement(parent, name)
    if markdown:
        element.set("format", "markdown")
    etree.SubElement(element, "text").text = writable(text)
    return element


def read(data: bytes) -> Bank:
    """The choice questions of a quiz. Raises UnreadableBankError."""
    root = document(data)
    if local(root) != "quiz":
        raise UnreadableBankError(f"the first element is <{local(root)}>, not <quiz>", 1)
    lost: list[str] = []
    return bank(list(_items(root, lost)), lost)


def _items(root: etree._Element, lost: list[str]) -> Iterator[Item]:
    for question in root.iter("question"):
        kind = question.get("type", "")
        name = _plain(question, "name") or f"line {question.sourceline}"
        if kind == "category":
            lost.append("the category")
        elif kind not in CHOICES:
            lost.append(f"{name}: left out, a question of type {kind or 'unknown'}")
        else:
            reader = _Reader(question)
            yield reader.item(name)
            lost += [f"{name}: {what}" for what in reader.lost()]


class _Reader:
    """One question; notes what it could not keep."""

    def __init__(self, question: etree._Element) -> None:
        self._question = question
        self._strange = False

    def item(self, name: str) -> Item:
        hints = [self._said(hint) for hint in self._question.findall("hint")]
        tags = [clean(tag.findtext("text") or "") for tag in self._question.findall("tags/tag")]
        return Item(
            id=clean(self._question.findtext("idnumber") or "") or name,
            ask=self._said(self._question.find("questiontext")),
            choices=tuple(self._choice(answer) for answer in self._question.findall("answer")),
            feedback=self._said(self._question.find("generalfeedback")),
            hint=next(filter(None, hints), ""),
            weight=_number(self._question.findtext("defaultgrade"), 1.0),
            shows=next((tag for tag in tags if SKILL_LEVEL.fullmatch(tag)), ""),
        )

    def lost(self) -> Iterator[str]:
        if self._strange:
            yield "markup its Markdown does not have"
        if len(self._question.findall("hint")) > 1:
            yield "all hints but the first"
        if self._question.find(".//file") is not None:
            yield "pictures"
        fractions = {_number(answer.get("fraction"), 0) for answer in self._question.findall("answer")}
        if len({value for value in fractions if value > 0}) > 1:
            yield "answers that are partly right count as right"

    def _choice(self, answer: etree._Element) -> Choice:
        text = self._said(answer)
        if self._question.get("type") == "truefalse":
            text = text.capitalize()
        return Choice(text, _number(answer.get("fraction"), 0) > 0, self._said(answer.find("feedback")))

    def _said(self, element: etree._Element | None) -> str:
        text = clean(element.findtext("text") or "") if element is not None else ""
        if element is None or element.get("format") in ("markdown", "plain_text", None) or "<" not in text:
            return text
        try:
            found, strange = words(html.fragment_fromstring(text, create_parent="div"))
        except (etree.LxmlError, ValueError):
            found, strange = text, True
        self._strange = self._strange or strange
        return found


def _plain(question: etree._Element, name: str) -> str:
    return clean(question.findtext(f"{name}/text") or "")


def _number(text: str | None, otherwise: float) -> float:
    try:
        found = float((text or "").strip()[:20])
    except ValueError:
        return otherwise
    return found if abs(found) < 1e6 else otherwise
