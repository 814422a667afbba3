"""cmi5 course packages: build/packages/<course>.<language>.cmi5.zip.

One assignable unit holds the whole course; every answer becomes an xAPI statement in the LMS's record store.
"""

from __future__ import annotations

from adoptgen.catalog.markdown import plain
from adoptgen.courses.model import Course
from adoptgen.formats.cmi5 import STRUCTURE_FILE, Structure, structure_bytes
from adoptgen.formats.zip import archive
from adoptgen.generators._packages import LAUNCH, PackageInputs, Packages, examine, player_files
from adoptgen.problems import Problem

TALKS = "connect-src https: http:"
"""The record store's address is known at launch only."""


def render(inputs: PackageInputs) -> bytes:
    """The package."""
    files = player_files(inputs, "cmi5", TALKS)
    return archive(files | {STRUCTURE_FILE: structure_bytes(structure(inputs.course))}, first=(STRUCTURE_FILE, LAUNCH))


def structure(course: Course) -> Structure:
    """Ids come from the id the course was first published under; an LMS keeps languages apart as two courses."""
    return Structure(
        course=f"{course.iri}/{course.language}",
        unit=course.iri,
        title=course.title,
        description=plain(course.summary),
        language=course.language,
        url=LAUNCH,
        objectives=tuple((f"{course.space}skill/{skill.ref}", skill.title) for skill in course.skills),
        mastery=course.passing_score,
        passes=any(course.checks()),
    )


def check(data: bytes) -> list[Problem]:
    """What an LMS would stumble over in a finished package."""
    return examine(data, None)


generator = Packages(
    name="cmi5",
    summary="cmi5 course packages.",
    render=render,
    check=check,
)
