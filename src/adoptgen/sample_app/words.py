"""Tideline's words: one table per language, all data. A new language is a new file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "words"


@cache
def languages() -> tuple[str, ...]:
    """Languages there is a table for, English first."""
    return tuple(sorted((path.stem for path in _FOLDER.glob("*.yaml")), key=lambda code: (code != "en", code)))


@cache
def table(language: str) -> Mapping[str, str]:
    """Key -> words. `locale` and `dir` say how the language writes dates and in which direction.

    Raises KeyError for a language without a table.
    """
    if language not in languages():
        raise KeyError(language)
    parsed: dict[str, str] = yaml.load((_FOLDER / f"{language}.yaml").read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506  the base loader makes strings only
    return parsed


def wanted(accept: str, default: str) -> str:
    """The first language of an Accept-Language header (RFC 9110, 12.5.4; weights come sorted from browsers)."""
    for item in accept.split(","):
        code = item.split(";")[0].strip().split("-")[0].lower()
        if code in languages():
            return code
    return default
