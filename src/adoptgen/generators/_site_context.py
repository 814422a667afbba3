"""One language of the programme as the site's pages look at it, with what many pages ask computed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adoptgen.artefact import Artefact, Programme, Templates
from adoptgen.generators._site_links import root_of
from adoptgen.generators._site_people import Data, flat, needs, phases
from adoptgen.generators._site_render import PageInputs, render_page
from adoptgen.generators._site_speech import language_name
from adoptgen.model.base import CatalogObject
from adoptgen.model.bundle import Bundle
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Assessment, LearningObject
from adoptgen.model.pathway import LearningPath
from adoptgen.model.people import Application, Need, Skill


@dataclass(frozen=True)
class Index:
    """The catalog by skill."""

    taught: Mapping[str, list[tuple[LearningObject, int]]]
    """Skill -> learning objects with the highest level they lead to."""
    asked: Mapping[str, list[tuple[Assessment, int]]]
    """Skill -> assessments with the number of questions that show it."""
    before: Mapping[str, list[Skill]]
    """Skill -> skills that require it."""

    @classmethod
    def of(cls, catalog: Catalog) -> Index:
        """All three in one pass each."""
        taught: dict[str, list[tuple[LearningObject, int]]] = {}
        for item in catalog.learning_objects():
            for skill in dict.fromkeys(one.skill for one in item.teaches):
                level = max(one.level for one in item.teaches if one.skill == skill)
                taught.setdefault(skill, []).append((item, level))
        asked: dict[str, list[tuple[Assessment, int]]] = {}
        for check in catalog.assessments.values():
            for skill, count in Counter(question.shows.skill for question in check.bank).items():
                asked.setdefault(skill, []).append((check, count))
        before: dict[str, list[Skill]] = {}
        for later in catalog.skills.values():
            for required in dict.fromkeys(required_ids(later)):
                before.setdefault(required, []).append(later)
        return cls(taught, asked, before)


def required_ids(skill: Skill) -> list[str]:
    """Skills a skill requires, alternatives included."""
    return [one.skill for need in skill.requires for one in ((need.all_of,) if need.all_of else ()) + need.any_of]


@dataclass(frozen=True)
class Context:
    """What the pages of one language are planned from."""

    programme: Programme
    catalog: Catalog
    language: str
    words: Mapping[str, str]
    """Interface words without the area's prefix."""
    templates: Templates
    paths: Mapping[str, LearningPath]
    rails: Mapping[str, list[Data]]
    """Role -> its path parted in phases."""
    on_paths: Mapping[str, tuple[str, ...]]
    """Learning object -> roles whose path holds it."""
    links: Mapping[str, list[Data]]
    """Role -> its path as links, in one row."""
    needs: Mapping[str, Mapping[str, Need]]
    """Role -> skill -> the highest level it takes."""
    index: Index

    @classmethod
    def of(cls, programme: Programme, language: str) -> Context:
        """The programme in one language."""
        catalog = programme.catalogs[language]
        paths = {role: programme.paths.get(role, LearningPath(role, ())) for role in catalog.roles}
        words = {
            key.removeprefix("site."): text for key, text in programme.words[language].items() if key[:5] == "site."
        }
        rails = {role: phases(catalog, path) for role, path in paths.items()}
        on_paths: dict[str, tuple[str, ...]] = {}
        for role, path in paths.items():
            for step in path.steps:
                on_paths[step.reference] = (*on_paths.get(step.reference, ()), role)
        return cls(
            programme=programme,
            catalog=catalog,
            language=language,
            words=words,
            templates=programme.templates["site"],
            paths=paths,
            rails=rails,
            on_paths=on_paths,
            links={role: flat(rail) for role, rail in rails.items()},
            needs={role.id: needs(catalog, role) for role in catalog.roles.values()},
            index=Index.of(catalog),
        )

    @property
    def folder(self) -> str:
        """Where this language's sources lie."""
        return f".work/site/{self.language}"

    @property
    def application(self) -> Application | None:
        """The application people are trained for; the first where there are several."""
        return next(iter(self.catalog.applications.values()), None)

    @property
    def application_name(self) -> str:
        """Its name, or the programme's where the catalog names no application."""
        return self.application.title if self.application else self.catalog.programme.title

    def bundle(self, walkthrough: str) -> Bundle | None:
        """What was captured of a walkthrough in this language, else in the source language."""
        source = self.catalog.programme.source_language
        bundles = self.programme.bundles
        return bundles.get((walkthrough, self.language)) or bundles.get((walkthrough, source))

    def page(self, file: str, template: str, item: CatalogObject, tab: str, data: Data, summary: str = "") -> Artefact:
        """A page about one object."""
        return self.sheet(file, template, item.title, tab, data | self.state_of(item), summary, (item.key,))

    def sheet(
        self, file: str, template: str, title: str, tab: str, data: Data, summary: str, about: tuple[str, ...]
    ) -> Artefact:
        """A page with a title of its own."""
        inputs = PageInputs(
            template=f"{template}.html",
            title=title,
            description=summary,
            tab=tab,
            root=root_of(file),
            language=self.language,
            words=self.words,
            data={"untranslated": "", "source": "", **data},
            templates=self.templates,
        )
        return Artefact(f"{self.folder}/docs/{file}", about, inputs, render_page, language=self.language)

    def state_of(self, item: CatalogObject) -> dict[str, Any]:
        """Whether parts of an object are still in the source language: its name for readers, and its code."""
        if not self.catalog.untranslated.get(item.key):
            return {}
        source = self.catalog.programme.source_language
        return {"untranslated": language_name(source, self.language), "source": source}
