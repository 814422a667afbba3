"""A file is called like the object in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.nodes import text_at
from adoptgen.catalog.scene import Scene
from adoptgen.model.base import ID_PATTERN
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """So that ids cannot clash, files are found by id, and a slip in an id is seen."""
    for source in scene.sources:
        found = text_at(source.node, "id")
        if found and source.stem and found.text != source.stem and re.match(ID_PATTERN, found.text):
            ending = PurePosixPath(source.file).suffix
            right = f"Did you mean {source.stem}? " if re.match(ID_PATTERN, source.stem) else ""
            message = f"the id is {found.text}, but the file is called {source.stem}{ending}"
            help_ = f"{right}Else rename the file to {found.text}{ending}."
            yield rule.problem(found.span.location(source.file), message, help_)


rule = Rule("C121", "a file is called like the object in it", check=check)
