"""The glossary: every term of the programme on one page, by title."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from adoptgen.artefact import Artefact
from adoptgen.generators._site_context import Context
from adoptgen.generators._site_links import GLOSSARY, term_anchor
from adoptgen.generators._site_people import Data
from adoptgen.model.term import Term


def glossary_pages(context: Context) -> Iterator[Artefact]:
    """The page, where there are terms."""
    terms = sorted(context.catalog.glossary.values(), key=_rank)
    if not terms:
        return
    states = (state for term in terms if (state := context.state_of(term)))
    title, intro = context.words["glossary.title"], context.words["glossary.intro"]
    data: Data = {"terms": [_row(term) for term in terms]} | next(states, {})
    yield context.sheet(GLOSSARY, "glossary", title, "help", data, intro, tuple(term.key for term in terms))


def _rank(term: Term) -> tuple[str, str]:
    """Letters with their marks stand beside those without, as dictionaries have them."""
    parts = unicodedata.normalize("NFKD", term.title)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold(), term.id


def _row(term: Term) -> Data:
    return {
        "anchor": term_anchor(term.id),
        "title": term.title,
        "definition": term.definition,
        "also": list(term.also),
        "avoid": list(term.avoid),
    }
