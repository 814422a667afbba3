"""GIFT as somebody else's parser understands it: gift-pegjs, written after Moodle's documentation."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from bank_questions import ITEM
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from adoptgen.formats import gift, moodle
from adoptgen.formats.questions import (
    Categories,
    Choices,
    FillIn,
    FreeText,
    Item,
    Matching,
    Numeric,
    Sequencing,
    TrueFalse,
)

ROOT = Path(__file__).parent.parent.parent
PARSER = """
const { parse } = require("gift-pegjs");
console.log(JSON.stringify(JSON.parse(require("node:fs").readFileSync(0, "utf8")).map((one) => parse(one))));
"""
KINDS = {
    Choices: "MC",
    TrueFalse: "TF",
    Numeric: "Numerical",
    FillIn: "Short",
    Matching: "Matching",
    Categories: "Matching",
    FreeText: "Essay",
}
"""Ordering is an addition of Moodle's which the parser does not know."""


def parsed(texts: list[str]) -> list[list[dict[str, Any]]]:
    command = [sys.executable, str(ROOT / "tools/node.py"), "-e", PARSER]
    result = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, cwd=ROOT, check=False)
    assert result.returncode == 0, result.stderr
    found: list[list[dict[str, Any]]] = json.loads(result.stdout)
    return found


def same(text: str) -> str:
    """A text for comparing: the parser takes no-break spaces for spaces, and leaves its own marks in responses."""
    marked = re.sub(r"&&(\d{3});?", lambda found: chr(int(found[1])), text)
    return " ".join(marked.split())


def said(text: dict[str, Any] | None) -> str:
    return same(text["text"]) if text else ""


def understood(question: dict[str, Any]) -> Any:
    """The answers of a parsed question in a few plain values."""
    match question["type"]:
        case "MC":
            right = [one["isCorrect"] or (one["weight"] or 0) > 0 for one in question["choices"]]
            return [(said(one["text"]), is_right) for one, is_right in zip(question["choices"], right, strict=True)]
        case "TF":
            return question["isTrue"]
        case "Numerical":
            return (question["choices"]["number"], question["choices"]["range"])
        case "Short":
            return [(said(one["text"]), one["weight"], said(one["feedback"])) for one in question["choices"]]
        case "Matching":
            return [(said(pair["subquestion"]), same(pair["subanswer"])) for pair in question["matchPairs"]]
        case _:
            return said(question["globalFeedback"])


def meant(item: Item) -> Any:  # noqa: PLR0911  one return per way of answering
    """The same of one of ours."""
    match item.answer:
        case Choices(choices):
            return [(same(one.text), one.right) for one in choices]
        case TrueFalse(right):
            return right
        case Numeric(value, tolerance):
            return (value, tolerance)
        case FillIn(texts):
            return [(same(moodle.starred(one.text)), moodle.grade(one.credit), same(one.feedback)) for one in texts]
        case Matching(matches):
            return [(same(pair.premise), same(pair.response)) for pair in matches]
        case Categories() as answer:
            return [(same(pair.premise), same(pair.response)) for pair in moodle.pairs(answer).matches]
        case FreeText(model):
            return same(model)
    return None


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],  # each look costs a process: shrinking would cost minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(ITEM, min_size=10, max_size=30))
def test_what_we_write_is_what_another_parser_understands(items: list[Item]) -> None:
    held = [kept for item in items if isinstance(kept := gift.held(item), Item)]
    held = [item for item in held if not isinstance(item.answer, Sequencing)]
    found = parsed([gift.write([item]).data.decode() for item in held])
    for item, questions in zip(held, found, strict=True):
        (question,) = questions
        assert question["type"] == KINDS[type(item.answer)]
        assert (question["title"], question["id"]) == (item.id, item.id)
        assert said(question["stem"]) == same(item.ask)
        assert understood(question) == meant(item)


def test_canary_the_parser_sees_what_is_not_escaped() -> None:
    ((question,),) = parsed(["Is it {=a =b#said}"])
    assert understood(question) == [("a", None, ""), ("b", None, "said")]
