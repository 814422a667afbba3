"""SCORM 2004 4th edition course packages: build/packages/<course>.<language>.scorm2004.zip.

One SCO holds the whole course, so that an LMS keeps one completion, one success, one score and one place to go on from.
"""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.artefact import Planned, Programme
from adoptgen.formats import scorm2004
from adoptgen.formats.imscp import MANIFEST
from adoptgen.formats.zip import archive
from adoptgen.generators._packages import LAUNCH, PackageInputs, examine, manifest, packages, player_files
from adoptgen.problems import Problem


class Scorm2004Packages:
    """Courses for LMSs that take SCORM 2004 4th edition."""

    name = "scorm2004"
    summary = "SCORM 2004 course packages, 4th edition."

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """One package per course and language."""
        return packages(programme, self.name, render, check)


def render(inputs: PackageInputs) -> bytes:
    """The package."""
    files = player_files(inputs, "scorm2004")
    sheet = scorm2004.manifest_bytes(manifest(inputs.course, tuple(sorted(files))), "4th")
    return archive(files | {MANIFEST: sheet}, first=(MANIFEST, LAUNCH))


def check(data: bytes) -> list[Problem]:
    """What an LMS would stumble over in a finished package."""
    return examine(data, scorm2004.SUSPEND_DATA)


generator = Scorm2004Packages()
