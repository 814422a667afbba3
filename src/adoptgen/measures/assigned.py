"""Which courses a path is made of: what people are assigned in the LMS, and what it reports on.

A path names learning objects; completions come back per course. Courses are taken in the order of how much of them
stands in the path, and each is assigned if at least half of it is in the path and in no course taken before.
"""

from __future__ import annotations

from dataclasses import dataclass

from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Course
from adoptgen.model.pathway import LearningPath, PathStep, Phase


@dataclass(frozen=True, slots=True)
class Assigned:
    """One course of a role: by when, and whether it holds something essential before go-live."""

    key: str
    due: int
    """Days from go-live: the day its check is due, without a check the day its last part is due."""
    before: bool


def assigned_courses(catalog: Catalog, path: LearningPath) -> tuple[Assigned, ...]:
    """The courses of a path, in the order of the catalog."""
    steps = {step.reference: step for step in path.steps if not step.optional}
    items = {course.key: _items(course) for course in catalog.courses.values()}
    shares = {key: len(items[key] & steps.keys()) / len(items[key]) for key in items}
    covered: set[str] = set()
    chosen: set[str] = set()
    for key in sorted(items, key=lambda key: (-shares[key], list(items).index(key))):
        new = (items[key] & steps.keys()) - covered
        if 2 * len(new) >= len(items[key]):
            chosen.add(key)
            covered |= items[key]
    return tuple(
        _assigned(key, [steps[name] for name in sorted(items[key] & steps.keys())]) for key in items if key in chosen
    )


def _items(course: Course) -> set[str]:
    return {item for module in course.modules for item in module.items}


def _assigned(key: str, steps: list[PathStep]) -> Assigned:
    checks = [step.due for step in steps if step.reference.startswith("assessment/")]
    return Assigned(key, max(checks or [step.due for step in steps]), any(step.phase is Phase.BEFORE for step in steps))
