"""The values of the visual language. `tokens.json` is their only home."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")


@cache
def tokens() -> Mapping[str, Any]:
    """Everything in tokens.json. Do not change what you get: it is shared."""
    values: dict[str, Any] = json.loads((Path(__file__).parent / "tokens.json").read_text(encoding="utf-8"))
    return values


def token(path: str) -> Any:
    """One value by its dotted path, for instance `token("deck.pt.title")`. Raises KeyError if there is none."""
    value: Any = tokens()
    for part in path.split("."):
        value = value[part]
    return value


def colours(scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Every colour of a scheme for the default brand: (`brand.ramp.0`, `#e0f5ff`)."""
    yield from _colours(tokens()["scheme"][scheme], ())


def _colours(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value.startswith("#"):
            yield ".".join(path), value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _colours(part, (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _colours(part, (*path, str(index)))
