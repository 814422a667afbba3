"""What helps a learner: search, glossary, notes, transcript, certificate, and a second window on the same course."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from built_packages import built
from cmi5_lms import lms_of
from course_lms import OUR_PAGES, RIGHT, ROOT, Learner, Lms, answer_right, answers_to, learner, play, serving
from playwright.sync_api import Browser, BrowserContext, Page
from test_access import AXE, SMALL, TOO_WIDE, frame_of

from adoptgen.courses.payload import read_script
from adoptgen.courses.terms import occurs
from adoptgen.formats.zip import contents
from adoptgen.generators import packages_cmi5, packages_html
from adoptgen.model.term import Term
from adoptgen.runtime.linker import FOLDER


@pytest.fixture(scope="module")
def lms(packages: dict[str, bytes]) -> Iterator[Lms]:
    with serving(contents(packages["sales.en"])) as found:
        yield found


@pytest.fixture(scope="module")
def stand_alone() -> dict[str, bytes]:
    return built(packages_html.generator)


def tool(who: Learner, name: str) -> None:
    who.course.locator(".top .tool").first.click()
    who.course.locator(".tools button", has_text=name).click()


def search(who: Learner, query: str) -> list[str]:
    """Headings of what is found."""
    tool(who, "Search")
    who.course.locator("dialog [type=search]").fill(query)
    return [text.split("\n")[0] for text in who.course.locator(".hits h3").all_inner_texts()]


def searching(who: Learner) -> None:
    assert search(who, "convert window")


def nothing_found(who: Learner) -> None:
    assert search(who, "zeppelin") == []


def glossary(who: Learner) -> None:
    tool(who, "Glossary")


def notes(who: Learner) -> None:
    tool(who, "Notes")
    who.course.locator("#note").fill("Ask Jana.\nTwice.")


def transcript(who: Learner) -> None:
    tool(who, "Whole course")


def certificate(who: Learner) -> None:
    play(who, 0)
    tool(who, "Certificate")


VIEWS: tuple[Callable[[Learner], None], ...] = (searching, nothing_found, glossary, notes, transcript, certificate)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_no_barrier_in_either_scheme_nor_at_any_width(
    browser: Browser, lms: Lms, view: Callable[[Learner], None]
) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        view(who)
        frame = frame_of(who)
        frame.evaluate(OUR_PAGES["/axe.js"].read_text(encoding="utf-8"))
        for scheme in ("light", "dark"):
            who.page.emulate_media(color_scheme=scheme)
            assert frame.evaluate(AXE) == []
        for width, height in ((320, 640), (390, 844), (900, 400), (3840, 2160)):
            who.page.set_viewport_size({"width": width, "height": height})
            assert (width, frame.evaluate(TOO_WIDE), frame.evaluate(SMALL)) == (width, False, [])
        frame.evaluate("() => { document.documentElement.dir = 'rtl'; }")
        assert (frame.evaluate(AXE), frame.evaluate(TOO_WIDE)) == ([], False)
        assert (who.told, who.strangers) == ([], [])


def test_words_are_found_whatever_their_case_or_accents(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        assert search(who, "CONVÈRT") == ["Turn a request into an opportunity Task"]
        assert who.course.locator(".hits mark").all_inner_texts()[0] == "Convert"
        who.page.keyboard.press("Escape")
        assert who.course.locator("dialog").count() == 0
        assert search(who, "opp")[0].startswith("Opportunity")
        assert who.course.locator(".hits h3").count() >= 3


def test_answers_of_scored_questions_are_not_found(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        for hidden in ("fax number", "search field", "contracts end", "nobody faxes"):
            assert search(who, hidden) == []
            who.page.keyboard.press("Escape")
        assert search(who, "convert cannot") != [], "canary: what is not hidden is found"


def test_the_keyboard_is_enough_to_search(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        key = who.page.keyboard.press
        search(who, "taken back")
        key("ArrowDown")
        key("ArrowDown")
        assert "Converting cannot be" in who.course.locator(":focus").inner_text()
        key("ArrowUp")
        key("ArrowUp")
        assert who.course.locator(":focus").get_attribute("type") == "search"
        key("Enter")
        assert who.heading == "Turn a request into an opportunity"
        assert who.course.locator("h1:focus").count() == 1


def test_what_search_leads_away_from_a_question_leads_back(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        who.press()
        asked = who.heading
        assert asked == "How many signs are there?"
        search(who, "taken back")
        who.page.keyboard.press("Enter")
        assert who.button == "Back to the question"
        who.press()
        assert who.heading == asked


def test_closing_a_tool_gives_the_focus_back(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        for name in ("Search", "Glossary", "Notes"):
            tool(who, name)
            who.page.keyboard.press("Escape")
            assert who.course.locator(".top .tool:focus").get_attribute("aria-label") == "Contents"


FOLDING = """
import { find, fold, indexOf, wordsIn } from "./player/search.js";
const unit = (id, title, text) => ({
  id, key: id, kind: "lesson", title, summary: [], minutes: 1, body: [["p", text]], questions: [],
});
const course = (...units) => ({ sections: [{ title: "", units }], terms: [] });
const hits = (language, query, ...units) => find(indexOf(course(...units)), wordsIn(query, language)).map((one) => ({
  id: one.entry.id, marked: one.snippets.flatMap((s) => s.marks.map(([a, b]) => s.text.slice(a, b))),
}));
const long = `${"before ".repeat(60)}the Größe of it ${"after ".repeat(60)}`;
console.log(JSON.stringify({
  folded: ["Größe", "İstanbul", "ﬁn", "ＡＢＣ", "Ærø", "ΟΔΟΣ"].map((text) => fold(text).plain),
  places: [...fold("aßé b").places],
  japanese: hits("ja", "商談を作成", unit("a", "", "新しい商談を一覧から作成します。"), unit("b", "", "検索します。")),
  thai: hits("th", "ลูกค้า", unit("a", "", "ค้นหาลูกค้าในรายการ")),
  arabic: hits("ar", "فرصه", unit("a", "", "هذه فُرصَه جديدة")),
  long: hits("de", "grösse", unit("a", "", long)),
  whole: find(indexOf(course(unit("a", "", long))), wordsIn("GROSSE", "de"))[0].snippets[0].text.length,
  order: hits("en", "case", unit("a", "Rain", "In case of."), unit("b", "A case", "x")).map((one) => one.id),
  short: hits("en", "a", unit("a", "Bc", "bcabc")).length,
  nothing: hits("en", "  ", unit("a", "b", "c")).length,
}));
"""


def test_folding_and_languages_without_spaces(tmp_path: Path) -> None:
    found = node(FOLDING, tmp_path)
    assert found["folded"] == ["grosse", "istanbul", "fin", "abc", "ærø".replace("ø", "ø"), "οδοσ"]
    assert found["places"] == [0, 1, 1, 2, 3, 4, 5]
    assert found["japanese"] == [{"id": "a", "marked": ["商談", "を", "作成"]}]
    assert found["thai"][0]["marked"] == ["ลูกค้า"]
    assert found["arabic"][0]["id"] == "a"
    assert found["long"] == [{"id": "a", "marked": ["Größe"]}]
    assert found["whole"] < 160
    assert (found["order"], found["short"], found["nothing"]) == (["b", "a"], 0, 0)


def node(script: str, folder: Path) -> Any:
    """What a script beside the player's modules prints."""
    shutil.copytree(FOLDER / "player", folder / "player")
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "run.mjs").write_text(script, encoding="utf-8")
    command = [sys.executable, str(ROOT / "tools" / "node.py"), str(folder / "run.mjs")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_glossary_holds_the_terms_of_this_course_only(packages: dict[str, bytes]) -> None:
    terms = {
        name: [term["id"] for term in read_script(contents(data)["course.js"].decode())["terms"]]
        for name, data in packages.items()
    }
    assert terms["sales.en"] == ["opportunity", "request"]
    assert terms["reading.en"] == []


@pytest.mark.parametrize(
    ("title", "text", "there"),
    [
        ("Opportunity", "three opportunities a week", True),
        ("Opportunity", "an opportunist", False),
        ("Case", "Both **cases** are open.", True),
        ("Case", "the staircase, a showcase", False),
        ("Expected close", "its Expected\nclose is past", True),
        ("Hand-over", "after the hand-over.", True),
        ("Opportunité", "des opportunités gagnées", True),
        ("Angebot", "zwei Angebote, drei Angeboten", True),
        ("商談", "新しい商談を作成します", True),
        ("C++", "written in C++ and so on", True),
        ("Order", "see [it](term/order-x) and [this](term/t)", True),
        ("Order", "disorder", False),
    ],
)
def test_a_term_is_found_in_any_number_and_case(title: str, text: str, there: bool) -> None:
    assert occurs(Term(id="t", title=title, definition="x"), text.casefold()) is there


def test_terms_that_are_not_translated_are_marked(packages: dict[str, bytes]) -> None:
    terms = read_script(contents(packages["sales.fr"])["course.js"].decode())["terms"]
    assert terms and all(term["partial"] for term in terms)


def test_the_glossary_is_there_only_where_there_are_terms(browser: Browser, packages: dict[str, bytes]) -> None:
    with serving(contents(packages["reading.en"])) as lms, learner(browser, lms) as who:
        who.launch("strict")
        who.course.locator(".top .tool").first.click()
        assert who.course.locator(".tools button").all_inner_texts() == ["Search", "Notes", "Whole course"]


def test_a_term_leads_to_its_lesson_and_to_other_terms(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        who.press()
        glossary(who)
        assert who.course.locator("dl.terms dt").all_inner_texts() == ["Opportunity", "Request"]
        assert "Not: Deal" in who.course.locator("dl.terms").inner_text()
        who.course.locator("dl.terms").get_by_role("link", name="opportunity").click()
        assert who.course.locator("dt:focus").inner_text() == "Opportunity"
        who.course.get_by_role("link", name="Three signs").click()
        assert who.heading == "Three signs"
        assert who.button == "Back to the question"


def test_notes_stay_here_and_outlive_a_new_package(browser: Browser, packages: dict[str, bytes]) -> None:
    files = contents(packages["sales.en"])
    with serving(files) as lms, learner(browser, lms) as who:
        who.launch("strict")
        notes(who)
        assert who.course.locator("dialog [role=status]").inner_text() == "Kept in this browser."
        visit = who.leave()
        assert "Jana" not in json.dumps(visit.calls)
        address = lms.address
        changed = files | {"course.js": files["course.js"].replace(b'"Three signs"', b'"Four signs"')}
        who.page.route(f"{address}/course/course.js", lambda route: route.fulfill(body=changed["course.js"]))
        who.launch("strict", visit.kept)
        assert who.heading == "Four signs"
        who.open("Turn a request")
        tool(who, "Notes")
        assert who.course.locator(".notes h3").inner_text() == "Four signs"
        assert who.course.locator(".notes .own-words").inner_text() == "Ask Jana.\nTwice."
        who.course.locator(".notes button").click()
        tool(who, "Notes")
        who.course.locator("#note").fill(" ")
        who.leave()
        assert who.page.evaluate("Object.keys(localStorage).filter((name) => name.includes('notes'))") == []


def test_another_learner_sees_no_notes(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        notes(who)
        who.leave()
        who.launch("strict", None, {"cmi.core.student_id": "0043"})
        tool(who, "Notes")
        assert who.course.locator("#note").input_value() == ""


def test_notes_are_copied_and_bounded(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        who.launch("strict")
        notes(who)
        who.course.get_by_role("button", name="Copy all").click()
        who.course.get_by_text("Copied.").wait_for()
        assert frame_of(who).evaluate("() => navigator.clipboard.readText()") == (
            "Sales & <b>opportunities</b>\n\nThree signs\nAsk Jana.\nTwice.\n"
        )
        who.course.locator("#note").fill("x" * 9000)
        kept = who.page.evaluate("Object.entries(localStorage).find(([name]) => name.includes('notes'))[1].length")
        assert 4000 < kept < 4100


def test_the_transcript_holds_every_page_and_no_answer(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        who.press()
        who.choose("Two")
        transcript(who)
        text = who.course.locator("main").inner_text()
        for part in ("Three signs", "What do you ship?", "Choose Convert.", "Converting cannot", "First-week check"):
            assert part in text
        for hidden in ("Fax number", "In the search field", "An opportunity.", "Contracts end"):
            assert hidden not in text
        levels = [int(name[1]) for name in frame_of(who).evaluate(HEADINGS)]
        assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
        assert who.button == "Back to the course"
        who.press()
        assert who.heading == "How many signs are there?"
        assert who.course.locator(".answer input:checked").count() == 1, "the page is as it was left"


HEADINGS = "() => [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].map((one) => one.tagName)"


def pages_of(page: Page, target: Path) -> tuple[int, str]:
    """Number of pages and first page's box of what would be printed."""
    data = page.pdf(path=str(target), prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", data)
    width, height = boxes[0].split()[2:]
    return len(boxes), f"{float(width):.0f}x{float(height):.0f}"


@pytest.fixture
def file_page(browser: Browser, stand_alone: dict[str, bytes], tmp_path: Path) -> Iterator[Page]:
    """The stand-alone course, from a folder."""
    for name, data in contents(stand_alone["sales.en"]).items():
        (tmp_path / name).write_bytes(data)
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.locator("h1").wait_for()
    yield page
    context.close()


def page_tool(page: Page, name: str) -> None:
    page.locator(".top .tool").first.click()
    page.locator(".tools button", has_text=name).click()


def play_page(page: Page) -> None:
    """What is left of the stand-alone course, all right."""
    while not (heading := page.locator("main h1").inner_text()).startswith("Passed"):
        if page.locator(".primary").inner_text() == "Check answer":
            for text in ["Three"] if heading.startswith("How many") else answers_to(heading, RIGHT):
                page.locator(".answer", has_text=text).click()
        page.locator(".primary").click()


def test_paper_has_no_controls_and_says_where_links_lead(file_page: Page, tmp_path: Path) -> None:
    page_tool(file_page, "Whole course")
    file_page.emulate_media(media="print")
    for gone in (".top", ".bottom", ".acts", ".notice"):
        assert not file_page.locator(gone).first.is_visible()
    assert file_page.locator(".transcript h1").is_visible()
    file_page.emulate_media(media="screen")
    count, box = pages_of(file_page, tmp_path / "transcript.pdf")
    assert count >= 2 and box in ("595x842", "596x842")
    page_tool(file_page, "Notes")
    file_page.locator("#note").fill("Printed words")
    file_page.emulate_media(media="print")
    assert file_page.locator(".own-words").is_visible()
    assert not file_page.locator("main h1").is_visible()


def test_no_certificate_before_it_is_earned(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        play(who, 3)
        who.course.locator(".top .tool").first.click()
        assert "Certificate" not in who.course.locator(".tools").inner_text()
        who.page.keyboard.press("Escape")
        assert who.course.locator("main").get_by_role("button", name="Certificate").count() == 0
        who.course.get_by_role("button", name="Take the check again").click()
        who.press()
        for _ in range(3):
            answer_right(who)
        who.course.locator("main").get_by_role("button", name="Certificate").click()
        assert who.heading == "Certificate"


def test_the_certificate_says_who_what_and_when(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        hostile = "<b>Anna</b> \u202e{name}"
        who.launch("strict", None, {"cmi.core.student_name": hostile})
        play(who, 0)
        tool(who, "Certificate")
        paper = who.course.locator(".paper")
        assert who.course.locator(".holder bdi").text_content() == hostile
        text = paper.inner_text()
        for part in ("has passed the course", "Sales & <b>opportunities</b>", "A scored course", "Tiny", "100%"):
            assert part in text
        assert "22 December 2025" in text and "Reached on" in text and "level 1" in text
        kept = who.leave().kept
        day = "Object.keys(localStorage).find((name) => name.includes('earned'))"
        who.page.evaluate(f"localStorage.setItem({day}, '\"2025-01-15\"')")
        who.launch("strict", kept)
        tool(who, "Certificate")
        assert "15 January 2025" in paper.inner_text()
        who.leave()
        who.page.evaluate("localStorage.clear()")
        who.launch("strict", kept)
        tool(who, "Certificate")
        assert "Printed on" in paper.inner_text() and "Reached on" not in paper.inner_text()


def test_what_nobody_recorded_earns_no_certificate(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        for kind, kept, mode in ((None, None, "normal"), ("strict", {"cmi.core.lesson_status": "passed"}, "review")):
            who.launch(kind, kept, {"cmi.core.lesson_mode": mode})
            play(who, 0)
            assert who.heading == "Passed with 100%"
            assert who.course.locator("main").get_by_role("button", name="Certificate").count() == 0
            who.leave() if kind else None


def test_a_course_without_checks_is_certified_as_completed(browser: Browser, packages: dict[str, bytes]) -> None:
    with serving(contents(packages["reading.en"])) as lms, learner(browser, lms) as who:
        who.launch("strict")
        who.press()
        tool(who, "Certificate")
        text = who.course.locator(".paper").inner_text()
        assert "has completed the course" in text and "%" not in text


def test_stand_alone_asks_for_the_name_and_prints_one_sheet(file_page: Page, tmp_path: Path) -> None:
    play_page(file_page)
    page_tool(file_page, "Certificate")
    file_page.get_by_label("Your name").fill("Zoë Müller")
    assert file_page.locator(".holder").inner_text() == "Zoë Müller"
    assert pages_of(file_page, tmp_path / "certificate.pdf") in ((1, "842x595"), (1, "842x596"))
    file_page.reload()
    page_tool(file_page, "Certificate")
    assert file_page.locator(".holder").inner_text() == "Zoë Müller"


def saving(page: Any) -> str:
    return str(page.locator(".saving").inner_text())


def test_two_windows_of_a_file_one_records(file_page: Page) -> None:
    first = file_page
    first.locator(".primary").click()
    asked = first.locator("main h1").inner_text()
    second = first.context.new_page()
    second.goto(first.url)
    second.locator(".notice button").wait_for()
    assert (saving(first), saving(second)) == ("Saved", "Not recorded")
    assert "another window" in second.locator(".notice").inner_text()
    assert second.locator("main h1").inner_text() == asked
    before = first.evaluate("JSON.stringify(localStorage)")
    second.locator(".answer", has_text="Three").click()
    second.locator(".primary").click()
    assert first.evaluate("JSON.stringify(localStorage)") == before
    first.locator(".answer", has_text="Two").click()
    first.locator(".primary").click()

    second.get_by_role("button", name="Record here instead").click()
    second.locator(".saving[data-state=saved]").wait_for()
    first.locator(".notice button").wait_for()
    assert (saving(first), saving(second)) == ("Not recorded", "Saved")
    assert second.locator("main h1").inner_text() == asked
    play_page(second)
    assert second.locator("main h1").inner_text() == "Passed with 100%"

    first.get_by_role("button", name="Record here instead").click()
    first.locator(".saving[data-state=saved]").wait_for()
    assert first.locator("main h1").inner_text() == "Passed with 100%"
    book = first.evaluate("Object.entries(localStorage).find(([name]) => name.includes('html:'))[1]")
    verbs = [one["verb"]["display"]["en"] for one in json.loads(book)["statements"]]
    assert verbs == ["answered", "answered", "answered", "completed", "passed"]


@pytest.fixture
def pair(browser: Browser, lms: Lms) -> Iterator[tuple[Learner, Learner]]:
    """Two windows of one browser, each in front of the LMS."""
    context: BrowserContext = browser.new_context(viewport={"width": 900, "height": 600}, reduced_motion="reduce")
    found = [Learner(context.new_page(), lms) for _ in range(2)]
    for who in found:
        who.page.on("pageerror", lambda error, who=who: who.told.append(str(error)))
        who.page.goto(f"{lms.address}/lms")
    yield found[0], found[1]
    assert [who.told for who in found] == [[], []]
    context.close()


def calls(who: Learner) -> list[str]:
    return [call[0] for call in who.page.evaluate("calls")]


def test_two_windows_of_an_lms_are_one_session_after_the_other(pair: tuple[Learner, Learner]) -> None:
    first, second = pair
    first.launch("strict")
    first.press()
    asked = first.heading
    second.launch("strict")
    assert "another window" in second.course.locator(".notice").inner_text()
    assert second.heading == asked
    second.answer("Three")
    second.press()
    assert calls(second) == [], "no LMS hears of a window that does not record"

    second.course.get_by_role("button", name="Record here instead").click()
    second.course.locator(".saving[data-state=saved]").wait_for()
    first.course.locator(".notice[data-state=moved]").wait_for()
    assert "go on" in (words := first.course.locator(".notice").inner_text()) or "goes on" in words
    assert first.course.locator(".notice button").count() == 0
    assert calls(first).count("LMSFinish") == 1 and calls(first)[-1] == "LMSFinish"
    assert second.heading == asked, "what the first window left is what the second begins with"

    before = calls(first)
    first.answer("Two")
    first.course.locator(".top .tool").last.click()
    assert "Nothing is lost" in first.course.locator("main").inner_text()
    assert calls(first) == before
    visit = second.leave()
    assert (visit.errors, visit.complaints) == ([], [])
    assert visit.count("LMSInitialize") == visit.count("LMSFinish") == 1
    assert (gone := first.leave()).errors == gone.complaints == []
    assert gone.count("LMSFinish") == 1


def test_a_window_that_only_looked_on_leaves_no_trace(pair: tuple[Learner, Learner]) -> None:
    first, second = pair
    first.launch("strict")
    second.launch("strict")
    assert calls(second) == []
    second.leave()
    play(first, 0)
    assert first.heading == "Passed with 100%"
    visit = first.leave()
    assert (visit.errors, visit.complaints, visit.count("LMSFinish")) == ([], [], 1)


def test_after_a_window_that_closed_or_broke_off_the_next_records_at_once(pair: tuple[Learner, Learner]) -> None:
    first, second = pair
    first.launch("strict")
    first.leave()
    second.launch("strict")
    assert saving(second.course) == "Saved"
    second.leave()
    first.page.evaluate(
        "() => localStorage.setItem('adoptgen:tabs:urn:adoptgen:scored/course/sales:en:recording', '{\"id\":\"dead\"}')"
    )
    second.launch("strict")
    assert saving(second.course) == "Saved"
    second.leave()
    assert second.page.evaluate("Object.keys(localStorage).filter((name) => name.includes('tabs'))") == []


def test_the_notice_of_a_second_window_has_no_barrier(pair: tuple[Learner, Learner]) -> None:
    first, second = pair
    first.launch("strict")
    second.launch("strict")
    frame = frame_of(second)
    frame.evaluate(OUR_PAGES["/axe.js"].read_text(encoding="utf-8"))
    second.page.emulate_media(color_scheme="light")
    assert frame.evaluate(AXE) == []
    second.page.emulate_media(color_scheme="dark")
    assert frame.evaluate(AXE) == []
    second.page.set_viewport_size({"width": 320, "height": 640})
    assert (frame.evaluate(TOO_WIDE), frame.evaluate(SMALL)) == (False, [])


def test_under_cmi5_the_window_launched_last_records(browser: Browser) -> None:
    """An LMS gives up the first session as soon as the second is launched (9.3.6)."""
    package = contents(built(packages_cmi5.generator)["sales.en"])
    with lms_of(package) as lms:
        context = browser.new_context(viewport={"width": 900, "height": 600}, reduced_motion="reduce")
        first, second = context.new_page(), context.new_page()
        first.goto(lms.launch())
        first.locator(".saving[data-state=saved]").wait_for()
        first.locator(".primary").click()
        first.locator(".saving[data-state=saved]").wait_for()
        asked = first.locator("main h1").inner_text()
        second.goto(lms.launch())
        second.locator(".saving[data-state=saved]").wait_for()
        first.locator(".notice[data-state=moved]").wait_for()
        assert first.locator(".notice button").count() == 0
        assert lms.visits[0].verbs in (["initialized"], ["initialized", "terminated"])
        assert second.locator("main h1").inner_text() == asked
        play_page(second)
        second.locator(".saving[data-state=saved]").wait_for()
        second.locator(".primary").click()
        second.locator("[data-closed]").wait_for()
        assert [verb for verb in lms.visits[1].verbs if verb != "answered"] == [
            *("initialized", "completed", "passed", "terminated"),
        ]
        assert lms.broken == []
        context.close()


def test_a_copy_of_a_window_goes_on_with_its_session(browser: Browser) -> None:
    """As browsers copy a tab: with its session storage, so with its token."""
    package = contents(built(packages_cmi5.generator)["sales.en"])
    with lms_of(package) as lms:
        context = browser.new_context(viewport={"width": 900, "height": 600}, reduced_motion="reduce")
        first = context.new_page()
        first.goto(lms.launch())
        first.locator(".saving[data-state=saved]").wait_for()
        with context.expect_page() as opened:
            first.evaluate("() => { window.open(location.href, '_blank'); }")
        second = opened.value
        second.locator(".saving[data-state=saved]").wait_for()
        first.locator(".notice[data-state=moved]").wait_for()
        play_page(second)
        second.locator(".saving[data-state=saved]").wait_for()
        second.locator(".primary").click()
        second.locator("[data-closed]").wait_for()
        (visit,) = lms.visits
        assert [verb for verb in visit.verbs if verb != "answered"] == [
            *("initialized", "completed", "passed", "terminated"),
        ]
        assert (visit.fetched, lms.broken) == (1, [])
        context.close()
