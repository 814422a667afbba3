"""Where the files that travel with adoptgen are: templates, site, fonts, sample catalog.

In a checkout they lie at the top level (and under node_modules); in a wheel under `adoptgen/data`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """The folder that holds `catalog/`, `templates/`, `site/` and `mkdocs.yml`."""
    packed = _PACKAGE / "data"
    return packed if packed.is_dir() else _PACKAGE.parent.parent


def resource(*parts: str) -> Path:
    """A shipped file or folder, for instance `resource("templates", "site")`."""
    return root().joinpath(*parts)


def library(name: str, *parts: str) -> Path:
    """A file of a browser library from npm, for instance `library("iframe-worker", "shim", "index.js")`."""
    return root().joinpath("node_modules", name, *parts)
