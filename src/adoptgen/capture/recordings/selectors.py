"""Selectors of recorders: what a person would have written is kept, what a tool generated is left out with its reason.

Every expression here reads a text of at most LONGEST characters once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from adoptgen.capture.recordings.contract import LONGEST, MOST_SELECTORS, Found
from adoptgen.catalog.vocabularies import ARIA_ROLES

_NAME = r"(?:[-\w]|\\.)+"
_CSS = re.compile(
    rf"""\s*(?P<combine>[>+~])\s*|(?P<space>\s+)|\#(?P<id>{_NAME})|\.(?P<cls>{_NAME})
    |\[\s*(?P<attr>[-\w:]+)\s*(?:[~|^$*]?=\s*(?:"(?P<dq>(?:[^"\\]|\\.)*)"|'(?P<sq>(?:[^'\\]|\\.)*)'|(?P<bare>[-\w]+))\s*i?\s*)?\]
    |(?P<pseudo>::?[-\w]+)(?:\([^()]*\))?|(?P<tag>[a-zA-Z][-\w]*|\*)""",
    re.VERBOSE,
)
_TEST_ATTRIBUTES = frozenset({"data-testid", "data-test", "data-test-id", "data-cy", "data-qa", "data-action"})
_LASTING_PSEUDO = frozenset({":checked", ":disabled", ":enabled", ":not", ":first-child", ":last-child", ":required"})
_MADE_CLASS = re.compile(r"(?:css|sc|emotion|svelte|makeStyles)-|jss\d")
"""How libraries of styles call the classes they make."""
_OPAQUE = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}|[0-9a-fA-F]{12,}")
_MADE_ATTRIBUTE = re.compile(r"^(?:data-v-|_ng|ng-|data-reactid|data-radix|data-emotion|data-styled)")
_MOST_JOINTS = 3

_ROLES = {
    "a": "link", "button": "button", "select": "combobox", "textarea": "textbox", "option": "option", "img": "img",
    "td": "cell", "tr": "row", "table": "table", "dialog": "dialog", "nav": "navigation", "main": "main",
    "form": "form", **{f"h{level}": "heading" for level in range(1, 7)},
}  # fmt: skip
"""HTML element -> role (HTML-AAM 1.0, section 3.5)."""
_INPUTS = {
    "checkbox": "checkbox", "radio": "radio", "submit": "button", "button": "button", "reset": "button",
    "image": "button", "search": "searchbox", "number": "spinbutton", "range": "slider",
}  # fmt: skip
"""type of an input -> role; all others are text boxes."""


@dataclass
class Clues:
    """What all selectors of one control say together, gathered one by one."""

    roles: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    css: list[tuple[int, str]] = field(default_factory=list)
    """With how lasting each is, smaller is better."""
    raw: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    near: str = ""
    scope: str = ""
    """CSS of what is around."""

    def add_css(self, selector: str) -> None:
        """A CSS selector; one through shadow hosts is written with spaces."""
        self.raw.append(selector[:LONGEST])
        reading = read_css(selector)
        self.roles += [reading.role] if reading.role else []
        self.names += [reading.label] if reading.label else []
        if reading.fault:
            self.dropped.append(reading.fault)
        elif all(selector != other for _, other in self.css):
            self.css.append((reading.rank, selector.strip()))

    def add_name(self, name: str, role: str = "") -> None:
        """An accessible name, or a text that is shown."""
        self.raw.append(name[:LONGEST])
        if len(name) > LONGEST:
            self.dropped.append("a name of more than a thousand characters")
            return
        self.names += [cleaned(name)] if cleaned(name) else []
        self.roles += [role] if role in ARIA_ROLES and role != "generic" else []

    def add_xpath(self, path: str) -> None:
        """An XPath: as CSS where it can be said so, else only what it says of element and text."""
        self.raw.append(path[:LONGEST])
        css, tag, name = read_xpath(path)
        if css:
            self.add_css(css)
        else:
            self.roles += [_ROLES[tag]] if tag in _ROLES else []
            self.dropped += [] if name else ["an XPath that counts elements"]
        self.names += [name] if name else []

    def found(self) -> Found:
        """The sum: first role, first name, the most lasting selectors first."""
        ranked = [selector for _, selector in sorted(self.css, key=lambda item: item[0])]
        raw = tuple(self.raw[:MOST_SELECTORS])
        dropped = tuple(dict.fromkeys(self.dropped))
        return Found(_first(self.roles), _first(self.names), cleaned(self.near), tuple(ranked[:3]), raw, dropped)


def _first(items: Iterable[str]) -> str:
    return next(iter(items), "")


def cleaned(text: str) -> str:
    """A name as people see it: no invisible characters, single spaces, without the marks of required fields."""
    seen = (letter if unicodedata.category(letter)[0] not in "CZ" else " " for letter in text[:LONGEST])
    return " ".join("".join(seen).split()).strip("*: ")[:200].strip()


@dataclass(frozen=True)
class Reading:
    """A CSS selector, read: why it will not last (empty: it will), its element's role, label and rank."""

    fault: str = ""
    role: str = ""
    label: str = ""
    rank: int = 9


def read_css(selector: str) -> Reading:
    """Whether a CSS selector will last. Pseudo-classes of a tool are no CSS."""
    if len(selector) > LONGEST:
        return Reading("a selector of more than a thousand characters")
    faults: list[str] = []
    joints, rank, at = 0, 9, 0
    role = tag = kind = label = ""
    text = selector.strip()
    while at < len(text):
        part = _CSS.match(text, at)
        if part is None or part.end() == at:
            return Reading(f"a selector that is no CSS: {shortened(text)}")
        at = part.end()
        if part["combine"] or part["space"]:
            joints += 1
            role = _role(tag, kind) or role
            tag = kind = ""
        value = part["dq"] or part["sq"] or part["bare"] or ""
        tag = (part["tag"] or tag).lower()
        kind = value if part["attr"] == "type" else kind
        label = value if part["attr"] == "aria-label" else label
        faults += [fault for fault in _faults(part, value) if fault]
        rank = min(rank, _rank(part))
    if not faults and rank == 9:
        faults = ["a selector of elements alone" if joints < _MOST_JOINTS else "a chain of elements"]
    if not faults and joints > 2 * _MOST_JOINTS:
        faults = ["a chain of elements"]
    return Reading(_first(faults), _role(tag, kind) or role, cleaned(label), rank + joints)


def _role(tag: str, kind: str) -> str:
    return _INPUTS.get(kind.lower(), "textbox") if tag == "input" else _ROLES.get(tag, "")


def _faults(part: re.Match[str], value: str) -> Iterator[str]:
    identifier = part["id"] or (value if part["attr"] in {"id", "for", "aria-controls", "aria-labelledby"} else "")
    if re.search(r"\d|\\", identifier):
        yield f"a generated id: {shortened(identifier)}"
    if part["cls"] and _is_hashed(part["cls"]):
        yield f"a generated class: {shortened(part['cls'])}"
    if part["pseudo"]:
        if part["pseudo"].startswith(":nth"):
            yield "a selector that counts elements"
        elif part["pseudo"] not in _LASTING_PSEUDO:
            yield f"a selector that is no CSS: {part['pseudo']}"
    if part["attr"] and (_MADE_ATTRIBUTE.match(part["attr"]) or _OPAQUE.search(value)):
        yield f"a generated attribute: {part['attr']}"
    if part["attr"] == "value":
        yield "a selector that holds what was typed"


def _is_hashed(name: str) -> bool:
    tail = re.split(r"[-_]+", name)[-1]
    mixed = len(tail) >= 5 and bool(re.search(r"\d", tail)) and bool(re.search(r"[A-Za-z]", tail))
    return mixed or bool(_MADE_CLASS.match(name))


def _rank(part: re.Match[str]) -> int:
    if part["attr"]:
        return 0 if part["attr"] in _TEST_ATTRIBUTES else 2
    return 1 if part["id"] else 4 if part["cls"] else 9


def shortened(text: str) -> str:
    """A selector or a name as messages quote it."""
    shown = cleaned(text)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


_STEP = re.compile(r"(//?)([-\w]+|\*)((?:\[[^\[\]]*\])*)")
_PREDICATE = re.compile(r"\[([^\[\]]*)\]")
_HAS = re.compile(r"""@([-\w]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_HOLDS = re.compile(r"""contains\(\s*@([-\w]+)\s*,\s*(?:"([^"]*)"|'([^']*)')\s*\)""")
_SAYS = re.compile(
    r"""(?:contains\(\s*(?:\.|text\(\)|normalize-space\(\.?\))\s*,\s*|(?:\.|text\(\)|normalize-space\(\.?\))\s*=\s*)"""
    r"""(?:"([^"]*)"|'([^']*)')\s*\)?"""
)


def read_xpath(path: str) -> tuple[str, str, str]:
    """CSS (empty where XPath says more), element and shown text of an XPath."""
    text = path.strip().removeprefix("xpath=").strip()
    css: list[str] = []
    tag = name = ""
    at, plain = 0, len(text) <= LONGEST
    while plain and at < len(text):
        step = _STEP.match(text, at)
        if step is None:
            return "", tag, name
        at, tag = step.end(), step[2].lower()
        compound = "" if tag == "*" else tag
        for predicate in _PREDICATE.findall(step[3]):
            has, says = _HAS.fullmatch(predicate.strip()), _SAYS.fullmatch(predicate.strip())
            holds = _HOLDS.fullmatch(predicate.strip())
            name = cleaned(says[1] or says[2] or "") if says else name
            if has:
                value = has[2] or has[3] or ""
                compound += f"#{value}" if has[1] == "id" and _is_word(value) else f"[{has[1]}={quoted(value)}]"
            elif holds:
                compound += f"[{holds[1]}*={quoted(holds[2] or holds[3] or '')}]"
            else:
                plain = False
        css += [" > " if step[1] == "/" and css else " " if css else "", compound or "*"]
    return "".join(css) if plain else "", tag, name


def _is_word(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z_][-\w]*", text))


def quoted(value: str) -> str:
    """A value as CSS wants it in an attribute selector."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def by_attribute(name: str, value: str) -> str:
    """The CSS selector for an attribute; ids in their short form."""
    return f"#{value}" if name == "id" and _is_word(value) else f"[{name}={quoted(value)}]"
