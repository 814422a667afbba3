"""The numbers in a text with gaps are those of its gaps."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.gaps import numbers_in
from adoptgen.catalog.scene import Placed, Scene
from adoptgen.catalog.suggest import listed
from adoptgen.model.questions import Cloze
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Gaps that stand nowhere in the text or twice, and numbers without a gap. Translations are held to it by T105."""
    for found in scene.inner(Cloze):
        yield from _cloze(found)


def _cloze(found: Placed[Cloze]) -> Iterator[Problem]:
    named, gaps = numbers_in(found.item.text), len(found.item.gaps)
    place = found.location("text")
    if missing := [f"{{{number}}}" for number in range(1, gaps + 1) if number not in named]:
        yield rule.problem(place, f"the text has no {listed(missing)}", "Write it where the gap stands.")
    if unknown := [f"{{{number}}}" for number in dict.fromkeys(named) if not 1 <= number <= gaps]:
        help_ = "Add what can be chosen there to gaps, or delete it."
        yield rule.problem(place, f"the text names {listed(unknown)}, which is no gap", help_)
    if twice := [f"{{{number}}}" for number in range(1, gaps + 1) if named.count(number) > 1]:
        yield rule.problem(place, f"{listed(twice)} stands in the text more than once", "Each gap has one place.")


rule = Rule("C312", "the numbers in a text with gaps are those of its gaps", check=check)
