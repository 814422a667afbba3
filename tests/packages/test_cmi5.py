"""cmi5 packages, played in a real browser against an LMS that notes every broken requirement by its published id."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_packages import built
from cmi5_lms import CmiLms, Json, Visit, lms_of
from course_lms import RIGHT, ROOT, WRONG, answers_to
from playwright.sync_api import Browser, Page

from adoptgen.formats.zip import archive, contents
from adoptgen.generators import packages_cmi5

REQUIREMENTS = ROOT / "node_modules/@cmi5/requirements/requirements.json"
JUDGE = """
const judge = require("@learninglocker/xapi-validation").default;
const statements = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(statements.map((one) => judge(one).map(String))));
"""


@pytest.fixture(scope="module")
def packages() -> dict[str, bytes]:
    return built(packages_cmi5.generator)


@pytest.fixture
def lms(packages: dict[str, bytes]) -> Iterator[CmiLms]:
    with lms_of(contents(packages["sales.en"])) as found:
        yield found
        assert found.broken == []


class Anna:
    """A learner in front of the course, in a window of her own."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def heading(self) -> str:
        return self.page.locator("main h1").inner_text()

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.locator("main h1").wait_for()

    def press(self) -> None:
        self.page.locator(".primary").click()

    def answer(self, right: bool) -> None:
        for _ in range(1 if right else 2):
            for text in answers_to(self.heading, RIGHT if right else WRONG):
                self.page.locator(".answer", has_text=text).click()
            self.press()
            if not right:
                self.press()
        if right:
            self.press()

    def read(self) -> None:
        """To the check's first question."""
        self.press()
        self.page.locator(".answer", has_text="Three").click()
        for _ in range(4):
            self.press()

    def saved(self) -> None:
        self.page.locator(".saving[data-state=saved]").wait_for()

    def play(self, *answers: bool) -> None:
        self.read()
        for right in answers:
            self.answer(right)

    def finish(self) -> None:
        """The last button, and what is sent by it."""
        self.press()
        self.page.locator("[data-closed]").wait_for()

    def leave(self) -> None:
        """Away, as by closing the tab; what the browser still sends then arrives before the next page asks."""
        self.page.goto("about:blank")


@pytest.fixture
def anna(browser: Browser, lms: CmiLms) -> Iterator[Anna]:
    context = browser.new_context(viewport={"width": 900, "height": 600}, reduced_motion="reduce")
    context.set_default_timeout(8000)
    page = context.new_page()
    told: list[str] = []
    strangers: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda one: None if one.url.startswith((lms.address, "data:")) else strangers.append(one.url))
    yield Anna(page)
    context.close()
    assert (told, strangers) == ([], [])


def until(holds: object, page: Page) -> None:
    """Waits for something the browser sends after its page has gone."""
    assert callable(holds)
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(20)
    raise AssertionError("it never came")


def ended(lms: CmiLms, anna: Anna) -> Visit:
    """The last visit, once its last statement is there."""
    visit = lms.visits[-1]
    until(lambda: "terminated" in visit.verbs, anna.page)
    return visit


def test_9_3_begin_leave_come_back_and_pass(lms: CmiLms, anna: Anna) -> None:
    anna.open(lms.launch())
    anna.read()
    anna.answer(True)
    second = anna.heading
    anna.saved()
    anna.leave()
    assert ended(lms, anna).verbs == ["initialized", "answered", "terminated"]
    anna.open(lms.launch())
    assert anna.heading == second
    anna.answer(True)
    anna.answer(True)
    assert anna.heading == "Passed with 100%"
    anna.finish()
    visit = ended(lms, anna)
    assert visit.verbs == ["initialized", "answered", "answered", "completed", "passed", "terminated"]
    assert visit.one("passed")["result"]["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    anna.open(lms.launch())
    anna.leave()
    assert ended(lms, anna).verbs == ["initialized", "terminated"]


def test_8_2_3_0_1_the_token_is_fetched_once_and_kept_over_a_reload(lms: CmiLms, anna: Anna) -> None:
    address = lms.launch()
    anna.page.add_init_script("addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true)")
    anna.open(address)
    anna.read()
    anna.answer(True)
    anna.saved()
    heading = anna.heading
    anna.page.reload()
    anna.page.locator("main h1").wait_for()
    assert (anna.heading, lms.visits[0].fetched) == (heading, 1)
    anna.answer(True)
    anna.saved()
    assert lms.visits[0].verbs == ["initialized", "answered", "answered"]


def test_9_3_8_0_2_a_session_that_ended_says_nothing_more(lms: CmiLms, anna: Anna) -> None:
    anna.open(lms.launch())
    anna.leave()
    ended(lms, anna)
    anna.page.go_back()
    anna.page.locator("main h1").wait_for()
    assert "did not begin a session" in anna.page.locator(".notice").inner_text()
    assert lms.visits[0].verbs == ["initialized", "terminated"]


def test_9_3_0_0_3_failed_is_told_at_the_end_and_passed_may_follow(lms: CmiLms, anna: Anna) -> None:
    anna.open(lms.launch())
    anna.play(False, False, False)
    assert anna.heading == "Not passed yet: 0%"
    anna.finish()
    visit = ended(lms, anna)
    assert visit.verbs == ["initialized", *["answered"] * 6, "completed", "failed", "terminated"]
    assert visit.one("failed")["result"]["score"]["scaled"] == 0
    anna.open(lms.launch())
    anna.page.get_by_role("button", name="Take the check again").click()
    anna.press()
    for _ in range(3):
        anna.answer(True)
    anna.finish()
    assert ended(lms, anna).verbs == ["initialized", "answered", "answered", "answered", "passed", "terminated"]


def test_9_3_0_0_3_failing_and_passing_in_one_session_is_passed_only(lms: CmiLms, anna: Anna) -> None:
    anna.open(lms.launch())
    anna.play(False, False, False)
    anna.page.get_by_role("button", name="Take the check again").click()
    anna.press()
    for _ in range(3):
        anna.answer(True)
    anna.finish()
    verbs = ended(lms, anna).verbs
    assert verbs == ["initialized", *["answered"] * 6, "completed", *["answered"] * 3, "passed", "terminated"]


def test_8_1_0_0_7_launch_parameters_come_in_any_order(lms: CmiLms, anna: Anna) -> None:
    address, _, search = lms.launch().partition("?")
    anna.open(f"{address}?{'&'.join(reversed(search.split('&')))}")
    anna.saved()
    anna.leave()
    assert ended(lms, anna).verbs == ["initialized", "terminated"]


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_10_2_2_0_11_looking_on_tells_nothing_and_leads_home(lms: CmiLms, anna: Anna, mode: str) -> None:
    anna.open(lms.launch(mode, home=f"{lms.address}/home"))
    anna.play(True, True, True)
    anna.press()
    anna.page.get_by_role("heading", name="Your courses").wait_for()
    assert ended(lms, anna).verbs == ["initialized", "terminated"]
    assert lms.documents == {}


def test_10_2_6_0_1_the_last_button_leads_home(lms: CmiLms, anna: Anna) -> None:
    anna.open(lms.launch(home=f"{lms.address}/home"))
    anna.play(True, True, True)
    anna.press()
    anna.page.get_by_role("heading", name="Your courses").wait_for()
    assert ended(lms, anna).verbs[-3:] == ["completed", "passed", "terminated"]


def test_9_3_4_0_2_the_lms_decides_what_passes(lms: CmiLms, anna: Anna) -> None:
    anna.open(lms.launch(mastery=0.2))
    anna.read()
    for _ in range(3):
        anna.answer(anna.heading.startswith("Where"))
    assert anna.heading == "Passed with 25%"
    anna.leave()
    assert ended(lms, anna).one("passed")["result"]["score"]["scaled"] == 0.25


def test_answers_name_question_choices_and_skill(lms: CmiLms, anna: Anna) -> None:
    anna.open(lms.launch())
    anna.play(True, True, True)
    anna.saved()
    answers = [one for one in lms.visits[0].said if one["verb"]["id"].endswith("answered")]
    found = {one["object"]["id"]: one for one in answers}
    both = found["urn:adoptgen:scored/question/week-one.both-fields"]
    assert both["result"]["response"] == "a[,]b" and both["result"]["success"] is True
    assert both["object"]["definition"]["correctResponsesPattern"] == ["a[,]b"]
    assert [one["description"]["en"] for one in both["object"]["definition"]["choices"]][:2] == ["Stage", "Close date"]
    assert {one["context"]["contextActivities"]["other"][0]["id"] for one in answers} == {
        "urn:adoptgen:scored/skill/opportunities.build@1",
        "urn:adoptgen:scored/skill/accounts.find@1",
    }


def validated(statements: list[Json]) -> list[list[str]]:
    """What the validator of another record store says about each."""
    command = [sys.executable, str(ROOT / "tools/node.py"), "-e", JUDGE]
    text = json.dumps(statements)
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_4_1_0_0_1_another_store_finds_every_statement_valid(lms: CmiLms, anna: Anna) -> None:
    anna.open(lms.launch())
    anna.play(True, False, True)
    anna.finish()
    said = ended(lms, anna).said
    assert set(lms.visits[0].verbs) == {"initialized", "answered", "completed", "failed", "terminated"}
    assert validated(said) == [[]] * len(said)
    assert validated([said[0] | {"timestamp": "yesterday"}]) != [[]]


def test_a_connection_that_drops_loses_and_doubles_nothing(lms: CmiLms, anna: Anna) -> None:
    anna.open(lms.launch())
    anna.read()
    lms.failing = True
    anna.answer(True)
    anna.page.locator(".saving[data-state=failed]").wait_for()
    assert "kept on this device" in anna.page.locator(".notice").inner_text()
    lms.failing = False
    anna.page.locator(".saving[data-state=saved]").wait_for(timeout=9000)
    lms.silent = True
    anna.answer(True)
    anna.page.locator(".saving[data-state=failed]").wait_for()
    lms.silent = False
    anna.page.locator(".saving[data-state=saved]").wait_for(timeout=9000)
    assert lms.visits[0].verbs == ["initialized", "answered", "answered"]


def test_what_never_arrived_is_sent_at_the_next_launch(lms: CmiLms, anna: Anna) -> None:
    anna.open(lms.launch())
    anna.read()
    anna.saved()
    lms.failing = True
    anna.answer(True)
    anna.page.locator(".saving[data-state=failed]").wait_for()
    anna.leave()
    lms.failing = False
    anna.open(lms.launch())
    anna.saved()
    assert lms.visits[0].verbs == ["initialized"]
    assert lms.visits[1].verbs == ["initialized", "answered"]


def test_without_a_launch_the_course_runs_and_says_so(lms: CmiLms, anna: Anna) -> None:
    anna.open(f"{lms.address}/course/index.html")
    assert "nothing is recorded" in anna.page.locator(".notice").inner_text()
    anna.play(True, True, True)
    assert anna.heading == "Passed with 100%"


def test_a_launch_that_is_none_harms_nothing(lms: CmiLms, anna: Anna) -> None:
    whole = lms.launch()
    for old, new in (("actor=%7B", "actor=%7C"), ("endpoint=http", "endpoint=javascript"), ("fetch=", "catch=")):
        assert old in whole
        anna.open(whole.replace(old, new))
        assert "nothing is recorded" in anna.page.locator(".notice").inner_text()
    anna.open(whole.replace("%2Ffetch%2F0", "%2Ffetch%2Fx"))
    assert "did not begin a session" in anna.page.locator(".notice").inner_text()


def test_canary_the_lms_sees_broken_rules(packages: dict[str, bytes], browser: Browser) -> None:
    """Each change to the player breaks the requirement it is named after."""
    known = json.loads(REQUIREMENTS.read_text(encoding="utf-8"))
    changes = {
        "9.6.2.2-1": ('["cmi5", "moveon"]', '["cmi5"]'),
        "9.5.4.1-1": ('name === "terminated"', "false"),
        "9.6.3.2-2": ("scored && typeof", "!scored && typeof"),
        "9.1.0.0-1": ("`4${digits", "`9${digits"),
        "8.1.2.0-5": ("`Basic ${this.token}`", '"Basic x"'),
        "9.5.1.0-3": ("min: 0, max: 100", "min: 0"),
    }
    for requirement, (old, new) in changes.items():
        files = contents(packages["sales.en"])
        code = files["player.js"].decode()
        assert requirement in known and old in code
        with lms_of(files | {"player.js": code.replace(old, new).encode()}) as lms:
            page = browser.new_page()
            anna = Anna(page)
            anna.open(lms.launch())
            if "did not begin" not in page.locator(".notice").inner_text():
                anna.play(True, True, True)
                anna.press()
            until(lambda name=requirement, seen=lms: any(one.startswith(name) for one in seen.broken), page)
            page.close()


def test_13_every_structure_is_valid_complete_and_explicit(packages: dict[str, bytes]) -> None:
    assert len(packages) == 6
    assert packages == built(packages_cmi5.generator)
    for data in packages.values():
        assert packages_cmi5.check(data) == []
    structure = contents(packages["sales.en"])["cmi5.xml"].decode()
    assert 'masteryScore="0.8"' in structure and 'moveOn="CompletedAndPassed"' in structure
    assert "<url>index.html</url>" in structure and 'id="urn:adoptgen:scored/course/sales"' in structure
    reading = contents(packages["reading.en"])["cmi5.xml"].decode()
    assert 'moveOn="Completed"' in reading and "masteryScore" not in reading


def test_canary_a_broken_structure_is_refused(packages: dict[str, bytes]) -> None:
    files = contents(packages["sales.en"])
    for old, new in ((b"0.8", b"80"), (b'"CompletedAndPassed"', b'"passed"'), (b"<url>index", b"<url>gone")):
        assert old in files["cmi5.xml"]
        assert packages_cmi5.check(archive(files | {"cmi5.xml": files["cmi5.xml"].replace(old, new)}))


def test_every_requirement_named_here_is_a_published_one() -> None:
    known = json.loads(REQUIREMENTS.read_text(encoding="utf-8"))
    here = Path(__file__).with_name("cmi5_lms.py").read_text(encoding="utf-8")
    named = {
        word.strip('",') for word in here.split() if word.strip('",')[:1].isdigit() and "-" in word and "." in word
    }
    assert len(named) > 20 and sorted(named - set(known)) == []
