"""Authors' Markdown to HTML: one function for every output.

Sanitised after rendering, because Markdown can build what it did not look like before. Raw HTML of authors keeps the
few tags listed here; links lead to http, https, mailto, an anchor or another catalog object; pictures are files of
the catalog. Text too costly or too strange for the parser is shown as plain text; nothing here raises.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from adoptgen.model.catalog import KINDS

if TYPE_CHECKING:
    import markdown

Resolve = Callable[[str], str]
"""A target as written -> where it is in this output; empty removes it. Must not raise: nobody would hear it."""

LONGEST = 100_000
"""Characters of one text; what the model allows."""
SHORT = 1200
"""No text of so few characters can be too costly by the rules below without signs that mean something."""
LIMITS: tuple[tuple[str, re.Pattern[str], int], ...] = (
    ("square brackets", re.compile(r"\["), 400),
    ("angle brackets", re.compile(r"<"), 150),
    ("parentheses opened", re.compile(r"\]\("), 300),
    ("underlined headings", re.compile(r"^[=-]+[ ]*$", re.MULTILINE), 100),
    ("headings", re.compile(r"^ {0,3}#", re.MULTILINE), 300),
    ("fences", re.compile(r"^(?:```|~~~)", re.MULTILINE), 300),
    ("marks of emphasis", re.compile(r"[*_`]"), 4000),
    ("list items or quotes in one line", re.compile(r"^[ \t]*(?:(?:\d+\.|[-+*>])[ \t]*){12}", re.MULTILINE), 0),
    ("backslashes", re.compile(r"\\"), 3000),
    ("table bars", re.compile(r"\|"), 12_000),
    ("levels of indentation", re.compile(r"^(?: {64}|\t{16})[ \t]*[-+*\d>]", re.MULTILINE), 0),
)
"""What makes the parser slow (its time grows with the square of them), and how many of it a page may hold."""

_BLOCK = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "dl", "dt", "dd"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_INLINE = {"a", "abbr", "br", "code", "del", "em", "ins", "kbd", "s", "strong", "sub", "sup"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
_SCHEMES = {"http", "https", "mailto"}
_OBJECT = re.compile(r"(?:" + "|".join(kind.kind for kind in KINDS) + r")/[a-z0-9][a-z0-9.-]*(?:#[\w.-]+)?")
_PICTURE = re.compile(r"[\w-][\w. -]*(?:/[\w-][\w. -]*)*\.(?:png|jpe?g|webp|gif|svg|avif)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HEADING = re.compile(r"<h([2-6])>(.*?)</h\1>", re.DOTALL)
_WITH_ID = re.compile(r'<h([2-6]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LETTER = "A-Za-z\u00c0-\u024f"
_SIMPLE = rf"[{_LETTER}](?:[{_LETTER}0-9 ,.;:!?()'\u2019\"\u201c-\u201e\u00ab\u00bb%/\u2013\u2014\u2026-]*(?<! ))?"
_SIMPLE_LINE = re.compile(_SIMPLE)
_SIMPLE_HEADING = re.compile(rf"(#{{1,6}}) ({_SIMPLE})")
"""Words and signs that mean nothing to Markdown or HTML: begins with a letter, ends with no blank."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of rendered HTML: 2 to 6, the id it can be linked by, its words."""

    level: int
    id: str
    text: str


def _as_written(target: str) -> str:
    return target


def too_costly(text: str) -> str:
    """Why this text is shown as plain text, for instance `401 square brackets, at most 400`; empty if it is not."""
    if len(text) > LONGEST:
        return f"{len(text)} characters, at most {LONGEST}"
    for name, pattern, most in LIMITS:
        found = sum(1 for _ in pattern.finditer(text))
        if found > most:
            return f"{found} {name}, at most {most}"
    return ""


def render(text: str, link: Resolve = _as_written, picture: Resolve = _as_written, *, labels: bool = False) -> str:
    """Paragraphs, headings, lists, tables, code as HTML.

    `link` resolves targets such as `lesson/why-we-leave`, `picture` the paths of pictures in the catalog. With
    `labels`, words in **bold** are labels of the application's interface. The highest heading is h2; ids of
    headings come from their words.
    """
    simple = _simple(text)
    if simple is not None:
        return _dressed(simple, labels)
    return _finished(_markup(_clean(text), _block), link, picture, labels)


def render_inline(text: str, link: Resolve = _as_written, *, labels: bool = False) -> str:
    """One line as HTML without a paragraph around it: emphasis, code and links only."""
    if not text or (_SIMPLE_LINE.fullmatch(text) and "  " not in text):
        return text
    markup = _markup(" ".join(word for word in re.split(r"[ \t\r\n]+", _clean(text)) if word), _line)
    markup = re.sub(r"^\s*<p>|</p>\s*$", "", markup)
    return _finished(markup, link, _nothing, labels, inline=True)


def _simple(text: str) -> str | None:
    """Headings and paragraphs of nothing but words, without asking the parser; None for anything else.

    Most texts are such, and the parser with the sanitiser behind it takes a hundred times as long to say the same.
    """
    if not text or (len(text) > SHORT and too_costly(text)):
        return None if text else ""
    found: list[str] = []
    for part in text.strip("\n").split("\n\n"):
        heading = _SIMPLE_HEADING.fullmatch(part)
        if heading:
            level = max(2, len(heading[1]))
            found.append(f"<h{level}>{heading[2]}</h{level}>")
        elif all(_SIMPLE_LINE.fullmatch(line) for line in part.split("\n")):
            found.append(f"<p>{part}</p>")
        else:
            return None
    return "\n".join(found)


def plain(text: str) -> str:
    """The words of an inline text without markup, for titles, notes and reports."""
    return html.unescape(_TAG.sub("", render_inline(text)))


def headings(rendered: str) -> tuple[Heading, ...]:
    """The headings of what `render` returned, in order."""
    return tuple(
        Heading(int(level), html.unescape(identifier), html.unescape(_TAG.sub("", inner)))
        for level, identifier, inner in _WITH_ID.findall(rendered)
    )


def _nothing(_target: str) -> str:
    return ""


def _clean(text: str) -> str:
    """Without what no text holds: control characters and halves of surrogate pairs."""
    return _CONTROL.sub("", text.encode("utf-8", "replace").decode("utf-8"))


def _markup(text: str, parser: Callable[[], markdown.Markdown]) -> str:
    """Rendered, or as plain paragraphs where that would take too long or the parser fails."""
    if too_costly(text):
        return _plain_paragraphs(text)
    try:
        return parser().reset().convert(text)
    except Exception:  # any failure inside the parser has this one answer: the words as they are
        return _plain_paragraphs(text)


def _plain_paragraphs(text: str) -> str:
    parts = (part for part in re.split(r"\n[ \t]*\n", text) if part.strip())
    return "\n".join(f"<p>{html.escape(part.strip(), quote=False)}</p>" for part in parts)


@cache
def _block() -> markdown.Markdown:
    import markdown  # many runs render nothing that needs a parser, and it is not quick to import

    return markdown.Markdown(
        extensions=["tables", "fenced_code", "sane_lists"],
        extension_configs={"tables": {"use_align_attribute": True}},
    )


@cache
def _line() -> markdown.Markdown:
    """A parser that knows nothing but one paragraph."""
    import markdown  # as above

    parser = markdown.Markdown()
    parser.preprocessors.deregister("html_block")
    for name in ("hashheader", "setextheader", "hr", "olist", "ulist", "quote", "code", "indent", "reference"):
        parser.parser.blockprocessors.deregister(name)
    return parser


def _finished(markup: str, link: Resolve, picture: Resolve, labels: bool, *, inline: bool = False) -> str:
    tags = _INLINE if inline else _INLINE | _BLOCK | _TABLE | {"img"}
    return _dressed(_sanitised(markup, tags, link, picture), labels)


def _sanitised(markup: str, tags: set[str], link: Resolve, picture: Resolve) -> str:
    import nh3  # as above

    def attribute(tag: str, name: str, value: str) -> str | None:
        if (tag, name) == ("a", "href"):
            return _target(value, link) or None
        if (tag, name) == ("img", "src"):
            return (picture(value) or None) if _PICTURE.fullmatch(value) else None
        return value

    attributes: Mapping[str, Any] = {tag: set(names) for tag, names in _ATTRIBUTES.items()}
    lowered = re.sub(r"<(/?)h1(?=[\s>])", r"<\1h2", markup)
    return nh3.clean(
        lowered,
        tags=tags,
        attributes=dict(attributes),
        attribute_filter=attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _target(value: str, link: Resolve) -> str:
    if _OBJECT.fullmatch(value):
        return link(value)
    outside = re.match(r"(https?://|mailto:)[^\s]", value, re.IGNORECASE)
    return value if outside or re.fullmatch(r"#[\w.-]+", value) else ""


def _dressed(safe: str, labels: bool) -> str:
    """What the sanitiser would have taken away: ids of headings, classes, hints for the browser."""
    known: dict[str, int] = {}
    found = _HEADING.sub(lambda match: _with_id(match, known), safe)
    found = re.sub(r"<img(?![^>]*\bsrc=)[^>]*>", "", found)
    found = re.sub(r"<th(?=[ >])", '<th scope="col"', found)
    found = re.sub(r'<th scope="col"[^>]*></th>', "<td></td>", found)
    found = found.replace(' align="right"', ' class="ag-end"').replace(' align="center"', ' class="ag-centre"')
    found = re.sub(r"<img (?![^>]*\balt=)", '<img alt="" ', found)
    found = found.replace("<img ", '<img loading="lazy" ')
    return found.replace("<strong>", '<strong class="ag-label">') if labels else found


def _with_id(match: re.Match[str], known: dict[str, int]) -> str:
    level, inner = match.groups()
    slug = _slug(html.unescape(_TAG.sub("", inner)))
    known[slug] = known.get(slug, 0) + 1
    number = f"-{known[slug]}" if known[slug] > 1 else ""
    return f'<h{level} id="{slug}{number}">{inner}</h{level}>'


def _slug(words: str) -> str:
    """Letters and digits of any script, joined by hyphens."""
    folded = unicodedata.normalize("NFKC", words).lower()
    return "-".join(re.findall(r"\w+", folded))[:60].strip("-") or "part"
