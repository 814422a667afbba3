"""The player's modules: type-checked, joined to one script, and their pure parts held against simple truths in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from adoptgen.courses.room import largest_state
from adoptgen.runtime.linker import FOLDER, link, player_script, player_style

ROOT = Path(__file__).parent.parent.parent
PLAYER = FOLDER / "player"
NODE = [sys.executable, str(ROOT / "tools" / "node.py")]
MEMORY = """
import {{ decode, encode, freshState, shortened }} from "{player}/state.js";
const key = (n) => String(n).padStart(6, "k");
const full = {{
  serial: 99999999, seed: "zzzzzz", place: "x", seconds: 36 ** 6, done: new Set(), checks: new Map(), given: new Map(),
  skills: new Map(),
}};
for (let n = 0; n < 60; n += 1) full.done.add(key(n));
for (let n = 0; n < 10; n += 1) full.checks.set(key(n), {{ take: 2000, best: 0.8333 }});
for (let n = 0; n < 15; n += 1) full.skills.set(key(n), 0.8333);
const kinds = [
  {{ tries: 20, outcome: "right", credit: 1, response: "01234567" }},
  {{ tries: 1, outcome: "partial", credit: 0.37, response: "0-3" }},
  {{ tries: 2, outcome: "wrong", credit: 0, response: shortened("50 %; oder, ja? \u00fc".repeat(9)) }},
  {{ tries: 1, outcome: "given", credit: 0, response: "" }},
  {{ tries: 1, outcome: "", credit: 0, response: "b" }},
];
for (let n = 0; n < 100; n += 1) full.given.set(key(n), kinds[n % 5]);
const text = encode(full, "=abcdef");
const back = decode(text);
const odd = [
  "", "v0", "ag2;;;;;;;", "ag1", "ag1;;;;;;;", ";".repeat(7), "ag1;x;y;z;-1;ab;cd;ef", "{{}}", "ag2;;;;;;;?,x;",
];
const old = "ag1;2;abcdef;=k;1e;aaaaaabbbbbb;cccccc016bdd;dddddd1205eeeeee1003ffffff1201";
console.log(JSON.stringify({{
  length: text.length,
  same: encode({{ ...back.state, place: "x" }}, back.placeKey) === text,
  done: back.state.done.size, best: back.state.checks.get(key(1)).best, skill: back.state.skills.get(key(1)),
  given: kinds.map((kind, n) => JSON.stringify(back.state.given.get(key(n))) === JSON.stringify(kind)),
  old: [...decode(old).state.given],
  odd: odd.map((one) => decode(one) === null),
  fresh: decode(encode(freshState("abc"), "k")).state.seed,
}}));
"""
ORDERS = """
import {{ shuffled, newSeed }} from "{player}/random.js";
import {{ response12, timespan }} from "{player}/scorm12.js";
import {{ decimal }} from "{player}/session.js";
const items = [..."abcdefgh"];
const order = (list, seed) => shuffled(list, (item) => item, seed).join("");
const firsts = new Map();
for (let n = 0; n < 8000; n += 1) {{
  const first = order(items, `s${{n}}`)[0];
  firsts.set(first, (firsts.get(first) ?? 0) + 1);
}}
console.log(JSON.stringify({{
  same: order(items, "x") === order([...items].reverse(), "x"),
  grown: order([...items, "i"], "x").replace("i", "") === order(items, "x"),
  rarest: Math.min(...firsts.values()), commonest: Math.max(...firsts.values()),
  seeds: new Set(Array.from({{ length: 100 }}, newSeed)).size,
  spans: [0, 59.999, 61.5, 3600, 36e6, 1e9].map(timespan),
  decimals: [100 / 3, 80, 66.665, 1e-9].map((value) => decimal(value)),
  choices: [[["a"]], [["a"], ["c"], ["h"]]].map((steps) => response12("choice", steps)),
}}));
"""


def run(script: str, folder: Path) -> Any:
    """What a module printed, as JSON."""
    path = folder / "run.mjs"
    copies = folder / "player"
    shutil.copytree(PLAYER, copies)
    (folder / "package.json").write_text('{"type": "module"}')
    path.write_text(script.format(player="./player"), encoding="utf-8")
    done = subprocess.run([*NODE, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def course_data() -> dict[str, Any]:
    """50 lessons, 10 checks, 100 questions of several ways, 15 skills."""
    choice = {"way": "choice", "several": True, "answers": [{}] * 8, "partial": False}
    rows = {"way": "matching", "answers": [{}] * 3, "rows": [{}] * 3, "partial": True}
    typed = {"way": "fill-in", "answers": [{}], "partial": False}
    few = {"way": "likert", "answers": [{}], "partial": False}
    check = {
        "kind": "check",
        "questions": [choice, rows, typed, few, few],
        "pools": [{"draw": 5, "questions": [choice, rows, typed, few, few, few]}],
    }
    sections = [{"units": [{"kind": "lesson"}] * 50 + [check] * 10}]
    return {"sections": sections, "skills": [{}] * 15}


def test_what_is_remembered_comes_back_and_is_as_long_as_promised(tmp_path: Path) -> None:
    found = run(MEMORY, tmp_path)
    assert found["length"] <= largest_state(course_data()) <= 4096
    assert found["same"]
    assert (found["done"], found["best"], found["skill"]) == (60, 0.8333, 0.8333)
    assert found["given"] == [True] * 5
    assert found["odd"] == [True, True, True, True, False, True, False, True, False]
    assert found["old"] == [
        ["dddddd", {"tries": 1, "outcome": "wrong", "credit": 0, "response": "02"}],
        ["eeeeee", {"tries": 1, "outcome": "", "credit": 0, "response": "01"}],
        ["ffffff", {"tries": 1, "outcome": "wrong", "credit": 0, "response": "0"}],
    ]
    assert found["fresh"] == "abc"


def test_orders_and_the_words_of_the_standard(tmp_path: Path) -> None:
    found = run(ORDERS, tmp_path)
    assert found["same"] and found["grown"]
    assert found["rarest"] > 850 and found["commonest"] < 1150
    assert found["seeds"] == 100
    assert found["spans"] == [
        "0000:00:00.00",
        "0000:01:00.00",
        "0000:01:01.50",
        "0001:00:00.00",
        "9999:59:59.99",
        "9999:59:59.99",
    ]
    assert found["decimals"] == ["33.33", "80", "66.67", "0"]
    assert found["choices"] == ["a", "a,c,h"]


def check_types(folder: Path) -> subprocess.CompletedProcess[str]:
    settings = json.loads((ROOT / "jsconfig.json").read_text())
    settings["include"] = [f"{folder}/*.js"]
    config = folder / "jsconfig.json"
    config.write_text(json.dumps(settings))
    command = [*NODE, str(ROOT / "node_modules/typescript/bin/tsc"), "-p", str(config)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_types_hold(tmp_path: Path) -> None:
    copies = shutil.copytree(PLAYER, tmp_path / "player")
    assert check_types(copies).stdout == ""


def test_canary_a_wrong_type_is_found(tmp_path: Path) -> None:
    copies = shutil.copytree(PLAYER, tmp_path / "player")
    path = copies / "scoring.js"
    path.write_text(
        path.read_text().replace("points: 0", "points: '0'").replace("let points = 0", "let points = ''", 1)
    )
    assert "scoring.js" in check_types(copies).stdout


def test_one_script_small_enough_without_modules() -> None:
    text = player_script("scorm12")
    assert text.startswith('(() => {\n"use strict";')
    assert "import " not in text.replace("important", "") or "\nimport " not in text
    assert "@typedef" not in text
    assert len(zlib.compress(text.encode())) < 40_000
    assert len(zlib.compress(player_style().encode())) < 10_000


def test_joining_keeps_the_order_and_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    def write(name: str, text: str) -> None:
        (tmp_path / name).write_text(text)

    write("a.js", 'import { b } from "./b.js";\nexport function a() {\n  return b;\n}\n')
    write("b.js", "/** Doc. */\nexport const b = 1;\n")
    assert link(tmp_path, "a.js") == '(() => {\n"use strict";\nconst b = 1;\nfunction a() {\n  return b;\n}\n})();\n'
    for text, why in (
        ("export default 1;\n", "does not know"),
        ('import * as x from "./b.js";\n', "does not know"),
        ('import { b } from "./b.js";\nconst b = 2;\n', "two modules"),
        ('import { a } from "./a.js";\n', "import each other"),
    ):
        write("a.js", text)
        with pytest.raises(ValueError, match=why):
            link(tmp_path, "a.js")
