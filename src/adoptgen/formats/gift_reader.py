"""Reads GIFT of anybody: every kind of question it has; what ours cannot hold is told with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from adoptgen.formats import moodle
from adoptgen.formats.bank_rules import bank
from adoptgen.formats.questions import (
    BLANK,
    SKILL_LEVEL,
    Accepted,
    Answer,
    Bank,
    Choice,
    Choices,
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
    decoded,
    number,
    parts,
)

MOST_ANSWERS = 100
"""Answers of one question that are looked at; no question needs as many."""
LONGEST_COMMENT = 2000
"""Characters of a comment that are looked at."""
_FORMAT = re.compile(r"[ \t\n]*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"[ \t\n]*%(-?\d{1,3}(?:\.\d{1,9})?)%")
_MARK = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*)\]")
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#|$)", re.IGNORECASE)
_ORDER = re.compile(r"[ \t\n]*>[ \t]*\d{1,4}([ \t]+[A-Za-z_0-9]+)*[ \t]*\n")


class _Left(Exception):  # noqa: N818  a signal out of one block, caught where blocks are read
    """Why a question is none of ours."""


def read(data: bytes) -> Bank:
    """The questions of a file. Raises UnreadableBankError."""
    lost: list[str] = []
    items = [item for line, block in _blocks(decoded(data)) if (item := _item(block, line, lost))]
    if not items and not lost:
        raise UnreadableBankError("no question in it")
    return bank(items, lost)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Texts between blank lines, with the line they begin on."""
    start, lines = 1, list[str]()
    for place, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip(" \t"):
            start = start if lines else place
            lines.append(line)
        elif lines:
            yield start, "\n".join(lines)
            lines = []


def _item(block: str, line: int, lost: list[str]) -> Item | None:
    lines = block.split("\n")
    comments = [row for row in lines if row.lstrip().startswith("//")]
    rows = [row for row in lines if not row.lstrip().startswith(("//", "$CATEGORY:"))]
    lost += [f"line {line}: the category {row.lstrip()[10:].strip()[:200]}" for row in lines if _is_category(row)]
    text = "\n".join(rows)
    if not text.strip():
        return None
    marks = [(kind, _plain(value)) for row in comments for kind, value in _MARK.findall(row[:LONGEST_COMMENT])]
    name, text = _name(text)
    opened, closed = _find(text, "{"), _find(text, "}")
    if opened < 0 or closed < opened:
        lost.append(f"line {line}: left out, no answers in braces")
        return None
    ask, rest = text[:opened], text[closed + 1 :]
    ask += f" {BLANK} {rest.strip()}" if rest.strip() else ""
    reader = _Reader(text[opened + 1 : closed], moodle.CATEGORIES in (value for kind, value in marks if kind == "tag"))
    try:
        answer, general = reader.answer()
    except _Left as why:
        lost.append(f"line {line}: left out, {why}")
        return None
    identifier = next((value for kind, value in marks if kind == "id"), name)
    shows = next((value for kind, value in marks if kind == "tag" and SKILL_LEVEL.fullmatch(value)), "")
    lost += [
        f"line {line}: {what}" for what in (*reader.lost, *(["its HTML is kept as it is"] if _is_html(ask) else []))
    ]
    partial = reader.partial if isinstance(answer, Sequencing) else parts(answer) > 1
    return Item(clean(identifier), _text(ask), answer, general, shows=shows, partial=partial)


def _is_category(row: str) -> bool:
    return row.lstrip().startswith("$CATEGORY:")


def _name(text: str) -> tuple[str, str]:
    """The title between :: and ::, and what follows."""
    body = text.lstrip()
    if not body.startswith("::"):
        return "", text
    end = _find(body, "::", 2)
    return (_plain(body[2:end]), body[end + 2 :]) if end > 0 else ("", text)


def _find(text: str, sign: str, start: int = 0) -> int:
    """Where a sign stands that has no backslash before it; -1 if nowhere."""
    at = start
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(sign, at):
            return at
        else:
            at += 1
    return -1


class _Reader:
    """What stands in the braces of one question; notes what it could not keep."""

    def __init__(self, text: str, sorting: bool) -> None:
        self._sorting = sorting
        self._text = text
        self.partial = False
        self.lost: list[str] = []

    def answer(self) -> tuple[Answer, str]:
        """The answers and what is said in general. Raises _Left."""
        if _ORDER.match(self._text):
            return self._order(), ""
        at = _find(self._text, "####")
        body, general = (self._text[:at], _text(self._text[at + 4 :])) if at >= 0 else (self._text, "")
        if _TRUTH.match(body):
            return self._truth(body), general
        if not body.strip():
            if not general:
                raise _Left("an open question without general feedback, which would be its model answer")
            return FreeText(general), ""
        return self._several(body), general

    def _several(self, body: str) -> Answer:
        """Numbers, options, pairs or texts."""
        if body.lstrip().startswith("#"):
            return self._numeric(body.lstrip()[1:])
        found = list(islice(_split(body), MOST_ANSWERS + 1))
        if len(found) > MOST_ANSWERS:
            raise _Left(f"more than {MOST_ANSWERS} answers")
        if any(sign == "~" for sign, _ in found):
            return Choices(tuple(_choice(sign, part) for sign, part in found))
        if any("->" in part for _, part in found):
            return self._matching([part for _, part in found])
        return self._fill_in([part for _, part in found] or [body])

    def _order(self) -> Sequencing:
        head, *steps = self._text.strip(" \t\n").split("\n")
        self.partial = "ALL_OR_NOTHING" not in head.upper().split()
        return Sequencing(tuple(step for row in steps if (step := row.strip(" \t"))))

    def _truth(self, text: str) -> Answer:
        """{T#said if wrong#said if right}."""
        said = _parts(text)
        right = said[0].strip().upper().startswith("T")
        wrong_said, right_said = ([*map(_text, said[1:]), "", ""])[:2]
        if not (wrong_said or right_said):
            return TrueFalse(right)
        self.lost.append("true and false are options, since each has its own feedback")
        return Choices(
            (
                Choice("True", right, right_said if right else wrong_said),
                Choice("False", not right, wrong_said if right else right_said),
            )
        )

    def _numeric(self, text: str) -> Numeric:
        """{#3:0.5}, {#2..4}, {#=3:0.5#said =%50%3:2 ~#said if wrong}."""
        found = [part for sign, part in islice(_split(text), MOST_ANSWERS) if sign == "="] or [text]
        answers = [(_worth(part), *_numbers(_parts(_unweighted(part))[0])) for part in found]
        worth, value, tolerance = max(answers, key=lambda one: one[0])
        if worth < 100:
            raise _Left("no number is wholly right")
        if len(found) > 1:
            self.lost.append("all its numbers but the best")
        if _find(text, "#") >= 0:
            self.lost.append("the feedback of its numbers")
        return Numeric(value, tolerance)

    def _matching(self, found: list[str]) -> Answer:
        if not all("->" in part for part in found):
            raise _Left("a pair without ->")
        halves = (part.partition("->") for part in found)
        answer = Matching(tuple(Match(_plain(after), _text(before)) for before, _, after in halves))
        return moodle.sorted_out(answer) if self._sorting else answer

    def _fill_in(self, found: list[str]) -> FillIn:
        accepted: list[Accepted] = []
        for part in found:
            said = _parts(_unweighted(part), 1)
            text = _text(said[0])
            if moodle.wild(text):
                self.lost.append("a text with *, which stands for many")
            else:
                feedback = _text(said[1]) if len(said) > 1 else ""
                accepted.append(Accepted(moodle.unstarred(text), round(min(100, max(0, _worth(part)))), feedback))
        return FillIn(tuple(accepted))


def _worth(text: str) -> float:
    found = _WEIGHT.match(text)
    return float(found[1]) if found else 100.0


def _unweighted(text: str) -> str:
    found = _WEIGHT.match(text)
    return text[found.end() :] if found else text


def _numbers(text: str) -> tuple[float, float]:
    """Number and tolerance. Raises _Left."""
    low, dots, high = _plain(text).partition("..")
    value, _, margin = _plain(text).partition(":")
    first, second = (number(low), number(high)) if dots else (number(value), number(margin or "0"))
    if first is None or second is None:
        raise _Left("what should be a number is none")
    if not dots:
        return first, second
    ends = Decimal(repr(first)), Decimal(repr(second))
    return float(sum(ends) / 2), float(abs(ends[1] - ends[0]) / 2)


def _parts(text: str, most: int = 2) -> list[str]:
    """Parted by # without a backslash."""
    found: list[str] = []
    while len(found) < most and (at := _find(text, "#")) >= 0:
        found.append(text[:at])
        text = text[at + 1 :]
    return [*found, text]


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Sign and text of each answer."""
    at, sign, start = 0, "", 0
    while at <= len(text):
        end = at == len(text)
        if end or text[at] in "=~":
            if sign:
                yield sign, text[start:at]
            sign, start = ("" if end else text[at]), at + 1
        at += 2 if not end and text[at] == "\\" else 1


def _choice(sign: str, text: str) -> Choice:
    answer, *said = _parts(_unweighted(text) if sign == "~" else text, 1)
    right = sign == "=" or (_WEIGHT.match(text) is not None and _worth(text) > 0)
    return Choice(_text(answer), right, _text("".join(said)))


def _is_html(text: str) -> bool:
    found = _FORMAT.match(text)
    return found is not None and found[1] == "html"


def _text(text: str) -> str:
    found = _FORMAT.match(text)
    return _plain(text[found.end() :] if found else text)


def _plain(text: str) -> str:
    """Without backslashes; lines of a block are one."""
    first, *rest = text.split("\n")
    joined = " ".join(filter(None, [first.rstrip(" \t"), *(row.strip(" \t") for row in rest)])) if rest else first
    return clean(re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], joined))
