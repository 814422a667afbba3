"""Moodle's embedded answers: `{1:MULTICHOICE:=right#said~wrong}` within a text (docs.moodle.org, Embedded answers).

Signs of the syntax within an answer have a backslash before them. Answers stand on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adoptgen.formats.questions import MARK, Choice, Cloze

_GAP = re.compile(r"\{([0-9]{0,3}):([A-Z_]{1,20}):")
_LISTS = re.compile(r"(MULTICHOICE|MC)(_[A-Z]{1,2}|[HVS]{1,2})?")
"""Gaps filled from a list, however it is drawn."""
_WORTH = re.compile(r"=|%(-?[0-9]{1,3}(?:\.[0-9]{1,9})?)%")
MOST_GAPS = 50
"""Gaps that are looked at; no text needs as many."""
_SPECIAL = re.compile(r'([\\~#}/"])')


class UnheldGapError(ValueError):
    """A gap that is none of ours, in words."""


def is_gap(text: str) -> bool:
    """Whether Moodle would take something in a text for a gap."""
    return _GAP.search(text) is not None


def ends_badly(choice: Choice) -> bool:
    """Whether Moodle would not see where an answer ends: it takes what follows a backslash or & for its part."""
    return choice.text.endswith(("&", "&amp;", "\\")) or choice.feedback.endswith("\\")


def written(cloze: Cloze, mark: int) -> str:
    """The text with its gaps as Moodle writes them, each worth `mark`."""
    return MARK.sub(lambda found: _gap(cloze.gaps[int(found[1]) - 1], mark), cloze.text)


def _gap(choices: tuple[Choice, ...], mark: int) -> str:
    return f"{{{mark}:MULTICHOICE:{'~'.join(map(_choice, choices))}}}"


def _choice(choice: Choice) -> str:
    sign = "=" if choice.right else "%0%" if choice.text.startswith(("=", "%")) else ""
    said = f"#{_escaped(choice.feedback)}" if choice.feedback else ""
    return f"{sign}{_escaped(choice.text)}{said}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def read(text: str) -> tuple[str, tuple[tuple[Choice, ...], ...], int]:
    """The text with {1}, {2} and so on, the lists, and the sum of marks. Raises UnheldGapError."""
    if MARK.search(_GAP.sub("", text)):
        raise UnheldGapError("a number in braces is no gap of it")
    pieces: list[str] = []
    gaps: list[tuple[Choice, ...]] = []
    marks, at = 0, 0
    while found := _GAP.search(text, at):
        if len(gaps) == MOST_GAPS:
            raise UnheldGapError(f"more than {MOST_GAPS} gaps")
        end = _end(text, found.end())
        if not _LISTS.fullmatch(found[2]):
            raise UnheldGapError("a gap that is typed into or ticked")
        gaps.append(tuple(map(_read_choice, _split(text[found.end() : end], "~"))))
        marks += int(found[1] or 1)
        pieces += [text[at : found.start()], f"{{{len(gaps)}}}"]
        at = end + 1
    if not gaps:
        raise UnheldGapError("a text without gaps")
    return "".join([*pieces, text[at:]]), tuple(gaps), marks


def _end(text: str, at: int) -> int:
    """Where a gap's brace closes. Raises UnheldGapError."""
    while at < len(text) and text[at] != "}":
        at += 2 if text[at] == "\\" else 1
    if at >= len(text):
        raise UnheldGapError("a gap without its closing brace")
    return at


def _split(text: str, sign: str, most: int = 100) -> Iterator[str]:
    start = at = 0
    while at < len(text):
        if text[at] == sign and most:
            yield text[start:at]
            start, most = at + 1, most - 1
        at += 2 if text[at] == "\\" else 1
    yield text[start:]


def _read_choice(text: str) -> Choice:
    found = _WORTH.match(text)
    body = text[found.end() :] if found else text
    answer, *said = _split(body, "#", 1)
    right = found is not None and (found[1] is None or float(found[1]) > 0)
    return Choice(_plain(answer), right, _plain("".join(said)))


def _plain(text: str) -> str:
    return re.sub(r'\\([\\~#}/"])', r"\1", text).strip(" \t\n")
