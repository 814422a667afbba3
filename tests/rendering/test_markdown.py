"""The one Markdown renderer: what it makes, what it lets through, how long it takes."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from adoptgen.capture.browser import browser as system_browser
from adoptgen.catalog.markdown import headings, plain, render, render_inline, too_costly

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "hostile"
FIRES = "window.fired=(window.fired||0)+1"
OWN_SAMPLE = (
    f"<script>{FIRES}</script>",
    f"<img src=x onerror='{FIRES}'>",
    f"<svg onload='{FIRES}'></svg>",
    f"<svg><set attributeName=onload to='{FIRES}'/></svg>",
    f"<math><mtext><style><img src onerror='{FIRES}'></style></mtext></math>",
    f"<details open ontoggle='{FIRES}'>x</details>",
    f"[a](javascript:{FIRES})",
    f"[a](JaVaScRiPt:{FIRES})",
    f"[a](&#106;avascript:{FIRES})",
    f"[a](data:text/html,<script>{FIRES}</script>)",
    f"![a](x){{: onerror='{FIRES}' }}",
    f"text{{: onclick='{FIRES}' }}",
    f"<a href='//elsewhere.example' onfocus='{FIRES}' autofocus>x</a>",
    f"<iframe srcdoc='<script>parent.{FIRES}</script>'></iframe>",
    f"```x' onload='{FIRES}\ncode\n```",
    f"<style>@import 'data:text/css,{FIRES}'</style>",
    "<base href='https://elsewhere.example/'>",
    "![a](https://elsewhere.example/a.png)",
    "![a](//elsewhere.example/a.png)",
    "![a](../../secret.png)",
    "<form action='javascript:alert(1)'><button>go</button></form>",
    "javascript:123",
)
FOUND_IN_PAGE = """() => {
  const bad = [], fine = /^(https?:|mailto:|#|[\\w-]+[\\w./ -]*$)/i;
  for (const element of document.body.querySelectorAll('*')) {
    for (const {name, value} of element.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc') bad.push(element.outerHTML.slice(0, 200));
      if (['href', 'src', 'action', 'xlink:href'].includes(name) && !fine.test(value))
        bad.push(element.outerHTML.slice(0, 200));
    }
    if (['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'FORM', 'svg', 'math', 'BASE', 'LINK', 'META']
        .includes(element.nodeName)) bad.push(element.outerHTML.slice(0, 200));
  }
  return [window.fired || 0, bad];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with system_browser() as found:
        yield found


def _payloads() -> list[str]:
    path = SHARED / "xss.json"
    shared = [item["payload"] for item in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []
    return [*OWN_SAMPLE, *shared]


def _as_written(payload: str) -> list[str]:
    """A payload as text, as a link, as an attribute, as code and in a table."""
    line = " ".join(payload.split())
    forms = (
        payload,
        f"[x]({line})",
        f'[x](y "{line}")',
        f"![{line}]({line})",
        f"`{line}` <b {line}>",
        f"|a|\n|-|\n|{line}|",
    )
    return [render(form) for form in forms] + [render_inline(payload), render(payload, labels=True)]


def _opened(browser: Browser, bodies: list[str]) -> tuple[int, list[str], list[str]]:
    """Scripts that ran, elements that must not be, and requests the page made; all bodies on one page."""
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.set_content("<!doctype html><body>" + "\n".join(f"<div>{body}</div>" for body in bodies))
    page.wait_for_load_state("load")
    fired, bad = page.evaluate(FOUND_IN_PAGE)
    page.close()
    return fired, bad, [url for url in requests if url.startswith("http")]


def test_no_payload_survives_in_a_browser(browser: Browser) -> None:
    payloads = _payloads()
    assert len(payloads) >= len(OWN_SAMPLE)
    bodies = [body for payload in payloads for body in _as_written(payload)]
    assert sum(bool(body) for body in bodies) > len(payloads) * 5
    assert _opened(browser, bodies) == (0, [], [])


def test_canary_the_browser_would_have_noticed(browser: Browser) -> None:
    fired, bad, requests = _opened(browser, [f"<img src='data:,x' onerror='{FIRES}'>", "<a href='javascript:1'>x</a>"])
    assert fired == 1
    assert len(bad) == 3
    assert requests == []


def test_canary_markdown_alone_would_have_fired(browser: Browser) -> None:
    fired, bad, _ = _opened(browser, [markdown.markdown(payload) for payload in OWN_SAMPLE])
    assert fired > 1
    assert len(bad) > 5


@given(st.text())
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    assert isinstance(render(text), str)
    assert isinstance(render_inline(text), str)
    assert isinstance(plain(text), str)


PIECES = st.sampled_from(
    (
        *(
            "[",
            "]",
            "(",
            ")",
            "!",
            "*",
            "**",
            "_",
            "`",
            "```\n",
            "<",
            ">",
            "<div>",
            "</p>",
            "<!--",
            "<![",
            "&",
            "\n",
            "\n\n",
        ),
        *(
            "# ",
            "- ",
            "1. ",
            "    ",
            "\t",
            "|",
            "-|-",
            "> ",
            "\\",
            "a",
            "é",
            "\x00",
            "\x02",
            "\ud800",
            "~~~",
            "===\n",
            ": ",
        ),
    )
)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(deadline=None, max_examples=300)
def test_no_markdown_raises_and_tags_are_balanced(text: str) -> None:
    found = render(text)
    tags = re.findall(r"<(/?)(p|h[2-6]|ul|ol|li|table|blockquote|pre|code|strong|em|a)\b", found)
    assert sum(1 if not end else -1 for end, _ in tags) == 0


COSTLY = (
    *("[", "![", "](", "[]", "[a](", "*", "**a ", "_", "`", "<", "<a ", "<a>", "</a ", "&", ">", "> ", "- ", "- a\n"),
    *("1. ", "#", "# a\n", "|", "a|b\n-|-\n", "\\", "~~~\n", "```a\n", "<!--", "<![", "<?", "<div>", "=", "a\n=\n"),
    *(" ", "\t", "\n", "[a]: b\n", "***a** b*", "[[x]](", "> a\n\n", "    a\n\n", "a  \n", "&amp;", "a_b*c_"),
)


@pytest.mark.parametrize("repeated", COSTLY)
def test_a_hundred_thousand_of_anything_ends(repeated: str) -> None:
    text = (repeated * (100_000 // len(repeated) + 1))[:100_000]
    started = time.process_time()
    found = render(text)
    assert time.process_time() - started < 2, "twice the aim of 1 s, for a slow machine"
    assert len(found) < 2_000_000


def test_nesting_ends() -> None:
    nested = "".join("    " * depth + "- a\n" for depth in range(200))
    quoted = "".join(">" * depth + "a\n" for depth in range(400))
    for text in (nested, quoted, "x" * 200_000):
        assert "a" in render(text) or "x" in render(text)


def test_too_costly_text_is_shown_as_it_is() -> None:
    text = "[" * 500 + " <b>bold</b>"
    assert too_costly(text) == "500 square brackets, at most 400"
    assert html.unescape(re.sub(r"</?p>", "", render(text))) == text
    assert too_costly("A [link](lesson/x) and **bold**.") == ""


def test_paragraphs_tables_lists_and_code() -> None:
    found = render(
        "One **two** *three* `four`.\n\n| A | B |\n|---|--:|\n| 1 | 2 |\n\n- a\n- b\n\n```\nx < y\n```\n\n> key\n"
    )
    assert "<p>One <strong>two</strong> <em>three</em> <code>four</code>.</p>" in found
    assert '<th scope="col">A</th>' in found
    assert '<td class="ag-end">2</td>' in found
    assert "<li>a</li>" in found
    assert "x &lt; y" in found
    assert "<blockquote>" in found


def test_targets_are_resolved() -> None:
    text = "[a](lesson/why-we-leave) [b](walkthrough/opportunity.convert#part) "
    text += "[c](https://example.org/) [d](#here) [e](other.html)"
    found = render(text, lambda target: f"/{target}.html")
    assert re.findall(r'href="([^"]*)"', found) == [
        "/lesson/why-we-leave.html",
        "/walkthrough/opportunity.convert#part.html",
        "https://example.org/",
        "#here",
    ]
    assert "<a>e</a>" in found


def test_pictures_are_files_of_the_catalog() -> None:
    found = render(
        "![The list](assets/list.png) ![x](/etc/passwd) ![y](http://h/x.png)", picture=lambda path: f"../{path}"
    )
    assert re.findall(r'src="([^"]*)"', found) == ["../assets/list.png"]
    assert 'alt="The list"' in found


def test_labels_carry_the_look_of_the_interface() -> None:
    assert render_inline("Choose **Save**.", labels=True) == 'Choose <strong class="ag-label">Save</strong>.'
    assert render_inline("Choose **Save**.") == "Choose <strong>Save</strong>."


@pytest.mark.parametrize("text", ["1. First", "# Title", "> quote", "- item", "    code", "a\n\nb", "***", "| a | b |"])
def test_a_line_stays_a_line(text: str) -> None:
    found = render_inline(text)
    assert not re.search(r"<(p|ol|ul|li|h\d|blockquote|pre|hr|table)\b", found)
    assert found.strip()


def test_headings_get_ids_from_their_words() -> None:
    found = headings(render("# Top\n\n## Three signs\n\ntext\n\n## Three signs\n\n### Ça **marche** & plus\n"))
    assert [(item.level, item.id, item.text) for item in found] == [
        (2, "top", "Top"),
        (2, "three-signs", "Three signs"),
        (2, "three-signs-2", "Three signs"),
        (3, "ça-marche-plus", "Ça marche & plus"),
    ]


def test_authors_cannot_set_ids_or_classes() -> None:
    found = render('<h2 id="__search" class="md-nav">Title</h2>\n\n<p id="x" style="color:red">text</p>\n')
    assert 'id="title"' in found
    assert found.count("id=") == 1
    assert "class=" not in found
    assert "style=" not in found


def test_the_same_text_gives_the_same_bytes() -> None:
    text = "## A\n\n[1]: https://example.org\n\nsee [x][1]\n"
    first = render(text)
    render("## Other\n\n[1]: https://example.com\n")
    assert render(text) == first
    assert "example.org" not in render("see [x][1]")
