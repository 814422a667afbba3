"""A bundle may come from anybody: what could run, ask, escape or overwhelm is refused, whatever it hides behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adoptgen.capture.assets import MAX_ASSET, bare, fault, kind, name_of
from adoptgen.capture.bundles import read_bundles
from adoptgen.capture.inert import MAX_MARKUP, REPLAY, calm, cleaned, css_fault, offences, parsed, written

OPEN = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>'
CLOSE = "</body></html>"
NAME = "0" * 20
HARMLESS = (
    "<p class='a' data-x='1' aria-label='b'>text</p>",
    f"<img src='{NAME}.webp' alt=''/><iframe src='{NAME}.xhtml' sandbox='allow-same-origin'/>",
    "<a href='#' data-adoptgen-to='/x'>x</a><my-part><td>y</td></my-part>",
    f"<p style='background:url(\"{NAME}.png\")'/>",
    "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0' fill='url(\"#a\")'/></svg>",
)
HOSTILE = (
    "<script>x</script>",
    "<p onclick='x'/>",
    "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><animate attributeName='href' to='javascript:x'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><use href='https://a.example/x.svg#a'/></svg>",
    "<a href='javascript:x'>x</a>",
    "<a href=' &#x9;java&#xA;script:x'>x</a>",
    "<a href='https://a.example/'>x</a>",
    "<img src='https://a.example/x.png'/>",
    "<img src='//a.example/x.png'/>",
    "<img src='../../../etc/passwd'/>",
    "<img src='data:image/svg+xml,x'/>",
    "<img srcset='https://a.example/x.png 2x'/>",
    f"<iframe src='{NAME}.xhtml' sandbox='allow-scripts'/>",
    "<iframe src='data:,'/>",
    "<iframe srcdoc='x'/>",
    "<object data='x'/>",
    "<embed src='x'/>",
    "<form action='https://a.example/'/>",
    "<button formaction='https://a.example/'/>",
    "<base href='https://a.example/'/>",
    "<meta http-equiv='refresh' content='0;url=https://a.example/'/>",
    "<meta http-equiv='Content-Security-Policy' content='default-src *'/>",
    "<link rel='stylesheet' href='https://a.example/x.css'/>",
    f"<link rel='preload' href='{NAME}.svg'/>",
    "<style>x</style>",
    "<p style='background:url(https://a.example/)'/>",
    "<p style='background:u\\72l(https://a.example/)'/>",
    "<p style='background:ur/**/l(https://a.example/)'/>".replace(
        "ur/**/l", 'image-set("https://a.example/x" 1x);x:url'
    ),
    "<p xmlns:x='urn:x' x:onclick='y'/>",
    "<x:p xmlns:x='urn:x'/>",
)
SHEETS = (
    "@import 'https://a.example/';",
    "@\\69mport 'x';",
    "a{background:url(https://a.example/)}",
    "a{background:URL('//a.example/')}",
    "a{background:\\75 rl(https://a.example/)}",
    "a{background:image-set('https://a.example/x.png' 1x)}",
    "a{background:src('https://a.example/')}",
    "@font-face{font-family:x;src:url(https://a.example/x.woff2)}",
    "a{width:expression(x)}",
    f'a{{background:url("../{NAME}.png")}}',
    f'a{{background:url("{NAME}.exe")}}',
)


@pytest.mark.parametrize("body", HARMLESS)
def test_what_replicas_are_made_of_passes(body: str) -> None:
    assert list(offences(parsed((OPEN + body + CLOSE).encode()))) == []


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_markup_is_refused_and_cleaned(body: str) -> None:
    root = parsed((OPEN + body + CLOSE).encode())
    assert list(offences(root))
    cleaned(root)
    assert list(offences(root)) == []
    data = written(root)
    for word in (b"a.example", b"script", b"passwd", b"onclick"):
        assert word not in data


@pytest.mark.parametrize("text", SHEETS)
def test_hostile_style_sheets_are_refused(text: str) -> None:
    assert css_fault(text)
    data = text.encode()
    assert "style sheet" in fault(data, name_of(data, "css"))


def test_harmless_style_sheets_pass_and_imports_are_calmed() -> None:
    assert (
        css_fault(f'a{{background:url("{NAME}.png");content:"\\201c";mask:url("#m")}} @media print{{b{{color:red}}}}')
        == ""
    )
    assert css_fault(calm("@import 'x'; a{behavior:x}")) == ""


BOMB = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + OPEN + "&b;" + CLOSE
OUTSIDE = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + OPEN + "&x;" + CLOSE


@pytest.mark.parametrize(
    "text", [BOMB, OUTSIDE, OPEN, "<p/>" * 3, OPEN + "<p>" * 5000 + "</p>" * 5000 + CLOSE, " " * (MAX_MARKUP + 1)]
)
def test_what_no_parser_should_see_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="it "):
        parsed(text.encode())


def test_files_are_what_they_say() -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\5tEXtJane \0\0\0\0" + b"\0\0\0\0IEND\xaeB`\x82"
    data, ending = bare(png)
    assert (ending, b"Jane" in data, data.endswith(b"IEND\xaeB`\x82")) == ("png", False, True)
    assert fault(data, name_of(data, "png")) == ""
    assert "what its name says" in fault(data, name_of(data, "woff2"))
    assert "captured" in fault(data, f"{NAME}.png")
    assert bare(b"MZ\x90\0") == (b"", "")
    assert bare(b"\x89PNG\r\n\x1a\n" + b"\0" * MAX_ASSET) == (b"", "")
    assert kind(b"<!doctype html>") == ""


def bundle(root: Path, body: str, change: Callable[[Any], object] = lambda sheet: None) -> tuple[str, ...]:
    """Codes of what is wrong with a bundle of one page."""
    data = (
        OPEN.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{REPLAY}"/>') + body + CLOSE
    ).encode()
    name = name_of(data, "xhtml")
    sheet: dict[str, Any] = {
        "format": 2,
        "application": "a",
        "version": "1",
        "language": "en",
        "walkthrough": "w",
        "pictures": [],
        "shots": [],
        "parts": [],
        "end": "0" * 20,
        "end_replica": {"page": name, "assets": [], "regions": []},
    }
    picture = b"RIFF\0\0\0\0WEBP"
    digest = name_of(picture, "webp").partition(".")[0]
    sheet["end"] = digest
    sheet["pictures"] = [{"id": digest, "double": digest, "width": 1, "height": 1}]
    change(sheet)
    for path, content in (
        (root / "captures/a-1/en/w.json", json.dumps(sheet).encode()),
        (root / f"captures/pictures/{digest}.webp", picture),
        (root / f"captures/assets/{name}", data),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tuple(problem.code for problem in read_bundles(root).problems)


def test_a_hostile_bundle_is_left_out_and_said(tmp_path: Path) -> None:
    assert bundle(tmp_path / "good", "<p>Good</p>") == ()
    assert bundle(tmp_path / "script", "<script>x</script>") == ("C805",)
    assert bundle(tmp_path / "unlisted", f"<img src='{NAME}.png'/>") == ("C803",)

    def page(name: str) -> Callable[[Any], object]:
        return lambda sheet: sheet["end_replica"].update(page=name)

    assert bundle(tmp_path / "above", "<p/>", page("../../../etc/passwd")) == ("C802",)
    assert bundle(tmp_path / "other", "<p/>", page(f"{NAME}.html")) == ("C802",)
    assert bundle(tmp_path / "missing", "<p/>", page(f"{NAME}.xhtml")) == ("C805",)
    assert bundle(
        tmp_path / "many", "<p/>", lambda sheet: sheet["end_replica"].update(assets=[f"{NAME}.png"] * 501)
    ) == ("C802",)
    assert bundle(tmp_path / "personal", "<p>jane@corp-kernel.com</p>") == ("C806",)
