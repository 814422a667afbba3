"""Everything of a language's tree that is no page: styles, scripts, fonts, logo, pictures, paths, configuration."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from adoptgen.artefact import Artefact, Blob
from adoptgen.generators._site_context import Context
from adoptgen.generators._site_links import address, normal
from adoptgen.generators._site_speech import Speech, language_name
from adoptgen.look.css import css_scale, css_variables
from adoptgen.look.palette import Palette
from adoptgen.look.tokens import token
from adoptgen.resources import library, resource
from adoptgen.runtime.linker import player_script, question_style

_OVERRIDES = ("main.html", "partials/header.html", "partials/search.html", "partials/footer.html")
_SCRIPTS = ("early.js", "guide.js")
_FACES = (
    ("source-serif-4", "opsz", "Source Serif 4 Variable", "200 900"),
    ("source-sans-3", "wght", "Source Sans 3 Variable", "200 900"),
    ("source-code-pro", "wght", "Source Code Pro Variable", "200 900"),
)
"""Package below @fontsource-variable, axes, family, weights. Upright faces only: italics are slanted by the browser."""
_SUBSETS = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,"
    "U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,"
    "U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF",
}
"""What Google Fonts, whose subsets the packages hold, calls latin and latin-ext."""
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\(([^)\s]{1,300})")
_FRAME_WORDS = ("skip", "tabs", "menu", "scheme", "languages", "search")


@dataclass(frozen=True, slots=True)
class Text:
    """A file whose text is known when it is planned."""

    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A file taken over as it is."""

    blob: Blob


@dataclass(frozen=True, slots=True)
class Styles:
    """What look.css is computed from."""

    palette: Palette
    display: str | None
    fonts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Logo:
    """A drawing in one colour, to be shown in the brand's; without one, the organisation's initial."""

    drawing: Blob | None
    initial: str
    colour: str
    on_colour: str


def render_text(inputs: Text) -> bytes:
    """The text in UTF-8."""
    return inputs.text.encode("utf-8")


def render_copy(inputs: Copy) -> bytes:
    """The file's bytes."""
    return inputs.blob.read()


def render_styles(inputs: Styles) -> bytes:
    """look.css: faces, colours of both schemes, sizes."""
    faces = "".join(_face(name) for name in inputs.fonts)
    return (faces + css_variables(inputs.palette) + css_scale(inputs.display) + _scripts()).encode("utf-8")


def _face(name: str) -> str:
    package, axes, family, weights = next(face for face in _FACES if name.startswith(f"{face[0]}-latin"))
    subset = name.removeprefix(f"{package}-").removesuffix(f"-{axes}-normal.woff2")
    return (
        f'@font-face {{\n  font-family: "{family}";\n  font-style: normal;\n  font-display: swap;\n'
        f'  font-weight: {weights};\n  src: url("fonts/{name}") format("woff2");\n'
        f"  unicode-range: {_SUBSETS[subset]};\n}}\n"
    )


def _scripts() -> str:
    families: dict[str, str] = token("type.script")
    return "".join(f":lang({language}) {{\n  --script: {family};\n}}\n" for language, family in families.items())


def render_logo(inputs: Logo) -> bytes:
    """The logo as SVG: shown as a picture, so nothing in it can run."""
    if inputs.drawing:
        text = inputs.drawing.read().decode("utf-8", "replace")
        return text.replace("currentColor", inputs.colour).encode("utf-8")
    letter = inputs.initial if inputs.initial.isalnum() else "·"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">'
        f'<rect width="48" height="48" rx="11" fill="{inputs.colour}"/><text x="24" y="33" text-anchor="middle" '
        f'font-family="system-ui, sans-serif" font-weight="700" font-size="26" fill="{inputs.on_colour}">'
        f"{letter}</text>"
        "</svg>\n"
    ).encode()


def files(context: Context) -> Iterator[Artefact]:
    """All of them for one language."""
    docs = f"{context.folder}/docs"
    for path, blob in _copies(context):
        yield Artefact(f"{context.folder}/{path}", (), Copy(blob), render_copy, language=context.language)
    styles = Styles(context.programme.palette, context.catalog.programme.brand.font, tuple(_font_files()))
    yield Artefact(f"{docs}/assets/look.css", (), styles, render_styles, language=context.language)
    yield from _logos(context)
    for name, text in (("checks.js", player_script("guide")), ("checks.css", question_style(".ag-check"))):
        yield Artefact(f"{docs}/assets/{name}", (), Text(text), render_text, language=context.language)
    for role, rail in context.rails.items():
        text = _path_script(context, role, rail)
        about = (f"role/{role}",)
        yield Artefact(f"{docs}/assets/paths/{role}.js", about, Text(text), render_text, language=context.language)


def _copies(context: Context) -> Iterator[tuple[str, Blob]]:
    for name in _OVERRIDES:
        yield f"overrides/{name}", Blob.of(resource("site", "overrides", *name.split("/")), name)
    for name in _SCRIPTS:
        yield f"docs/assets/{name}", Blob.of(resource("site", "js", name))
    yield "docs/assets/guide.css", Blob.of(resource("site", "css", "guide.css"))
    yield "docs/assets/iframe-worker.js", Blob.of(library("iframe-worker", "shim", "index.js"))
    for package, axes, _, _ in _FACES:
        for name in _names(package, axes):
            yield f"docs/assets/fonts/{name}", Blob.of(library(f"@fontsource-variable/{package}", "files", name))
        yield (
            f"docs/assets/fonts/{package}-license.txt",
            Blob.of(library(f"@fontsource-variable/{package}", "LICENSE"), package),
        )
    yield from _pictures(context)


def _font_files() -> Iterator[str]:
    for package, axes, _, _ in _FACES:
        yield from _names(package, axes)


def _names(package: str, axes: str) -> list[str]:
    return [f"{package}-{subset}-{axes}-normal.woff2" for subset in _SUBSETS]


def _pictures(context: Context) -> Iterator[tuple[str, Blob]]:
    """Pictures of captured screens, of steps and of lessons, each once."""
    found: dict[str, str] = {}
    for walkthrough in context.catalog.walkthroughs.values():
        bundle = context.bundle(walkthrough.id)
        for picture in bundle.pictures if bundle else ():
            found[f"docs/pictures/{picture.id}.webp"] = picture.path
            found[f"docs/pictures/{picture.double}.webp"] = picture.path_double
        found |= {f"docs/files/{normal(one.picture)}": one.picture for one in walkthrough.steps if one.picture}
    for lesson in context.catalog.lessons.values():
        spots = [one.hotspot.picture for one in lesson.questions if one.hotspot]
        shown = (*_PICTURE.findall(lesson.body), *spots)
        found |= {f"docs/files/{normal(path)}": path for path in shown if normal(path)}
    for target, source in found.items():
        if (context.programme.root / source).is_file():
            yield target, context.programme.asset(source)


def _logos(context: Context) -> Iterator[Artefact]:
    brand = context.catalog.programme.brand
    drawing = context.programme.asset(brand.logo) if brand.logo else None
    initial = context.catalog.programme.organisation[:1]
    palette = context.programme.palette
    for scheme, role in (("light", "brand.fill"), ("dark", "brand.edge")):
        colour = palette.colour(role, "light" if scheme == "light" else "dark")
        label = palette.colour(
            "brand.onFill" if scheme == "light" else "neutral.canvas", "light" if scheme == "light" else "dark"
        )
        path = f"{context.folder}/docs/assets/logo-{scheme}.svg"
        yield Artefact(path, (), Logo(drawing, initial, colour, label), render_logo, language=context.language)


def _path_script(context: Context, role: str, rail: list[dict[str, Any]]) -> str:
    """A role's path for the script that shows it beside pages of other roles' paths."""
    parts = [
        {
            "title": context.words[f"phase.{phase['id']}"],
            "steps": [{key: step[key] for key in ("ref", "title", "href", "minutes")} for step in phase["steps"]],
        }
        for phase in rail
    ]
    title = context.catalog.roles[role].title
    data = {"role": role, "title": title, "href": address(f"role/{role}"), "phases": parts}
    return f"window.agPath = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def configuration(context: Context, navigation: list[Any], base: str, known: frozenset[str]) -> Artefact:
    """mkdocs.yml of one language: the shipped one with name, language, navigation and words."""
    programme, application = context.catalog.programme, context.application
    settings: dict[str, Any] = yaml.safe_load(base)
    guide = context.words["guide-of"].replace("{application}", context.application_name)
    settings["site_name"] = f"{programme.organisation} · {guide}"
    if programme.guide_address:
        settings["site_url"] = f"{programme.guide_address.rstrip('/')}/{context.language}/"
    settings["theme"]["language"] = _theme_language(context.language, known)
    settings["nav"] = navigation
    settings["extra"] |= {
        "organisation": programme.organisation,
        "guide": guide,
        "programme": programme.id,
        "edition": _edition(context, application.version if application else ""),
        "preload": [f"assets/fonts/{package}-latin-{axes}-normal.woff2" for package, axes, _, _ in _FACES[:2]],
        "words": _frame_words(context.words),
        "trees": _trees(context),
        "lang": context.language,
    }
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=True, width=1000)
    return Artefact(
        f"{context.folder}/mkdocs.yml", (programme.key,), Text(text), render_text, language=context.language
    )


def _theme_language(language: str, known: frozenset[str]) -> str:
    """The theme's name of a language, for its search; English where it knows none."""
    return next((one for one in (language, language.partition("-")[0]) if one in known), "en")


def _trees(context: Context) -> list[dict[str, Any]]:
    return [
        {
            "language": language,
            "name": language_name(language),
            "short": language.partition("-")[0].upper(),
            "path": f"../{language}/",
            "here": language == context.language,
        }
        for language in context.programme.catalogs
    ]


def _edition(context: Context, version: str) -> str:
    speech, edition = Speech(context.language, context.words), context.catalog.programme.edition
    names = {"application": context.application_name, "version": version}
    return (
        speech.say("footer.edition", **names, date=speech.date(edition))
        if edition
        else speech.say("footer.plain", **names)
    )


def _frame_words(words: Mapping[str, str]) -> dict[str, str]:
    """Words of the frame and of the scripts; templates of the frame cannot look up names with dots."""
    wanted = (
        "tab.",
        "search",
        "continue.",
        "able.",
        "phase.done",
        "finish",
        "done",
        "you-are-here",
        "help.progress",
    )
    names = (*_FRAME_WORDS, "minutes", "hours", "previous", "next", "parts.", "lesson.place", "guide.mark")
    return {
        key.replace(".", "_").replace("-", "_"): text
        for key, text in words.items()
        if key.startswith((*wanted, *names))
    }
