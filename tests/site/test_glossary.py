"""The glossary page of the guide site: every term once, where links and search lead to it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from built_site import ROOT, dead, links

from adoptgen.build.assemble import assemble
from adoptgen.generators.site import generator

HEADING = re.compile(r'<h2 id="(term-[\w.-]+)">([^<]+)</h2>')
FIRST = {"en": ["Approval", "Case", "Claim"], "fr": ["Clôture prévue", "Commande", "Contact"]}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_term_stands_there_once_by_title(site: Path, language: str) -> None:
    page = site / language / "glossary.html"
    found = HEADING.findall(page.read_text(encoding="utf-8"))
    ids = {f"term-{path.stem}" for path in (ROOT / "catalog" / "glossary").glob("*.yaml")}
    assert len(found) == len(ids) and {anchor for anchor, _ in found} == ids
    assert [title for _, title in found][:3] == FIRST[language]
    titles = [title for _, title in found]
    assert language != "fr" or titles.index("Étape") < titles.index("Fiche"), "É stands beside E"
    assert dead(page) == []


def test_help_leads_to_it(site: Path) -> None:
    assert "glossary.html" in links(site / "en" / "help.html").targets


def test_without_terms_there_is_no_page() -> None:
    programme = assemble(ROOT / "tests" / "catalogs" / "tiny").programme
    assert programme is not None
    assert [item for item in generator.plan(programme) if "glossary" in getattr(item, "path", "")]
    catalogs = {name: replace(catalog, glossary={}) for name, catalog in programme.catalogs.items()}
    programme = replace(programme, catalogs=catalogs)
    assert not [item for item in generator.plan(programme) if "glossary" in getattr(item, "path", "")]
