"""Rendered Markdown for outputs that are not HTML: runs of text for slides, paragraphs for notes."""

from __future__ import annotations

from html.parser import HTMLParser

from adoptgen.catalog.markdown import render, render_inline
from adoptgen.formats.runs import Run

_PARAGRAPHS = {"p", "li", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "pre"}
_BOLD = {"strong", "b", "th"}
_ITALIC = {"em", "i"}


class _Reader(HTMLParser):
    """Collects the words of our own sanitised HTML, with what is bold and italic."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[list[Run]] = [[]]
        self.bold = self.italic = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bold += tag in _BOLD
        self.italic += tag in _ITALIC
        if tag in _PARAGRAPHS and self.paragraphs[-1]:
            self.paragraphs.append([])

    def handle_endtag(self, tag: str) -> None:
        self.bold -= tag in _BOLD
        self.italic -= tag in _ITALIC

    def handle_data(self, data: str) -> None:
        if data.strip() or (self.paragraphs[-1] and "\n" not in data):
            self.paragraphs[-1].append(Run(" ".join(data.split("\n")), bold=self.bold > 0, italic=self.italic > 0))


def runs(text: str) -> tuple[Run, ...]:
    """One line of inline Markdown as runs."""
    reader = _read(render_inline(text))
    return tuple(run for paragraph in reader.paragraphs for run in paragraph)


def paragraphs(text: str) -> tuple[tuple[Run, ...], ...]:
    """Block Markdown as paragraphs of runs; lists and tables become paragraphs."""
    return tuple(tuple(paragraph) for paragraph in _read(render(text)).paragraphs if paragraph)


def plain(text: str) -> str:
    """One line of inline Markdown without its marks."""
    return "".join(run.text for run in runs(text))


def plain_block(text: str) -> str:
    """Block Markdown as plain paragraphs, one per line."""
    return "\n".join("".join(run.text for run in paragraph).strip() for paragraph in paragraphs(text))


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader
