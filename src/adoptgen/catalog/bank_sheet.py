"""Questions of a bank as a new file of the catalog, and the pictures that go beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from adoptgen.formats import questions as form
from adoptgen.formats.questions import Item

MINUTES = 1
"""Effort per imported question, until the author says otherwise."""
ASSETS = "assets"


def sheet(identifier: str, title: str, summary: str, items: Sequence[Item], shows: str) -> str:
    """A file of an assessment with these questions; `shows` is the skill level of those that name none."""
    levels = list(dict.fromkeys(item.shows or shows for item in items))
    pools = _pools(items)
    apart = {id(item) for inside in pools.values() for item in inside}
    values: dict[str, Any] = {
        "id": identifier,
        "title": title,
        "summary": summary,
        "teaches": levels,
        "effort": max(1, MINUTES * len(items)),
    }
    if questions := [_question(item, identifier, shows) for item in items if id(item) not in apart]:
        values["questions"] = questions
    if pools:
        values["pools"] = [
            {
                "id": name,
                "draw": min(inside[0].draw, 100),
                "questions": [_question(item, identifier, shows) for item in inside],
            }
            for name, inside in pools.items()
        ]
    return yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _pools(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Pool -> its questions; one of which all are drawn is none."""
    found: dict[str, list[Item]] = {}
    for item in items:
        if item.pool:
            found.setdefault(item.pool, []).append(item)
    return {name: inside for name, inside in found.items() if 0 < inside[0].draw < len(inside)}


def pictures(identifier: str, items: Iterable[Item]) -> dict[str, bytes]:
    """Path from the catalog folder -> bytes, of every picture the sheet names."""
    return {
        _path(identifier, item, item.answer.picture): item.answer.picture.data
        for item in items
        if isinstance(item.answer, form.Hotspot) and item.answer.picture
    }


def _path(identifier: str, item: Item, picture: form.Picture) -> str:
    return f"{ASSETS}/{identifier}/{item.id}.{picture.ending}"


def _question(item: Item, owner: str, shows: str) -> dict[str, Any]:
    maybe: dict[str, Any] = {
        "hint": item.hint,
        "feedback": item.feedback,
        "weight": _Figure(round(item.weight, 6)) if item.weight != 1 else None,
        "partial_credit": item.partial,
        "attempts": item.attempts,
    }
    found = {"id": item.id, "shows": item.shows or shows, "ask": item.ask}
    return found | {name: value for name, value in maybe.items() if value} | _answer(item, owner)


def _answer(item: Item, owner: str) -> dict[str, Any]:  # noqa: PLR0911  one return per way of answering
    match item.answer:
        case form.Choices(choices):
            return {"options": list(map(_option, choices))}
        case form.TrueFalse(right):
            return {"true_false": right}
        case form.Numeric(answer, tolerance, unit):
            margin = {"tolerance": _Figure(tolerance)} if tolerance else {}
            return {"numeric": {"answer": _Figure(answer)} | margin | ({"unit": unit} if unit else {})}
        case form.FillIn(texts):
            return {"fill_in": list(map(_accepted, texts))}
        case form.Cloze(text, gaps):
            return {"cloze": {"text": text, "gaps": [{"options": list(map(_option, gap))} for gap in gaps]}}
        case form.Matching(matches):
            pairs = ({"premise": one.premise, "response": one.response} for one in matches if one.premise)
            return {"matching": [*pairs, *(one.response for one in matches if not one.premise)]}
        case form.Sequencing(steps):
            return {"sequencing": list(steps)}
        case form.Categories(categories):
            return {"categories": [{"title": one.title, "items": list(one.items)} for one in categories]}
        case form.Hotspot(picture, description, regions):
            path = _path(owner, item, picture) if picture else ""
            return {"hotspot": {"picture": path, "description": description, "regions": list(map(_region, regions))}}
        case form.Likert(steps):
            return {"likert": list(steps)}
        case form.FreeText(model):
            return {"free_text": model}


def _option(choice: form.Choice) -> str | dict[str, Any]:
    if not choice.right and not choice.feedback:
        return choice.text
    right = {"correct": True} if choice.right else {}
    return {"text": choice.text, **right, **({"feedback": choice.feedback} if choice.feedback else {})}


def _accepted(one: form.Accepted) -> str | dict[str, Any]:
    if one.credit == 100 and not one.feedback:
        return one.text
    credit = {"credit": one.credit} if one.credit != 100 else {}
    return {"text": one.text, **credit, **({"feedback": one.feedback} if one.feedback else {})}


def _region(region: form.Region) -> dict[str, Any]:
    box = {name: _Figure(getattr(region, name)) for name in ("left", "top", "width", "height")}
    right = {"correct": True} if region.right else {}
    return {"label": region.label, **box, **right, **({"feedback": region.feedback} if region.feedback else {})}


class _Figure(float):
    """A number that is written without an exponent: the catalog knows none."""


class _Dumper(yaml.SafeDumper):
    """Plain YAML: no anchors, lists indented below their key."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never an alias: the catalog's reader refuses them."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand two to the right of their key."""
        super().increase_indent(flow, False)


def _figure(dumper: yaml.SafeDumper, value: _Figure) -> yaml.Node:
    text = form.figure(float(value))
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Dumper.add_representer(_Figure, _figure)
