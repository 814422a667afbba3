"""Hostile words in every place of a catalog, through a whole build, opened in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from built_site import ROOT, listened
from playwright.sync_api import Browser, Page

from adoptgen.artefact import Artefact
from adoptgen.build.assemble import assemble
from adoptgen.capture.browser import browser as system_browser
from adoptgen.generators.site import generator
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Lesson

pytestmark = pytest.mark.xdist_group("site")

FIRES = "window.fired=(window.fired||0)+1"
OWN_SAMPLE = (
    f"<script>{FIRES}</script>",
    f"<img src=x onerror='{FIRES}'>",
    f'"><svg onload="{FIRES}">',
    f"</div></article><script>{FIRES}</script>",
    f"</script><script>{FIRES}</script>",
    f"{{{{ 7*7 }}}} {{% raw %}}<b onclick='{FIRES}'>",
    f"text{{: onclick='{FIRES}' }}",
    f"[a](javascript:{FIRES})",
    f'--- <a href="javascript:{FIRES}">x</a>',
)
HANDLERS = """() => {
  const script = /^\\s*(javascript|data|vbscript):/i;
  const bad = ({name, value}) =>
    name.startsWith('on') || name === 'srcdoc' || (/^(href|src|action)$/.test(name) && script.test(value));
  const inside = Array.from(document.querySelectorAll('#content *'));
  const strange = '#content :is(script, iframe, object, embed, form[action], style, base, math)';
  return inside.flatMap(e => Array.from(e.attributes).filter(bad).map(({name}) => e.nodeName + ' ' + name))
    .concat(Array.from(document.querySelectorAll(strange), e => e.nodeName));
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with system_browser() as found:
        yield found


def payloads() -> list[str]:
    path = ROOT.parent / "shared" / "data" / "hostile" / "xss.json"
    shared = [item["payload"] for item in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []
    return [*OWN_SAMPLE, *shared]


def printable(text: str) -> str:
    """Without what YAML or the reader refuses anyway."""
    return "".join(letter if letter.isprintable() else " " for letter in text).strip() or "x"


def lesson(number: int, some: list[str]) -> Lesson:
    """A lesson that says one payload wherever it can, and the others in its text."""
    line = printable(some[0])[:200]
    about = {"shows": "accounts.find@1", "ask": line, "hint": line, "feedback": line}
    options = [{"text": line, "correct": True, "feedback": line}, {"text": "other"}]
    ways: list[dict[str, object]] = [
        {"options": options},
        {"numeric": {"answer": 4, "unit": line}},
        {"fill_in": [{"text": line, "feedback": line}]},
        {"cloze": {"text": f"{line} {{1}}", "gaps": [{"options": options}]}},
        {"matching": [{"premise": line, "response": line}, {"premise": "b", "response": f"{line} b"}]},
        {"sequencing": [line, "other"]},
        {"categories": [{"title": line, "items": [line]}, {"title": "b", "items": ["b"]}]},
        {"likert": [line, "other"]},
        {"free_text": line},
    ]
    questions = [about | {"id": f"q-{number}-{place}"} | way for place, way in enumerate(ways)]
    return Lesson.model_validate(
        {
            "id": f"hostile-{number}",
            "title": f"x {line}",
            "summary": f"zebra {line}",
            "effort": 1,
            "teaches": ("accounts.find@1",),
            "questions": questions,
            "body": f"## {line}\n\n" + "\n\n".join(some),
        }
    )


def spoilt(catalog: Catalog) -> Catalog:
    """Payloads in every kind of text; what the checks of a catalog would refuse is let through."""
    every = payloads()
    lessons = [lesson(number, every[start : start + 12]) for number, start in enumerate(range(0, len(every), 12))]
    contact = catalog.programme.contacts[0].model_copy(
        update={"name": OWN_SAMPLE[1], "task": OWN_SAMPLE[2], "reach": OWN_SAMPLE[6]}
    )
    sheet = catalog.programme.model_copy(
        update={"organisation": OWN_SAMPLE[0], "summary": OWN_SAMPLE[3], "title": OWN_SAMPLE[4], "contacts": (contact,)}
    )
    roles = {key: role.model_copy(update={"title": OWN_SAMPLE[4]}) for key, role in catalog.roles.items()}
    return replace(catalog, programme=sheet, roles=roles, lessons=catalog.lessons | {one.id: one for one in lessons})


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose catalog is full of payloads."""
    programme = assemble(ROOT / "tests" / "catalogs" / "tiny", languages=["en"]).programme
    assert programme
    catalog = spoilt(programme.source)
    folder = tmp_path_factory.mktemp("hostile")
    for planned in generator.plan(replace(programme, source=catalog, catalogs={"en": catalog})):
        if isinstance(planned, Artefact):
            path = folder / planned.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(planned.render(planned.inputs))
        else:
            (folder / planned.target).mkdir(parents=True)
            planned.run(folder / planned.source, folder / planned.target, planned.options)
    return folder / "site"


def ran(page: Page) -> tuple[int, list[str]]:
    return page.evaluate("window.fired || 0"), page.evaluate(HANDLERS)


def test_nothing_fires_and_nobody_is_asked(hostile: Path, browser: Browser) -> None:
    page, heard = listened(browser)
    chosen = [*sorted((hostile / "en" / "lessons").glob("*.html")), *sorted((hostile / "en").glob("*.html"))]
    chosen += [hostile / "en" / "roles" / "account-executive.html"]
    found = {}
    for path in chosen:
        page.goto(path.as_uri(), wait_until="load")
        if ran(page) != (0, []):
            found[path.name] = ran(page)
    page.context.close()
    assert len(chosen) > 5
    assert found == {}
    assert [one for one in heard.requests if not one.startswith(("file:", "data:", "blob:"))] == []
    assert heard.complaints == []


def test_search_results_and_answers_fire_nothing(hostile: Path, browser: Browser) -> None:
    page, _ = listened(browser)
    page.goto((hostile / "en" / "lessons" / "hostile-0.html").as_uri())
    page.locator("[data-question] label").first.click()
    page.evaluate("document.querySelectorAll('.question [type=submit]').forEach(button => button.click())")
    for hint in page.locator(".ag-check__hint summary").all():
        hint.click()
    page.keyboard.press("/")
    page.keyboard.type("zebra")
    page.locator(".md-search-result__link").first.wait_for()
    assert ran(page) == (0, [])
    assert page.locator(".md-search-result :is(script, img, svg)").count() == 0
    page.context.close()


def test_canary_a_page_that_fires_is_seen(browser: Browser) -> None:
    page, _ = listened(browser)
    page.set_content(f"<div id=content><img src='data:,' onerror='{FIRES}'><a href='javascript:1'>x</a></div>")
    page.wait_for_function("window.fired")
    assert ran(page) == (1, ["IMG src", "IMG onerror", "A href"])
    page.context.close()
