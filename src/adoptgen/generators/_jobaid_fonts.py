"""The fonts of printed pages: the site's families in fixed cuts, from the files that travel with adoptgen.

The system's fonts are never asked: the same text has the same bytes on every machine. A programme that needs another
script puts TTF or OTF files into templates/job-aids/fonts/.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types

from adoptgen.artefact import Blob
from adoptgen.resources import library

_LATIN = ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek", "greek-ext")
_CUTS = (
    ("sans", "source-sans-3", _LATIN, ("400-normal", "600-normal")),
    ("sans", "source-sans-3", ("latin", "latin-ext"), ("400-italic",)),
    ("serif", "source-serif-4", _LATIN[:-1], ("500-normal",)),
    ("sans", "ibm-plex-sans-arabic", ("arabic",), ("400-normal", "600-normal")),
    ("sans", "ibm-plex-sans-hebrew", ("hebrew",), ("400-normal", "600-normal")),
)
"""Style, package below @fontsource, subsets, weights. The packages cut each family into files by script."""
_INVISIBLE = {"Cf", "Zs", "Mn"}
"""Categories a font may lack: joiners and direction marks, blanks, marks that are shaped into their letter."""
FOLDER = "fonts/"
"""Where a programme's own font files lie, below templates/job-aids."""


@dataclass(frozen=True, slots=True)
class Face:
    """One file of letters as it travels, and the family it is called by on our pages."""

    style: str
    """`sans` or `serif`."""
    family: str
    """Of our own making, one per package and subset: licences reserve the original names for unchanged files."""
    blob: Blob


@cache
def house_faces() -> tuple[Face, ...]:
    """Everything that travels with adoptgen. Raises OSError where the installation lacks it."""
    return tuple(
        Face(style, f"{package.split('-')[0]}-{style}-{subset}", Blob.of(_file(package, subset, cut)))
        for style, package, subsets, cuts in _CUTS
        for subset in subsets
        for cut in cuts
    )


def _file(package: str, subset: str, cut: str) -> Path:
    return library(f"@fontsource/{package}", "files", f"{package}-{subset}-{cut}.woff")


def own_faces(files: Iterable[Blob]) -> tuple[Face, ...]:
    """The programme's own fonts among its templates, under the names they give themselves."""
    found = (blob for blob in files if blob.name.startswith(FOLDER) and blob.name.lower().endswith((".ttf", ".otf")))
    return tuple(Face("sans", _name(blob), blob) for blob in found)


@lru_cache(maxsize=64)
def _name(blob: Blob) -> str:
    with TTFont(io.BytesIO(blob.read()), lazy=True) as font:
        return str(font["name"].getBestFamilyName() or blob.name)


@lru_cache(maxsize=256)
def letters(face: Face) -> frozenset[int]:
    """Code points a face can show."""
    with TTFont(io.BytesIO(face.blob.read()), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=256)
def as_truetype(face: Face) -> bytes:
    """The file as Typst reads it: unpacked (WOFF 1.0 is zlib) and under our name for it; one's own as it is."""
    data = face.blob.read()
    if not data.startswith(b"wOFF"):
        return data
    with TTFont(io.BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        font.flavor = None
        names = font["name"]
        for kind in (16, 17, 21, 22, 25):
            names.removeNames(nameID=kind)
        style = "Italic" if "italic" in face.blob.name else "Regular"
        weight = font["OS/2"].usWeightClass
        whole = f"{face.family}-{weight}-{style}"
        for kind, text in ((1, face.family), (2, style), (3, whole), (4, whole), (6, whole)):
            names.removeNames(nameID=kind)
            names.setName(text, kind, 3, 1, 0x409)
        out = io.BytesIO()
        font.save(out, reorderTables=None)
        return out.getvalue()


def without_letters(text: str, faces: Iterable[Face]) -> frozenset[str]:
    """Characters of a text that none of these faces can show; faces are read only until all are found."""
    wanted = {char for char in text if unicodedata.category(char) not in _INVISIBLE}
    for face in faces:
        if not wanted:
            break
        if "italic" not in face.blob.name and "-600-" not in face.blob.name:
            known = letters(face)
            wanted = {char for char in wanted if ord(char) not in known}
    return frozenset(wanted)


def families(faces: Iterable[Face], first: str, *, brand: str = "") -> tuple[str, ...]:
    """Families in the order in which a text asks for its letters: the brand's, then those of one style, then all."""
    given = tuple(faces)
    names = [face.family for face in given]
    preferred = [face.family for face in given if face.style == first]
    return tuple(dict.fromkeys([*([brand] if brand in names else []), *preferred, *names]))
