"""Read advance widths from the metric twins of the deck's fonts into src/adoptgen/look/metrics.json.

Georgia and Calibri stand on the trainers' machines, not on ours; Gelasio and Carlito (both OFL, npm devDependencies)
have the same widths. Only numbers are kept: thousandths of the type size per character.

Usage: python tools/font_metrics.py
"""

from __future__ import annotations

import json
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "adoptgen" / "look" / "metrics.json"
TWINS = {"Georgia": "gelasio", "Calibri": "carlito"}
WEIGHTS = {"regular": 400, "bold": 700}
SUBSETS = ("latin", "latin-ext", "vietnamese", "cyrillic", "greek")


def widths(twin: str, weight: int) -> dict[str, int]:
    """Character -> advance width in thousandths of an em."""
    found: dict[str, int] = {}
    folder = ROOT / "node_modules" / "@fontsource" / twin / "files"
    for subset in SUBSETS:
        path = folder / f"{twin}-{subset}-{weight}-normal.woff"
        if path.is_file():
            font = TTFont(path)
            scale = 1000 / font["head"].unitsPerEm
            metrics = font["hmtx"].metrics
            found |= {chr(code): round(metrics[name][0] * scale) for code, name in font.getBestCmap().items()}
    return dict(sorted(found.items()))


def table() -> str:
    """The JSON: family -> weight -> width -> the characters that have it."""
    families: dict[str, dict[str, dict[str, str]]] = {}
    for family, twin in TWINS.items():
        for name, weight in WEIGHTS.items():
            by_width: dict[str, str] = {}
            for character, width in widths(twin, weight).items():
                by_width[str(width)] = by_width.get(str(width), "") + character
            families.setdefault(family, {})[name] = dict(sorted(by_width.items(), key=lambda item: int(item[0])))
    return json.dumps(families, ensure_ascii=True, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
