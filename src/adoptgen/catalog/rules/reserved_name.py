"""An id is a file name on every system: packages and pages are called after it."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.problems import Problem

_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
RESERVED = frozenset({"con", "prn", "aux", "nul", *_PORTS})
"""Device names of Windows, with any ending (Naming Files, Paths, and Namespaces)."""


def check(scene: Scene) -> Iterator[Problem]:
    """Ids whose first part is the name of a device."""
    for source in scene.sources:
        if source.id.partition(".")[0].lower() in RESERVED:
            message = f"a file called {source.id} cannot exist on Windows"
            yield rule.problem(source.location(("id",)), message, "Choose a longer word.")


rule = Rule("C120", "ids are file names on every system", check=check)
