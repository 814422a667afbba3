"""Intervals against figures computed with scipy 1.17 and statsmodels 0.15, not with our code.

Wilson: `scipy.stats.binomtest(k, n).proportion_ci(0.95, "wilson")`, equal to
`statsmodels.stats.proportion.proportion_confint(k, n, 0.05, "wilson")`. Median: the largest rank r with
`scipy.stats.binom.cdf(r - 1, n, 0.5) <= 0.025`.
"""

from __future__ import annotations

import math

import pytest

from adoptgen.measures.figures import stand
from adoptgen.measures.interval import median, median_bounds, wilson
from adoptgen.model.figure import Standing

WILSON = [
    (0, 5, 0.0, 43.448246478),
    (5, 5, 56.551753522, 100.0),
    (1, 10, 1.78762131, 40.41500268),
    (71, 100, 61.461108824, 78.985164251),
    (391, 430, 87.841312893, 93.294316919),
    (812, 1144, 68.282274715, 73.535347075),
    (134, 176, 69.323412955, 81.832755708),
    (1, 1, 20.654931438, 100.0),
]
RANKS = [(5, 0), (6, 1), (7, 1), (10, 2), (20, 6), (50, 18), (101, 41), (200, 86), (391, 176)]


@pytest.mark.parametrize(("good", "cases", "low", "high"), WILSON)
def test_wilson_agrees_with_scipy_and_statsmodels(good: int, cases: int, low: float, high: float) -> None:
    assert wilson(good, cases) == pytest.approx((low, high), abs=1e-8)


@pytest.mark.parametrize(("count", "rank"), RANKS)
def test_bounds_of_the_median_agree_with_scipy(count: int, rank: int) -> None:
    values = [float(value) for value in range(1, count + 1)]
    expected = (float(rank), float(count + 1 - rank)) if rank else (-math.inf, math.inf)
    assert median_bounds(values) == expected


def test_who_has_not_finished_counts_as_longer() -> None:
    assert median([1.0, 2.0, 3.0, math.inf, math.inf]) == 3.0
    assert median([1.0, 2.0, math.inf, math.inf]) == math.inf
    assert median([1.0, math.inf, math.inf]) == math.inf
    assert median([1.0, 2.0, 4.0, 8.0]) == 3.0


def test_no_cases_are_no_share() -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(0, 0)


@pytest.mark.parametrize(
    ("low", "high", "target", "better", "standing"),
    [
        (95.1, 99, 95, "up", Standing.ON_TARGET),
        (94.9, 99, 95, "up", Standing.UNCERTAIN),
        (80, 94.9, 95, "up", Standing.BELOW),
        (8, 12, 30, "down", Standing.ON_TARGET),
        (28, 31, 30, "down", Standing.UNCERTAIN),
        (31, math.inf, 30, "down", Standing.BELOW),
        (-math.inf, math.inf, 30, "down", Standing.UNCERTAIN),
        (1, 2, None, "up", Standing.NO_TARGET),
    ],
)
def test_a_state_is_judged_on_the_bounds(
    low: float, high: float, target: float | None, better: str, standing: Standing
) -> None:
    assert stand(low, high, target, better) is standing
