"""The whole catalog as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from adoptgen.model.base import CatalogObject
from adoptgen.model.change import Impact, Kpi, Survey
from adoptgen.model.learning import Assessment, Course, LearningObject, Lesson, Walkthrough, Workshop
from adoptgen.model.people import Application, Role, Skill, Trainer
from adoptgen.model.programme import ProgrammeSheet
from adoptgen.model.term import Term

KINDS: tuple[type[CatalogObject], ...] = (
    Skill,
    Role,
    Application,
    Walkthrough,
    Lesson,
    Assessment,
    Workshop,
    Course,
    Survey,
    Impact,
    Kpi,
    Trainer,
    Term,
)
"""Every kind that lives in a folder of its own, in the order the catalog is explained."""

FOLDERS = {kind.kind: kind.folder for kind in KINDS}
"""Kind -> its folder, which is also the name of its field in the catalog."""


@dataclass(frozen=True)
class Catalog:
    """All objects, by id and in file order; texts are in one language (`language`)."""

    programme: ProgrammeSheet
    language: str
    skills: Mapping[str, Skill]
    roles: Mapping[str, Role]
    applications: Mapping[str, Application]
    walkthroughs: Mapping[str, Walkthrough]
    lessons: Mapping[str, Lesson]
    assessments: Mapping[str, Assessment]
    workshops: Mapping[str, Workshop]
    courses: Mapping[str, Course]
    surveys: Mapping[str, Survey]
    impacts: Mapping[str, Impact]
    kpis: Mapping[str, Kpi]
    trainers: Mapping[str, Trainer]
    glossary: Mapping[str, Term]
    untranslated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Object key -> fields shown in the source language because their translation is missing or stale."""

    def of(self, kind: str) -> Mapping[str, CatalogObject]:
        """All objects of a kind, by id. Raises KeyError for an unknown kind."""
        objects: Mapping[str, CatalogObject] = getattr(self, FOLDERS[kind])
        return objects

    def objects(self) -> Iterator[CatalogObject]:
        """Every object: the programme first, then kind by kind."""
        yield self.programme
        for cls in KINDS:
            yield from self.of(cls.kind).values()

    def learning_object(self, reference: str) -> LearningObject:
        """The learning object behind `kind/id`. Raises KeyError if there is none."""
        kind, _, identifier = reference.partition("/")
        found = self.of(kind)[identifier]
        if not isinstance(found, LearningObject):
            raise KeyError(reference)
        return found

    def learning_objects(self) -> Iterator[LearningObject]:
        """Everything people learn with."""
        for folder in (self.lessons, self.walkthroughs, self.assessments, self.workshops):
            yield from folder.values()
