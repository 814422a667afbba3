"""Programmes that are nothing but courses: what the packages section measures builds of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.catalog import prose, write_objects

FORMATS = ("scorm12", "scorm2004", "scorm2004-3rd", "cmi5", "html")
"""Names of the package generators."""


@dataclass(frozen=True, slots=True)
class Courses:
    """How many courses, and what each holds."""

    courses: int
    lessons: int
    questions: int = 1
    """Per lesson."""
    quiz: int = 0
    """Questions of an assessment at the end; 0 is none."""
    pictures: tuple[str, ...] = ()
    """Paths below the catalog, shown by the first lesson of each course."""


def write_courses(root: Path, size: Courses) -> None:
    """Write a project's catalog below `root`; pictures have to be put there by the caller."""
    write_objects(root, _objects(size))


def _objects(size: Courses) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "programme.yaml", _programme()
    yield "skills/skill.read.yaml", {"id": "skill.read", "title": "Reads", "summary": "Reads.", "levels": ["A", "B"]}
    for course in range(size.courses):
        items = [f"lesson/c{course}-l{number}" for number in range(size.lessons)]
        for number in range(size.lessons):
            yield f"lessons/c{course}-l{number}.md", _lesson(course, number, size)
        if size.quiz:
            yield f"assessments/c{course}-quiz.yaml", _quiz(course, size)
            items.append(f"assessment/c{course}-quiz")
        module = {"id": "all", "title": "All", "items": items}
        about = {"id": f"c{course}", "title": f"Course {course}", "summary": prose(course, 12)}
        yield f"courses/c{course}.yaml", about | {"modules": [module]}


def _programme() -> dict[str, Any]:
    return {
        "id": "courses",
        "title": "Courses",
        "organisation": "Courses",
        "summary": "A programme made up to measure with.",
        "languages": ["en"],
        "time_zone": "Europe/Berlin",
        "brand": "#0f5c78",
        "sites": [{"id": "hamburg", "title": "Hamburg", "time_zone": "Europe/Berlin"}],
        "waves": [{"id": "wave-1", "title": "Wave 1", "go_live": "2026-01-12", "sites": ["hamburg"]}],
        "lms": [{"id": name, "format": name} for name in FORMATS],
        "edition": "2025-12-22",
    }


def _lesson(course: int, number: int, size: Courses) -> dict[str, Any]:
    """Three paragraphs of 80 words, as in the courses others were measured with."""
    body = "\n\n".join(prose(course * 50 + number * 3 + part, 80) for part in range(3))
    shown = "".join(f"\n\n![What you see]({path})" for path in size.pictures) if number == 0 else ""
    return {
        "id": f"c{course}-l{number}",
        "title": f"Lesson {number} of course {course}",
        "summary": prose(number, 12),
        "teaches": ["skill.read@1"],
        "effort": 6,
        "questions": [_question(number * 7 + place) for place in range(size.questions)],
        "body": f"{body}{shown}",
    }


def _quiz(course: int, size: Courses) -> dict[str, Any]:
    return {
        "id": f"c{course}-quiz",
        "title": f"Quiz of course {course}",
        "summary": prose(course, 12),
        "teaches": ["skill.read@1"],
        "effort": 5,
        "questions": [_question(course * 13 + place + 1000) for place in range(size.quiz)],
    }


def _question(seed: int) -> dict[str, Any]:
    options = [
        {"text": prose(seed * 4 + n, 8), "correct": not n, "feedback": prose(seed * 4 + n, 10)} for n in range(4)
    ]
    return {"id": f"q-{seed}", "shows": "skill.read@1", "ask": f"{prose(seed, 12)}?", "options": options}
