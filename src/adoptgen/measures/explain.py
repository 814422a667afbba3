"""What a figure stands on: its formula, whom it counts, and the files behind it."""

from __future__ import annotations

from dataclasses import dataclass

from adoptgen.measures.cases import MEASURES
from adoptgen.measures.figures import by_segment, figures, tally
from adoptgen.measures.view import View
from adoptgen.model.change import Kpi
from adoptgen.model.figure import Figure, Segment


@dataclass(frozen=True)
class Explanation:
    """One figure with its lineage."""

    figure: Figure
    formula: str
    """First paragraph of the measure's description; empty where it has no facts yet."""
    of: tuple[str, ...]
    """Objects it is computed over; those of each path when empty."""
    files: tuple[tuple[str, str, int], ...]
    """(sha256, name, cases it is a witness of), the most telling first; none for a figure that is not shown."""


def explain(view: View, kpi: Kpi, segment: Segment) -> Explanation | None:
    """The figure of a segment explained; None if the KPI is not shown by it."""
    figure = next((item for item in figures(view, kpi) if item.segment == segment), None)
    if figure is None:
        return None
    measure = MEASURES.get(kpi.measure)
    if measure is None:
        return Explanation(figure, "", kpi.of, ())
    formula = " ".join((measure.cases.__doc__ or "").split("\n\n", maxsplit=1)[0].split())
    counts = tally(by_segment(measure.cases(view, kpi)).get(segment, ())) if figure.denominator else {}
    files = tuple(
        (sha256, name, count) for (sha256, name), count in sorted(counts.items(), key=lambda i: (-i[1], i[0]))
    )
    return Explanation(figure, formula, kpi.of, files)
