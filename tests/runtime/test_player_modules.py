"""The player's modules: type-checked, joined to one script, and their pure parts held against simple truths in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from adoptgen.courses.model import largest_state
from adoptgen.runtime.linker import FOLDER, link, player_script, player_style

ROOT = Path(__file__).parent.parent.parent
PLAYER = FOLDER / "player"
NODE = [sys.executable, str(ROOT / "tools" / "node.py")]
MEMORY = """
import {{ decode, encode, freshState }} from "{player}/state.js";
const key = (n) => String(n).padStart(6, "k");
const full = {{
  serial: 99999999, seed: "zzzzzz", place: "x", seconds: 36 ** 6, done: new Set(), checks: new Map(), given: new Map(),
}};
for (let n = 0; n < 60; n += 1) full.done.add(key(n));
for (let n = 0; n < 10; n += 1) full.checks.set(key(n), {{ take: 2000, best: 0.8333 }});
const given = (n) => ({{ tries: 20, outcome: n % 2 ? "right" : "wrong", chosen: 255 }});
for (let n = 0; n < 100; n += 1) full.given.set(key(n), given(n));
const text = encode(full, "=abcdef");
const back = decode(text);
const odd = ["", "v0", "ag2;;;;;;;", "ag1", "ag1;;;;;;;", ";".repeat(7), "ag1;x;y;z;-1;ab;cd;ef", "{{}}"];
console.log(JSON.stringify({{
  length: text.length,
  same: encode({{ ...back.state, place: "x" }}, back.placeKey) === text,
  done: back.state.done.size, best: back.state.checks.get(key(1)).best, given: back.state.given.get(key(1)),
  odd: odd.map((one) => decode(one) === null),
  fresh: decode(encode(freshState("abc"), "k")).state.seed,
}}));
"""
ORDERS = """
import {{ shuffled, newSeed }} from "{player}/random.js";
import {{ choice, timespan }} from "{player}/scorm12.js";
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
  choices: [[0], [0, 2, 7]].map(choice),
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


def test_what_is_remembered_comes_back_and_is_as_long_as_promised(tmp_path: Path) -> None:
    found = run(MEMORY, tmp_path)
    assert found["length"] <= largest_state(60, 10, 100) <= 4096
    assert found["same"]
    assert (found["done"], found["best"], found["given"]) == (
        60,
        0.8333,
        {"tries": 20, "outcome": "right", "chosen": 255},
    )
    assert found["odd"] == [True, True, True, True, False, True, False, True]
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
    assert len(text) < 80_000
    assert len(player_style()) < 40_000


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
