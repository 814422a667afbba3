"""Which object of the catalog an activity of a report is: by identifier, else by title; never by guess."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from adoptgen.evidence.contract import Named
from adoptgen.evidence.words import fold
from adoptgen.model.base import CatalogObject
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Assessment, Lesson

_PREFIX = re.compile(
    r"(?:scorm package|paquetage scorm|external tool|outil externe|quiz|test|page|page web|lesson|leçon|assignment"
    r"|devoir|file|fichier|url) ?: "
)
_SUFFIX = re.compile(r" (?:\((?:real|feedback|percentage|réel|feedback|pourcentage)\)|- completion date)$")


@dataclass(frozen=True, slots=True)
class Match:
    """The object found (`kind/id`), or those it might be."""

    key: str = ""
    candidates: tuple[str, ...] = ()


def plain_title(text: str) -> str:
    """A title as it is compared: unescaped, quotes and case folded, the report's prefix and suffix removed."""
    folded = fold(html.unescape(html.unescape(text)))
    return _SUFFIX.sub("", _PREFIX.sub("", folded, count=1))


def _squeezed(text: str) -> str:
    return "".join(character for character in plain_title(text) if character.isalnum())


class Activities:
    """The catalog's objects by identifier and by title in every language."""

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        self._ids: dict[str, set[str]] = {}
        self._titles: dict[str, set[str]] = {}
        self._questions: dict[str, tuple[str, str]] = {}
        for catalog in catalogs:
            for item in (*catalog.courses.values(), *catalog.learning_objects()):
                self._add(item)
        self.find = lru_cache(maxsize=4096)(self._find)

    def _add(self, item: CatalogObject) -> None:
        for name in (item.id, *item.previous_ids):
            self._ids.setdefault(name, set()).add(item.key)
            self._ids.setdefault(f"{item.kind}/{name}", set()).add(item.key)
            if isinstance(item, Assessment | Lesson):
                self._questions |= {f"{name}.{question.id}": (item.key, question.id) for question in item.bank}
        for address in (item.uri, *item.same_as):
            if address:
                self._ids.setdefault(address, set()).add(item.key)
        self._titles.setdefault(plain_title(item.title), set()).add(item.key)

    def _find(self, named: Named) -> Match:
        found = self._by_identifier(named.identifier) or self._titles.get(plain_title(named.title), set())
        if not found and named.file:
            found = self._by_file(named.file)
        if len(found) == 1:
            return Match(next(iter(found)))
        return Match(candidates=tuple(sorted(found)) or self._nearest(named))

    def _by_identifier(self, identifier: str) -> set[str]:
        """The whole, its last two segments, or its last: `https://…/course/sales`."""
        segments = re.split(r"[/#]", identifier.rstrip("/#"))
        for name in (identifier, "/".join(segments[-2:]), segments[-1]):
            if name and name in self._ids:
                return self._ids[name]
        return set()

    def _by_file(self, stem: str) -> set[str]:
        """Objects whose title stands in the file's name; of nested titles the longest."""
        name = _squeezed(stem)
        inside = [title for title in self._titles if _squeezed(title) and _squeezed(title) in name]
        longest = max((len(_squeezed(title)) for title in inside), default=0)
        return {key for title in inside if len(_squeezed(title)) == longest for key in self._titles[title]}

    def _nearest(self, named: Named) -> tuple[str, ...]:
        titles = difflib.get_close_matches(plain_title(named.title or named.file), self._titles, n=3, cutoff=0.5)
        return tuple(dict.fromkeys(key for title in titles for key in sorted(self._titles[title])))

    def question(self, identifier: str) -> tuple[str, str] | None:
        """(`assessment/id`, question id) of an interaction's id or an activity's address; None if there is none."""
        segments = re.split(r"[/#]", identifier.rstrip("/#"))
        for name in (identifier, segments[-1], ".".join(segments[-2:])):
            if name in self._questions:
                return self._questions[name]
        return None


class Places:
    """Roles, sites and waves as a roster may write them: id or title in any language."""

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        self.waves: dict[str, str] = {}
        self._names: dict[str, dict[str, str]] = {"role": {}, "site": {}, "wave": {}}
        for catalog in catalogs:
            sheet = catalog.programme
            self.waves |= {site: wave.id for wave in sheet.waves for site in wave.sites}
            self._add("role", {role.id: role.title for role in catalog.roles.values()})
            self._add("site", {site.id: site.title for site in sheet.sites})
            self._add("wave", {wave.id: wave.title for wave in sheet.waves})

    def _add(self, kind: str, titles: Mapping[str, str]) -> None:
        for identifier, title in titles.items():
            self._names[kind][fold(title)] = identifier
            self._names[kind][identifier] = identifier

    def find(self, kind: str, text: str) -> Match:
        """The role, site or wave meant."""
        names = self._names[kind]
        if found := names.get(fold(text)):
            return Match(found)
        nearest = difflib.get_close_matches(fold(text), names, n=3, cutoff=0.5)
        return Match(candidates=tuple(dict.fromkeys(names[name] for name in nearest)))
