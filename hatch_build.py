"""Puts the browser libraries the wheel carries beside the templates; they come from npm and are in no commit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONTS = ("source-serif-4", "source-sans-3", "source-code-pro")
PRINTED = {
    "source-sans-3": ("400-normal", "600-normal", "400-italic"),
    "source-serif-4": ("500-normal",),
    "ibm-plex-sans-arabic": ("400-normal", "600-normal"),
    "ibm-plex-sans-hebrew": ("400-normal", "600-normal"),
}
"""Fixed cuts for printed pages; a test compares them with what generators/_jobaid_fonts.py asks for."""


def shipped(root: Path) -> Iterator[Path]:
    """Every file that travels, relative to `root`; only the cuts the site and the reports use."""
    modules = Path("node_modules")
    yield modules / "iframe-worker" / "shim" / "index.js"
    yield modules / "driver.js" / "dist" / "driver.js.iife.js"
    yield modules / "driver.js" / "license"
    for font in FONTS:
        folder = modules / "@fontsource-variable" / font
        yield folder / "LICENSE"
        for path in sorted((root / folder / "files").glob("*-latin*-normal.woff2")):
            if "-standard-" not in path.name:
                yield path.relative_to(root)
    for font, cuts in PRINTED.items():
        folder = modules / "@fontsource" / font
        yield folder / "LICENSE"
        for path in sorted((root / folder / "files").glob("*.woff")):
            if path.stem.endswith(cuts):
                yield path.relative_to(root)


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds them to a wheel; an editable install finds them where npm put them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises FileNotFoundError with the way out where npm has not been run."""
        if version == "editable":
            return
        root = Path(self.root)
        if not (root / "node_modules" / "iframe-worker").is_dir():
            raise FileNotFoundError("browser libraries are missing; run `make wheel`, which fetches them first")
        for path in shipped(root):
            build_data["force_include"][str(root / path)] = f"adoptgen/data/{path.as_posix()}"
