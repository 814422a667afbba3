"""What one chooses between, puts in order or sorts differs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.scene import Scene
from adoptgen.model.questions import Question
from adoptgen.problems import Problem

Path = tuple[str | int, ...]
Text = tuple[Path, str]


def check(scene: Scene) -> Iterator[Problem]:
    """Answers of one question that read the same: nobody could tell which of them is the right one."""
    for found in scene.inner(Question):
        for texts in _lists(found.item):
            firsts: dict[str, Path] = {}
            for path, text in texts:
                if firsts.setdefault(folded(text), path) != path:
                    message = f"'{text}' is there twice in this question"
                    yield rule.problem(found.location(*path), message, "Delete it, or say how it differs.")


def folded(text: str) -> str:
    """Without what does not count when answers are typed: case, accents, double spaces (runtime/player/judge.js)."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign)[0] != "M")
    return " ".join(bare.lower().split())


def _lists(question: Question) -> Iterator[Iterable[Text]]:
    """The texts that must differ among each other, each with its place."""
    yield ((("options", n, "text"), one.text) for n, one in enumerate(question.options))
    yield ((("fill_in", n, "text"), one.text) for n, one in enumerate(question.fill_in))
    yield ((("matching", n, "premise"), one.premise) for n, one in enumerate(question.matching) if one.premise)
    yield ((("sequencing", n), text) for n, text in enumerate(question.sequencing))
    yield ((("likert", n), text) for n, text in enumerate(question.likert))
    yield ((("categories", n, "title"), one.title) for n, one in enumerate(question.categories))
    yield (
        (("categories", n, "items", m), text)
        for n, one in enumerate(question.categories)
        for m, text in enumerate(one.items)
    )
    for number, gap in enumerate(question.cloze.gaps if question.cloze else ()):
        yield ((("cloze", "gaps", number, "options", n, "text"), one.text) for n, one in enumerate(gap.options))
    regions = question.hotspot.regions if question.hotspot else ()
    yield ((("hotspot", "regions", n, "label"), one.label) for n, one in enumerate(regions))


rule = Rule("C313", "the answers of a question differ", check=check)
