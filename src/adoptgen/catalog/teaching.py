"""Who needs what, and what teaches and tests it: the questions several rules ask of a whole catalog."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.model.catalog import Catalog
from adoptgen.model.people import Role

Needed = dict[tuple[str, int], tuple[str, int]]
"""Skill and level -> the first role and the position in its needs that asks for it."""


def needed(catalog: Catalog, optional: bool) -> Needed:
    """The skill levels roles ask for themselves (what they take over stands in the other role)."""
    found: Needed = {}
    for role in catalog.roles.values():
        for position, need in enumerate(role.needs):
            if optional or need.need == "essential":
                found.setdefault((need.skill.skill, need.skill.level), (role.id, position))
    return found


def taught(catalog: Catalog) -> dict[str, set[int]]:
    """Skill -> its levels that a lesson, walkthrough or workshop teaches."""
    found: dict[str, set[int]] = {}
    for item in (*catalog.lessons.values(), *catalog.walkthroughs.values(), *catalog.workshops.values()):
        for level in item.teaches:
            found.setdefault(level.skill, set()).add(level.level)
    return found


def assessed(catalog: Catalog) -> dict[str, int]:
    """Skill -> the highest level a question of an assessment is evidence of."""
    found: dict[str, int] = {}
    for assessment in catalog.assessments.values():
        for question in assessment.bank:
            skill, level = question.shows.skill, question.shows.level
            found[skill] = max(level, found.get(skill, 0))
    return found


def skills_in_use(catalog: Catalog) -> set[str]:
    """Skills some role needs, with all they stand on and all they are part of."""
    waiting = {skill for skill, _ in needed(catalog, optional=True)}
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        if skill := catalog.skills.get(name):
            above = {*skill.broader, *(level.skill for item in skill.requires for level in (*item.any_of,))}
            above |= {item.all_of.skill for item in skill.requires if item.all_of}
            waiting |= above - found
    return found


def extending(catalog: Catalog) -> dict[str, list[str]]:
    """Role -> the roles that extend it."""
    found: dict[str, list[str]] = {}
    for role in catalog.roles.values():
        for other in role.extends:
            found.setdefault(other, []).append(role.id)
    return found


def held(catalog: Catalog) -> Iterator[Role]:
    """Roles somebody has, by themselves or through a role that extends them."""
    below = extending(catalog)
    for role in catalog.roles.values():
        waiting, seen = [role.id], {role.id}
        while waiting:
            name = waiting.pop()
            if catalog.roles[name].people:
                yield role
                break
            waiting += [other for other in below.get(name, ()) if other not in seen]
            seen.update(waiting)
