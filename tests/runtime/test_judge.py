"""What an answer is worth: the player's own module, asked in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adoptgen.courses import model
from adoptgen.courses.asks import ask_of
from adoptgen.courses.payload import payload
from adoptgen.model.questions import UNSCORED, Question
from adoptgen.runtime.linker import FOLDER

ROOT = Path(__file__).parent.parent.parent
NODE = [sys.executable, str(ROOT / "tools" / "node.py")]
ASK = """
import { judge, rightResponse, isWhole, numberIn, folded } from "./player/judge.js";
import { wired, pattern, response } from "./player/wire.js";
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const { question, answer, number, fold } = JSON.parse(line);
  if (number !== undefined) {
    const found = numberIn(number);
    console.log(JSON.stringify(Number.isNaN(found) ? null : found));
  } else if (fold !== undefined) {
    console.log(JSON.stringify(folded(fold)));
  } else {
    const right = rightResponse(question);
    const given = answer ?? right;
    const told = wired(question, given);
    console.log(JSON.stringify({
      right, whole: isWhole(question, given), ...judge(question, given), told,
      response: response(told.type, told.given), patterns: told.right.map((steps) => pattern(told.type, steps)),
    }));
  }
}
"""


class Node:
    """The modules, waiting for questions."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(FOLDER / "player", folder / "player")
        (folder / "package.json").write_text('{"type": "module"}')
        (folder / "ask.mjs").write_text(ASK, encoding="utf-8")
        self.process = subprocess.Popen(
            [*NODE, str(folder / "ask.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def ask(self, **what: Any) -> Any:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def judged(self, question: Any, answer: str | None = None) -> Any:
        return self.ask(question=question, answer=answer)


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Any:
    found = Node(tmp_path_factory.mktemp("judge"))
    yield found
    _, _ = found.process.communicate(timeout=10)
    assert found.process.returncode == 0


def question(**way: Any) -> Any:
    """As the player gets it."""
    ask = ask_of(Question.model_validate({"id": "q", "shows": "a@1", "ask": "?", **way}), "assessment", "x")
    check = model.CheckUnit("assessment/x", "k", "t", "", 1, (), False, 80, 2, True, False, (ask,), ())
    course = model.Course(
        id="c", lasting_id="c", programme="p", programme_title="", organisation="", title="t", summary="",
        language="en", direction="ltr", mastery=80, passing="score", edition="",
        sections=(model.Section("s", (check,)),), skills=(), terms=(), iri="urn:c", space="urn:",
    )  # fmt: skip
    return payload(course, ())["sections"][0]["units"][0]["questions"][0]


TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1, max_size=12)
TEXTS = st.lists(TEXT, min_size=2, max_size=6, unique_by=str.casefold)


@st.composite
def ways(draw: st.DrawFn) -> dict[str, Any]:
    """A question of any way."""
    texts = draw(TEXTS)
    options = [{"text": text, "correct": place == 0 or draw(st.booleans())} for place, text in enumerate(texts)]
    options[-1]["correct"] = False
    number = str(draw(st.integers(-999999, 999999)) / 100)
    return draw(
        st.sampled_from(
            [
                {"options": options},
                {"true_false": True},
                {"numeric": {"answer": number, "tolerance": str(draw(st.integers(0, 500)) / 10)}},
                {"fill_in": texts},
                {"cloze": {"text": "A {1} b {2}", "gaps": [{"options": [{"text": "x", "correct": True}, "y"]}] * 2}},
                {"matching": [{"premise": text, "response": text[::-1] + "!"} for text in texts]},
                {"sequencing": texts},
                {"categories": [{"title": "one", "items": texts}, {"title": "two", "items": ["z z"]}]},
            ]
        )
    ) | {"partial_credit": draw(st.booleans())}


@settings(max_examples=150, deadline=None)
@given(way=ways(), data=st.data())
def test_what_is_right_is_worth_all_and_anything_else_no_more(
    node: Node, way: dict[str, Any], data: st.DataObject
) -> None:
    asked = question(**way)
    best = node.judged(asked)
    assert (best["credit"], best["whole"], best["neutral"]) == (1, True, False)
    rows = len(asked.get("rows", ())) or 1
    answers = len(asked["answers"]) or 9
    signs = "0123456789"[: min(answers, 2 if "cloze" in way else 9)] + "-"
    other = data.draw(st.text(alphabet=signs, min_size=rows, max_size=rows))
    found = node.judged(asked, other)
    assert 0 <= found["credit"] <= 1
    if not asked["partial"] and asked["way"] != "fill-in":
        assert found["credit"] in (0, 1)


@pytest.mark.parametrize(
    ("way", "answer", "credit"),
    [
        ({"options": [{"text": "a", "correct": True}, {"text": "b", "correct": True}, "c"]}, "01", 1),
        ({"options": [{"text": "a", "correct": True}, {"text": "b", "correct": True}, "c"]}, "0", 0.5),
        ({"options": [{"text": "a", "correct": True}, {"text": "b", "correct": True}, "c"]}, "012", 0.5),
        ({"options": [{"text": "a", "correct": True}, {"text": "b", "correct": True}, "c"]}, "02", 0),
        ({"numeric": {"answer": "0.3", "tolerance": "0"}}, "0,30", 1),
        ({"numeric": {"answer": "15", "tolerance": "0.5"}}, "15.5", 1),
        ({"numeric": {"answer": "15", "tolerance": "0.5"}}, "15.51", 0),
        ({"numeric": {"answer": "15", "tolerance": "0.5"}}, "\u0661\u0665", 1),
        ({"fill_in": ["Proposal", {"text": "Offer", "credit": 50}]}, "  pröposal ", 1),
        ({"fill_in": ["Proposal", {"text": "Offer", "credit": 50}]}, "OFFER", 0.5),
        ({"sequencing": ["a", "b", "c"]}, "021", 0.33),
        ({"matching": [{"premise": "a", "response": "x"}, {"premise": "b", "response": "x"}, "y"]}, "00", 1),
        ({"matching": [{"premise": "a", "response": "x"}, {"premise": "b", "response": "z"}, "y"]}, "02", 0.5),
    ],
)
def test_partial_credit(node: Node, way: dict[str, Any], answer: str, credit: float) -> None:
    assert node.judged(question(**way, partial_credit=True), answer)["credit"] == credit
    whole = node.judged(question(**way), answer)["credit"]
    assert whole == (credit if credit == 1 or "fill_in" in way else 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("-1,5", -1.5), ("1 234,5", 1234.5), ("1'000", 1000), ("+.5", 0.5), ("\u22123", -3), ("٣٫٥", 3.5),
     ("", None), ("1e3", None), ("1,2,3", None), ("abc", None), ("0x10", None), ("Infinity", None)],
)  # fmt: skip
def test_numbers_as_people_write_them(node: Node, text: str, value: float | None) -> None:
    assert node.ask(number=text) == value


def test_texts_that_read_alike_are_alike(node: Node) -> None:
    assert node.ask(fold="  Ça   VA\u00a0? ") == "ca va ?"
    assert node.ask(fold="ﬁn") == "fin"


def test_ways_without_a_right_answer_score_nothing(node: Node) -> None:
    for way in ({"likert": ["no", "yes"]}, {"free_text": "A good one."}):
        asked = question(**way)
        assert asked["way"] in UNSCORED and asked["weight"] == 0
        found = node.judged(asked, "1")
        assert (found["neutral"], found["credit"], found["patterns"]) == (True, 0, [])


def test_words_of_the_standards(node: Node) -> None:
    found = node.judged(question(numeric={"answer": "15", "tolerance": "0.1"}))
    assert (found["response"], found["patterns"]) == ("15", ["14.9[:]15.1"])
    found = node.judged(question(true_false="false"))
    assert (found["told"]["type"], found["response"], found["patterns"]) == ("true-false", "false", ["false"])
    found = node.judged(question(fill_in=["Paris", "Lutetia"]))
    assert found["patterns"] == ["{case_matters=false}Paris", "{case_matters=false}Lutetia"]
