"""An id is given once within its kind."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """The second and later holders of an id."""
    for source in scene.sources:
        first = scene.by_key[source.key]
        if first is not source and source.node is not None and first.node is not None:
            message = f"{source.cls.kind} {source.id} is there already: {first.location(('id',))}"
            yield rule.problem(source.location(("id",)), message, "Give this one another id, or delete one of them.")


rule = Rule("C203", "an id is given once within its kind", check=check)
