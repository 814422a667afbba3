"""A region has a size and lies on its picture."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.model.questions import Region
from adoptgen.problems import Problem

SIDES = (("left", "width"), ("top", "height"))


def check(scene: Scene) -> Iterator[Problem]:
    """Regions nobody can point at, and regions that reach beyond the picture's right or lower edge."""
    for found in scene.inner(Region):
        for start, length in SIDES:
            first, size = getattr(found.item, start), getattr(found.item, length)
            if size <= 0:
                message = f"this region has no {length}, so nobody can point at it"
                yield rule.problem(found.location(length), message, "Write it in percent of the picture.")
            elif first + size > 100:
                message = f"this region leaves the picture: {start} {first:g} and {length} {size:g} are more than 100"
                help_ = f"Write a {length} of {100 - first:g} or less."
                yield rule.problem(found.location(length), message, help_)


rule = Rule("C315", "the regions of a hotspot lie on its picture", check=check)
