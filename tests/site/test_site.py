"""The guide site as its readers meet it: in a browser, from a folder and from a host, by keyboard, in both schemes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from built_site import ROOT, Links, build, dead, links, listened, served
from playwright.sync_api import Browser, Page, expect

from adoptgen.capture.browser import browser as system_browser
from adoptgen.look.css import css_variables
from adoptgen.look.palette import palette

pytestmark = pytest.mark.xdist_group("site")

KINDS = (
    "index.html",
    "roles/account-executive.html",
    "roles/team-lead.html",
    "paths/account-executive.html",
    "lessons/what-counts-as-an-opportunity.html",
    "walkthroughs/opportunity.convert.html",
    "checks/sales-first-week.html",
    "workshops/sales-hands-on.html",
    "guides.html",
    "skills.html",
    "skills/opportunities.build.html",
    "help.html",
)
"""One page of every kind."""
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that differs between the schemes."""
SEEN = json.dumps(
    {
        "role": "account-executive",
        "site": "hamburg",
        "done": {"lesson/why-we-leave": 1, "lesson/find-your-way": 1},
        "at": {"ref": "walkthrough/opportunity.convert", "step": 2, "steps": 9},
    }
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with system_browser() as found:
        yield found


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def remember(page: Page, start: str) -> None:
    page.goto(start)
    page.evaluate(
        "seen => localStorage.setItem('adoptgen:' + document.querySelector('meta[name=ag-programme]').content, seen)",
        SEEN,
    )


def violations(page: Page, rules: object = RULES) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map("
        "v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', ')))",
        rules,
    )
    return [f"{page.url.rpartition('/site/')[2]}: {one}" for one in found]


def test_no_page_has_a_dead_link_or_a_doubled_id(site: Path) -> None:
    found = pages(site)
    assert len(found) > 100
    assert sum(len(links(path).targets) for path in found) > 5000
    assert [one for path in found for one in dead(path)] == []
    assert {path.name: links(path).doubled for path in found if links(path).doubled} == {}


def test_every_word_is_filled_in(site: Path) -> None:
    texts = {
        path: re.sub(r'<script.*?</script>|data-asking="[^"]*"', "", path.read_text(encoding="utf-8"), flags=re.S)
        for path in pages(site)
    }
    found = {path.name: left for path, text in texts.items() if (left := re.findall(r"\{[a-z_]+\}", text))}
    assert found == {}


def test_interface_words_are_the_same_in_both_languages_and_all_used() -> None:
    words = {one: yaml.safe_load((ROOT / f"templates/words/site/{one}.yaml").read_text()) for one in ("en", "fr")}
    assert list(words["en"]) == list(words["fr"])
    slots = {one: {key: set(re.findall(r"\{\w+\}", text)) for key, text in words[one].items()} for one in words}
    assert {key for key in words["en"] if slots["en"][key] != slots["fr"][key]} == set()
    folders = (ROOT / "templates" / "site", ROOT / "site", ROOT / "src" / "adoptgen" / "generators")
    code = "".join(
        path.read_text(encoding="utf-8")
        for one in folders
        for path in one.rglob("*.*")
        if path.suffix not in (".pyc", ".webp")
    )
    families = ("kind.", "phase.", "effect.", "workshop.", "tab.", "helps.")
    bare = {re.sub(r"\.(one|other)$", "", key) for key in words["en"] if not key.startswith(families)}
    assert {key for key in bare if key not in code and re.sub(r"[.-]", "_", key) not in code} == set()


def test_canary_a_dead_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text('<a href="b.html">x</a><a href="#gone">y</a><a id="here" href="#here">z</a><img src="c.png">')
    assert dead(page) == ["a.html: b.html", "a.html: #gone", "a.html: c.png"]


def test_every_page_of_both_trees_has_its_twin(site: Path) -> None:
    english, french = ({path.relative_to(site / one) for path in pages(site / one)} for one in ("en", "fr"))
    assert len(english) > 50
    assert english == french


@pytest.mark.parametrize("way", ["folder", "host"])
def test_every_page_opens_quietly_and_asks_nobody_else(way: str, site: Path, address: str, browser: Browser) -> None:
    start = site.as_uri() + "/" if way == "folder" else address
    page, heard = listened(browser)
    every, twins = ("fr", "en") if way == "folder" else ("en", "fr")
    chosen = [*pages(site / every), *(site / twins / kind for kind in KINDS[::3])]
    for path in chosen:
        page.goto(start + path.relative_to(site).as_posix(), wait_until="domcontentloaded")
    page.wait_for_load_state("networkidle")
    page.context.close()
    assert heard.complaints == []
    assert len(heard.requests) > 100
    assert {one for one in heard.requests if not one.startswith((start, "data:", "blob:"))} == set()


def test_canary_noise_is_heard(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "loud.html").write_text("<script>console.error('loud'); boom()</script><img src='gone.png'>")
    page, heard = listened(browser)
    page.goto((tmp_path / "loud.html").as_uri(), wait_until="load")
    page.context.close()
    assert len(heard.complaints) >= 3


@pytest.mark.parametrize(("scheme", "rules"), [("light", RULES), ("dark", COLOURS)])
def test_no_kind_of_page_breaks_an_accessibility_rule(scheme: str, rules: object, site: Path, browser: Browser) -> None:
    page, _ = listened(browser, color_scheme=scheme, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    remember(page, (site / "en" / "index.html").as_uri())
    found = []
    for kind in KINDS:
        page.goto((site / "en" / kind).as_uri())
        found += violations(page, rules)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("brand", ["#ffed00", "#c6ff00", "#ff00b8", "#000000"])
def test_pages_stay_readable_in_any_brand(brand: str, site: Path, browser: Browser) -> None:
    found = []
    for scheme in ("light", "dark"):
        page, _ = listened(browser, color_scheme=scheme, reduced_motion="reduce")
        remember(page, (site / "en" / "index.html").as_uri())
        for kind in KINDS[1], KINDS[5]:
            page.goto((site / "en" / kind).as_uri())
            page.add_style_tag(content=css_variables(palette(brand)))
            assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--ag-brand-fill')") == palette(
                brand
            ).colour("brand.fill", "light" if scheme == "light" else "dark")
            found += violations(page, COLOURS)
        page.context.close()
    assert found == []


def test_phone_pages_break_no_rule_and_never_scroll_sideways(site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    page = context.new_page()
    wide = []
    for kind in KINDS:
        page.goto((site / "fr" / kind).as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [f"{kind}: {width}"] if width > 320 else []
    found = violations(page)
    page.goto((site / "fr" / KINDS[1]).as_uri())
    page.locator(".ag-menu summary").click()
    found += violations(page)
    context.close()
    assert wide == []
    assert found == []


def test_front_page_breaks_no_rule(site: Path, page: Page) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    page.set_content(re.sub(r"<script>.*?</script>", "", text, flags=re.S))
    assert violations(page) == []


def test_canary_axe_finds_what_is_wrong(page: Page) -> None:
    page.set_content("<html lang=en><title>x</title><main><img src=x><input><p style='color:#ccc'>pale</p></main>")
    assert len(violations(page)) >= 3


@pytest.mark.parametrize("way", ["folder", "host"])
def test_search_finds_a_word_and_leads_to_it(way: str, site: Path, address: str, browser: Browser) -> None:
    start = site.as_uri() + "/" if way == "folder" else address
    page, heard = listened(browser)
    page.goto(start + "en/help.html")
    page.keyboard.press("/")
    page.keyboard.type("forwarder")
    hit = page.locator(".md-search-result__link").first
    expect(hit).to_be_visible()
    hit.click()
    page.wait_for_url(re.compile(r"/en/(lessons|walkthroughs)/"))
    page.context.close()
    assert heard.complaints == []


def test_search_knows_headings_of_lessons(site: Path) -> None:
    index = json.loads((site / "en" / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: entry for entry in index["docs"]}
    assert found["lessons/what-counts-as-an-opportunity.html#three-signs"]["title"] == "Three signs"
    assert "shipper" in found["lessons/what-counts-as-an-opportunity.html#three-signs"]["text"]


def test_language_switch_leads_to_the_same_page_and_is_remembered(site: Path, page: Page) -> None:
    for kind in KINDS[::3]:
        page.goto((site / "en" / kind).as_uri())
        page.locator("[data-language=fr]").first.click()
        page.wait_for_url(f"**/fr/{kind}")
        assert page.evaluate("document.documentElement.lang") == "fr"
        page.wait_for_function("localStorage.getItem('adoptgen:language') === 'fr'")
    page.goto((site / "index.html").as_uri())
    page.wait_for_url("**/fr/index.html")


def test_front_page_follows_the_browsers_language_and_works_without_script(site: Path, browser: Browser) -> None:
    for wanted, tree in (("fr-CA", "fr"), ("en-GB", "en"), ("ja", "en")):
        context = browser.new_context(locale=wanted)
        page = context.new_page()
        page.goto((site / "index.html").as_uri())
        page.wait_for_url(f"**/{tree}/index.html")
        context.close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/index.html")
    context.close()


def test_a_check_is_answered_by_keyboard(site: Path, page: Page) -> None:
    """One question of the sample; every way of answering is in test_checks.py."""
    page.goto((site / "en" / "lessons" / "what-counts-as-an-opportunity.html").as_uri())
    check = page.locator("[data-question]").first
    check.get_by_role("button", name="Check answer").press("Enter")
    expect(check.get_by_role("status")).to_have_text("Choose an answer first.")
    expect(check.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(check.get_by_role("status")).to_contain_text("Not yet")
    expect(check.locator('[data-state="wrong"]').first).to_be_visible()
    check.get_by_role("button", name="Try again").press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(check.get_by_role("status")).to_contain_text("Right")
    expect(check.locator('.answer[data-state="right"]')).to_contain_text("Your answer")


def test_a_task_is_done_on_its_pictures_by_name_or_by_pointing(site: Path, page: Page) -> None:
    page.goto((site / "fr" / "lessons" / "stages-and-dates.html").as_uri())
    check = page.locator("[data-question]").last
    expect(check).to_contain_text("Étape 1 sur 8")
    picture = check.locator("img")
    assert picture.evaluate("one => one.naturalWidth") > 0
    check.get_by_text("Choisir par le nom").press("Enter")
    check.get_by_role("button", name="Demandes").press("Enter")
    expect(check).to_contain_text("Étape 2 sur 8")
    check.get_by_role("button", name="Vérifier").press("Enter")
    expect(check.locator(".ask-first")).to_be_visible()
    check.locator(".sim-screen").click(position={"x": 5, "y": 5})
    expect(check.locator(".sim-told")).not_to_be_empty()


def test_without_script_pages_read_and_answers_are_there(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "en" / "lessons" / "what-counts-as-an-opportunity.html").as_uri())
    expect(page.get_by_role("button", name="Check answer")).to_be_hidden()
    page.get_by_text("Show the answer").first.click()
    expect(page.locator("[data-question] li strong").first).to_be_visible()
    page.goto((site / "en" / "roles" / "account-executive.html").as_uri())
    expect(page.get_by_text("Mon 12 January")).to_be_visible()
    expect(page.get_by_text("Mon 9 March")).to_be_visible()
    expect(page.locator("#ag-site")).to_be_hidden()
    context.close()


def test_progress_is_kept_shown_and_forgotten(site: Path, page: Page) -> None:
    home = (site / "en" / "roles" / "account-executive.html").as_uri()
    page.goto(home)
    expect(page.locator("[data-continue-label]")).to_have_text("Start here")
    first = page.locator(".ag-station__title").first
    title = first.inner_text()
    first.click()
    page.get_by_role("button", name="I have finished this").click()
    expect(page.get_by_role("button", name="Finished")).to_have_attribute("aria-pressed", "true")
    page.goto(home)
    expect(page.locator(".ag-station.is-done")).to_contain_text(title)
    expect(page.locator(".ag-station.is-current")).to_have_count(1)
    expect(page.locator("[data-continue-label]")).to_have_text("Continue where you stopped")
    page.goto((site / "en" / "help.html").as_uri())
    page.get_by_role("button", name="Forget my progress").click()
    page.goto(home)
    expect(page.locator(".ag-station.is-done")).to_have_count(0)


def test_a_walkthrough_is_taken_up_at_the_step_one_left(site: Path, page: Page) -> None:
    page.goto((site / "en" / "roles" / "account-executive.html").as_uri())
    page.goto((site / "en" / "walkthroughs" / "opportunity.convert.html").as_uri())
    page.locator("[data-step='3'] .ag-step__say").click()
    expect(page.locator("[data-step='3']")).to_have_attribute("aria-current", "step")
    page.goto((site / "en" / "roles" / "account-executive.html").as_uri())
    expect(page.locator("[data-continue-meta]")).to_contain_text("step 3 of")
    page.locator("[data-continue-link]").click()
    page.wait_for_url("**/walkthroughs/opportunity.convert.html#step-3")
    expect(page.locator("[data-step='3']")).to_have_class(re.compile("is-current"))
    page.get_by_role("button", name="Mark step 4 as where you are").press("Enter")
    expect(page.locator("[data-step='4']")).to_have_attribute("aria-current", "step")
    expect(page.locator(".ag-shot--part .ag-disc--on[data-mark='4']")).to_have_class(re.compile("is-current"))


def test_a_lesson_shows_the_path_of_the_readers_own_role(site: Path, page: Page) -> None:
    page.goto((site / "en" / "roles" / "team-lead.html").as_uri())
    page.goto((site / "en" / "lessons" / "why-we-leave.html").as_uri())
    expect(page.locator("[data-rail-role]")).to_have_text("Service team lead")
    expect(page.locator("[data-rail] [aria-current=page]")).to_have_count(1)


def test_the_site_of_the_reader_decides_dates_and_helpers(site: Path, page: Page) -> None:
    page.goto((site / "en" / "roles" / "account-executive.html").as_uri())
    page.get_by_label("Where do you work?").select_option("Lyon")
    expect(page.get_by_text("Mon 9 March")).to_be_visible()
    expect(page.get_by_text("Mon 12 January")).to_be_hidden()
    expect(page.get_by_text("Camille Roche")).to_be_visible()
    expect(page.get_by_text("Jana Petersen")).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Where do you work?")).to_have_value("lyon")


def test_scheme_is_switched_by_keyboard_and_kept(site: Path, page: Page) -> None:
    page.goto((site / "en" / "index.html").as_uri())
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.get_by_role("button", name="Switch to the dark scheme").press("Enter")
    assert page.evaluate(ground) != before
    page.reload()
    assert page.evaluate(ground) != before
    expect(page.get_by_role("button", name="Switch to the light scheme")).to_be_visible()


def test_first_tab_skips_to_the_content_and_focus_can_be_seen(site: Path, page: Page) -> None:
    page.goto((site / "en" / "guides.html").as_uri())
    page.keyboard.press("Tab")
    expect(page.locator(".ag-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_dates_and_minutes_speak_the_pages_language(site: Path) -> None:
    english = (site / "en" / "roles" / "account-executive.html").read_text(encoding="utf-8")
    french = (site / "fr" / "roles" / "account-executive.html").read_text(encoding="utf-8")
    assert "Mon 12 January" in english
    assert "lun. 12 janvier" in french
    assert re.search(r"\d h \d\d min", english)


def test_pages_without_their_own_words_say_so(tmp_path: Path) -> None:
    site = build(ROOT / "tests" / "catalogs" / "tiny" / "catalog", tmp_path / "project")
    lesson = (site / "fr" / "lessons" / "why-we-leave.html").read_text(encoding="utf-8")
    assert "Certaines parties de cette page ne sont pas encore traduites. Elles sont en anglais." in lesson
    assert '<div lang="en">' in lesson
    assert "not translated" not in (site / "en" / "lessons" / "why-we-leave.html").read_text(encoding="utf-8")


def test_the_same_sources_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    source = site.parent.parent / ".adoptgen" / "work" / "site" / "en"
    script = (
        "import sys; from pathlib import Path; from adoptgen.generators._site_mkdocs import Options, run_mkdocs;"
        "run_mkdocs(Path(sys.argv[1]), Path(sys.argv[2]), Options(1766361600))"
    )
    target = tmp_path / "elsewhere" / "en"
    target.mkdir(parents=True)
    subprocess.run([sys.executable, "-c", script, str(source), str(target)], check=True, env={"TZ": "Asia/Tokyo"})
    made = {path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    assert len(made) > 100
    assert {path for path, data in made.items() if data != (site / "en" / path).read_bytes()} == set()


def test_links_parser_reads_pictures_of_both_densities() -> None:
    parser = Links()
    parser.feed('<img src="a.webp" srcset="a.webp 1x, b.webp 2x">')
    assert parser.targets == ["a.webp", "a.webp", "b.webp"]
