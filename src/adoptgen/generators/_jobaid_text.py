"""Authors' Markdown as spans: what a text says, what is bold, slanted or a link. Data for templates, no markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from adoptgen.catalog.markdown import Resolve, render, render_inline

Span = dict[str, Any]
"""`text`, and where it applies `bold`, `italic`, `code`, `link`, or `missing` for letters without a font."""

_PARAGRAPHS = {"p", "li", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "pre"}
_MARKS = {"strong": "bold", "b": "bold", "th": "bold", "em": "italic", "i": "italic", "code": "code", "kbd": "bold"}
_LONG_WORD = re.compile(r"[^\s\u200b]{28,}")
_PIECE = 12
_UNTOUCHED = ("link", "address", "address-shown", "file", "logo", "qr")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


class _Reader(HTMLParser):
    """Collects the words of our own sanitised HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[list[Span]] = [[]]
        self.marks = {"bold": 0, "italic": 0, "code": 0}
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PARAGRAPHS and self.paragraphs[-1]:
            self.paragraphs.append([])
        if tag in _MARKS:
            self.marks[_MARKS[tag]] += 1
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        elif tag == "br":
            self.paragraphs[-1].append({"text": " "})

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS:
            self.marks[_MARKS[tag]] -= 1
        elif tag == "a" and self.links:
            self.links.pop()

    def handle_data(self, data: str) -> None:
        text = _BLANKS.sub(" ", data)
        if text.strip() or (self.paragraphs[-1] and "\n" not in data):
            span: Span = {"text": text} | {name: True for name, depth in self.marks.items() if depth > 0}
            if self.links and self.links[-1]:
                span["link"] = self.links[-1]
            self.paragraphs[-1].append(span)


def spans(text: str, link: Resolve) -> list[Span]:
    """One line of inline Markdown; `link` says where catalog objects are found (empty: nowhere)."""
    return [span for paragraph in _read(render_inline(text, _outside(link))) for span in paragraph]


def paragraphs(text: str, link: Resolve) -> list[list[Span]]:
    """Block Markdown; lists and tables become paragraphs, pictures are left out."""
    return [paragraph for paragraph in _read(render(text, _outside(link))) if paragraph]


def _outside(link: Resolve) -> Resolve:
    """Only full addresses can be opened from a file that lies anywhere."""

    def resolve(target: str) -> str:
        found = link(target)
        return found if found.startswith(("http://", "https://", "mailto:")) else ""

    return resolve


def _read(html: str) -> list[list[Span]]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [[_kept(span) for span in paragraph] for paragraph in reader.paragraphs]


def _kept(span: Span) -> Span:
    """A link to a place on a page we are not is none."""
    return {key: value for key, value in span.items() if key != "link" or not value.startswith("#")}


def words(found: list[Span]) -> str:
    """The words of spans."""
    return "".join(span["text"] for span in found)


def every_text(value: Any) -> Iterator[str]:
    """All strings in a tree of data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from every_text(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from every_text(part)


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """The same tree with every string as `change` makes it, but for addresses and names of files."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: part if key in _UNTOUCHED else changed(part, change) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [changed(part, change) for part in value]
    return value


def printable(text: str) -> str:
    """Without control characters, in composed form, with places to break in words no column can hold."""
    kept = "".join(char for char in text.replace("\n", " ") if unicodedata.category(char) not in ("Cc", "Cs"))
    return _LONG_WORD.sub(_broken, unicodedata.normalize("NFC", kept))


def _broken(match: re.Match[str]) -> str:
    word = match[0]
    return "\u200b".join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))
