"""A task as a new file of the catalog: targets by role and name first, and a sentence proposed for each step."""

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from adoptgen.capture.recordings.contract import Event, Found
from adoptgen.capture.recordings.fold import Task
from adoptgen.catalog.surprises import surprise

_MOST_STEPS = 6
"""On one picture."""
_SECONDS = 15
"""Per step, until the author says otherwise."""
_LONGEST_SHOWN = 60
Words = Mapping[str, str]


@dataclass(frozen=True)
class Head:
    """What the recording does not say."""

    id: str
    title: str
    application: str
    area: str


def sheet(head: Head, task: Task, words: Words) -> str:
    """The file. `words` are those of `templates/words/capture`, by their keys."""
    parts = list(_parts(task, words))
    steps = sum(len(part["steps"]) for part in parts)
    values: dict[str, Any] = {
        "id": head.id,
        "title": head.title,
        "summary": words["summary"],
        "effort": max(1, math.ceil(steps * _SECONDS / 60)),
        "application": head.application,
        "area": head.area,
        **({"start": task.start} if task.start != "/" else {}),
        "parts": parts,
    }
    return yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _parts(task: Task, words: Words) -> Iterator[dict[str, Any]]:
    """One for each page, none of more steps than a picture holds."""
    title, number = "", 0
    steps: list[dict[str, Any]] = []
    taken: set[str] = set()
    titles: Counter[str] = Counter()
    for event in task.steps:
        full = len(steps) == _MOST_STEPS
        if steps and (full or event.do in ("page", "goto")):
            number += 1
            yield _part(title, number, steps, words, titles)
            title, steps = title if event.do not in ("page", "goto") else "", []
        if event.do == "page":
            title = _line(event.value)
        else:
            steps.append(_step(event, taken, words))
    if steps:
        yield _part(title, number + 1, steps, words, titles)


def _part(title: str, number: int, steps: list[dict[str, Any]], words: Words, titles: Counter[str]) -> dict[str, Any]:
    """A part; the second of the same title has a number."""
    titles[title] += 1
    if title and titles[title] > 1:
        title = words["again"].format(title=title, number=titles[title])
    return {"title": title or words["part"].format(number=number), "steps": steps}


def _line(text: str) -> str:
    shown = (letter if unicodedata.category(letter)[0] not in "CZ" else " " for letter in text[:500])
    return " ".join("".join(shown).split())[:120].strip()


def _step(event: Event, taken: set[str], words: Words) -> dict[str, Any]:
    """One step; checkboxes are cleared by a click, there is no step of that name."""
    found = event.found
    values: dict[str, Any] = {"id": _identifier(event, taken)}
    do = "click" if event.do == "uncheck" else event.do
    if do != "click":
        values["do"] = do
    if event.value and do not in ("wait", "read", "click"):
        values["value"] = event.value
    if found is not None:
        named = {"role": found.role, "name": found.name, "near": found.near}
        values["target"] = _Flow({key: text for key, text in named.items() if text})
        if found.css:
            values["target"]["css"] = _FlowList(found.css)
    return values | {"say": _say(event, words)}


def _identifier(event: Event, taken: set[str]) -> str:
    """A short word for the step, once in the walkthrough."""
    name = event.found.name if event.found else event.value if event.do == "press" else ""
    css = event.found.css if event.found else ()
    called = re.search(r'#([-\w]+)|\[name="([-\w.]+)"\]', css[0]) if css and not name else None
    name = name or (called[1] or called[2] if called else "")
    word = slug(name)[:30].strip("-.") or event.do
    found, number = word, 1
    while found in taken:
        number += 1
        found = f"{word}-{number}"
    taken.add(found)
    return found


def slug(text: str) -> str:
    """Small letters, digits and - of a text; empty where it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain[:200])[:60].strip("-")


def _say(event: Event, words: Words) -> str:
    """The sentence for this action, more exactly where there is one for the role."""
    found = event.found or Found()
    name, value = found.name or words["nameless"], event.label or event.value
    key: str = event.do
    if event.do == "fill":
        key = "fill-secret" if "${" in value else "fill-empty" if not value else "fill-long" if _is_long(value) else key
    elif event.do == "select" and event.label:
        key = "select-option"
    elif event.do == "press" and event.found is not None and found.name:
        key = "press-in"
    elif f"{event.do}-{found.role}" in words:
        key = f"{event.do}-{found.role}"
    return words[key].format(name=_escaped(name), value=_escaped(value))


def _is_long(value: str) -> bool:
    return len(value) > _LONGEST_SHOWN or "\n" in value


def _escaped(text: str) -> str:
    """A text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]|~])", r"\\\1", html.escape(text, quote=False).replace("](", "] ("))


class _Flow(dict[str, Any]):
    """A mapping on one line."""


class _FlowList(list[str]):
    """A list on one line."""


class _Dumper(yaml.SafeDumper):
    """Quotes what other programs would take for something else; never writes anchors."""

    def ignore_aliases(self, data: object) -> bool:
        """Repeat what is there twice."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand further in than their key, as in the rest of the catalog."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if surprise(text) or "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)
_Dumper.add_representer(
    _FlowList, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)
