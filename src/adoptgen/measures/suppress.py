"""Small cells: which figures of a KPI must not be shown, so that nobody is seen and nothing can be worked out.

A figure about fewer people than the floor is hidden. Where the hidden ones could be found by subtraction (one alone
is missing from a sum, or several that together are fewer than the floor), the next smallest is hidden as well, until
no sum gives anything away: the sites of each wave, all sites, all roles, all waves. What is left is attacked as
somebody would who knows the organisation chart (measures/attack.py), and more is hidden until that fails.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from adoptgen.measures.attack import Group, can_be_solved
from adoptgen.model.figure import Segment


@dataclass(frozen=True, slots=True)
class Sum:
    """A published whole and the parts that add up to it."""

    whole: Segment
    parts: tuple[Segment, ...]


def hidden(
    people: Mapping[Segment, int], groups: Mapping[Segment, frozenset[Group]], wave_of: Mapping[str, str], minimum: int
) -> set[Segment]:
    """The segments not to show. `people` is how many each figure is about, `groups` the smallest groups it adds up.

    Nobody at all hides nothing.
    """
    present = {segment: count for segment, count in people.items() if count}
    small = {segment for segment, count in present.items() if count < minimum}
    found = set(small)
    equations = _sums(tuple(present), wave_of)
    while more := next(filter(None, (_leak(item, present, found, minimum) for item in equations)), None):
        found.add(more)
    while leaked := _solved(small, found, present, groups):
        found.add(_next(leaked, found, present, groups))
    return found


def _sums(segments: Collection[Segment], wave_of: Mapping[str, str]) -> list[Sum]:
    """Everything that adds up among these segments, the narrowest first: there the least has to be hidden."""
    found = []
    for wave in (segment for segment in segments if segment.dimension == "wave"):
        inside = tuple(item for item in segments if item.dimension == "site" and wave_of.get(item.value) == wave.value)
        if inside:
            found.append(Sum(wave, inside))
    for dimension in sorted({segment.dimension for segment in segments if segment.dimension}):
        found.append(Sum(Segment(), tuple(segment for segment in segments if segment.dimension == dimension)))
    return found


def _leak(item: Sum, people: Mapping[Segment, int], found: set[Segment], minimum: int) -> Segment | None:
    """What to hide next so that this sum gives nothing away; None if it does not."""
    missing = [part for part in item.parts if part in found]
    visible = sorted((part for part in item.parts if part not in found), key=lambda part: (people[part], part.value))
    if item.whole in found:
        return visible[0] if visible and not missing else None
    if not missing or (len(missing) > 1 and sum(people[part] for part in missing) >= minimum):
        return None
    return visible[0] if visible else item.whole


def _solved(
    small: set[Segment], found: set[Segment], people: Mapping[Segment, int], groups: Mapping[Segment, frozenset[Group]]
) -> Segment | None:
    """A small figure that can be computed from those shown."""
    if not small:
        return None
    shown = [groups[segment] for segment in people if segment not in found]
    solved = can_be_solved(shown, {segment: groups[segment] for segment in small})
    return min(solved, key=lambda segment: (segment.dimension, segment.value), default=None)


def _next(
    leaked: Segment, found: set[Segment], people: Mapping[Segment, int], groups: Mapping[Segment, frozenset[Group]]
) -> Segment:
    """The smallest figure still shown that holds people of the leaked one: without any of them it cannot be solved."""
    shown = (segment for segment in people if segment not in found and groups[segment] & groups[leaked])
    return min(shown, key=lambda segment: (people[segment], segment.dimension, segment.value))
