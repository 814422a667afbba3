"""Stand-alone courses: build/packages/<course>.<language>.html.zip.

Unpacked anywhere, also on a stick, index.html opens in a browser. What is done is kept there and can be saved as a
file of xAPI statements, which `adoptgen import` reads.
"""

from __future__ import annotations

from adoptgen.formats.zip import archive
from adoptgen.generators._packages import LAUNCH, PackageInputs, Packages, player_files, remembered
from adoptgen.problems import Problem


def render(inputs: PackageInputs) -> bytes:
    """The package."""
    return archive(player_files(inputs, "html"), first=(LAUNCH,))


def check(data: bytes) -> list[Problem]:
    """Whether the course can be read back: there is no manifest, so nothing else can contradict itself."""
    return list(remembered(data, None))


generator = Packages(
    name="html",
    summary="Stand-alone courses without an LMS.",
    render=render,
    check=check,
)
