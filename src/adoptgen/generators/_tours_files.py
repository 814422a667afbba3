"""Files of a tour: script, style, texts, manifest. Each function makes the bytes of one from what decides them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from adoptgen.artefact import Blob
from adoptgen.formats.zip import archive
from adoptgen.generators._tours_icon import SIZES, icon
from adoptgen.look.palette import Palette
from adoptgen.runtime.linker import tour_script, tour_style

MANIFEST = "manifest.json"
SCRIPT = "tour.js"
STYLE = "tour.css"
LICENCE = "LICENSE-driver.js.txt"
_COLOURS = {
    "surface": "neutral.surface",
    "text": "neutral.text",
    "soft": "neutral.textSoft",
    "line": "neutral.lineStrong",
    "control": "neutral.control",
    "fill": "brand.fill",
    "on-fill": "brand.onFill",
    "edge": "brand.edge",
    "link": "brand.text",
    "tint": "brand.tint",
    "right": "state.right.text",
    "caution": "state.caution.edge",
}
_WHERE = ".adoptgen-tour, .adoptgen-tours, .adoptgen-anchor"


@dataclass(frozen=True, slots=True)
class Tour:
    """Everything that decides the files of one application's tours."""

    application: str
    version: str
    """Of the extension: digits and dots."""
    addresses: tuple[str, ...]
    """Of the application, the one employees open first."""
    events: str
    """xAPI endpoint; empty: nothing is sent."""
    space: str
    texts: tuple[tuple[str, str], ...]
    """Language -> its data as JSON, the source language first."""
    names: tuple[tuple[str, str, str], ...]
    """Language, name of the extension, what it does."""
    palette: Palette
    library: Blob
    licence: Blob


@dataclass(frozen=True, slots=True)
class One:
    """One of these files."""

    tour: Tour
    name: str


def script_names(tour: Tour) -> tuple[str, ...]:
    """Files of the script."""
    return (SCRIPT, STYLE, LICENCE, *(f"{language}.json" for language, _ in tour.texts))


def extension_names(tour: Tour) -> tuple[str, ...]:
    """Files of the extension."""
    messages = (_messages(language) for language, _, _ in tour.names)
    return (*script_names(tour), MANIFEST, *(f"icon-{size}.png" for size in SIZES), *messages)


def _messages(language: str) -> str:
    return f"_locales/{language.replace('-', '_')}/messages.json"


@lru_cache(maxsize=1)
def script_files(tour: Tour) -> dict[str, bytes]:
    """The script for an application that one may add scripts to, and what lies beside it."""
    return _common(tour, "script")


@lru_cache(maxsize=1)
def extension_files(tour: Tour) -> dict[str, bytes]:
    """A browser extension, Manifest V3."""
    colours = tour.palette
    icons = {
        f"icon-{size}.png": icon(size, colours.colour("brand.fill"), colours.colour("brand.onFill")) for size in SIZES
    }
    messages = {
        _messages(language): _json({"name": {"message": name[:75]}, "summary": {"message": summary[:132]}})
        for language, name, summary in tour.names
    }
    return _common(tour, "extension") | icons | messages | {MANIFEST: _json(manifest(tour))}


def manifest(tour: Tour) -> dict[str, Any]:
    """Nothing but the application's own pages, no permission besides, no code from elsewhere."""
    matches = [match(address) for address in tour.addresses]
    languages = [language for language, _ in tour.texts]
    origins = sorted({origin(address) + "/*" for address in tour.addresses})
    return {
        "manifest_version": 3,
        "name": "__MSG_name__",
        "description": "__MSG_summary__",
        "version": tour.version,
        "default_locale": languages[0].replace("-", "_"),
        "icons": {str(size): f"icon-{size}.png" for size in SIZES},
        "content_scripts": [{"matches": matches, "css": [STYLE], "js": [SCRIPT], "run_at": "document_end"}],
        "web_accessible_resources": [{"resources": [f"{language}.json" for language in languages], "matches": origins}],
    }


def origin(address: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def match(address: str) -> str:
    """The match pattern of all pages below an address."""
    return f"{origin(address)}{urlsplit(address).path.rstrip('/')}/*"


def _common(tour: Tour, door: str) -> dict[str, bytes]:
    home = tour.addresses[0] if tour.addresses else ""
    settings = {
        "application": tour.application,
        "languages": [language for language, _ in tour.texts],
        "base": urlsplit(home).path.rstrip("/"),
        "home": home,
        "events": tour.events,
        "space": tour.space,
    }
    script = tour_script(door, tour.library.read().decode("utf-8"), json.dumps(settings, ensure_ascii=False))
    return {
        SCRIPT: script.encode(),
        STYLE: style(tour.palette).encode(),
        LICENCE: tour.licence.read(),
        **{f"{language}.json": text.encode() for language, text in tour.texts},
    }


def style(palette: Palette) -> str:
    """The tour's style sheet in the programme's colours; dark where the reader's system is."""
    dark = f"@media (prefers-color-scheme: dark) {{\n{_variables(palette.roles('dark'))}}}\n"
    return "".join((_variables(palette.roles("light")), dark, tour_style()))


def _variables(roles: Mapping[str, str]) -> str:
    lines = "".join(f"  --adoptgen-{name}: {roles[role]};\n" for name, role in _COLOURS.items())
    return f"{_WHERE} {{\n{lines}}}\n"


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def render_script(inputs: One) -> bytes:
    """One file of the script."""
    return script_files(inputs.tour)[inputs.name]


def render_extension(inputs: One) -> bytes:
    """One file of the extension."""
    return extension_files(inputs.tour)[inputs.name]


def render_archive(inputs: Tour) -> bytes:
    """The extension as one file, for a store or an administrator."""
    return archive(extension_files(inputs), first=(MANIFEST,))
