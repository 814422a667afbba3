"""The gate: every text and attribute of a capture is read once more before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from adoptgen.capture.secrets import Find, Redactor
from adoptgen.model.bundle import Bundle

_INLINE = re.compile(
    r"a|abbr|b|bdi|bdo|cite|code|em|font|i|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|time|tspan|u|var|wbr"
)
_DRAWN = re.compile(
    r"d|points|viewBox|transform|style|gradientTransform|preserveAspectRatio|src|href|content|rel|"
    r"data-adoptgen-(?:is|view|flat)"
)
"""Attributes that hold figures and addresses of our own."""


def spoken(root: Any) -> Iterator[tuple[str, str]]:
    """Every text of a page or drawing with its place. Words that markup has cut are also read as one."""
    for element in root.iter():
        name = etree.QName(element).localname
        for attribute, value in element.attrib.items():
            if value and not _DRAWN.fullmatch(str(attribute)):
                yield f"attribute {attribute} of {name}", str(value)
        if name != "style" and not _INLINE.fullmatch(name):
            for run in _runs(element):
                yield f"text in {name}", "".join(run)
                if len(run) > 1:
                    yield from ((f"text in {name}", text) for text in run)


def _runs(element: Any) -> Iterator[list[str]]:
    """The element's own texts, inline markup read through, divided where a block stands between them."""
    run = [element.text] if element.text else []
    for child in element:
        if _INLINE.fullmatch(etree.QName(child).localname):
            first, *rest = [*_runs(child)] or [[]]
            run += first
            for each in rest:
                yield run
                run = each
        elif run:
            yield run
            run = []
        if child.tail:
            run = [*run, child.tail]
    if run:
        yield run


def in_page(root: Any, redactor: Redactor, clean: set[str] | None = None) -> tuple[str, Find] | None:
    """The first find in a page or drawing, and its place.

    `clean` remembers texts this redactor has nothing against: most of a page stands on the next one, too.
    """
    seen = clean if clean is not None else set()
    for place, text in spoken(root):
        if text not in seen:
            found = redactor.finds(text)
            if found:
                return place, found[0]
            seen.add(text)
    return None


def in_sheet(bundle: Bundle, redactor: Redactor) -> tuple[str, Find] | None:
    """The first find in what a bundle itself says."""
    for shot in bundle.shots:
        for field in ("page", "address", "name", "shows"):
            found = redactor.finds(getattr(shot, field))
            if found:
                return f"{field} of step {shot.step}", found[0]
    return None


__all__ = ["in_page", "in_sheet", "spoken"]
