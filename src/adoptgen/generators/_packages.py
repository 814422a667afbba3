"""What the package generators share: which packages are wanted, the player's files, and what an LMS can remember."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from zipfile import BadZipFile

from jinja2 import Template
from jinja2.sandbox import SandboxedEnvironment

from adoptgen.artefact import Artefact, Blob, Planned, Programme, Templates
from adoptgen.catalog.markdown import plain
from adoptgen.courses.assemble import assemble
from adoptgen.courses.model import Course
from adoptgen.courses.payload import Json, memory, payload, pictures, read_script, script
from adoptgen.courses.retrieval import RETRIEVAL, retrieval_sets
from adoptgen.formats.faults import Fault
from adoptgen.formats.imscp import MANIFEST, Manifest
from adoptgen.formats.package import verify
from adoptgen.formats.zip import archive, contents
from adoptgen.look.css import css_scale, css_variables
from adoptgen.look.palette import Palette
from adoptgen.look.thumbnail import thumbnail
from adoptgen.problems import Location, Problem, Severity, has_errors
from adoptgen.runtime.linker import player_script, player_style

AREA = "player"
LAUNCH = "index.html"
THUMBNAIL = "thumbnail.svg"
"""The course's picture in a list of courses, named in the manifest where a standard has a place for it."""
USUAL = "scorm12"
"""What is made for a programme that names no LMS: every LMS takes it."""
_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)
"""Content Security Policy 3: the package's own files and nothing else; no markup is ever turned into script."""


@dataclass(frozen=True, slots=True)
class PackageInputs:
    """Everything that decides a package's bytes, besides the code."""

    course: Course
    words: tuple[tuple[str, str], ...]
    palette: Palette
    font: str | None
    templates: Templates
    pictures: tuple[Blob, ...]


def wanted(programme: Programme, name: str) -> bool:
    """Whether an LMS of the programme takes this format, or somebody asked for it by name."""
    formats: set[str] = {target.format for target in programme.source.programme.lms}
    return name in (formats or {USUAL}) or name in programme.asked


@dataclass(frozen=True, slots=True)
class Packages:
    """The generator of one format: one package per course and language, if the format is wanted."""

    name: str
    summary: str
    render: Callable[[PackageInputs], bytes]
    check: Callable[[bytes], list[Problem]]

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """Packages of courses, those of their retrieval sets included."""
        if not wanted(programme, self.name):
            return
        for key, inputs in all_inputs(programme):
            course = inputs.course
            yield Artefact(
                path=f"packages/{course.id}.{course.language}.{self.name}.zip",
                about=(key, *(unit.id for unit in course.units() if not unit.id.startswith(RETRIEVAL))),
                inputs=inputs,
                render=self.render,
                checks=(self.check,),
                language=course.language,
            )


@lru_cache(maxsize=1)
def all_inputs(programme: Programme) -> tuple[tuple[str, PackageInputs], ...]:
    """What every package is made of, with the course of the catalog it comes from; retrieval sets follow theirs.

    The same for every format, so it is made for the first one only.
    """
    words = {language: _words(programme, language) for language in programme.catalogs}
    return tuple(
        (key, _inputs(programme, course, words[course.language])) for key, course in _courses(programme, words)
    )


def _courses(programme: Programme, spoken: Mapping[str, tuple[tuple[str, str], ...]]) -> Iterator[tuple[str, Course]]:
    for language, catalog in programme.catalogs.items():
        words = dict(spoken[language])
        for course in catalog.courses.values():
            whole = assemble(catalog, course, programme.bundles)
            if whole.sections:
                yield course.key, whole
                named = _titles(words["retrieval-title"], whole.title)
                yield from ((course.key, found) for found in retrieval_sets(course, whole, named))


def _titles(pattern: str, course: str) -> Callable[[int], str]:
    return lambda day: pattern.replace("{n}", str(day)).replace("{course}", course)


def _words(programme: Programme, language: str) -> tuple[tuple[str, str], ...]:
    prefix = f"{AREA}."
    found = programme.words[language].items()
    return tuple(sorted((key.removeprefix(prefix), text) for key, text in found if key.startswith(prefix)))


def _inputs(programme: Programme, course: Course, words: tuple[tuple[str, str], ...]) -> PackageInputs:
    return PackageInputs(
        course=course,
        words=words,
        palette=programme.palette,
        font=programme.source.programme.brand.font,
        templates=programme.templates[AREA],
        pictures=tuple(programme.asset(path) for path in pictures(course)),
    )


def scorm_package(inputs: PackageInputs, door: str, sheet: Callable[[Manifest], bytes]) -> bytes:
    """A package with an imsmanifest.xml, which `sheet` writes."""
    course = inputs.course
    picture = thumbnail(course.title, course.language, course.direction, inputs.palette)
    files = player_files(inputs, door) | {THUMBNAIL: picture}
    text = sheet(manifest(course, tuple(sorted(files))))
    return archive(files | {MANIFEST: text}, first=(MANIFEST, LAUNCH))


def player_files(inputs: PackageInputs, door: str, *policy: str) -> dict[str, bytes]:
    """The course with its player; `door` is the standard it talks, `policy` what the page may do besides."""
    return {
        LAUNCH: _page(inputs, "; ".join((*_POLICY, *policy))).encode(),
        "player.js": player_script(door).encode(),
        "player.css": _style(inputs.palette, inputs.font, inputs.templates.text("extra.css")),
        "course.js": _script(inputs.course, _spoken(inputs.words, door)),
        **{picture.name: picture.read() for picture in inputs.pictures},
    }


@lru_cache(maxsize=2)
def _script(course: Course, words: tuple[tuple[str, str], ...]) -> bytes:
    """The same behind all doors that have no words of their own."""
    return script(payload(course, words)).encode()


def _spoken(words: tuple[tuple[str, str], ...], door: str) -> tuple[tuple[str, str], ...]:
    """The words of this door: `html.closed-saved` is what the stand-alone player says instead of `closed-saved`."""
    own = {key.removeprefix(f"{door}."): text for key, text in words if key.startswith(f"{door}.")}
    common = {key: text for key, text in words if not key.startswith("html.")}
    return tuple(sorted((common | own).items()))


def _page(inputs: PackageInputs, policy: str) -> str:
    course = inputs.course
    return _template(inputs.templates.text("index.html")).render(
        language=course.language,
        direction=course.direction,
        title=course.title,
        policy=policy,
        no_script=dict(inputs.words).get("no-script", ""),
    )


@lru_cache(maxsize=2)
def _template(text: str) -> Template:
    """Compiled once for all courses."""
    return SandboxedEnvironment(autoescape=True, keep_trailing_newline=True).from_string(text)


@lru_cache(maxsize=2)
def _style(palette: Palette, font: str | None, extra: str) -> bytes:
    """The same for all courses of a programme."""
    return "".join((css_variables(palette), css_scale(font, player=True), player_style(), extra)).encode()


def manifest(course: Course, files: tuple[str, ...]) -> Manifest:
    """Identifiers come from the id the course was first published under: whatever else changes, records stay."""
    return Manifest(
        package=f"{course.programme}.{course.lasting_id}.{course.language}",
        organisation=f"ORG-{course.lasting_id}",
        item=f"ITEM-{course.lasting_id}",
        resource=f"RES-{course.lasting_id}",
        title=course.title,
        launch=LAUNCH,
        files=files,
        language=course.language,
        description=plain(course.summary),
        keywords=tuple(dict.fromkeys(skill.title for skill in course.skills)),
        version=course.edition,
        minutes=course.minutes,
        mastery=course.passing_score,
        thumbnail=THUMBNAIL,
        framework=f"{course.space}skill",
        skills=tuple((f"{course.space}skill/{skill.ref}", skill.title) for skill in course.skills),
    )


def examine(data: bytes, room: int | None) -> list[Problem]:
    """What an LMS would stumble over in a finished package: the rules of `adoptgen verify`, and its memory.

    `room` is how many characters an LMS remembers of a learner (None: as many as one likes).
    """
    found = [_problem(fault) for fault in verify(io.BytesIO(data))]
    return found if has_errors(found) else [*found, *remembered(data, room)]


def _problem(fault: Fault) -> Problem:
    spot = fault.spot
    place = Location(spot.entry or "the package", spot.line or 1, spot.column or 1)
    severity = Severity.WARNING if fault.rule.warning else Severity.ERROR
    return Problem(place, fault.rule.code, fault.message, fault.help, severity)


def remembered(data: bytes, room: int | None) -> Iterator[Problem]:
    """Whether everything a learner may do fits into what an LMS remembers."""
    try:
        course = _read(contents(data)["course.js"])
    except (BadZipFile, KeyError, ValueError) as error:
        yield Problem(Location("course.js"), "S102", f"cannot be read: {error}")
        return
    for fault in memory(course, room):
        place = Location(f"catalog/courses/{course['id']}.yaml")
        yield Problem(place, "S103", fault, "Make two courses of it, or give one of the two another id.")


@lru_cache(maxsize=2)
def _read(text: bytes) -> Json:
    """Read once for all formats; nobody changes it. Raises ValueError."""
    return read_script(text.decode())
