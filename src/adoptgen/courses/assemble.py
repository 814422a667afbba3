"""From the catalog to a course: what its packages need and nothing else. Cheap: no text is rendered here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from adoptgen.courses import model
from adoptgen.courses.asks import ask_of
from adoptgen.courses.lasting import with_lasting_skills
from adoptgen.courses.pictures import own_picture, part_pictures, picture_of
from adoptgen.courses.scenes import scenes_of
from adoptgen.courses.terms import terms_of
from adoptgen.model import learning
from adoptgen.model.base import CatalogObject
from adoptgen.model.bundle import Bundle
from adoptgen.model.catalog import Catalog
from adoptgen.model.questions import Question

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
Bundles = Mapping[tuple[str, str], Bundle]


def lasting_id(item: CatalogObject) -> str:
    """The id an object was first published under."""
    return item.previous_ids[0] if item.previous_ids else item.id


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def assemble(catalog: Catalog, course: learning.Course, bundles: Bundles) -> model.Course:
    """One course in the catalog's language. Workshops are not part of packages and are left out."""
    modules = tuple(
        model.Section(module.title, tuple(_units(catalog, module.items, bundles))) for module in course.modules
    )
    sections = tuple(section for section in (*_pretest(catalog, course, bundles), *modules) if section.units)
    whole = _course(catalog, course, lasting_id(course), sections)
    return with_lasting_skills(whole, catalog.skills.values())


def _course(
    catalog: Catalog, course: learning.Course, identifier: str, sections: tuple[model.Section, ...]
) -> model.Course:
    edition = course.edition or catalog.programme.edition
    programme = lasting_id(catalog.programme)
    space = f"urn:adoptgen:{programme}/"
    return model.Course(
        id=course.id,
        lasting_id=identifier,
        programme=programme,
        title=course.title,
        summary=course.summary,
        language=catalog.language,
        direction=direction(catalog.language),
        mastery=course.mastery,
        passing=course.passing,
        edition=edition.isoformat() if edition else "",
        sections=sections,
        skills=_skills(catalog, [unit for section in sections for unit in section.units]),
        iri=course.uri or f"{space}course/{identifier}",
        space=space,
        programme_title=catalog.programme.title,
        organisation=catalog.programme.organisation,
        terms=terms_of(sections, catalog),
    )


def _pretest(catalog: Catalog, course: learning.Course, bundles: Bundles) -> Iterator[model.Section]:
    item = catalog.assessments.get(course.pretest or "")
    if item is not None:
        check = replace(_check(item, item.key in catalog.untranslated, _Asking(catalog, bundles)), pretest=True)
        yield model.Section(item.title, (check,))


def _units(catalog: Catalog, references: tuple[str, ...], bundles: Bundles) -> Iterator[model.AnyUnit]:
    asking = _Asking(catalog, bundles)
    for reference in references:
        item = catalog.learning_object(reference)
        partial = item.key in catalog.untranslated
        if isinstance(item, learning.Lesson):
            yield _lesson(item, partial, asking)
        elif isinstance(item, learning.Walkthrough):
            yield _task(item, partial, bundles.get((item.id, catalog.language)))
        elif isinstance(item, learning.Assessment):
            yield _check(item, partial, asking)


def _lesson(item: learning.Lesson, partial: bool, asking: _Asking) -> model.LessonUnit:
    return model.LessonUnit(
        id=item.key,
        key=_key(item),
        title=item.title,
        summary=item.summary,
        minutes=item.effort,
        teaches=tuple(map(str, item.teaches)),
        partial=partial,
        body=item.body,
        questions=asking.asks(item, item.questions),
    )


def _check(item: learning.Assessment, partial: bool, asking: _Asking) -> model.CheckUnit:
    return model.CheckUnit(
        id=item.key,
        key=_key(item),
        title=item.title,
        summary=item.summary,
        minutes=item.effort,
        teaches=tuple(map(str, item.teaches)),
        partial=partial,
        mastery=item.mastery,
        tries=item.attempts,
        shuffle=item.shuffle,
        pretest=False,
        questions=asking.asks(item, item.questions),
        pools=tuple(model.Draw(pool.draw, asking.asks(item, pool.questions)) for pool in item.pools),
    )


def _task(item: learning.Walkthrough, partial: bool, bundle: Bundle | None) -> model.TaskUnit:
    number = {step.id: place for place, step in enumerate(item.steps, 1)}
    views = part_pictures(bundle, len(item.parts), number)
    parts = tuple(_part(part, number, view, bundle) for part, view in zip(item.parts, views, strict=True))
    return model.TaskUnit(
        id=item.key,
        key=_key(item),
        title=item.title,
        summary=item.summary,
        minutes=item.effort,
        teaches=tuple(map(str, item.teaches)),
        partial=partial,
        parts=parts,
        caution=item.caution or "",
        different=item.different,
    )


def _part(
    part: learning.Part, number: Mapping[str, int], view: model.Shown | None, bundle: Bundle | None
) -> model.TaskPart:
    marked = {mark for mark, _ in view.marks} if view else set()
    steps = tuple(_action(step, number[step.id], marked, bundle) for step in part.steps)
    return model.TaskPart(part.title, part.caption or "", steps, view)


def _action(step: learning.Step, number: int, marked: set[int], bundle: Bundle | None) -> model.Action:
    own = None
    if number not in marked:
        own = own_picture(bundle, step.id, number) if bundle else picture_of(step.picture)
    return model.Action(step.say, step.result or "", step.why or "", step.note or "", own)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Turns questions into a course's, with what they need of the rest of the catalog."""

    catalog: Catalog
    bundles: Bundles

    def asks(
        self, item: learning.Lesson | learning.Assessment, questions: tuple[Question, ...]
    ) -> tuple[model.Ask, ...]:
        return tuple(ask_of(question, item.kind, lasting_id(item), self._scenes(question)) for question in questions)

    def _scenes(self, question: Question) -> tuple[model.Scene, ...]:
        walkthrough = self.catalog.walkthroughs.get(question.simulation or "")
        if walkthrough is None:
            return ()
        return scenes_of(walkthrough, self.bundles.get((walkthrough.id, self.catalog.language)))


def _key(item: CatalogObject) -> str:
    return model.key_of(f"{item.kind}/{lasting_id(item)}")


def _skills(catalog: Catalog, units: list[model.AnyUnit]) -> tuple[model.SkillLine, ...]:
    """Every skill level the course's questions show, in the order of the questions."""
    shown = dict.fromkeys(ask.shows for unit in units if not isinstance(unit, model.TaskUnit) for ask in unit.bank)
    return tuple(_skill(catalog, ref, units) for ref in shown)


def _skill(catalog: Catalog, ref: str, units: list[model.AnyUnit]) -> model.SkillLine:
    skill, _, level = ref.rpartition("@")
    teaching = [unit for unit in units if not isinstance(unit, model.CheckUnit)]
    exact = [unit.id for unit in teaching if ref in unit.teaches]
    near = [unit.id for unit in teaching if any(taught.startswith(f"{skill}@") for taught in unit.teaches)]
    known = catalog.skills.get(skill)
    return model.SkillLine(
        ref,
        model.key_of(f"skill/{ref}"),
        known.title if known else skill,
        int(level),
        tuple(dict.fromkeys(exact + near)),
    )
