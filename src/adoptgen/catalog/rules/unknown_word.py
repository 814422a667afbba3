"""Languages, time zones and roles of controls are those of the published lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.suggest import did_you_mean, nearest
from adoptgen.catalog.vocabularies import is_word, words
from adoptgen.model.base import Vocabulary
from adoptgen.problems import Problem

CALLED = {
    "language": ("language", "Write its tag, such as en, fr or pt-BR."),
    "time-zone": ("time zone", "Write its IANA name, such as Europe/Berlin."),
    "aria-role": ("role of a control", "Write its ARIA role, such as button, link or textbox."),
}


def check(scene: Scene) -> Iterator[Problem]:
    """Each word once asked, however often it is written."""
    known: dict[tuple[str, str], bool] = {}
    for source, found, vocabulary in scene.marked(Vocabulary):
        word = found.node.text
        if (vocabulary.name, word) not in known:
            known[vocabulary.name, word] = is_word(vocabulary.name, word)
        if not known[vocabulary.name, word] and word:
            what, otherwise = CALLED[vocabulary.name]
            likely = _used(scene, vocabulary.name, word)
            near = nearest(word, likely, alike=False) or nearest(word, words(vocabulary.name))
            place = found.node.span.location(source.file)
            yield rule.problem(place, f"{word} is no {what}", did_you_mean(near, otherwise))


def _used(scene: Scene, vocabulary: str, but: str) -> list[str]:
    """The words of the list that the catalog uses elsewhere are likelier than all others, the frequent ones first."""
    found = Counter(found.node.text for _, found, mark in scene.marked(Vocabulary) if mark.name == vocabulary)
    return [word for word, _ in found.most_common() if word != but and is_word(vocabulary, word)]


rule = Rule("C207", "languages, time zones and roles of controls are those of the published lists", check=check)
