"""Task pages of the guide site lead to the tour, where it is known where the application is."""

from __future__ import annotations

import dataclasses
import re

from touring import programme

from adoptgen.artefact import Artefact, Programme
from adoptgen.generators._site_context import Context
from adoptgen.generators._site_pages import pages


def page(sample: Programme, language: str) -> str:
    """The task page of visit.log, as the generator writes it."""
    found = next(
        item for item in pages(Context.of(sample, language)) if item.path.endswith("walkthroughs/visit.log.md")
    )
    assert isinstance(found, Artefact)
    return found.render(found.inputs).decode()


def test_a_task_page_leads_to_its_tour() -> None:
    for language, words in (("en", "Show me in Tideline"), ("fr", "Me montrer dans Tideline")):
        (link,) = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(?:(?!</a>).)*' + words, page(programme(), language), re.S)
        assert link == "https://tideline.nordkai.example/#adoptgen=visit.log"


def test_nothing_leads_there_where_the_address_is_unknown() -> None:
    sample = programme()
    catalog = sample.catalogs["en"]
    nowhere = catalog.applications["tideline"].model_copy(update={"address": ""})
    changed = dataclasses.replace(catalog, applications={"tideline": nowhere})
    assert "#adoptgen=" not in page(dataclasses.replace(sample, catalogs={"en": changed}), "en")
