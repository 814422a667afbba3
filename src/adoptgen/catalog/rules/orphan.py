"""Everything in the catalog is used by something."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene, Source
from adoptgen.catalog.teaching import skills_in_use
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import LearningObject
from adoptgen.model.people import Application, Skill, Trainer
from adoptgen.problems import Problem, Severity


def check(scene: Scene) -> Iterator[Problem]:
    """Skills no role comes to, learning objects no path, course or workshop holds, idle trainers and applications."""
    if scene.catalog is None:
        return
    used = _used(scene.catalog)
    for source in scene.sources:
        reason = _reason(source)
        if reason and source.key not in used:
            yield rule.problem(source.location(("id",)), f"{source.key} is used by nothing: {reason[0]}", reason[1])


def _reason(source: Source) -> tuple[str, str] | None:
    item = source.item
    if isinstance(item, Skill):
        return "no role needs it, and nothing a role needs stands on it", "Add it to the needs of a role, or delete it."
    if isinstance(item, LearningObject):
        return "no course holds it, and it teaches nothing a role needs", "Put it into a course, or delete it."
    if isinstance(item, Trainer):
        return "no workshop names this trainer", "Add the trainer to a workshop, or delete the file."
    if isinstance(item, Application):
        return "nothing is practised in it", "Name it in a walkthrough, a lesson or a skill, or delete it."
    return None


def _used(catalog: Catalog) -> set[str]:
    skills = skills_in_use(catalog)
    used = {f"skill/{name}" for name in skills}
    for course in catalog.courses.values():
        used.update(reference for module in course.modules for reference in module.items)
        used.add(f"assessment/{course.pretest}")
    used.update(item.key for item in catalog.learning_objects() if any(level.skill in skills for level in item.teaches))
    for workshop in catalog.workshops.values():
        used.update(f"walkthrough/{part.walkthrough}" for part in workshop.agenda if part.walkthrough)
        used.update(f"trainer/{name}" for name in workshop.trainers)
    used.update(f"application/{item.application}" for item in catalog.walkthroughs.values())
    used.update(f"application/{item.application}" for item in catalog.lessons.values())
    used.update(f"application/{item.application}" for item in catalog.skills.values())
    return used


rule = Rule("C305", "everything in the catalog is used by something", Severity.WARNING, check, whole=True)
