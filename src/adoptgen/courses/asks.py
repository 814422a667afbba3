"""From a question of the catalog to one of a course: every way of answering in the same few parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from adoptgen.courses.model import Answer, Ask, Row, Scene, key_of
from adoptgen.model.questions import UNSCORED, Option, Question, Way

ONCE = UNSCORED | {"simulation"}
"""Ways that are answered once, if nothing else is written: the next try would only repeat what was shown."""


def ask_of(question: Question, kind: str, owner: str, scenes: tuple[Scene, ...] = ()) -> Ask:
    """The question; `owner` is the lasting id of the lesson or assessment it belongs to, `scenes` the steps of its
    simulation."""
    return Ask(
        id=f"{owner}.{question.id}",
        key=key_of(f"{kind}/{owner}/{question.id}"),
        way=question.way,
        ask=question.ask,
        shows=str(question.shows),
        feedback=question.feedback or "",
        hint=question.hint or "",
        weight=question.weight if question.scored else 0.0,
        partial=question.partial_credit,
        tries=question.attempts or (1 if question.way in ONCE else None),
        scenes=scenes,
        **_PARTS[question.way](question),
    )


def _options(options: Iterable[Option]) -> tuple[Answer, ...]:
    return tuple(Answer(one.text, one.correct, one.feedback or "") for one in options)


def _choice(question: Question) -> dict[str, Any]:
    return {"answers": _options(question.options)}


def _true_false(question: Question) -> dict[str, Any]:
    """The words for both stand in the player."""
    return {"answers": (Answer("", question.true_false is True), Answer("", question.true_false is False))}


def _numeric(question: Question) -> dict[str, Any]:
    asked = question.numeric
    return {"number": (asked.answer, asked.tolerance, asked.unit or "")} if asked else {}


def _fill_in(question: Question) -> dict[str, Any]:
    texts = question.fill_in
    return {"answers": tuple(Answer(one.text, one.credit == 100, one.feedback or "", one.credit) for one in texts)}


def _cloze(question: Question) -> dict[str, Any]:
    if question.cloze is None:
        return {}
    gaps = [_options(gap.options) for gap in question.cloze.gaps]
    rows = tuple(Row(str(place), _first_right(options), options) for place, options in enumerate(gaps, 1))
    return {"text": question.cloze.text, "rows": rows}


def _first_right(options: tuple[Answer, ...]) -> int:
    return next((place for place, option in enumerate(options) if option.right), 0)


def _matching(question: Question) -> dict[str, Any]:
    """Equal responses are one: a premise may share it with another."""
    responses = list(dict.fromkeys(one.response for one in question.matching))
    rows = tuple(Row(one.premise, responses.index(one.response)) for one in question.matching if one.premise)
    return {"answers": tuple(map(Answer, responses)), "rows": rows}


def _sequencing(question: Question) -> dict[str, Any]:
    return {"answers": tuple(map(Answer, question.sequencing))}


def _categories(question: Question) -> dict[str, Any]:
    heads = tuple(Answer(category.title) for category in question.categories)
    rows = tuple(Row(item, place) for place, category in enumerate(question.categories) for item in category.items)
    return {"answers": heads, "rows": rows}


def _hotspot(question: Question) -> dict[str, Any]:
    spot = question.hotspot
    if spot is None:
        return {}
    answers = tuple(
        Answer(one.label, one.correct, one.feedback or "", box=(one.left, one.top, one.width, one.height))
        for one in spot.regions
    )
    return {"answers": answers, "picture": spot.picture, "text": spot.description}


def _likert(question: Question) -> dict[str, Any]:
    return {"answers": tuple(map(Answer, question.likert))}


def _free_text(question: Question) -> dict[str, Any]:
    return {"text": question.free_text.model} if question.free_text else {}


def _simulation(_: Question) -> dict[str, Any]:
    """Its parts are the scenes."""
    return {}


_PARTS: dict[Way, Callable[[Question], dict[str, Any]]] = {
    "choice": _choice,
    "true-false": _true_false,
    "numeric": _numeric,
    "fill-in": _fill_in,
    "cloze": _cloze,
    "matching": _matching,
    "sequencing": _sequencing,
    "categories": _categories,
    "hotspot": _hotspot,
    "likert": _likert,
    "free-text": _free_text,
    "simulation": _simulation,
}
