"""A site whose lesson asks one question of every kind, for the tests of checks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from built_site import ROOT

from adoptgen.artefact import Artefact
from adoptgen.build.assemble import assemble
from adoptgen.generators.site import generator
from adoptgen.model.learning import Lesson
from adoptgen.model.questions import Question

PAGE = "en/lessons/every-way.html"
HERE = {"shows": "accounts.find@1"}


def asked() -> list[Question]:
    """The questions of the catalog that has them all, a choice with several right answers first."""
    programme = assemble(ROOT / "tests" / "catalogs" / "every-way").programme
    assert programme
    several = {
        "id": "several",
        "ask": "Which two? See [signs](lesson/signs).",
        "hint": "Not *That*.",
        "options": [
            {"text": "This", "correct": True},
            {"text": "That", "feedback": "Read [signs](lesson/signs) again."},
            {"text": "These", "correct": True},
        ],
    }
    return [Question.model_validate(several | HERE), *programme.source.assessments["every-way"].questions]


def built(folder: Path) -> Path:
    """Plan, render and finish: the folder of the site."""
    programme = assemble(ROOT / "tests" / "catalogs" / "every-way").programme
    assert programme
    about = {"id": "every-way", "title": "Every way", "summary": "All of them.", "effort": 9, "body": "Text."}
    lesson = Lesson.model_validate(about | {"questions": asked()})
    catalog = replace(programme.source, lessons={**programme.source.lessons, lesson.id: lesson})
    for planned in generator.plan(replace(programme, source=catalog, catalogs={"en": catalog})):
        if isinstance(planned, Artefact):
            path = folder / planned.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(planned.render(planned.inputs))
        else:
            (folder / planned.target).mkdir(parents=True)
            planned.run(folder / planned.source, folder / planned.target, planned.options)
    return folder / "site"
