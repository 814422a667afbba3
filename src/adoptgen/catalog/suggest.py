"""The right word for a wrong one.

Slips of one key (a letter left out, added, replaced, two swapped: Damerau 1964 found four in five slips to be one of
these) come first, by their number; only then words that are alike as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

FURTHEST = 3
"""Slips up to which a word is near."""
ALIKE = 0.62
"""Similarity (0 to 1) from which two words are alike as a whole."""


def slips(one: str, other: str, limit: int = FURTHEST) -> int:
    """Slips between two words (optimal string alignment); limit + 1 where there are more than `limit`."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    older: list[int] = []
    old = list(range(len(other) + 1))
    for i in range(1, len(one) + 1):
        new = _row(one, other, i, old, older)
        if min(new) > limit:
            return limit + 1
        older, old = old, new
    return old[-1]


def _row(one: str, other: str, i: int, old: list[int], older: list[int]) -> list[int]:
    row = [i]
    for j in range(1, len(other) + 1):
        cost = min(old[j] + 1, row[-1] + 1, old[j - 1] + (one[i - 1] != other[j - 1]))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            cost = min(cost, older[j - 2] + 1)
        row.append(cost)
    return row


def _could_be_near(word: Counter[str], length: int, other: str) -> bool:
    """Cheap: letters that differ, before letters are aligned."""
    return abs(length - len(other)) <= FURTHEST and (word - Counter(other)).total() <= FURTHEST


def nearest(word: str, candidates: Iterable[str], most: int = 1, *, alike: bool = True) -> tuple[str, ...]:
    """The candidates `word` was probably meant to be, best first; empty where none is near.

    Of several equally near ones the first given comes first: give the likelier ones first. Without `alike`, only
    slips count.
    """
    known = list(dict.fromkeys(candidates))
    limit = min(FURTHEST, max(1, len(word) // 2))
    letters = Counter(word)
    near = [name for name in known if _could_be_near(letters, len(word), name)]
    counted = ((slips(word, name, limit), slips(word.lower(), name.lower(), limit), name) for name in near)
    scored = sorted(
        (item for item in counted if min(item[:2]) <= limit),
        key=lambda item: (item[1], item[0], Counter(item[2]) != letters, item[2][:1] != word[:1]),
    )
    found = [name for _, _, name in scored] or (_alike(word, known) if alike else [])
    return tuple(found[:most])


def nearest_object(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The same for `kind/id`: a slip anywhere, the right id with the wrong kind or none, else one of that kind."""
    objects = list(known)
    if slipped := nearest(name, objects, alike=False):
        return slipped
    kind, _, bare = name.rpartition("/")
    same = [item for item in objects if item.rpartition("/")[2] == bare]
    here = [item for item in objects if item.rpartition("/")[0] == kind] if kind else objects
    by_id = {item.rpartition("/")[2]: item for item in here}
    return tuple(same[:1]) or tuple(by_id[found] for found in nearest(bare, by_id))


def _alike(word: str, known: list[str]) -> list[str]:
    matcher = SequenceMatcher(b=word)
    scored = []
    for name in known:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
            scored.append((-matcher.ratio(), name))
    return [name for _, name in sorted(scored, key=lambda item: item[0])]


def did_you_mean(names: Iterable[str], otherwise: str = "") -> str:
    """`Did you mean a, b or c?`, or `otherwise` where there is nothing to name."""
    found = list(names)
    return f"Did you mean {listed(found, 'or')}?" if found else otherwise


def listed(names: Iterable[str], word: str = "and") -> str:
    """`a, b and c`."""
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last
