"""The visual language as custom properties: `--ag-brand-fill`, `--ag-size-h1`, `--ag-radius-control`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from adoptgen.look.palette import Palette
from adoptgen.look.tokens import token, tokens

LIGHT = ':root, [data-scheme="light"]'
DARK = '[data-scheme="dark"]'


def variable(role: str) -> str:
    """The name of a role's custom property: `brand.fillHover` is `--ag-brand-fill-hover`."""
    kebab = re.sub(r"(?<=[a-z0-9])([A-Z])", r"-\1", role).lower()
    return "--ag-" + kebab.replace(".", "-")


def css_variables(palette: Palette, *, light: str = LIGHT, dark: str = DARK, follow_system: bool = True) -> str:
    """Colours of both schemes. `light` and `dark` are the selectors they hold for.

    Paper is always light. With `follow_system` a page that chose no scheme (no `data-scheme`) has the system's.
    """
    darkness = {"color-scheme": "dark"} | _properties(palette.roles("dark"))
    rules = [
        _rule(light, {"color-scheme": "light"} | _properties(palette.roles("light"))),
        f"@media screen {{\n{_rule(dark, darkness)}}}\n",
    ]
    if follow_system:
        system = _rule(":root:not([data-scheme])", darkness)
        rules.append(f"@media screen and (prefers-color-scheme: dark) {{\n{system}}}\n")
    return "".join(rules)


def css_scale(display: str | None = None, *, player: bool = False) -> str:
    """Type, space, radii, motion and targets as custom properties on `:root`. Type sizes in rem of 16 px.

    `display` is the brand's own font family, put before the display family and set as a sans; `player` takes the
    families that packages use, which ship no font.
    """
    return _rule(":root", dict(_families(display, player)) | dict(_scale()) | dict(_measures()))


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"


def _properties(roles: Mapping[str, str]) -> dict[str, str]:
    return {variable(role): colour for role, colour in roles.items()}


def _families(display: str | None, player: bool) -> Iterator[tuple[str, str]]:
    family: dict[str, str] = tokens()["type"]["family"]
    first = '"' + re.sub(r'["\\;{}<>\r\n]', "", display) + '", ' if display else ""
    yield "--script", "system-ui"
    yield "--ag-family-display", first + family["playerDisplay" if player else "display"]
    yield "--ag-family-text", family["player" if player else "text"]
    yield "--ag-family-mono", family["mono"]
    yield "--ag-weight-display", "650" if display else "500"
    yield "--ag-tracking-display", "-0.015em" if display else "-0.012em"


def _rem(pixels: float) -> str:
    return f"{pixels / 16:.4f}".rstrip("0").rstrip(".") + "rem"


def _scale() -> Iterator[tuple[str, str]]:
    scale: dict[str, Any] = token("type.scale")
    for name, style in scale.items():
        yield variable(f"size.{name}"), _rem(style["size"])
        yield variable(f"line.{name}"), f"{style['line'] / style['size']:.4g}"
        yield variable(f"weight.{name}"), str(style["weight"])
    yield "--ag-weight-emphasis", str(token("type.emphasis"))


def _measures() -> Iterator[tuple[str, str]]:
    for group in ("radius", "border", "target"):
        for name, value in token(group).items():
            yield variable(f"{group}.{name}"), value if isinstance(value, str) else f"{value}px"
    for step in token("space.scale"):
        yield f"--ag-space-{step}", f"{step}px"
    for name in ("fast", "base", "slow", "ease"):
        yield f"--ag-motion-{name}", str(token(f"motion.{name}"))
    yield "--ag-shadow-panel", str(token("shadow.panel"))
    yield "--ag-shadow-overlay", str(token("shadow.overlay"))
    yield "--ag-focus-width", f"{token('focus.width')}px"
    yield "--ag-focus-offset", f"{token('focus.offset')}px"
