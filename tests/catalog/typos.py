"""One-character slips in a good catalog, and what the checker says of each."""

from __future__ import annotations

import random
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from adoptgen.catalog.files import tree
from adoptgen.catalog.load import catalog_of, checked, load
from adoptgen.catalog.nodes import Fields, Items, Node, Scalar, value_of
from adoptgen.catalog.objects import objects
from adoptgen.catalog.scene import Scene, Source
from adoptgen.catalog.shape import AtLevel, Slot, slots
from adoptgen.catalog.vocabularies import ARIA_ROLES, languages, time_zones
from adoptgen.model.base import AssetPath, Entity, Reference, Vocabulary
from adoptgen.model.catalog import KINDS
from adoptgen.model.programme import ProgrammeSheet
from adoptgen.problems import Problem

ALPHABET = string.ascii_letters + string.digits + "-._ ,'"


class Token(NamedTuple):
    """A word of the catalog that has to be this one: where it is, what it is."""

    source: int
    what: str
    text: str
    start: int


class Slip(NamedTuple):
    token: Token
    kind: str
    text: str


@dataclass
class Figures:
    tried: Counter[str] = field(default_factory=Counter)
    excluded: Counter[str] = field(default_factory=Counter)
    on_line: Counter[str] = field(default_factory=Counter)
    suggested: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    unhelped: list[str] = field(default_factory=list)

    def share(self, of: Counter[str]) -> float:
        return of.total() / max(1, self.tried.total())

    def table(self) -> str:
        rows = [f"{'':<12}{'slips':>7}{'valid':>7}{'on the line':>13}{'right word':>12}"]
        for what in (*sorted(self.tried), "all"):
            tried = self.tried.total() if what == "all" else self.tried[what]
            counts = [c.total() if what == "all" else c[what] for c in (self.excluded, self.on_line, self.suggested)]
            rows.append(f"{what:<12}{tried:>7}{counts[0]:>7}{counts[1] / tried:>13.2%}{counts[2] / tried:>12.2%}")
        return "\n".join(rows)


def tokens(scene: Scene) -> Iterator[Token]:
    """Keys, references and enumerated values, optional ones included, and targets of links in texts."""
    for number, source in enumerate(scene.sources):
        if source.node:
            yield from _in(number, source, source.cls, source.node)
        for link in source.links:
            if ":" not in link.target and not link.target.startswith("#"):
                lines = source.text.split("\n")
                start = sum(len(line) + 1 for line in lines[: link.location.line - 1]) + link.location.column - 1
                yield Token(number, "link", link.target, start)


def _in(number: int, source: Source, cls: type[Entity], node: Node) -> Iterator[Token]:
    if isinstance(node, Scalar) and cls.short:
        yield from _value(number, source, slots(cls)[cls.short], node)
    if not isinstance(node, Fields):
        return
    for name, entry in node.entries.items():
        if name == "body":
            continue
        yield Token(number, "key", name, entry.key.span.start)
        yield from _value(number, source, slots(cls)[name], entry.node)


def _value(number: int, source: Source, slot: Slot, node: Node) -> Iterator[Token]:
    if isinstance(node, Items):
        for item in node.items:
            yield from _value(number, source, slot, item)
    elif isinstance(node, Scalar) and (what := _what(slot)):
        yield Token(number, what, node.text, source.text.index(node.text, node.span.start))
    elif slot.entity:
        yield from _in(number, source, slot.entity, node)


def _what(slot: Slot) -> str:
    if slot.choices or slot.base is bool or any(isinstance(mark, Vocabulary) for mark in slot.marks):
        return "value"
    return "reference" if any(isinstance(mark, Reference | AtLevel | AssetPath) for mark in slot.marks) else ""


def slips(token: Token, dice: random.Random) -> Iterator[Slip]:
    """One slip of each kind, at random."""
    text = token.text
    at = dice.randrange(len(text))
    yield Slip(token, "deletion", text[:at] + text[at + 1 :])
    at = dice.randrange(len(text) + 1)
    yield Slip(token, "insertion", text[:at] + dice.choice(ALPHABET) + text[at:])
    at = dice.randrange(len(text))
    yield Slip(token, "substitution", text[:at] + dice.choice(ALPHABET.replace(text[at], "")) + text[at + 1 :])
    places = [at for at in range(len(text) - 1) if text[at] != text[at + 1]]
    if places:
        at = dice.choice(places)
        yield Slip(token, "transposition", text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def read(root: Path) -> Scene:
    loaded = load(root)
    assets = frozenset(name for name in tree(root) if not name.startswith("i18n/"))
    return Scene(loaded.sources, assets, loaded.catalog)


def measure(scene: Scene, most: int) -> Figures:
    """The figures over a sample of `most` slips."""
    dice = random.Random(20261121)
    all_slips = [slip for token in tokens(scene) for slip in slips(token, dice)]
    figures = Figures()
    known = {str(problem) for problem in checked(scene).problems}
    for slip in sorted(dice.sample(all_slips, min(most, len(all_slips)))):
        judge(scene, slip, figures, known)
    return figures


def judge(scene: Scene, slip: Slip, figures: Figures, known: set[str]) -> None:
    source = scene.sources[slip.token.source]
    start = slip.token.start
    text = source.text[:start] + slip.text + source.text[start + len(slip.token.text) :]
    problems = [problem for problem in _problems(scene, slip.token.source, text) if str(problem) not in known]
    what = slip.token.what
    if not problems and _valid(scene, slip, text):
        figures.excluded[what] += 1
        return
    figures.tried[what] += 1
    line = text.count("\n", 0, start) + 1
    here = [problem for problem in problems if problem.location.line == line and problem.location.file == source.file]
    said = f"{source.file}:{line} {slip.kind} {slip.token.text!r} -> {slip.text!r}"
    if not here:
        figures.missed.append(f"{said}: {[str(problem) for problem in problems[:2]]}")
        return
    figures.on_line[what] += 1
    if any(names(problem, slip.token.text) for problem in here):
        figures.suggested[what] += 1
    else:
        figures.unhelped.append(f"{said}: {[str(problem) for problem in here]}")


def names(problem: Problem, word: str) -> bool:
    """Whether the help names this word as the one that was meant (a list of all that is possible does not count)."""
    said = re.match(r"(?:Did you mean|Write) (.+?)[?.](?: |$)", problem.help)
    return bool(said) and said[1] == word


def _problems(scene: Scene, number: int, text: str) -> list[Problem]:
    old = scene.sources[number]
    read_again, wrong = objects(text, old.file, old.stem, old.cls)
    sources = (*scene.sources[:number], *read_again, *scene.sources[number + 1 :])
    return list(checked(Scene(sources, scene.assets, catalog_of(sources)), wrong).problems)


def _valid(scene: Scene, slip: Slip, text: str) -> bool:
    """Whether the slip left the same word or made another that is possible there: then nobody could see it."""
    old = scene.sources[slip.token.source]
    (new, *_), _ = objects(text, old.file, old.stem, old.cls)
    assert old.node
    assert new.node
    return value_of(old.node) == value_of(new.node) or slip.text.strip() in _possible(scene, slip.token)


def _possible(scene: Scene, token: Token) -> set[str]:
    if token.what == "key":
        return {name for cls in (ProgrammeSheet, *KINDS) for name in _names(cls)}
    if token.what == "value":
        return {*_choices(), "true", "false", *languages(), *time_zones(), *ARIA_ROLES}
    ids = {name for names in scene.ids.values() for name in names}
    objects_ = {f"{kind}/{name}" for kind, names in scene.ids.items() for name in names}
    levels = {f"{skill}@{n}" for skill, most in scene.levels.items() for n in range(1, most + 1)}
    areas = {name for source in scene.of("application") for name in scene.areas(source.id) or ()}
    places = {*(scene.programme_ids("sites") or ()), *(scene.programme_ids("waves") or ())}
    return {*ids, *objects_, *levels, *areas, *places, *scene.assets}


def _names(cls: type[Entity]) -> Iterator[str]:
    for name, slot in slots(cls).items():
        yield name
        if slot.entity:
            yield from _names(slot.entity)


def _choices(cls: type[Entity] | None = None) -> set[str]:
    roots = (cls,) if cls else (ProgrammeSheet, *KINDS)
    found = [slot for root in roots for slot in slots(root).values()]
    below = [_choices(slot.entity) for slot in found if slot.entity]
    return set().union(*below, *(set(slot.choices) for slot in found))
