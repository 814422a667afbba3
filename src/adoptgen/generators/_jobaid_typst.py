"""From data and a template to a PDF/UA-1 file, by Typst: no system font, no package, no clock, no network.

Typst's licence is Apache-2.0. Texts reach it as JSON in `sys.inputs`: whatever they hold, they are never its code.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adoptgen.artefact import Templates
from adoptgen.generators._jobaid_fonts import Face, as_truetype, families, without_letters
from adoptgen.generators._jobaid_text import changed, every_text, printable
from adoptgen.generators._site_speech import direction
from adoptgen.look.tokens import token

if TYPE_CHECKING:
    import typst

NO_DATE = dt.date(1980, 1, 1)
"""The date in a file's properties where the programme names no edition."""
MISSING = "\ufffc"
"""Stands for a letter that no font has; the templates draw an empty box."""
MARK = "letters-without-a-font:"
"""In the file's keywords where there are such: checks see bytes only."""
_PACKAGE = re.compile(r'"@[\w-]+/')


class TemplateError(ValueError):
    """A template that Typst cannot follow, or that asks for a package: builds download nothing."""


@dataclass(frozen=True, slots=True)
class Page:
    """One document to set."""

    template: str
    language: str
    title: str
    author: str
    day: dt.date | None
    data: Mapping[str, Any]
    """What the template sees, under its own names."""
    files: Mapping[str, bytes]
    """Pictures, by the names used in `data`."""
    faces: tuple[Face, ...]
    brand_font: str
    templates: Templates


def is_there() -> bool:
    """Whether Typst is installed."""
    return find_spec("typst") is not None


def pdf(page: Page) -> bytes:
    """The file. Raises TemplateError."""
    import typst  # 30 MB; most builds print nothing

    with tempfile.TemporaryDirectory(prefix="adoptgen-") as folder:
        root = Path(folder)
        for name, data in (*_sources(page.templates), *page.files.items()):
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        try:
            made = _compiler(page.faces).compile(
                input=root / page.template,
                root=root,
                format="pdf",
                sys_inputs={"data": json.dumps(_inputs(page), ensure_ascii=False, sort_keys=True)},
                pdf_standards=["ua-1"],
                timestamp=_seconds(page.day),
            )
        except typst.TypstError as error:
            raise TemplateError(f"{page.template}: {error.message}") from error
    return made if isinstance(made, bytes) else b"".join(made or [])


def _sources(templates: Templates) -> Iterator[tuple[str, bytes]]:
    for blob in templates.files:
        if blob.name.endswith((".typ", ".svg", ".png", ".jpg")):
            data = blob.read()
            if blob.name.endswith(".typ") and (found := _PACKAGE.search(data.decode("utf-8"))):
                raise TemplateError(f"{blob.name}: imports a package ({found[0]}...), and builds download nothing")
            yield blob.name, data


def _inputs(page: Page) -> dict[str, Any]:
    """The data with every letter known to a font, and what all templates need to set a page."""
    data = changed(page.data, printable)
    missing = without_letters("".join(dict.fromkeys("".join(every_text(data)))), page.faces)
    table = {ord(letter): MISSING for letter in missing}
    keywords = [f"{MARK} {' '.join(f'U+{ord(letter):04X}' for letter in sorted(missing))}"] if missing else []
    return {
        **changed(data, lambda text: text.translate(table)),
        "document": {"title": printable(page.title), "author": printable(page.author), "keywords": keywords},
        "language": page.language,
        "direction": direction(page.language),
        "day": list((page.day or NO_DATE).timetuple()[:3]),
        "fonts": {
            "text": families(page.faces, "sans"),
            "display": families(page.faces, "serif", brand=page.brand_font),
        },
        "print": token("print"),
        "callout": token("callout"),
    }


def _seconds(day: dt.date | None) -> int:
    return int(dt.datetime.combine(day or NO_DATE, dt.time(), dt.UTC).timestamp())


@lru_cache(maxsize=4)
def _compiler(faces: tuple[Face, ...]) -> typst.Compiler:
    """One per process and set of fonts: they are read once. Their files are needed only until then."""
    import typst  # as above

    with tempfile.TemporaryDirectory(prefix="adoptgen-fonts-") as folder:
        for number, face in enumerate(faces):
            (Path(folder) / f"{number:03}.ttf").write_bytes(as_truetype(face))
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
        compiler.compile(input=_every_face(faces).encode(), format="pdf")
    return compiler


def _every_face(faces: tuple[Face, ...]) -> str:
    """A document that makes Typst read every font, in every cut: it opens files when it first needs them."""
    lines = []
    for family in dict.fromkeys(face.family for face in faces):
        for cut in ("weight: 400", "weight: 500", "weight: 600", 'weight: 400, style: "italic"'):
            lines.append(f"#text(font: {json.dumps(family)}, fallback: false, {cut})[a]")
    return "\n".join(lines)
