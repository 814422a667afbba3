"""Questions on the pages of lessons: what the player's controls are given, and what stands there without a script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from adoptgen.catalog.published import first_id
from adoptgen.courses.asks import ask_of
from adoptgen.courses.model import Ask, Scene
from adoptgen.courses.payload import question
from adoptgen.courses.scenes import scenes_of
from adoptgen.model.bundle import Bundle
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Lesson
from adoptgen.model.questions import Question

SHARED = (
    *("true", "false", "choose", "gap", "your-text", "put-in-order", "point-at", "move-up", "move-down", "moved"),
    *("belongs", "row-right", "row-wrong", "right-answer-is", "about", "model-answer", "choose-several", "hint"),
    *("type-first", "number-first", "choose-all-first", "choose-first", "check-answer", "try-again"),
    *("right", "not-right", "not-yet", "partly-right", "your-answer", "your-answer-right", "right-answer"),
    *("do-all-first", "sim-step", "sim-what-now", "sim-other", "sim-nothing", "sim-value-wrong", "sim-enter"),
    *("sim-by-name", "sim-at-once", "sim-with-help", "sim-type", "picture-of-step"),
)
"""Words of the player that its questions say on the site, too."""
OWN = {"show-answer": "check.show", "compare": "check.compare", "yours-alone": "check.yours"}
"""Words of the site under the names the script asks for."""
_LINK = re.compile(r"\]\(([a-z]+/[\w.-]+)[)#]")
_GAP = re.compile(r"\{([1-8])\}")


def asks(lesson: Lesson, catalog: Catalog, bundle: Callable[[str], Bundle | None]) -> list[Ask]:
    """The questions of a lesson as courses have them; `bundle` gives what was captured of a walkthrough."""
    return [ask_of(one, lesson.kind, first_id(lesson), _scenes(one, catalog, bundle)) for one in lesson.questions]


def _scenes(question: Question, catalog: Catalog, bundle: Callable[[str], Bundle | None]) -> tuple[Scene, ...]:
    walkthrough = catalog.walkthroughs.get(question.simulation or "")
    return scenes_of(walkthrough, bundle(walkthrough.id)) if walkthrough else ()


def words_for(shared: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Interface words of the questions; `shared` are all words of a language, `own` the site's."""
    return {key: shared[f"player.{key}"] for key in SHARED} | {key: own[name] for key, name in OWN.items()}


def sheet(ask: Ask, link: Callable[[str], str], picture: Callable[[str], str]) -> str:
    """One question for the script, as JSON: its texts rendered, its links as they are on this page."""
    known = sorted({target for target in _LINK.findall(repr(ask)) if link(target)})
    scenes = tuple(replace(scene, picture=picture(scene.picture)) for scene in ask.scenes)
    shown = replace(ask, picture=ask.picture and picture(ask.picture), scenes=scenes)
    links = {f"#{target}": link(target) for target in known}
    return json.dumps({"question": question(shown, frozenset(known)), "links": links}, ensure_ascii=False)


def filled(ask: Ask) -> str:
    """A text with gaps, with the right words in bold where they belong; Markdown."""

    def word(found: re.Match[str]) -> str:
        number = int(found[1]) - 1
        return f"**{ask.rows[number].answers[ask.rows[number].right].text}**" if number < len(ask.rows) else found[0]

    return _GAP.sub(word, ask.text)


def blank(ask: Ask) -> str:
    """The same with its gaps left open."""
    return _GAP.sub("……", ask.text)
