"""All colours of a programme, computed from its brand colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from adoptgen.look.brand import brand_colours, signal
from adoptgen.look.tokens import SCHEMES, Scheme, colours

DEFAULT_BRAND = "#0f5c78"
_FOLLOWERS = {
    "chart.grid": "neutral.line",
    "chart.axisText": "neutral.textSoft",
    "chart.target.stroke": "neutral.text",
    "chart.focusSeries": "brand.edge",
    "chart.comparison": "neutral.control",
    "chart.suppressed.hatch": "neutral.control",
    "chart.suppressed.frame": "neutral.lineStrong",
}
"""Chart colours that are colours of the page."""
_BAND: dict[Scheme, str] = {"light": "brand.ramp.2", "dark": "brand.ramp.3"}


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of both schemes: role (`brand.fill`, `chart.categorical.0`) -> `#rrggbb`.

    Roles are the paths below `scheme.light` of look/tokens.json, and `callout.signal`.
    """

    brand: str
    light: tuple[tuple[str, str], ...]
    dark: tuple[tuple[str, str], ...]

    def roles(self, scheme: Scheme = "light") -> dict[str, str]:
        """Every role with its colour."""
        return dict(self.light if scheme == "light" else self.dark)

    def colour(self, role: str, scheme: Scheme = "light") -> str:
        """One colour. Raises KeyError for an unknown role."""
        return self.roles(scheme)[role]


@lru_cache(maxsize=64)
def palette(colour: str = DEFAULT_BRAND) -> Palette:
    """Everything that follows from a brand colour `#rrggbb`. Raises ValueError if it is none."""
    light, dark = (_scheme(colour, scheme) for scheme in SCHEMES)
    return Palette(colour.lower(), light, dark)


def _scheme(colour: str, scheme: Scheme) -> tuple[tuple[str, str], ...]:
    found = dict(colours(scheme)) | brand_colours(colour, scheme)
    found |= {role: found[source] for role, source in _FOLLOWERS.items()}
    found["chart.intervalBand.fill"] = found[_BAND[scheme]]
    found["callout.signal"] = signal(colour)
    return tuple(found.items())
