"""SCORM 1.2 course packages: build/packages/<course>.<language>.scorm12.zip.

One SCO holds the whole course, so that an LMS keeps one status, one score and one place to go on from.
"""

from __future__ import annotations

from adoptgen.formats import scorm12
from adoptgen.generators._packages import PackageInputs, Packages, examine, scorm_package
from adoptgen.problems import Problem


def render(inputs: PackageInputs) -> bytes:
    """The package."""
    return scorm_package(inputs, "scorm12", scorm12.manifest_bytes)


def check(data: bytes) -> list[Problem]:
    """What an LMS would stumble over in a finished package."""
    return examine(data, scorm12.SUSPEND_DATA)


generator = Packages(
    name="scorm12",
    summary="SCORM 1.2 course packages.",
    render=render,
    check=check,
)
