"""A pretest asks what its course teaches, and is no part of it."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene, Source
from adoptgen.catalog.suggest import listed
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Assessment, Course
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Pretests that stand among the units they exempt from, and those with skills no unit of the course teaches."""
    for source in scene.of("course"):
        if scene.catalog and isinstance(source.item, Course) and source.item.pretest:
            yield from _among_units(source, source.item)
            yield from _untaught(source, source.item, scene.catalog)


def _among_units(source: Source, course: Course) -> Iterator[Problem]:
    for number, module in enumerate(course.modules):
        for place, reference in enumerate(module.items):
            if reference == f"assessment/{course.pretest}":
                at = source.location(("modules", number, "items", place))
                help_ = "Delete it here, or write a test of its own: asked twice, the second score says little."
                yield rule.problem(at, f"{course.pretest} is the pretest of this course already", help_)


def _untaught(source: Source, course: Course, catalog: Catalog) -> Iterator[Problem]:
    pretest = catalog.assessments.get(course.pretest or "")
    if pretest is None:
        return
    lowest = _lowest(course, catalog)
    shown = {(question.shows.skill, question.shows.level) for question in pretest.bank}
    idle = sorted(f"{skill}@{level}" for skill, level in shown if lowest.get(skill, 10) > level)
    if idle:
        message = f"nothing in this course teaches {listed(idle)}, so this pretest exempts from nothing there"
        help_ = "Ask about what the course teaches, or take up what teaches it."
        yield rule.problem(source.location(("pretest",)), message, help_)


def _lowest(course: Course, catalog: Catalog) -> dict[str, int]:
    """Skill -> its lowest level that a unit of the course teaches."""
    found: dict[str, int] = {}
    for item in map(catalog.learning_object, (name for module in course.modules for name in module.items)):
        for level in item.teaches if not isinstance(item, Assessment) else ():
            found[level.skill] = min(level.level, found.get(level.skill, level.level))
    return found


rule = Rule("C318", "a pretest asks what its course teaches and is no part of it", check=check, whole=True)
