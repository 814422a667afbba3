"""An assessment and the course around it ask for the same score."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.model.learning import Course
from adoptgen.problems import Problem, Severity


def check(scene: Scene) -> Iterator[Problem]:
    """Assessments with another mastery score than their course: learners would meet two pass marks."""
    if scene.catalog is None:
        return
    for source in scene.of("course"):
        course = source.item
        if not isinstance(course, Course):
            continue
        for name in dict.fromkeys(ref for module in course.modules for ref in module.items):
            kind, _, identifier = name.partition("/")
            found = scene.catalog.assessments.get(identifier) if kind == "assessment" else None
            if found and found.mastery != course.mastery:
                message = f"{name} asks for {found.mastery} percent, and its course {course.id} for {course.mastery}"
                help_ = (
                    f"Packages pass people by the course's {course.mastery}, the guide and the figures name the "
                    f"assessment's {found.mastery}: write the same mastery in both."
                )
                yield rule.problem(scene.by_key[name].location(("mastery",)), message, help_)


rule = Rule("C321", "an assessment and its course ask for the same score", Severity.WARNING, check)
