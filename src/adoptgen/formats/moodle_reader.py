"""Reads Moodle XML of anybody; what ours cannot hold is told with the question's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree, html

from adoptgen.formats import moodle, moodle_cloze
from adoptgen.formats.bank_rules import bank
from adoptgen.formats.bank_xml import document, local, words
from adoptgen.formats.questions import (
    MARK,
    SKILL_LEVEL,
    Accepted,
    Answer,
    Bank,
    Choice,
    Choices,
    Cloze,
    FillIn,
    FreeText,
    Item,
    Match,
    Matching,
    Numeric,
    Sequencing,
    TrueFalse,
    UnreadableBankError,
    clean,
    number,
    parts,
)

_LIST = re.compile(r"\[\[([1-9][0-9]?)\]\]")
"""Where a word is missing (Select missing words)."""
NONE = {
    "description": "a description, which asks nothing",
    "ddmarker": "a question of type ddmarker, which marks no wrong places",
}


class _Left(Exception):  # noqa: N818  a signal out of one question, caught where questions are read
    """Why a question is none of ours."""


def read(data: bytes) -> Bank:
    """The questions of a quiz. Raises UnreadableBankError."""
    root = document(data)
    if local(root) != "quiz":
        raise UnreadableBankError(f"the first element is <{local(root)}>, not <quiz>", 1)
    lost: list[str] = []
    return bank(list(_items(root, lost)), lost)


def _items(root: etree._Element, lost: list[str]) -> Iterator[Item]:
    for question in root.iter("question"):
        kind = question.get("type", "")
        name = clean(question.findtext("name/text") or "") or f"line {question.sourceline}"
        if kind == "category":
            lost.append(f"the category {clean(question.findtext('category/text') or '')[:200]}".strip())
            continue
        reader = _Reader(question)
        try:
            item = reader.item(name, kind)
        except _Left as why:
            lost.append(f"{name}: left out, {why}")
        else:
            yield item
            lost += [f"{name}: {what}" for what in reader.lost()]


class _Reader:
    """One question; notes what it could not keep."""

    def __init__(self, question: etree._Element) -> None:
        self._question = question
        self._answers = question.findall("answer")
        self._notes: dict[str, None] = {}
        self._ask = self._said(question.find("questiontext"))
        self._general = self._said(question.find("generalfeedback"))
        self._weight = _figure(question.findtext("defaultgrade"), 1.0)
        self._partial: bool | None = None
        self._tags = [clean(tag.findtext("text") or "") for tag in question.findall("tags/tag")]

    def item(self, name: str, kind: str) -> Item:
        """The question. Raises _Left."""
        hints = [self._said(hint) for hint in self._question.findall("hint")]
        known = self._kinds()
        if kind not in known:
            raise _Left(NONE.get(kind, f"a question of type {kind or 'unknown'}"))
        answer = known[kind](name)
        return Item(
            id=clean(self._question.findtext("idnumber") or "") or name,
            ask=self._ask,
            answer=answer,
            feedback=self._general,
            hint=next(filter(None, hints), ""),
            weight=self._weight,
            shows=next((tag for tag in self._tags if SKILL_LEVEL.fullmatch(tag)), ""),
            partial=parts(answer) > 1 if self._partial is None else self._partial,
        )

    def _kinds(self) -> dict[str, Callable[[str], Answer]]:
        return {
            "multichoice": self._choices,
            "truefalse": self._truth,
            "numerical": self._numeric,
            "shortanswer": self._fill_in,
            "matching": self._matching,
            "essay": self._essay,
            "cloze": self._cloze,
            "multianswer": self._cloze,
            "gapselect": self._missing_words,
            "ddwtos": self._missing_words,
            "ordering": self._ordering,
        }

    def lost(self) -> Iterator[str]:
        """What was not kept."""
        yield from self._notes
        if len(self._question.findall("hint")) > 1:
            yield "all hints but the first"
        if self._question.find(".//file") is not None:
            yield "pictures"

    def _choices(self, _: str) -> Choices:
        fractions = {_fraction(answer) for answer in self._answers}
        if len({value for value in fractions if value > 0}) > 1:
            self._note("answers that are partly right count as right")
        return Choices(tuple(self._choice(answer, self._said(answer)) for answer in self._answers))

    def _choice(self, answer: etree._Element, text: str) -> Choice:
        return Choice(text, _fraction(answer) > 0, self._said(answer.find("feedback")))

    def _truth(self, _: str) -> Answer:
        """Old files have the words of their language, the true one first."""
        words = [self._said(answer).lower() for answer in self._answers]
        if len(words) != 2:
            raise _Left("it has not two answers")
        first, second = self._answers if words[0] != "false" else reversed(self._answers)
        choices = (self._choice(first, "True"), self._choice(second, "False"))
        if choices[0].right is choices[1].right:
            raise _Left("it is both true and false, or neither")
        if not any(choice.feedback for choice in choices):
            return TrueFalse(choices[0].right)
        self._note("true and false are options, since each has its own feedback")
        return Choices(choices)

    def _numeric(self, _: str) -> Numeric:
        whole = [answer for answer in self._answers if _fraction(answer) == 100]
        value = number(self._said(whole[0])) if whole else None
        if value is None:
            raise _Left("no number is wholly right")
        if len(self._answers) > 1:
            self._note("all its numbers but the first that is right")
        if any(self._said(answer.find("feedback")) for answer in self._answers):
            self._note("the feedback of its numbers")
        units = [clean(name.text or "") for name in self._question.findall("units/unit/unit_name")]
        if len(units) > 1:
            self._note("all units but the first")
        return Numeric(value, _figure(whole[0].findtext("tolerance"), 0.0), units[0] if units else "")

    def _fill_in(self, _: str) -> FillIn:
        accepted: list[Accepted] = []
        for answer in self._answers:
            text = self._said(answer)
            if moodle.wild(text):
                self._note("a text with *, which stands for many")
            else:
                worth = round(min(100, max(0, _fraction(answer))))
                accepted.append(Accepted(moodle.unstarred(text), worth, self._said(answer.find("feedback"))))
        if (self._question.findtext("usecase") or "0").strip() == "1":
            self._note("that capital letters count")
        return FillIn(tuple(accepted))

    def _matching(self, _: str) -> Answer:
        pairs = ((self._said(one), self._said(one.find("answer"))) for one in self._question.findall("subquestion"))
        answer = Matching(tuple(Match(response, premise) for premise, response in pairs))
        return moodle.sorted_out(answer) if moodle.CATEGORIES in self._tags else answer

    def _essay(self, _: str) -> FreeText:
        """What graders are told is the model answer; else what everybody is told afterwards."""
        model = self._said(self._question.find("graderinfo"))
        if not model:
            model, self._general = self._general, ""
        if not model:
            raise _Left("an open question without a model answer")
        return FreeText(model)

    def _cloze(self, name: str) -> Cloze:
        element = self._question.find("questiontext")
        raw = element.findtext("text") or "" if element is not None else ""
        try:
            text, gaps, marks = moodle_cloze.read(raw)
        except moodle_cloze.UnheldGapError as error:
            raise _Left(str(error)) from None
        self._weight = float(marks)
        self._partial = len(gaps) > 1
        form = element.get("format", "") if element is not None else ""
        options = tuple(
            tuple(Choice(self._worded(one.text, form), one.right, self._worded(one.feedback, form)) for one in gap)
            for gap in gaps
        )
        return Cloze(self._under(name, self._worded(text, form)), options)

    def _missing_words(self, name: str) -> Cloze:
        """`[[2]]` is filled with the second word; those of its group are the list."""
        found = [
            (self._said(word) or clean(word.findtext("text") or ""), (word.findtext("group") or "1").strip())
            for tag in ("selectoption", "dragbox")
            for word in self._question.findall(tag)
        ]
        places = [int(mark) for mark in _LIST.findall(self._ask)]
        if MARK.search(self._ask) or not 0 < len(places) <= moodle_cloze.MOST_GAPS or max(places) > len(found):
            raise _Left("its gaps do not fit its words")
        gaps = tuple(
            tuple(
                Choice(text, at == place) for at, (text, group) in enumerate(found, 1) if group == found[place - 1][1]
            )
            for place in places
        )
        numbers = iter(range(1, len(places) + 1))
        return Cloze(self._under(name, _LIST.sub(lambda _: f"{{{next(numbers)}}}", self._ask)), gaps)

    def _under(self, name: str, text: str) -> str:
        """The text with gaps; what stands above it is the question, else the question's name is."""
        above, blank, below = text.partition("\n\n")
        if blank and not MARK.search(above):
            self._ask = above
            return below
        lines = text.split("\n")
        first = next((at for at, row in enumerate(lines) if MARK.search(row)), 0)
        self._ask = "\n".join(lines[:first]).strip() or name
        return "\n".join(lines[first:])

    def _ordering(self, _: str) -> Sequencing:
        grading = (self._question.findtext("gradingtype") or "").strip().upper()
        self._partial = grading not in ("ALL_OR_NOTHING", "-1")
        if any(self._said(answer.find("feedback")) for answer in self._answers):
            self._note("the feedback of its steps")
        ordered = sorted(self._answers, key=_fraction)
        return Sequencing(tuple(self._said(answer) for answer in ordered))

    def _note(self, what: str) -> None:
        self._notes[what] = None

    def _said(self, element: etree._Element | None) -> str:
        if element is None:
            return ""
        return self._worded(element.findtext("text") or "", element.get("format", ""))

    def _worded(self, text: str, form: str) -> str:
        text = clean(text)
        if form in ("markdown", "plain_text", "") or not ("<" in text or "&" in text):
            return text
        try:
            found, strange = words(html.fragment_fromstring(text, create_parent="div"))
        except (etree.LxmlError, ValueError):
            found, strange = text, True
        if strange:
            self._note("markup its Markdown does not have")
        return found


def _fraction(answer: etree._Element) -> float:
    return _figure(answer.get("fraction"), 0.0)


def _figure(text: str | None, otherwise: float) -> float:
    found = number(text or "")
    return otherwise if found is None else found
