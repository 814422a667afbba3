"""Catalogs for these tests, written as a few short strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Assessment, Course, LearningObject, Lesson, Walkthrough, Workshop
from adoptgen.model.people import Role, Skill
from adoptgen.model.programme import ProgrammeSheet

PROGRAMME = ProgrammeSheet.model_validate(
    {
        "id": "small",
        "title": "Small",
        "organisation": "Small",
        "summary": "For tests.",
        "languages": ["en"],
        "time_zone": "Europe/Berlin",
        "brand": "#0f5c78",
        "sites": [{"id": "here", "title": "Here", "time_zone": "Europe/Berlin"}],
        "waves": [{"id": "first", "title": "First", "go_live": "2026-01-12", "sites": ["here"]}],
    }
)


def skill(name: str, *requires: object) -> Skill:
    """A skill of three levels."""
    return Skill.model_validate(
        {"id": name, "title": name, "summary": name, "levels": ["a", "b", "c"], "requires": list(requires)}
    )


def role(name: str, *needs: object, extends: Sequence[str] = ()) -> Role:
    """A role with these needs."""
    values = {"id": name, "title": name, "summary": name, "department": "d", "needs": list(needs), "extends": extends}
    return Role.model_validate(values)


def lesson(name: str, *teaches: str, effort: int = 5) -> Lesson:
    """A lesson that teaches these levels."""
    values = {"id": name, "title": name, "summary": name, "teaches": list(teaches), "effort": effort, "body": "Text."}
    return Lesson.model_validate(values)


def walkthrough(name: str, *teaches: str, effort: int = 5) -> Walkthrough:
    """A guide of one step."""
    values = {"id": name, "title": name, "summary": name, "teaches": list(teaches), "effort": effort}
    parts = [{"title": "Part", "steps": [{"id": "step", "say": "Choose **Save**."}]}]
    return Walkthrough.model_validate({**values, "application": "app", "area": "area", "parts": parts})


def assessment(name: str, *teaches: str, effort: int = 5) -> Assessment:
    """A check of one question."""
    values = {"id": name, "title": name, "summary": name, "teaches": list(teaches), "effort": effort}
    question = {"id": "q", "shows": teaches[0], "ask": "?", "options": [{"text": "a", "correct": "true"}, "b"]}
    return Assessment.model_validate({**values, "questions": [question]})


def workshop(name: str, *teaches: str, effort: int = 60) -> Workshop:
    """A workshop of one exercise."""
    agenda = [{"id": "try", "do": "exercise", "title": "Try", "minutes": effort}]
    return Workshop.model_validate(
        {"id": name, "title": name, "summary": name, "teaches": list(teaches), "agenda": agenda}
    )


def course(name: str, *items: str) -> Course:
    """A course of one module."""
    modules = [{"id": "all", "title": "All", "items": list(items)}]
    return Course.model_validate({"id": name, "title": name, "summary": name, "modules": modules})


def catalog(*objects: Skill | Role | LearningObject | Course) -> Catalog:
    """A catalog of these objects, in this order."""

    def of(kind: str) -> Mapping[str, object]:
        return {item.id: item for item in objects if item.kind == kind}

    empty: dict[str, object] = {}
    folders = {
        "skills": of("skill"),
        "roles": of("role"),
        "lessons": of("lesson"),
        "walkthroughs": of("walkthrough"),
        "assessments": of("assessment"),
        "workshops": of("workshop"),
        "courses": of("course"),
        **dict.fromkeys(("applications", "surveys", "impacts", "kpis", "trainers", "glossary"), empty),
    }
    return Catalog(programme=PROGRAMME, language="en", **folders)
