"""From cases to figures: value, interval, standing, and what is not shown."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from adoptgen.measures.cases import MEASURES, UNITS, Case, Measure
from adoptgen.measures.interval import median, median_bounds, wilson
from adoptgen.measures.suppress import hidden
from adoptgen.measures.view import View
from adoptgen.model.change import Kpi
from adoptgen.model.figure import Figure, Segment, Standing
from adoptgen.model.people import Role
from adoptgen.model.programme import ProgrammeSheet


def figures(view: View, kpi: Kpi) -> Iterator[Figure]:
    """The KPI for everybody, then for every segment it is shown by, in the order of the catalog."""
    measure = MEASURES.get(kpi.measure)
    grouped = by_segment(measure.cases(view, kpi)) if measure else {}
    segments = [Segment(), *segments_of(view.catalog.programme, view.catalog.roles, kpi)]
    people = {segment: _people(grouped.get(segment, [])) for segment in segments}
    waves = {site: wave.id for wave in view.catalog.programme.waves for site in wave.sites}
    groups = {segment: frozenset(map(_group, grouped.get(segment, []))) for segment in segments}
    secret = hidden(people, groups, waves, view.catalog.programme.privacy.minimum_n)
    for segment in segments:
        if measure is None or not people[segment]:
            yield _empty(kpi, segment, measure, Standing.NO_DATA)
        elif segment in secret:
            yield _empty(kpi, segment, measure, Standing.SUPPRESSED)
        else:
            yield _figure(kpi, segment, measure, grouped[segment], people[segment])


def segments_of(programme: ProgrammeSheet, roles: Mapping[str, Role], kpi: Kpi) -> Iterator[Segment]:
    """Every segment a KPI is shown by."""
    names = {
        "site": [site.id for site in programme.sites],
        "role": list(roles),
        "wave": [wave.id for wave in programme.waves],
    }
    for dimension in kpi.by:
        yield from (Segment(dimension, name) for name in names[dimension])


def by_segment(cases: Iterable[Case]) -> Mapping[Segment, list[Case]]:
    """Each case under everybody and under each segment of its person."""
    found: dict[Segment, list[Case]] = defaultdict(list)
    for case in cases:
        person = case.person
        for segment in (
            Segment(),
            Segment("role", person.role),
            Segment("site", person.site),
            Segment("wave", person.wave),
        ):
            found[segment].append(case)
    return found


def _people(cases: Iterable[Case]) -> int:
    return len({case.person.pseudonym for case in cases})


def _group(case: Case) -> tuple[str, ...]:
    """The smallest group of people somebody outside can tell apart."""
    return case.person.role, case.person.site, case.person.wave


def _empty(kpi: Kpi, segment: Segment, measure: Measure | None, standing: Standing) -> Figure:
    unit = measure.unit if measure else UNITS.get(kpi.measure, "percent")
    return Figure(kpi.id, segment, None, None, None, None, None, 0, standing, unit)


def _figure(kpi: Kpi, segment: Segment, measure: Measure, cases: list[Case], people: int) -> Figure:
    good = sum(case.good for case in cases)
    value, low, high = _share(good, len(cases)) if measure.kind == "share" else _median(cases)
    standing = stand(low, high, kpi.target, kpi.better)
    shown = (_finite(value), _finite(low), _finite(high))
    return Figure(kpi.id, segment, *shown, good, len(cases), people, standing, measure.unit)


def _share(good: int, cases: int) -> tuple[float, float, float]:
    return 100 * good / cases, *wilson(good, cases)


def _median(cases: list[Case]) -> tuple[float, float, float]:
    days = [case.days for case in cases]
    return median(days), *median_bounds(days)


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def stand(low: float, high: float, target: float | None, better: str) -> Standing:
    """Judged on the bounds: on target only if all of the interval is, below only if none of it is."""
    if target is None:
        return Standing.NO_TARGET
    met, missed = (low >= target, high < target) if better == "up" else (high <= target, low > target)
    if met:
        return Standing.ON_TARGET
    return Standing.BELOW if missed else Standing.UNCERTAIN


def tally(cases: Iterable[Case]) -> Counter[tuple[str, str]]:
    """(sha256, file) -> how many cases it is a witness of."""
    return Counter(pair for case in cases for pair in {(item.sha256, item.file) for item in case.witnesses})
