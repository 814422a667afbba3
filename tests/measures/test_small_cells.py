"""An attack on what is published: solve all sums for the cells that were withheld."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from adoptgen.measures.suppress import hidden
from adoptgen.model.figure import Segment

SITES = {"hamburg": "wave-1", "rotterdam": "wave-1", "lyon": "wave-2", "gdansk": "wave-2", "jebel-ali": "wave-2"}
ROLES = ("ae", "kam", "agent")
MINIMUM = 5
Counts = dict[tuple[str, ...], int]


def cells(counts: Counts) -> dict[Segment, frozenset[tuple[str, ...]]]:
    """Every published figure -> the groups of people (role and site) it adds up."""
    found: dict[Segment, set[tuple[str, ...]]] = {}
    for group, people in counts.items():
        role, site = group
        if people:
            for segment in (Segment(), Segment("role", role), Segment("site", site), Segment("wave", SITES[site])):
                found.setdefault(segment, set()).add(group)
    return {segment: frozenset(groups) for segment, groups in found.items()}


def sizes(counts: Counts) -> dict[Segment, int]:
    """Every figure -> how many people it is about."""
    return {segment: sum(counts[group] for group in groups) for segment, groups in cells(counts).items()}


def withheld(counts: Counts) -> set[Segment]:
    """What is not shown."""
    return hidden(sizes(counts), cells(counts), SITES, MINIMUM)


def recovered(counts: Counts, secret: set[Segment]) -> list[Segment]:
    """Withheld figures that are a combination of published ones: Gaussian elimination over exact fractions."""
    found = cells(counts)
    order = sorted(counts)
    basis: list[list[Fraction]] = []
    for segment, groups in found.items():
        if segment not in secret:
            row = reduced([Fraction(group in groups) for group in order], basis)
            if any(row):
                basis.append(row)
    wanted = {segment: [Fraction(group in found[segment]) for group in order] for segment in secret if segment in found}
    return [segment for segment, row in wanted.items() if not any(reduced(row, basis))]


def reduced(row: list[Fraction], basis: list[list[Fraction]]) -> list[Fraction]:
    for other in basis:
        lead = next(index for index, value in enumerate(other) if value)
        if row[lead]:
            factor = row[lead] / other[lead]
            row = [value - factor * part for value, part in zip(row, other, strict=True)]
    return row


groups = st.sampled_from([(role, site) for role in ROLES for site in SITES])
tables = st.dictionaries(groups, st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=1, max_size=15)


@given(counts=tables)
@settings(max_examples=600, deadline=None)
def test_no_small_figure_can_be_worked_out(counts: Counts) -> None:
    people = sizes(counts)
    secret = withheld(counts)
    small = {segment for segment, count in people.items() if 0 < count < MINIMUM}
    assert small <= secret
    assert not small & set(recovered(counts, secret))


def test_canary_hiding_the_small_cells_alone_is_not_enough() -> None:
    counts = {("ae", "lyon"): 40, ("ae", "gdansk"): 50, ("ae", "jebel-ali"): 3, ("ae", "hamburg"): 60}
    small = {segment for segment, count in sizes(counts).items() if count < MINIMUM}
    assert recovered(counts, small) == [Segment("site", "jebel-ali")]


def test_the_neighbour_withheld_is_the_smallest_of_the_same_wave() -> None:
    counts = {(role, site): 12 for role in ROLES for site in SITES if site != "jebel-ali"}
    counts |= {("ae", "jebel-ali"): 3, ("agent", "gdansk"): 9}
    assert withheld(counts) == {Segment("site", "jebel-ali"), Segment("site", "gdansk")}


def test_large_cells_are_all_shown() -> None:
    assert not withheld(dict.fromkeys([(role, site) for role in ROLES for site in SITES], 12))


def test_two_tiny_cells_together_are_still_too_few() -> None:
    counts = {("ae", "lyon"): 40, ("ae", "gdansk"): 1, ("kam", "jebel-ali"): 2, ("ae", "hamburg"): 20}
    assert Segment("site", "lyon") in withheld(counts)
