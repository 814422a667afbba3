"""Questions are asked again after go-live, each time later, and there are some to ask."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Assessment, Course, Lesson, Retrieval
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Days before go-live, days that do not grow, courses without a scored question."""
    for found in scene.inner(Retrieval):
        after = found.item.after
        for place, day in enumerate(after):
            if day < 1:
                message = f"day {day} is not after go-live, when nobody has had time to forget"
                yield rule.problem(found.location("after", place), message, "Write the days from go-live: 3, 10, 30.")
        for place, (day, later) in enumerate(pairwise(after), 1):
            if later <= day:
                message = f"day {later} does not come after day {day}"
                yield rule.problem(found.location("after", place), message, "Write the days in growing order.")
        course = found.source.item
        if scene.catalog and isinstance(course, Course) and _asks_nothing(course, scene.catalog):
            message = "no question of this course has a right answer, so there is nothing to ask again"
            yield rule.problem(found.location(), message, "Add questions to its lessons, or delete retrieval.")


def _asks_nothing(course: Course, catalog: Catalog) -> bool:
    """Whether all units are known and none of them asks anything that is scored."""
    names = [name for module in course.modules for name in module.items]
    known = {item.key: item for item in catalog.learning_objects()}
    if any(name not in known for name in names):
        return False
    units = (known[name] for name in names)
    banks = (unit.bank for unit in units if isinstance(unit, Lesson | Assessment))
    return not any(question.ways and question.scored for bank in banks for question in bank)


rule = Rule("C319", "questions are asked again after go-live, each time later", check=check)
