"""The differencing attack: which withheld sums are combinations of published ones.

Every figure is a sum over groups of people (role, site, wave); a withheld one is known as soon as its row lies in the
space of the published rows. Gaussian elimination modulo a prime: exact for rows of zeros and ones of this size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Group = tuple[str, ...]
Name = TypeVar("Name")
_PRIME = 2**61 - 1
_Row = dict[Group, int]


def can_be_solved(published: Iterable[frozenset[Group]], withheld: Mapping[Name, frozenset[Group]]) -> list[Name]:
    """Names of withheld sums that follow from the published ones."""
    basis: dict[Group, _Row] = {}
    for groups in published:
        row = _reduced(dict.fromkeys(groups, 1), basis)
        if row:
            lead = min(row)
            scale = pow(row[lead], -1, _PRIME)
            basis[lead] = {group: value * scale % _PRIME for group, value in row.items()}
    return [name for name, groups in withheld.items() if not _reduced(dict.fromkeys(groups, 1), basis)]


def _reduced(row: _Row, basis: Mapping[Group, _Row]) -> _Row:
    """What is left of a row after taking away multiples of the basis; each basis row leads with its smallest group."""
    left: _Row = {}
    while row:
        lead = min(row)
        value = row.pop(lead)
        if lead not in basis:
            left[lead] = value
            continue
        for group, part in basis[lead].items():
            if group != lead:
                rest = (row.get(group, 0) - value * part) % _PRIME
                row[group] = rest
                if not rest:
                    del row[group]
    return left
