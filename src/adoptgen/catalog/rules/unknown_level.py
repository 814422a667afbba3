"""A skill is asked for at a level it has."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.nodes import Scalar, text_at
from adoptgen.catalog.scene import Scene, Source
from adoptgen.catalog.shape import AtLevel
from adoptgen.catalog.suggest import did_you_mean, nearest
from adoptgen.model.base import SkillLevel
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Both forms: `skill@2`, and `skill` and `level` as two keys."""
    for source, found, _ in scene.marked(AtLevel):
        skill, mark, level = found.node.text.partition("@")
        if mark:
            yield from _checked(scene, source, found.node, (skill, level, f"{skill}@"))
    for source in scene.sources:
        for part in source.inside.parts.get(SkillLevel, ()):
            skill_text, level_text = text_at(part.node, "skill"), text_at(part.node, "level")
            if skill_text and level_text:
                yield from _checked(scene, source, level_text, (skill_text.text, level_text.text, ""))


def _checked(scene: Scene, source: Source, node: Scalar, asked: tuple[str, str, str]) -> Iterator[Problem]:
    skill, level, before = asked
    most = scene.levels.get(skill)
    if most is None or level in (possible := [str(number) for number in range(1, most + 1)]):
        return
    likely = sorted(possible, key=lambda number: abs(int(number) - int(level)) if level.isdecimal() else 0)
    near = nearest(f"{before}{level}", [f"{before}{number}" for number in likely])
    has = f"has levels 1 to {most}" if most > 1 else "has one level, 1"
    message = f"{skill} {has}, not {level}" if level else f"the level of {skill} is missing; it {has}"
    yield rule.problem(node.span.location(source.file), message, did_you_mean(near, f"Write 1 to {most}."))


rule = Rule("C202", "a skill is asked for at a level it has", check=check)
