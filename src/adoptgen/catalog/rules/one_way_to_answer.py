"""A question is answered in exactly one way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene, Source
from adoptgen.catalog.shape import Part, slots
from adoptgen.catalog.suggest import listed
from adoptgen.model.questions import Question, Way
from adoptgen.problems import Problem

KEYS = tuple("options" if way == "choice" else way.replace("-", "_") for way in get_args(Way))
"""The key of each way."""


def check(scene: Scene) -> Iterator[Problem]:
    """Questions with no way or with several; also in files with other problems."""
    for source in scene.sources:
        for part in source.inside.parts.get(Question, ()):
            yield from _ways(source, part)


def _ways(source: Source, part: Part) -> Iterator[Problem]:
    entries = part.node.entries
    ways = [key for key in KEYS if key in entries]
    if len(ways) > 1:
        written = sorted(ways, key=lambda key: entries[key].key.span.start)
        place = entries[written[1]].key.span.location(source.file)
        message = f"this question is answered in {len(ways)} ways: {listed(written)}"
        yield rule.problem(place, message, "Keep one of them, or make questions of the others.")
    elif not ways and entries.keys() <= slots(Question).keys():  # else the way is a mistyped key, told there
        place = source.location(part.path)
        yield rule.problem(place, "nothing says how this question is answered", f"Add one of {listed(KEYS, 'or')}.")


rule = Rule("C311", "a question is answered in exactly one way", check=check)
