"""Which formats are built: those the programme's LMSs take, and those somebody names."""

from __future__ import annotations

import dataclasses

import pytest
from built_packages import CATALOGS

from adoptgen.build.assemble import assemble
from adoptgen.build.discover import generators
from adoptgen.build.planning import make_plan
from adoptgen.model.programme import LmsTarget

FORMATS = {"scorm12", "scorm2004", "scorm2004-3rd", "cmi5", "html"}


def planned(formats: tuple[str, ...], kinds: tuple[str, ...]) -> set[str]:
    """Formats of the packages a build would make."""
    programme = assemble(CATALOGS / "scored-course").programme
    assert programme is not None
    targets = tuple(LmsTarget.model_validate({"id": f"lms-{name}", "format": name}) for name in formats)
    sheet = programme.source.programme.model_copy(update={"lms": targets})
    told = dataclasses.replace(programme, source=dataclasses.replace(programme.source, programme=sheet))
    plan = make_plan({name: one for name, one in generators().items() if name in FORMATS}, told, kinds)
    assert plan.problems == ()
    return {key.split(".", 2)[2].removesuffix(".zip") for key in plan.units}


@pytest.mark.parametrize(
    ("formats", "kinds", "found"),
    [
        ((), (), {"scorm12"}),
        (("cmi5",), (), {"cmi5"}),
        (("scorm12", "scorm2004", "html"), (), {"scorm12", "scorm2004", "html"}),
        (("scorm12",), ("cmi5",), {"cmi5"}),
        ((), tuple(sorted(FORMATS)), FORMATS),
    ],
)
def test_the_lms_decide_unless_somebody_asks(formats: tuple[str, ...], kinds: tuple[str, ...], found: set[str]) -> None:
    assert planned(formats, kinds) == found
