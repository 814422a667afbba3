"""Recordings of Chrome's DevTools Recorder (JSON), as @puppeteer/replay 3.1 reads them: all 14 types of step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from adoptgen.capture.recordings.contract import (
    LONGEST,
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
from adoptgen.capture.recordings.selectors import Clues, shortened

_MODIFIERS = {"Control": "Control", "Alt": "Alt", "Meta": "Meta", "Shift": "Shift"}
_SILENT = {
    "setViewport": "pictures have their own size",
    "emulateNetworkConditions": "walkthroughs wait for the page, however slow it is",
    "close": "the window closes by itself",
    "scroll": "pages scroll to what is acted on",
}
"""Types that are left out, and why that does no harm."""
_REFUSED = {
    "waitForExpression": "it would run a program of the recording; wait for what is seen",
    "customStep": "only the program that wrote it knows what it does; do the step by hand",
}
_WAITS = {"operator", "count", "visible", "properties", "attributes"}


@dataclass
class _State:
    """What the steps so far have said."""

    remarks: list[Remark] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    """Modifier keys that are down."""


@dataclass(frozen=True)
class _Step:
    line: int
    place: str
    fields: Mapping[str, Any]

    def event(self, do: Do, found: Found | None = None, value: str = "") -> Event:
        return Event(self.line, self.place, do, found, value)

    def refused(self, message: str, help_: str = "") -> Remark:
        return refuse(self.line, self.place, f"{self.fields['type']}: {message}", help_)


class ChromeRecorder:
    """Reads the JSON that "Export as JSON" and @puppeteer/replay write."""

    name = "chrome-recorder"
    summary = "Chrome DevTools Recorder (JSON)"

    def recognises(self, source: Source) -> bool:
        """An object with a list of steps."""
        return source.text.lstrip()[:1] == "{" and '"steps"' in source.text and '"commands"' not in source.text

    def read(self, source: Source) -> Recorded:
        """All steps. Raises RecordingError for a file that is no recording."""
        flow = read_json(source.text)
        if not isinstance(flow.get("steps"), list):
            raise RecordingError("the recording has no list of steps", "Export it from the Recorder as JSON.")
        lines = lines_of(source.text, "steps", 2)
        state = _State()
        events: list[Event] = []
        for number, fields in enumerate(flow["steps"], 1):
            place, line = f"step {number}", lines[number - 1] if number <= len(lines) else 1
            if not isinstance(fields, dict) or not text_of(fields.get("type")):
                state.remarks.append(refuse(line, place, "has no type"))
                continue
            events += _read(_Step(line, place, fields), state)
        return Recorded(text_of(flow.get("title")), bounded(events), tuple(state.remarks))


def _read(step: _Step, state: _State) -> Iterator[Event]:
    kind = step.fields["type"]
    if kind in _SILENT:
        state.remarks.append(note(step.line, step.place, f"{kind} was left out: {_SILENT[kind]}"))
        return
    if kind in _REFUSED:
        state.remarks.append(step.refused(_REFUSED[kind]))
        return
    if kind not in _TYPES:
        state.remarks.append(step.refused("this type of step is not known", "Export the recording anew."))
        return
    elsewhere = _elsewhere(step)
    if elsewhere:
        state.remarks.append(elsewhere)
        return
    yield from _TYPES[kind](step, state)
    for assertion in list_of(step.fields.get("assertedEvents")):
        if isinstance(assertion, dict) and assertion.get("type") == "navigation":
            yield step.event("page", value=text_of(assertion.get("title")))


def _elsewhere(step: _Step) -> Remark | None:
    """Why a step that happens in another window or in a frame cannot be taken over."""
    if step.fields.get("target") not in (None, "", "main"):
        return step.refused("it happens in another window", "Record what happens in one window.")
    if step.fields.get("frame"):
        return step.refused("it happens in a frame", "Write the step by hand, with a picture of its own.")
    return None


def _navigate(step: _Step, _: _State) -> Iterator[Event]:
    yield step.event("goto", value=text_of(step.fields.get("url")))


def _pointed(do: Do) -> Callable[[_Step, _State], Iterator[Event]]:
    def read(step: _Step, state: _State) -> Iterator[Event]:
        button = step.fields.get("button")
        if button not in (None, "primary"):
            state.remarks.append(step.refused(f"with the button {shortened(str(button))}", "Use the first button."))
        elif state.held:
            state.remarks.append(step.refused(f"while {state.held[0]} is held down", "Do it without the key."))
        else:
            yield step.event(do, _found(step))

    return read


def _change(step: _Step, _: _State) -> Iterator[Event]:
    found = _found(step)
    value = text_of(step.fields.get("value"))
    if found.role in ("checkbox", "radio"):
        yield step.event("check", found)
    else:
        yield step.event(
            "select" if found.role in ("combobox", "listbox") and _is_list(found) else "fill", found, value
        )


def _is_list(found: Found) -> bool:
    """A combobox that is a list to choose from, and no field with proposals."""
    return not any("input" in raw for raw in found.raw)


def _key_down(step: _Step, state: _State) -> Iterator[Event]:
    key = text_of(step.fields.get("key"))
    if not key or len(key) > 20:
        state.remarks.append(step.refused("names no key"))
    elif key in _MODIFIERS:
        state.held += [] if key in state.held else [key]
    elif len(key) == 1 and all(held == "Shift" for held in state.held):
        yield step.event("char", value=key)
    else:
        held = [held for held in state.held if held != "Shift" or len(key) > 1]
        yield step.event("press", value="+".join([*held, key]))


def _key_up(step: _Step, state: _State) -> Iterator[Event]:
    key = text_of(step.fields.get("key"))
    if key in state.held:
        state.held.remove(key)
    yield from ()


def _wait(step: _Step, state: _State) -> Iterator[Event]:
    """The comment in the types says that `operator` is == by default, the program takes >=."""
    asked = {key: step.fields[key] for key in _WAITS if key in step.fields}
    one = asked.pop("count", 1) in (1, True) and asked.pop("operator", ">=") in (">=", "==")
    seen = asked.pop("visible", True) is True
    if asked or not one or not seen:
        wanted = ", ".join(sorted(_WAITS & set(step.fields)))
        state.remarks.append(step.refused(f"with {wanted} it says more than that something is there"))
        return
    yield step.event("wait", _found(step))


_TYPES: Mapping[str, Callable[[_Step, _State], Iterator[Event]]] = {
    "navigate": _navigate,
    "click": _pointed("click"),
    "doubleClick": _pointed("double"),
    "hover": _pointed("hover"),
    "change": _change,
    "keyDown": _key_down,
    "keyUp": _key_up,
    "waitForElement": _wait,
}


def _found(step: _Step) -> Found:
    """What all alternatives together say. A list leads through shadow hosts."""
    clues = Clues()
    for alternative in list_of(step.fields.get("selectors"))[:MOST_SELECTORS]:
        parts = [text_of(part) for part in (alternative if isinstance(alternative, list) else [alternative])]
        if not parts or not all(parts):
            continue
        kind = parts[-1].partition("/")[0]
        if kind == "aria":
            for part in parts:
                _add_aria(clues, part)
        elif kind == "text":
            clues.add_name(parts[-1].removeprefix("text/"))
        elif kind == "xpath":
            clues.add_xpath(parts[-1].removeprefix("xpath/"))
        else:
            clues.add_css(" ".join(part.removeprefix("pierce/") for part in parts))
    return clues.found()


def _add_aria(clues: Clues, selector: str) -> None:
    """`aria/Name[role="button"]`; both parts may be missing."""
    name, role = selector.removeprefix("aria/"), ""
    while len(name) <= LONGEST and name.endswith("]") and "[" in name:
        name, _, attribute = name.rpartition("[")
        key, _, value = attribute.rstrip("]").partition("=")
        value = value.strip().strip("\"'")
        if key.strip() == "role":
            role = value
        elif key.strip() == "name":
            name = value
    clues.add_name(name, role)


reader = ChromeRecorder()
