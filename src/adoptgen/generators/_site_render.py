"""One page: plain data through the PMO's templates into a Markdown file that holds one block of HTML."""

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from adoptgen.artefact import Templates
from adoptgen.catalog.markdown import headings, plain, render, render_inline
from adoptgen.generators._site_checks import blank, filled, sheet
from adoptgen.generators._site_links import address, normal
from adoptgen.generators._site_speech import Speech
from adoptgen.model.bundle import PICTURES


@dataclass(frozen=True, slots=True)
class PageInputs:
    """Everything that decides a page."""

    template: str
    """File of templates/site."""
    title: str
    description: str
    """Inline Markdown; its words are what search engines show."""
    tab: str
    """Which of the four tabs the page belongs to."""
    root: str
    """Way to the root of the tree."""
    language: str
    words: Mapping[str, str]
    data: Mapping[str, Any]
    """Numbers, dates, texts (Markdown as written), questions, lists and mappings of those; what templates see."""
    templates: Templates


def render_page(inputs: PageInputs) -> bytes:
    """The Markdown file of a page."""
    body = _environment(inputs.templates).get_template(inputs.template).render(_names(inputs))
    front = {
        "title": html.escape(inputs.title, quote=False),  # the theme writes titles into its search index as they are
        "description": plain(inputs.description),
        "tab": inputs.tab,
        "hide": ["navigation", "toc"],
    } | ({"checks": True} if inputs.data.get("checks") else {})
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
    return ("---\n" + "\n".join(lines) + "\n---\n" + body.strip() + "\n").encode("utf-8")


@lru_cache(maxsize=4)
def _environment(templates: Templates) -> ImmutableSandboxedEnvironment:
    """Templates see plain data and the few functions below; they cannot reach files, modules or our objects."""

    def load(name: str) -> str:
        try:
            return templates.text(name)
        except KeyError:
            raise TemplateNotFound(name) from None

    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _names(inputs: PageInputs) -> dict[str, Any]:
    """What a template may use besides the page's data."""
    speech = Speech(inputs.language, inputs.words)

    def to(target: str) -> str:
        return inputs.root + target

    def link(reference: str) -> str:
        found = address(reference)
        return to(found) if found else ""

    def picture(path: str) -> str:
        found = normal(path)
        captured = found.removeprefix(f"{PICTURES}/")
        return to(f"pictures/{captured}" if captured != found else f"files/{found}") if found else ""

    def block(text: str, labels: bool = False) -> Markup:
        return Markup(render(text, link, picture, labels=labels))  # noqa: S704  sanitised by render

    def line(text: str, labels: bool = False) -> Markup:
        return Markup(render_inline(text, link, labels=labels))  # noqa: S704  sanitised by render_inline

    return {
        **inputs.data,
        "title": inputs.title,
        "language": inputs.language,
        "to": to,
        "link": link,
        "t": speech.say,
        "tn": speech.counted,
        "minutes": speech.minutes,
        "day": speech.day,
        "date": speech.date,
        "month_day": speech.month_day,
        "span": speech.span,
        "after": _after,
        "workday": _workday,
        "block": block,
        "line": line,
        "words_of": plain,
        "contents": _contents,
        "tools": {
            "sheet": lambda ask: sheet(ask, link, picture),
            "filled": lambda ask: line(filled(ask)),
            "blank": lambda ask: line(blank(ask)),
            "number": speech.number,
            "picture": picture,
        },
    }


def _after(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def _workday(day: dt.date) -> dt.date:
    """The day, or the Friday before a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def _contents(rendered: str) -> list[dict[str, str]]:
    """The second-level headings of rendered text, for "On this page"."""
    return [{"id": item.id, "text": item.text} for item in headings(rendered) if item.level == 2]
