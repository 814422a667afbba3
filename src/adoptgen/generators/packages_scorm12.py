"""SCORM 1.2 course packages: build/packages/<course>.<language>.scorm12.zip.

One SCO holds the whole course, so that an LMS keeps one status, one score and one place to go on from.
"""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.artefact import Planned, Programme
from adoptgen.formats import scorm12
from adoptgen.formats.zip import archive
from adoptgen.generators._packages import LAUNCH, PackageInputs, examine, manifest, packages, player_files
from adoptgen.problems import Problem


class Scorm12Packages:
    """Courses for LMSs that take SCORM 1.2."""

    name = "scorm12"
    summary = "SCORM 1.2 course packages."

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """One package per course and language."""
        return packages(programme, self.name, render, check)


def render(inputs: PackageInputs) -> bytes:
    """The package."""
    files = player_files(inputs, "scorm12")
    sheet = scorm12.manifest_bytes(manifest(inputs.course, tuple(sorted(files))))
    return archive(files | {scorm12.MANIFEST: sheet}, first=(scorm12.MANIFEST, LAUNCH))


def check(data: bytes) -> list[Problem]:
    """What an LMS would stumble over in a finished package."""
    return examine(data, scorm12.SUSPEND_DATA)


generator = Scorm12Packages()
