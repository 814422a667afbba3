"""The guide site: one tree per language, made by MkDocs from Markdown files and an explicit navigation."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from adoptgen.artefact import Artefact, Finisher, Planned, Programme, Templates
from adoptgen.generators._jobaid_print import job_aids, render, whole
from adoptgen.generators._site_context import Context
from adoptgen.generators._site_files import configuration, files
from adoptgen.generators._site_front import Front, render_front
from adoptgen.generators._site_links import GLOSSARY, job_aid, page, path_page
from adoptgen.generators._site_mkdocs import Options, run_mkdocs, theme_languages
from adoptgen.generators._site_pages import pages
from adoptgen.generators._site_speech import direction, language_name
from adoptgen.model.catalog import Catalog
from adoptgen.resources import resource

_FIRST_DAY = dt.date(2020, 1, 1)
"""Stands for the edition's date where the programme names none."""


@dataclass(frozen=True, slots=True)
class SiteGenerator:
    """Role homes, paths, lessons, guides and skills for employees; works from a folder and from any static host."""

    name: str = "site"
    summary: str = "Guide site for employees, one tree per language."

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """Sources and run of each language's tree, and the front page that chooses between them."""
        base = resource("mkdocs.yml").read_text(encoding="utf-8")
        known = theme_languages()
        options = Options(_epoch(programme.source))
        for language in programme.catalogs:
            context = Context.of(programme, language)
            yield from pages(context)
            yield from files(context)
            yield from _job_aids(context)
            yield configuration(context, navigation(context), base, known)
            yield Finisher(
                f"site ({language})", context.folder, f"site/{language}", options, run_mkdocs, language=language
            )
        yield _front(programme)


def navigation(context: Context) -> list[Any]:
    """Every page, in reading order, under the four tabs."""
    catalog, words = context.catalog, context.words
    learning = [*catalog.lessons.values(), *catalog.walkthroughs.values()]
    checks = [*catalog.assessments.values(), *catalog.workshops.values()]
    roles = [name for role in catalog.roles.values() for name in (page(role.key), path_page(role.id))]
    return [
        {words["tab.path"]: ["index.md", *roles, *(page(item.key) for item in checks)]},
        {words["tab.guides"]: ["guides.md", *(page(item.key) for item in learning)]},
        {words["tab.skills"]: ["skills.md", *(page(skill.key) for skill in catalog.skills.values())]},
        {words["tab.help"]: ["help.md", *([GLOSSARY] if catalog.glossary else [])]},
    ]


def _job_aids(context: Context) -> Iterator[Artefact]:
    """Each task's page to print, so that the tree holds what its pages link to wherever it is served."""
    for (language, task), inputs in job_aids(context.programme).items():
        if language == context.language:
            path = f"{context.folder}/docs/{job_aid(task)}"
            yield Artefact(path, (inputs.task.key,), inputs, render, (whole,), language=language)


def _epoch(catalog: Catalog) -> int:
    return calendar.timegm((catalog.programme.edition or _FIRST_DAY).timetuple())


def _front(programme: Programme) -> Artefact:
    sheet = programme.source.programme
    languages = tuple(
        (language, language_name(language), direction(language), programme.words[language]["site.choose.title"])
        for language in programme.catalogs
    )
    templates = Templates(tuple(one for one in programme.templates["site"].files if one.name == "front.html"))
    inputs = Front(sheet.organisation, languages, programme.palette, templates)
    return Artefact("site/index.html", (sheet.key,), inputs, render_front)


generator = SiteGenerator()
