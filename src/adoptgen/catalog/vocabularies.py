"""Published lists of words: languages, time zones, roles of controls."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from babel import localedata

_ROLES = """
    button link textbox combobox checkbox radio menuitem tab option searchbox switch spinbutton slider listbox row
    cell gridcell dialog alertdialog menu menuitemcheckbox menuitemradio treeitem tree treegrid grid table tablist
    tabpanel toolbar tooltip navigation region search form main banner heading img figure list listitem group
    radiogroup rowgroup rowheader columnheader progressbar scrollbar separator status alert article application
    blockquote caption code complementary contentinfo definition deletion directory document emphasis feed generic
    insertion log marquee math menubar meter none note paragraph presentation strong subscript superscript term
    time timer
"""
ARIA_ROLES = tuple(_ROLES.split())
"""Concrete roles of WAI-ARIA 1.2, section 5.4, those of controls first: they are the likelier ones."""


@cache
def time_zones() -> frozenset[str]:
    """Names of the IANA time zone database."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


@cache
def languages() -> frozenset[str]:
    """Tags (BCP 47) that CLDR knows, with - between their parts."""
    return frozenset(name.replace("_", "-") for name in localedata.locale_identifiers() if name != "root")


@cache
def _regions() -> frozenset[str]:
    return frozenset(part for name in languages() for part in name.split("-")[1:])


def is_language(tag: str) -> bool:
    """Whether CLDR knows the language, and each of its script and region in some language."""
    first, *rest = tag.split("-")
    return first in languages() and all(part in _regions() for part in rest)


def is_word(vocabulary: str, word: str) -> bool:
    """Whether a published list holds this word. Raises KeyError for a list we do not have."""
    tests = {"language": is_language, "time-zone": time_zones().__contains__, "aria-role": ARIA_ROLES.__contains__}
    return tests[vocabulary](word)


def words(vocabulary: str) -> tuple[str, ...]:
    """The words of a published list, the likelier first. Raises KeyError for a list we do not have."""
    makers = {"language": languages, "time-zone": time_zones}
    return ARIA_ROLES if vocabulary == "aria-role" else tuple(sorted(makers[vocabulary]()))
