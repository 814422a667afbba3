"""A course as the data its player reads: every text rendered, every disc placed.

The shape is typed for the player in runtime/player/course.js; keep both in step.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from adoptgen.catalog.markdown import plain, render, render_inline
from adoptgen.courses import model
from adoptgen.courses.nodes import Node, nodes
from adoptgen.courses.room import all_questions, largest_state
from adoptgen.look.callouts import Box, crop, place, scaled
from adoptgen.model.questions import Way

FORMAT = 1
"""Raised when a player can no longer read what the previous one could."""
COLUMN = 628
"""Width of the text column in CSS pixels (measure.player)."""
RATIO = 628 / 392
_TYPED: frozenset[Way] = frozenset({"fill-in"})
"""Ways whose answers are typed: plain texts, no Markdown."""
_GAP = re.compile(r"\{([1-8])\}")
AIR = 0.35
"""Room around the targets of a close-up, in parts of their own size."""
Json = dict[str, Any]
_BEFORE = "globalThis.adoptgenCourse = "


def payload(course: model.Course, words: tuple[tuple[str, str], ...]) -> Json:
    """Everything the player shows. `words` are the interface words of its language."""
    return _rendered(course) | {"words": dict(words)}


@lru_cache(maxsize=2)
def _rendered(course: model.Course) -> Json:
    """The course without words: the same in all formats, so it is rendered for the first one only."""
    known = (*(unit.id for unit in course.units()), *(f"term/{term.id}" for term in course.terms))
    view = _View(frozenset(known), course.direction)
    return {
        "format": FORMAT,
        "id": course.lasting_id,
        "iri": course.iri,
        "space": course.space,
        "language": course.language,
        "direction": course.direction,
        "title": course.title,
        "programme": course.programme_title,
        "organisation": course.organisation,
        "summary": view.line(course.summary),
        "edition": course.edition,
        "minutes": course.minutes,
        "mastery": course.mastery,
        "passing": course.passing,
        "skills": [_skill(skill) for skill in course.skills],
        "terms": [view.term(term) for term in course.terms],
        "sections": [
            {"title": section.title, "units": [view.unit(unit) for unit in section.units]}
            for section in course.sections
        ],
    }


def question(ask: model.Ask, known: frozenset[str]) -> Json:
    """One question for a page that is no course; `known` are the `kind/id` its texts may lead to, as `#kind/id`."""
    return _View(known, "ltr").ask(ask)


def script(data: Json) -> str:
    """The data as a script that any page may load, also from a file; nothing in it can end the script early."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"{_BEFORE}{text};\n"


def read_script(text: str) -> Json:
    """The data of what `script` made. Raises ValueError for anything else."""
    if not text.startswith(_BEFORE):
        raise ValueError("this is no course data")
    data: Json = json.loads(text.removeprefix(_BEFORE).rstrip(";\n"))
    return data


def memory(data: Json, room: int | None) -> Iterator[str]:
    """Why a learner's state could not be kept in so many characters (None: no limit), or nothing."""
    units = [unit for section in data["sections"] for unit in section["units"]]
    size = largest_state(data)
    if room is not None and size > room:
        yield f"what a learner does in it needs up to {size} characters, and an LMS keeps {room}"
    for question in all_questions(units):
        if question["way"] == "simulation" and not question.get("scenes"):
            yield f"the simulation {question['id']} has no picture of its task; capture it in this language"
    owners: dict[str, str] = {}
    for item in (*units, *all_questions(units)):
        other = owners.setdefault(item["key"], item["id"])
        if other != item["id"]:
            yield f"{other} and {item['id']} have the same short name"


def pictures(course: model.Course) -> tuple[str, ...]:
    """Paths of all pictures the course shows, relative to the catalog."""
    found: dict[str, None] = {}
    for unit in course.units():
        if isinstance(unit, model.LessonUnit) and ("![" in unit.body or "<img" in unit.body):
            render(unit.body, picture=lambda path: found.setdefault(path) or path)
        if isinstance(unit, model.TaskUnit):
            found.update(dict.fromkeys(_shown(unit)))
        else:
            found.update(dict.fromkeys(ask.picture for ask in unit.bank if ask.picture))
            found.update(dict.fromkeys(scene.picture for ask in unit.bank for scene in ask.scenes))
    return tuple(sorted(found))


def _shown(unit: model.TaskUnit) -> Iterator[str]:
    for part in unit.parts:
        for picture in (part.picture, *(step.picture for step in part.steps)):
            if picture:
                yield picture.path


def _skill(skill: model.SkillLine) -> Json:
    return {"ref": skill.ref, "key": skill.key, "title": skill.title, "level": skill.level, "units": list(skill.units)}


@dataclass(frozen=True, slots=True)
class _View:
    """How texts of this course are rendered: links lead to its own pages, others become plain words."""

    known: frozenset[str]
    direction: str

    def line(self, text: str, *, labels: bool = False) -> list[Node]:
        return nodes(render_inline(text, self._link, labels=labels))

    def block(self, text: str, *, labels: bool = False) -> list[Node]:
        return nodes(render(text, self._link, labels=labels))

    def _link(self, target: str) -> str:
        return f"#{target.partition('#')[0]}" if target.partition("#")[0] in self.known else ""

    def term(self, term: model.TermLine) -> Json:
        names = {"title": term.title, "also": list(term.also), "avoid": list(term.avoid)}
        return {"id": term.id, "definition": self.line(term.definition), "partial": term.partial} | names

    def unit(self, unit: model.AnyUnit) -> Json:
        data: Json = {
            "id": unit.id,
            "key": unit.key,
            "title": unit.title,
            "summary": self.line(unit.summary),
            "minutes": unit.minutes,
            "partial": unit.partial,
            "teaches": list(unit.teaches),
        }
        match unit:
            case model.LessonUnit():
                return data | {"kind": "lesson", "body": self.block(unit.body), "questions": self._asks(unit.questions)}
            case model.TaskUnit():
                return data | {"kind": "task"} | self._task(unit)
            case model.CheckUnit():
                return data | {"kind": "check"} | self._check(unit)

    def _check(self, unit: model.CheckUnit) -> Json:
        return {
            "mastery": unit.mastery,
            "tries": unit.tries,
            "shuffle": unit.shuffle,
            "pretest": unit.pretest,
            "questions": self._asks(unit.questions),
            "pools": [{"draw": pool.draw, "questions": self._asks(pool.questions)} for pool in unit.pools],
        }

    def _asks(self, questions: tuple[model.Ask, ...]) -> list[Json]:
        return [self.ask(question) for question in questions]

    def ask(self, ask: model.Ask) -> Json:
        return {
            "id": ask.id,
            "key": ask.key,
            "way": ask.way,
            "ask": self.line(ask.ask),
            "title": plain(ask.ask),
            "several": ask.several,
            "shows": ask.shows,
            "weight": ask.weight,
            "hint": self.line(ask.hint),
            "feedback": self.line(ask.feedback),
            "partial": ask.partial,
            "tries": ask.tries,
            "answers": [self._answer(one, ask.way) for one in ask.answers],
        } | self._details(ask)

    def _answer(self, one: model.Answer, way: Way) -> Json:
        text = [one.text] if way in _TYPED else self.line(one.text)
        data = {"text": text, "right": one.right, "feedback": self.line(one.feedback)}
        return data | ({"credit": one.credit} if way in _TYPED else {}) | ({"box": one.box} if one.box else {})

    def _details(self, ask: model.Ask) -> Json:
        """What only some ways of answering have."""
        data: Json = {}
        if ask.rows:
            data["rows"] = [self._row(row, ask.way) for row in ask.rows]
        if ask.number:
            data["number"] = list(ask.number)
        if ask.scenes:
            data["scenes"] = [self._scene(scene) for scene in ask.scenes]
        if ask.picture:
            data |= {"picture": ask.picture, "text": [ask.text]}
        elif ask.way == "cloze":
            data["text"] = self.line(_GAP.sub(r"`{\1}`", ask.text))
        elif ask.text:
            data["text"] = self.line(ask.text)
        return data

    def _scene(self, scene: model.Scene) -> Json:
        return {
            "step": scene.step,
            "say": self.line(scene.say, labels=True),
            "value": scene.value,
            "picture": scene.picture,
            "size": list(scene.size),
            "right": scene.right,
            "spots": [{"name": spot.name, "box": list(spot.box)} for spot in scene.spots],
        }

    def _row(self, row: model.Row, way: Way) -> Json:
        answers = {"answers": [self._answer(one, way) for one in row.answers]} if row.answers else {}
        return {"text": self.line(row.text), "right": row.right} | answers

    def _task(self, unit: model.TaskUnit) -> Json:
        return {
            "caution": self.block(unit.caution, labels=True),
            "different": [self.line(text, labels=True) for text in unit.different],
            "parts": [
                {
                    "title": part.title,
                    "caption": part.caption,
                    "picture": self._picture(part.picture),
                    "steps": [self._step(step) for step in part.steps],
                }
                for part in unit.parts
            ],
        }

    def _step(self, step: model.Action) -> Json:
        return {
            "say": self.line(step.say, labels=True),
            "result": self.line(step.result, labels=True),
            "why": self.line(step.why, labels=True),
            "note": self.line(step.note, labels=True),
            "picture": self._picture(step.picture),
        }

    def _picture(self, shown: model.Shown | None) -> Json | None:
        if shown is None:
            return None
        if not shown.width:
            return {"path": shown.path, "view": None, "discs": []}
        boxes = [box for _, box in shown.marks]
        view = crop(boxes, (shown.width, shown.height), RATIO, AIR, COLUMN)
        factor = COLUMN / view.width
        size = (float(COLUMN), view.height * factor)
        origin = (float(view.left), float(view.top))
        texts = [scaled(text, factor, origin) for text in shown.texts]
        rects = [scaled(box, factor, origin) for box in boxes]
        spots = place(rects, size, texts, start="right" if self.direction == "rtl" else "left")
        return {
            "path": shown.path,
            "size": [shown.width, shown.height],
            "view": list(view),
            "discs": [
                {"number": number, "at": [_share(spot.x, size[0]), _share(spot.y, size[1])], "box": _within(box, view)}
                for (number, box), spot in zip(shown.marks, spots, strict=True)
            ],
        }


def _share(value: float, whole: float) -> float:
    """Per cent of the whole, to a tenth."""
    return round(100 * value / whole, 1)


def _within(box: Box, view: Box) -> list[float]:
    """A box in per cent of the view: left, top, width, height."""
    return [
        _share(box.left - view.left, view.width),
        _share(box.top - view.top, view.height),
        _share(box.width, view.width),
        _share(box.height, view.height),
    ]
