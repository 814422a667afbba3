"""Prerequisites, broader skills and extended roles never come back to where they started."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.shape import AtLevel
from adoptgen.model.base import Reference
from adoptgen.problems import Location, Problem

RELATIONS = {"requires": "requires", "broader": "is part of", "extends": "extends"}
"""Key -> how the relation is read."""

Graph = dict[str, dict[str, Location]]
"""From -> to -> where that is written."""


class _Step(NamedTuple):
    name: str
    left: list[str]


def check(scene: Scene) -> Iterator[Problem]:
    """Each relation by itself; every cycle is told once, at the reference that closes it, with all its members."""
    for key, words in RELATIONS.items():
        graph = _graph(scene, key)
        for cycle in cycles(graph):
            path = f" {words} ".join([*cycle, cycle[0]])
            yield rule.problem(graph[cycle[-1]][cycle[0]], f"a circle: {path}", "Take one of these references out.")


def _graph(scene: Scene, key: str) -> Graph:
    graph: Graph = {}
    for source, found, _ in (*scene.marked(AtLevel), *scene.marked(Reference)):
        if found.path[0] == key and source.cls.kind in ("skill", "role"):
            target = found.node.text.partition("@")[0]
            graph.setdefault(source.id, {}).setdefault(target, found.node.span.location(source.file))
    return graph


def cycles(graph: Graph) -> Iterator[list[str]]:
    """Cycles such that taking out one reference of each leaves none (depth first, without recursion)."""
    done: set[str] = set()
    for start in graph:
        path = [_Step(start, [])] if start not in done else []
        on_path = {start: 0}
        if path:
            path[0].left.extend(reversed(graph.get(start, {})))
        while path:
            if not path[-1].left:
                done.add(path[-1].name)
                del on_path[path.pop().name]
                continue
            name = path[-1].left.pop()
            if name in on_path:
                yield [step.name for step in path[on_path[name] :]]
            elif name not in done:
                on_path[name] = len(path)
                path.append(_Step(name, list(reversed(graph.get(name, {})))))


rule = Rule("C301", "prerequisites, broader skills and extended roles never come back to their start", check=check)
