"""A made-up programme of any size: every kind of object, referring to one another as real ones do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AREAS = 8
TEXT = (
    "Open the record and read what was agreed last time. The customer expects an answer on the same day, so write "
    "down who does what and until when. If a field is missing, ask the planner first; an empty field costs more than "
    "a short call. Save, and look at the status at the top: it tells whether somebody is waiting for you."
)
WORDS = TEXT.split(" ")


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each kind."""

    walkthroughs: int = 1000
    skills: int = 300
    roles: int = 40

    @property
    def lessons(self) -> int:
        """One for every five tasks."""
        return self.walkthroughs // 5

    @property
    def courses(self) -> int:
        """One per role."""
        return self.roles


def times(size: Size, factor: int) -> Size:
    """The same programme, so many times as large."""
    return Size(size.walkthroughs * factor, size.skills * factor, size.roles * factor)


def write_catalog(root: Path, size: Size) -> None:
    """Write a project's catalog below `root`."""
    write_objects(root, _objects(size))


def write_objects(root: Path, objects: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Write (file, object) below `root`/catalog. JSON is YAML, and quicker to write."""
    for name, data in objects:
        path = root / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(data, indent=1)
        if path.suffix == ".md":
            header = "\n".join(f"{key}: {json.dumps(value)}" for key, value in data.items() if key != "body")
            text = f"---\n{header}\n---\n{data['body']}\n"
        path.write_text(text + "\n", encoding="utf-8")


def prose(seed: int, words: int) -> str:
    """That many words, different for every seed."""
    return " ".join(WORDS[(seed * 7 + number * (1 + seed % 5)) % len(WORDS)] for number in range(words))


def _objects(size: Size) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "programme.yaml", _programme()
    yield "applications/crm.yaml", _application()
    for number in range(size.skills):
        yield f"skills/skill.s{number}.yaml", _skill(number)
    for number in range(size.walkthroughs):
        yield f"walkthroughs/task.t{number}.yaml", _walkthrough(number, size)
    for number in range(size.lessons):
        yield f"lessons/lesson-{number}.md", _lesson(number, size)
    for number in range(size.courses):
        yield f"assessments/check-{number}.yaml", _assessment(number, size)
        yield f"courses/course-{number}.yaml", _course(number, size)
        yield f"roles/role-{number}.yaml", _role(number, size)
    for number in range(max(1, size.roles // 4)):
        yield f"workshops/workshop-{number}.yaml", _workshop(number, size)


def _programme() -> dict[str, Any]:
    return {
        "id": "large",
        "title": "A large programme",
        "organisation": "Large",
        "summary": "A programme made up to measure with.",
        "languages": ["en"],
        "time_zone": "Europe/Berlin",
        "brand": "#0f5c78",
        "sites": [{"id": "hamburg", "title": "Hamburg", "time_zone": "Europe/Berlin"}],
        "waves": [{"id": "wave-1", "title": "Wave 1", "go_live": "2026-01-12", "sites": ["hamburg"]}],
        "lms": ["lms"],
        "edition": "2025-12-22",
    }


def _application() -> dict[str, Any]:
    areas = [{"id": f"area-{number}", "title": f"Area {number}"} for number in range(AREAS)]
    return {"id": "crm", "title": "CRM", "version": "1", "checked": "2025-12-19", "languages": ["en"], "areas": areas}


def _level(number: int, size: Size) -> str:
    return f"skill.s{number % size.skills}@{number // size.skills % 3 + 1}"


def _skill(number: int) -> dict[str, Any]:
    return {
        "id": f"skill.s{number}",
        "title": f"Skill number {number}",
        "summary": prose(number, 14),
        "levels": ["Does it with the guide", "Does it alone", "Helps others do it"],
        "requires": [f"skill.s{number - 1}@1"] if number % 10 else [],
    }


def _walkthrough(number: int, size: Size) -> dict[str, Any]:
    parts = [
        {"title": f"Part {part + 1} of task {number}", "steps": [_step(number * 10 + part * 4 + n) for n in range(4)]}
        for part in range(2)
    ]
    return {
        "id": f"task.t{number}",
        "title": f"Task number {number}",
        "summary": prose(number, 16),
        "teaches": [_level(number, size)],
        "effort": 5,
        "application": "crm",
        "area": f"area-{number % AREAS}",
        "parts": parts,
    }


def _step(seed: int) -> dict[str, Any]:
    return {
        "id": f"step-{seed}",
        "target": {"role": "button", "name": f"Button {seed}"},
        "say": f"In the toolbar, choose **Button {seed}**. {prose(seed, 6)}",
        "result": prose(seed + 1, 9),
    }


def _lesson(number: int, size: Size) -> dict[str, Any]:
    body = "\n\n".join(f"## Part {part + 1}\n\n{prose(number + part, 60)}" for part in range(4))
    return {
        "id": f"lesson-{number}",
        "title": f"Lesson number {number}",
        "summary": prose(number, 12),
        "teaches": [_level(number * 5, size)],
        "effort": 6,
        "body": f"{body}\n\nDo it: [the task](walkthrough/task.t{number * 5})",
    }


def _assessment(number: int, size: Size) -> dict[str, Any]:
    levels = [_level(number * 25 + question, size) for question in range(10)]
    return {
        "id": f"check-{number}",
        "title": f"Check number {number}",
        "summary": prose(number, 12),
        "teaches": levels,
        "effort": 10,
        "questions": [_question(number * 10 + place, level) for place, level in enumerate(levels)],
    }


def _question(seed: int, level: str) -> dict[str, Any]:
    options = [
        {"text": prose(seed * 4 + n, 8), "correct": not n, "feedback": prose(seed * 4 + n, 10)} for n in range(4)
    ]
    return {"id": f"q-{seed}", "shows": level, "ask": f"{prose(seed, 12)}?", "options": options}


def _course(number: int, size: Size) -> dict[str, Any]:
    lessons = [f"lesson/lesson-{(number * 5 + place) % size.lessons}" for place in range(5)]
    tasks = [f"walkthrough/task.t{(number * 25 + place) % size.walkthroughs}" for place in range(10)]
    return {
        "id": f"course-{number}",
        "title": f"Course number {number}",
        "summary": prose(number, 12),
        "modules": [
            {"id": "read", "title": "Read", "items": lessons},
            {"id": "do", "title": "Do", "items": [*tasks, f"assessment/check-{number}"]},
        ],
    }


def _role(number: int, size: Size) -> dict[str, Any]:
    levels = {f"skill.s{(number * 7 + place * 3) % size.skills}": place % 3 + 1 for place in range(15)}
    return {
        "id": f"role-{number}",
        "title": f"Role number {number}",
        "summary": prose(number, 12),
        "department": "Sales",
        "needs": [f"{skill}@{level}" for skill, level in levels.items()],
        "people": 30,
    }


def _workshop(number: int, size: Size) -> dict[str, Any]:
    demos = [
        {
            "id": f"demo-{place}",
            "do": "demo",
            "title": f"Task {place}",
            "minutes": 15,
            "walkthrough": f"task.t{(number * 9 + place) % size.walkthroughs}",
            "say": prose(number + place, 40),
        }
        for place in range(6)
    ]
    return {
        "id": f"workshop-{number}",
        "title": f"Workshop number {number}",
        "summary": prose(number, 12),
        "teaches": [_level(number * 9, size)],
        "agenda": [{"id": "hello", "do": "talk", "title": "Hello", "minutes": 10, "say": prose(number, 30)}, *demos],
    }
