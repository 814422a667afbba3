"""People are trained in languages the programme is made in."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene, texts
from adoptgen.catalog.suggest import listed
from adoptgen.catalog.vocabularies import is_language
from adoptgen.model.base import Vocabulary
from adoptgen.problems import Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Languages of sites."""
    made = texts(scene.programme, "languages")
    for source, found, vocabulary in scene.marked(Vocabulary):
        here = source.cls.kind == "programme" and found.path[0] == "sites" and vocabulary.name == "language"
        if here and made and found.node.text not in made and is_language(found.node.text):
            message = f"people here are to be trained in {found.node.text}, which the programme is not made in"
            help_ = f"Write {listed(made, 'or')}, or add {found.node.text} to the programme's languages."
            yield rule.problem(found.node.span.location(source.file), message, help_)


rule = Rule("C208", "people are trained in languages the programme is made in", check=check)
