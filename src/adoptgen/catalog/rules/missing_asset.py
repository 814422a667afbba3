"""Pictures and other files that are named are there."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.suggest import did_you_mean, nearest
from adoptgen.model.base import AssetPath
from adoptgen.problems import Location, Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Files named by a key, and pictures in texts."""
    for source, found, _ in scene.marked(AssetPath):
        if found.node.text not in scene.assets:
            yield _missing(found.node.span.location(source.file), found.node.text, scene)
    for link in scene.links:
        if link.picture and link.target not in scene.assets:
            yield _missing(link.location, link.target, scene)


def _missing(place: Location, path: str, scene: Scene) -> Problem:
    if ":" in path or path.startswith(("/", "..", "\\")) or "/../" in path:
        help_ = "Put the file into assets and write its path from the catalog folder, such as assets/logo.svg."
        return rule.problem(place, f"{path} is not a file of the catalog", help_)
    known = sorted(scene.assets)
    bare = path.rpartition("/")[2]
    near = nearest(path, known) or tuple(name for name in known if name.rpartition("/")[2] == bare)
    return rule.problem(place, f"the file {path} is not there", did_you_mean(near[:1], "Put it into assets."))


rule = Rule("C206", "files that are named are there", check=check)
