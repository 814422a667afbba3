"""SCORM 2004 3rd edition course packages: build/packages/<course>.<language>.scorm2004-3rd.zip.

One SCO holds the whole course, so that an LMS keeps one completion, one success, one score and one place to go on from.
"""

from __future__ import annotations

from functools import partial

from adoptgen.formats import scorm2004
from adoptgen.generators._packages import PackageInputs, Packages, examine, scorm_package
from adoptgen.problems import Problem


def render(inputs: PackageInputs) -> bytes:
    """The package."""
    return scorm_package(inputs, "scorm2004", partial(scorm2004.manifest_bytes, edition="3rd"))


def check(data: bytes) -> list[Problem]:
    """What an LMS would stumble over in a finished package."""
    return examine(data, scorm2004.SUSPEND_DATA)


generator = Packages(
    name="scorm2004-3rd",
    summary="SCORM 2004 course packages, 3rd edition.",
    render=render,
    check=check,
)
