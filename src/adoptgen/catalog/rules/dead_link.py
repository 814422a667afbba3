"""A link in a text leads to an object or a file of the catalog, or to an address."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.links import OUTSIDE, Link
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.suggest import did_you_mean, nearest_object
from adoptgen.model.catalog import KINDS
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Links of all texts; an anchor behind # is left to who wrote the heading."""
    objects = frozenset(f"{kind.kind}/{name}" for kind in KINDS for name in scene.ids.get(kind.kind, ()))
    for link in scene.links:
        target = link.target.partition("#")[0]
        if not (link.picture or _leads(link.target, target, objects, scene.assets)):
            yield _dead(link, target, objects | scene.assets)


def _leads(written: str, target: str, *known: frozenset[str]) -> bool:
    if not target or written.lower().startswith(OUTSIDE):
        return bool(written)
    return any(target in names for names in known)


def _dead(link: Link, target: str, known: frozenset[str]) -> Problem:
    if not target:
        return rule.problem(link.location, "this link leads nowhere", "Write its target, such as lesson/why-we-leave.")
    scheme, mark, _ = target.partition(":")
    if mark and "/" not in scheme:
        help_ = "Write an address with https: or mailto:, or kind/id of an object of the catalog."
        return rule.problem(link.location, f"a link cannot begin with {scheme}:", help_)
    near = nearest_object(target, sorted(known))
    help_ = did_you_mean(near, "Link to an object as kind/id, to a file as its path below the catalog folder.")
    return rule.problem(link.location, f"this link leads to {target}, which is not there", help_)


rule = Rule("C205", "a link in a text leads somewhere", check=check)
