"""Job aids to print: build/jobaids/<walkthrough>.<language>.pdf, one page where the task fits on one.

The guide site carries the same files beside its task pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adoptgen.artefact import Artefact, Planned, Programme
from adoptgen.generators._jobaid_print import job_aids, render, whole
from adoptgen.generators._jobaid_typst import is_there
from adoptgen.problems import Location, Problem, Severity

FOLDER = "jobaids"
HELP = "Install it with: pip install typst"


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands in the place of job aids that cannot be made."""

    asked: bool
    """Whether job aids were asked for by name: then it is an error that there are none."""


class JobAids:
    """One PDF per task and language."""

    name = "job-aids"
    summary = "Job aids to print (PDF/UA): one per walkthrough and language."

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """All of them; without Typst a note that says what to install, so that all else is made."""
        if not is_there():
            asked = self.name in programme.asked
            checks = (no_typst_error if asked else no_typst,)
            yield Artefact(f"{FOLDER}/no-job-aids.txt", (), Notice(asked), render_notice, checks)
            return
        for (language, task), inputs in job_aids(programme).items():
            path = f"{FOLDER}/{task}.{language}.pdf"
            yield Artefact(path, (inputs.task.key,), inputs, render, (whole,), language=language)


def render_notice(_inputs: Notice) -> bytes:
    """What to do about it."""
    return f"Job aids need the package typst, which is not installed. {HELP}\n".encode()


def no_typst(_data: bytes) -> list[Problem]:
    """Said once, beside everything that was made."""
    message = "job aids are left out: the package typst is not installed"
    return [Problem(Location("build/jobaids"), "J102", message, HELP, Severity.WARNING)]


def no_typst_error(data: bytes) -> list[Problem]:
    """Said to somebody who asked for job aids by name."""
    return [Problem(one.location, one.code, one.message, one.help, Severity.ERROR) for one in no_typst(data)]


generator = JobAids()
