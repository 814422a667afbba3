"""Projects of Selenium IDE (.side): the commands its recorder writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from adoptgen.capture.recordings.contract import (
    MOST_SELECTORS,
    Do,
    Event,
    Found,
    Recorded,
    RecordingError,
    Remark,
    Source,
    bounded,
    note,
    refuse,
)
from adoptgen.capture.recordings.json_file import lines_of, list_of, read_json, text_of
from adoptgen.capture.recordings.selectors import Clues, by_attribute, shortened

_SIMPLE: Mapping[str, Do] = {
    "click": "click",
    "clickAt": "click",
    "doubleClick": "double",
    "doubleClickAt": "double",
    "type": "fill",
    "check": "check",
    "uncheck": "uncheck",
    "mouseOver": "hover",
    "waitForElementVisible": "wait",
    "waitForElementPresent": "wait",
    "waitForElementEditable": "wait",
    "assertElementPresent": "wait",
    "verifyElementPresent": "wait",
    "assertText": "read",
    "verifyText": "read",
    "assertValue": "read",
    "verifyValue": "read",
    "assertChecked": "read",
    "verifyChecked": "read",
    "assertSelectedLabel": "read",
    "verifySelectedLabel": "read",
}
_SILENT = {
    "setWindowSize": "pictures have their own size",
    "close": "the window closes by itself",
    "mouseOut": "the pointer leaves by itself",
    "mouseMove": "the pointer leaves by itself",
    "mouseMoveAt": "the pointer leaves by itself",
    "mouseDown": "clicking is a step of its own",
    "mouseDownAt": "clicking is a step of its own",
    "mouseUp": "clicking is a step of its own",
    "mouseUpAt": "clicking is a step of its own",
    "pause": "walkthroughs wait for the page",
    "echo": "it is a message of the recorder",
    "setSpeed": "walkthroughs wait for the page",
    "assertTitle": "the page is known by its title anyway",
    "verifyTitle": "the page is known by its title anyway",
}
_KEYS = {
    "ENTER": "Enter", "RETURN": "Enter", "TAB": "Tab", "ESC": "Escape", "ESCAPE": "Escape", "SPACE": "Space",
    "UP": "ArrowUp", "DOWN": "ArrowDown", "LEFT": "ArrowLeft", "RIGHT": "ArrowRight", "HOME": "Home", "END": "End",
    "PAGE_UP": "PageUp", "PAGE_DOWN": "PageDown", "BACKSPACE": "Backspace", "BKSP": "Backspace",
    "DELETE": "Delete", "DEL": "Delete", "INSERT": "Insert", **{f"F{n}": f"F{n}" for n in range(1, 13)},
}  # fmt: skip
_KEY = re.compile(r"\$\{KEY_([A-Z0-9_]{1,20})\}")
_SCROLL = re.compile(r"window\.scrollTo\([\d., ]{1,60}\);?")
_TAG_ROLE = {"linkText": "link", "partialLinkText": "link"}


class SeleniumIde:
    """Reads the project file, one test of it."""

    name = "selenium-ide"
    summary = "Selenium IDE project (.side)"

    def recognises(self, source: Source) -> bool:
        """An object with tests and commands."""
        return source.text.lstrip()[:1] == "{" and '"tests"' in source.text and '"commands"' in source.text

    def read(self, source: Source) -> Recorded:
        """The commands of one test. Raises RecordingError where there is none, or several and none is named."""
        project = read_json(source.text)
        tests = [test for test in list_of(project.get("tests")) if isinstance(test, dict)]
        chosen = _chosen(tests, source.test)
        before = sum(_objects(test) for test in tests[: tests.index(chosen)])
        lines = lines_of(source.text, "commands", 4)[before:]
        events: list[Event] = []
        remarks: list[Remark] = []
        commands = (item for item in list_of(chosen.get("commands")) if isinstance(item, dict))
        for number, command in enumerate(commands, 1):
            line = lines[number - 1] if number <= len(lines) else 1
            for item in _read(line, f"command {number}", command, text_of(project.get("url"))):
                if isinstance(item, Event):
                    events.append(item)
                else:
                    remarks.append(item)
        return Recorded(text_of(chosen.get("name")), bounded(events), tuple(remarks))


def _objects(test: Mapping[str, Any]) -> int:
    return sum(isinstance(item, dict) for item in list_of(test.get("commands")))


def _chosen(tests: list[dict[str, Any]], wanted: str) -> dict[str, Any]:
    named = [test for test in tests if not wanted or text_of(test.get("name")) == wanted]
    if len(named) == 1:
        return named[0]
    names = ", ".join(shortened(text_of(test.get("name"))) for test in tests[:20])
    if not tests:
        raise RecordingError("the project has no test", "Record one, then save the project.")
    raise RecordingError(f"the project has {len(tests)} tests: {names}", "Choose one with --test NAME.")


def _read(line: int, place: str, command: Mapping[str, Any], base: str) -> Iterator[Event | Remark]:
    kind = text_of(command.get("command"))
    target, value = text_of(command.get("target")), text_of(command.get("value"))
    if not kind or kind.startswith("//"):
        return
    if kind in _SILENT:
        yield note(line, place, f"{kind} was left out: {_SILENT[kind]}")
    elif kind == "open":
        yield Event(line, place, "goto", value=urljoin(base, target) if _is_address(base) else target)
    elif kind in ("runScript", "executeScript") and _SCROLL.fullmatch(target.strip()):
        yield note(line, place, f"{kind} was left out: pages scroll to what is acted on")
    elif kind in ("sendKeys", "select", "addSelection") or kind in _SIMPLE:
        found = _found(target, list_of(command.get("targets")))
        if kind == "sendKeys":
            yield from _keys(line, place, found, value)
        elif kind in ("select", "addSelection"):
            yield _select(line, place, found, value)
        else:
            do = _SIMPLE[kind]
            yield Event(line, place, do, found, value if do == "fill" else "")
    else:
        yield refuse(line, place, f"{shortened(kind)}: this command has no step of a walkthrough", "Do it by hand.")


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _select(line: int, place: str, found: Found, value: str) -> Event | Remark:
    kind, given, choice = value.partition("=")
    if not given:
        kind, choice = "label", value
    if kind not in ("label", "value"):
        return refuse(line, place, f"select: an option by its {shortened(kind)}", "Choose it by its label.")
    return Event(line, place, "select", found, choice, choice if kind == "label" else "")


def _keys(line: int, place: str, found: Found, value: str) -> Iterator[Event | Remark]:
    """Texts and ${KEY_...}, in their order."""
    at = 0
    for key in _KEY.finditer(value):
        if key.start() > at:
            yield Event(line, place, "fill", found, value[at : key.start()])
        at = key.end()
        if key[1] in _KEYS:
            yield Event(line, place, "press", found, _KEYS[key[1]])
        else:
            yield refuse(line, place, f"sendKeys: the key {key[1]}", "Press it by hand.")
    if value[at:]:
        yield Event(line, place, "fill", found, value[at:])


def _found(target: str, targets: list[Any]) -> Found:
    """What the chosen locator and its alternatives say."""
    clues = Clues()
    alternatives = [item[0] for item in targets if isinstance(item, list) and item]
    for locator in [target, *alternatives][:MOST_SELECTORS]:
        if isinstance(locator, str):
            _add(clues, locator)
    return clues.found()


def _add(clues: Clues, locator: str) -> None:
    kind, _, rest = locator.partition("=")
    if locator.startswith(("/", "(")) or kind == "xpath":
        clues.add_xpath(locator)
    elif kind == "css":
        clues.add_css(rest)
    elif kind in ("id", "name"):
        clues.add_css(by_attribute(kind, rest))
    elif kind in _TAG_ROLE:
        clues.add_name(rest, _TAG_ROLE[kind])
    else:
        clues.dropped.append(f"a locator that is not known: {shortened(kind)}")


reader = SeleniumIde()
