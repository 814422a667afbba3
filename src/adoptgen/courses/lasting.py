"""Skills under the ids they were first published under: an LMS hangs objectives on them.

The catalog refers to a skill by its present id, and so does everything here until the course is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from adoptgen.courses.model import Ask, Course, SkillLine, Unit, key_of
from adoptgen.model.people import Skill


def with_lasting_skills(course: Course, skills: Iterable[Skill]) -> Course:
    """The course with lasting references; the course itself where no skill was ever renamed."""
    names = {skill.id: skill.previous_ids[0] for skill in skills if skill.previous_ids}
    found: Course = _turned(course, names) if names else course
    return found


def _turned(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_turned(item, names) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {field.name: _turned(getattr(value, field.name), names) for field in fields(value)}
    match value:
        case Ask():
            changes["shows"] = _lasting(value.shows, names)
        case Unit():
            changes["teaches"] = tuple(_lasting(level, names) for level in value.teaches)
        case SkillLine():
            changes["ref"] = _lasting(value.ref, names)
            changes["key"] = key_of(f"skill/{changes['ref']}")
    return replace(value, **changes)


def _lasting(level: str, names: Mapping[str, str]) -> str:
    skill, _, number = level.rpartition("@")
    return f"{names.get(skill, skill)}@{number}"
