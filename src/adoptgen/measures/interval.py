"""95 % intervals: Wilson for shares, order statistics for medians."""

from __future__ import annotations

import math
from collections.abc import Sequence

Z = 1.959963984540054
"""97.5 % quantile of the normal distribution."""


def wilson(good: int, cases: int) -> tuple[float, float]:
    """Bounds of a share in percent (Wilson 1927, without continuity correction). Raises ValueError without cases."""
    if not 0 <= good <= cases or not cases:
        raise ValueError(f"{good} of {cases} is no share")
    share, square = good / cases, Z * Z
    centre = share + square / (2 * cases)
    reach = Z * math.sqrt(share * (1 - share) / cases + square / (4 * cases * cases))
    scale = 1 + square / cases
    low, high = (centre - reach) / scale, (centre + reach) / scale
    return (0.0 if good == 0 else 100 * low), (100.0 if good == cases else 100 * high)


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two in the middle; infinity counts as longer than any. Needs a value."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2 or ordered[half] == math.inf:
        return ordered[half] if len(ordered) % 2 or ordered[half - 1] == math.inf else math.inf
    return (ordered[half - 1] + ordered[half]) / 2


def median_bounds(values: Sequence[float]) -> tuple[float, float]:
    """Distribution-free bounds of the median (David & Nagaraja, Order Statistics, 7.1); infinite under 6 values."""
    ordered = sorted(values)
    rank = _rank(len(ordered))
    if not rank:
        return -math.inf, math.inf
    return ordered[rank - 1], ordered[-rank]


def _rank(count: int) -> int:
    """Largest rank r with P(Bin(count, 1/2) < r) <= 2.5 %."""
    left, rank, power = 0, 0, 2**count
    while True:
        left += math.comb(count, rank)
        if left * 40 > power:
            return rank
        rank += 1
