"""GIFT, Moodle's text format for questions (docs.moodle.org, GIFT format): choice and true/false questions.

Held: id and skill level (as `[id:]` and `[tag:]` in the comment above), texts as Markdown, answers, feedback.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from adoptgen.formats.questions import (
    SKILL_LEVEL,
    Bank,
    Choice,
    Export,
    Item,
    UnreadableBankError,
    bank,
    clean,
    decoded,
)

SPECIAL = "\\~=#{}:"
"""Signs written with a backslash before them."""
_FORMAT = re.compile(r"[ \t\n]*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"[ \t\n]*%(-?\d{1,3}(?:\.\d{1,9})?)%")
_MARK = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*)\]")
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#|$)", re.IGNORECASE)
BLANK = "_____"
"""Where a missing-word question has its gap."""


def write(items: Sequence[Item]) -> Export:
    """All questions, one block each."""
    lost = [f"{item.id}: the {what}" for item in items for what in _lost(item)]
    return Export("\n".join(_block(item) for item in items).encode(), tuple(lost))


def _lost(item: Item) -> Iterator[str]:
    if item.hint:
        yield "hint"
    if item.weight != 1:
        yield "weight"


def _block(item: Item) -> str:
    tag = f" [tag:{item.shows}]" if item.shows else ""
    lines = [f"// [id:{item.id}]{tag}", f"::{_escaped(item.id)}::[markdown]{_escaped(item.ask)}{{"]
    rights = sum(choice.right for choice in item.choices)
    for choice in item.choices:
        lines.append(_sign(choice, rights, len(item.choices)) + _marked(choice.text) + _said("#", choice.feedback))
    if item.feedback:
        lines.append(_said("####", item.feedback))
    return "\n".join([*lines, "}", ""])


def _sign(choice: Choice, rights: int, number: int) -> str:
    if rights == 1:
        return "=" if choice.right else "~%0%" if choice.text.startswith("%") else "~"
    share = 100 / rights if choice.right else -100 / (number - rights)
    return f"~%{share:.5f}".rstrip("0").rstrip(".") + "%"


def _said(sign: str, text: str) -> str:
    return f"{sign}{_marked(text)}" if text else ""


def _marked(text: str) -> str:
    """What begins with [ could be taken for a format."""
    return f"[markdown]{_escaped(text)}" if text.startswith("[") else _escaped(text)


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in SPECIAL else sign for sign in text).replace("\n", "\\n")


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
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield start, "\n".join(lines)
            lines = []


def _item(block: str, line: int, lost: list[str]) -> Item | None:
    comments = [row for row in block.split("\n") if row.lstrip().startswith("//")]
    rows = [row for row in block.split("\n") if not row.lstrip().startswith(("//", "$CATEGORY:"))]
    if len(rows) + len(comments) < len(block.split("\n")):
        lost.append(f"line {line}: the category")
    text = "\n".join(rows)
    if not text.strip():
        return None
    marks = [(kind, _plain(value)) for row in comments for kind, value in _MARK.findall(row)]
    name, text = _name(text)
    opened, closed = _find(text, "{"), _find(text, "}")
    if opened < 0 or closed < opened:
        lost.append(f"line {line}: left out, no answers in braces")
        return None
    ask, rest = text[:opened], text[closed + 1 :]
    ask += f" {BLANK} {rest.strip()}" if rest.strip() else ""
    found = _answers(text[opened + 1 : closed])
    if isinstance(found, str):
        lost.append(f"line {line}: left out, {found}")
        return None
    choices, general = found
    identifier = next((value for kind, value in marks if kind == "id"), name)
    shows = next((value for kind, value in marks if kind == "tag" and SKILL_LEVEL.fullmatch(value)), "")
    if _is_html(ask):
        lost.append(f"line {line}: its HTML is kept as it is written")
    return Item(clean(identifier), _text(ask), choices, general, shows=shows)


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


def _answers(text: str) -> tuple[tuple[Choice, ...], str] | str:
    """Answers and what is said in general, or why they are none of ours."""
    at = _find(text, "####")
    body, general = (text[:at], _text(text[at + 4 :])) if at >= 0 else (text, "")
    if _TRUTH.match(body):
        return _truth(body), general
    if not body.strip():
        return "an open question"
    if body.lstrip().startswith("#"):
        return "a numeric question"
    parts = list(_split(body))
    if not any(sign == "~" for sign, _ in parts):
        return "a matching question" if any("->" in part for _, part in parts) else "a short answer question"
    return tuple(_choice(sign, part) for sign, part in parts), general


def _truth(text: str) -> tuple[Choice, ...]:
    """{T#said if wrong#said if right}."""
    parts = _parts(text)
    right = parts[0].strip().upper().startswith("T")
    wrong_said, right_said = ([*map(_text, parts[1:]), "", ""])[:2]
    said = {right: right_said, not right: wrong_said}
    return (Choice("True", right, said[True]), Choice("False", not right, said[False]))


def _parts(text: str) -> list[str]:
    """Parted by # without a backslash."""
    found: list[str] = []
    while (at := _find(text, "#")) >= 0:
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
    weight = _WEIGHT.match(text) if sign == "~" else None
    answer, _, said = (text[weight.end() :] if weight else text), "", ""
    at = _find(answer, "#")
    if at >= 0:
        answer, said = answer[:at], answer[at + 1 :]
    return Choice(_text(answer), sign == "=" or (weight is not None and float(weight[1]) > 0), _text(said))


def _is_html(text: str) -> bool:
    found = _FORMAT.match(text)
    return found is not None and found[1] == "html"


def _text(text: str) -> str:
    found = _FORMAT.match(text)
    return _plain(text[found.end() :] if found else text)


def _plain(text: str) -> str:
    """Without backslashes; lines of a block are one."""
    joined = re.sub(r"[ \t]*\n[ \t\n]*", " ", text)
    return clean(re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], joined))
