"""What each kind of finding is called: the table between pydantic's error types and people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from pydantic_core import ErrorDetails

from adoptgen.catalog.form_rules import BADLY_WRITTEN, NOT_BOOLEAN, OUT_OF_RANGE, WRONG_TYPE, Rule
from adoptgen.catalog.nodes import Fields, Items, Node, Scalar
from adoptgen.catalog.scene import Source
from adoptgen.catalog.shape import Slot, slots
from adoptgen.catalog.suggest import listed
from adoptgen.model.base import (
    AT_LEVEL_PATTERN,
    CLOCK_PATTERN,
    COLOUR_PATTERN,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    WEB_PATTERN,
)
from adoptgen.problems import Edit, Fix


class Said(NamedTuple):
    """Which rule is broken, what is wrong (after the name of the key), what to do."""

    rule: Rule
    message: str
    help: str = ""
    fix: Fix | None = None


class _Case(NamedTuple):
    error: ErrorDetails
    node: Node
    slot: Slot
    single: bool
    """The finding is about one item of a list, not about the list."""
    source: Source


PATTERNS = {
    ID_PATTERN: ("is not an id", "Write small letters a to z and digits, parted by . or -, such as quote.send."),
    LANGUAGE_PATTERN: ("is not a language", "Write its tag, such as en, fr or pt-BR."),
    COLOUR_PATTERN: ("is not a colour", 'Write six hexadecimal digits in quotes, such as "#0f5c78".'),
    CLOCK_PATTERN: ("is not a time of day", 'Write hours and minutes in quotes, such as "09:00".'),
    WEB_PATTERN: ("is no address of the web", "Write it whole, such as https://crm.example.com/app."),
    AT_LEVEL_PATTERN: ("is not a skill and a level", "Write both, such as accounts.find@1."),
}  # fmt: skip

BASES = {
    "int": ("a whole number", "such as 12"),
    "float": ("a number", "such as 12 or 0.5"),
    "bool": ("true or false", ""),
    "date": ("a date", "such as 2026-01-12"),
    "str": ("a text", 'such as "Open the request"'),
}
TRUE = ("y", "yes", "on", "true")
FALSE = ("n", "no", "off", "false")


def say(error: ErrorDetails, node: Node, slot: Slot, single: bool, source: Source) -> Said:
    """A finding about the value of a key, in words."""
    case = _Case(error, node, slot, single, source)
    return TABLE.get(error["type"], _wrong_type)(case)


def _pattern(case: _Case) -> Said:
    what, help_ = PATTERNS.get(str(case.error["ctx"]["pattern"]), ("is not written as it should be", ""))
    text = _text(case.node)
    if str(case.error["ctx"]["pattern"]) == ID_PATTERN:
        help_ = f"{_better_id(text, case)}{help_}"
    return Said(BADLY_WRITTEN, f"{what}: {_shown(text)}", help_)


def _better_id(text: str, case: _Case) -> str:
    found = next((letter for letter in text if ord(letter) > 127), "")
    if found:
        return f"{found} is U+{ord(found):04X}, {unicodedata.name(found, 'a letter without a name').lower()}. "
    if case.error["loc"] == ("id",) and re.match(ID_PATTERN, case.source.stem):
        return f"Did you mean {case.source.stem}? "
    better = re.sub(r"[^a-z0-9.]+", "-", text.lower())
    better = re.sub(r"[.-]*\.[.-]*", ".", re.sub(r"-+", "-", better)).strip(".-0123456789")
    return f"Did you mean {better}? " if re.match(ID_PATTERN, better) and better != text else ""


def _too_short(case: _Case) -> Said:
    return Said(OUT_OF_RANGE, f"needs at least {case.error['ctx']['min_length']} characters")


def _too_long(case: _Case) -> Said:
    most = case.error["ctx"]["max_length"]
    return Said(OUT_OF_RANGE, f"is longer than {most} characters ({len(_text(case.node))})", "Shorten it.")


def _few(case: _Case) -> Said:
    return Said(OUT_OF_RANGE, f"needs at least {case.error['ctx']['min_length']} of them", "Add what is missing.")


def _many(case: _Case) -> Said:
    return Said(OUT_OF_RANGE, f"takes at most {case.error['ctx']['max_length']} of them", "Part the object.")


def _range(words: str, key: str) -> Callable[[_Case], Said]:
    def limit(case: _Case) -> Said:
        message = f"should be {words} {case.error['ctx'][key]:g}, not {_shown(_text(case.node))}"
        return Said(OUT_OF_RANGE, message, "Write a number within the limit.")

    return limit


def _value(case: _Case) -> Said:
    base = case.slot.base.__name__ if case.slot.base else ""
    if base == "bool":
        return _boolean(case)
    text = _shown(_text(case.node))
    if base == "date" and (day := _day(_text(case.node))):
        return Said(BADLY_WRITTEN, f"should be a date, not {text}", f"Write {day} if that is meant.")
    what, example = BASES.get(base, ("something else", ""))
    reason = str(case.error.get("ctx", {}).get("error", ""))
    if "calendar" in reason:
        return Said(BADLY_WRITTEN, f"cannot be {text}: there is no such day", "Write a day of the calendar.")
    return Said(BADLY_WRITTEN, f"should be {what}, not {text}", f"Write {what}, {example}.".replace(", .", "."))


def _day(text: str) -> str:
    """A date written with other marks, the year first; an order we would have to guess is left alone."""
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
    return day if day != text else ""


def _boolean(case: _Case) -> Said:
    text = _text(case.node)
    right = "true" if text.lower() in TRUE else "false" if text.lower() in FALSE else ""
    if right:
        edit = Edit(case.node.span.location(case.source.file), right)
        fix = Fix(f"write {right}", (edit,))
        return Said(NOT_BOOLEAN, f"should be true or false, not {_shown(text)}", f"Write {right}.", fix)
    near = _nearest_boolean(text)
    return Said(NOT_BOOLEAN, f"should be true or false, not {_shown(text)}", f"Did you mean {near}?")


def _nearest_boolean(text: str) -> str:
    return "false" if len(set("fals") & set(text)) > len(set("tru") & set(text)) else "true"


def _wrong_type(case: _Case) -> Said:
    what, example = _wanted(case.slot, case.single)
    help_ = f"Write {what}{' ' * bool(example)}{example}."
    if case.slot.many and not case.single and isinstance(case.node, Scalar):
        help_ = f"Write a list, such as [{case.node.text}]."
    return Said(WRONG_TYPE, f"should be {what}, not {_kind(case.node)}", help_)


def _wanted(slot: Slot, single: bool) -> tuple[str, str]:
    if slot.many and not single:
        return "a list", "such as [first, second]"
    if slot.entity:
        needed = [name for name, below in slots(slot.entity).items() if below.required]
        return "a group of keys", f"with {listed(needed)}" if needed else ""
    return BASES.get(slot.base.__name__ if slot.base else "str", BASES["str"])


def _kind(node: Node) -> str:
    if isinstance(node, Items):
        return "a list"
    return "a group of keys" if isinstance(node, Fields) else f"the text {_shown(node.text)}"


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _shown(text: str) -> str:
    line = text.replace("\n", " ")
    return f"'{line if len(line) <= 60 else f'{line[:57]}...'}'"


TABLE: dict[str, Callable[[_Case], Said]] = {
    "string_pattern_mismatch": _pattern,
    "string_too_short": _too_short,
    "string_too_long": _too_long,
    "too_short": _few,
    "too_long": _many,
    "greater_than_equal": _range("at least", "ge"),
    "less_than_equal": _range("at most", "le"),
    "greater_than": _range("more than", "gt"),
    "less_than": _range("less than", "lt"),
    "value_error": _value,
}
"""Pydantic's error type -> the words; all others are a wrong type."""
