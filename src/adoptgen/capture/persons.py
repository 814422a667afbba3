"""Persons of a programme: every way their names are written, and the invented names that stand for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FIRST = ("Io", "Ada", "Ben", "Cleo", "Dora", "Emil", "Clara", "Edgar", "Felix", "Gustav", "Ottilie", "Valentin")
_LAST = ("Ott", "Berg", "Falk", "Lange", "Thorn", "Winter", "Sommer", "Ackermann", "Birkeland", "Lichtenfeld")
"""Names of nobody in particular, by length."""
_BETWEEN = r"(?:[\s._+\-\u00a0]|%20){1,3}"
_ALONE = r"(?<![^\W\d_]){}(?![^\W\d_])"
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "ł": "l"}


@dataclass(frozen=True)
class _Person:
    first: str
    last: str
    new_first: str
    new_last: str


@dataclass(frozen=True)
class Form:
    """One way of writing a person's name."""

    pattern: re.Pattern[str]
    person: _Person
    shape: str
    """The pseudonym's parts as this way writes them: {first}, {last}, {initial}."""

    def renamed(self, found: str) -> str:
        """The pseudonym in place of `found`, in its case."""
        person = self.person
        between = re.search(_BETWEEN + r"|, ?", found)
        text = self.shape.format(
            first=person.new_first,
            last=person.new_last,
            initial=person.new_first[0],
            between=between[0] if between else "",
        )
        if found.isupper() and len(found) > 2:
            return text.upper()
        return text.lower() if found.islower() else text


def forms(names: Sequence[str]) -> tuple[Form, ...]:
    """All ways of writing these names, the longest first. A name is the first name, then the rest."""
    people = [_person(name, index) for index, name in enumerate(names)]
    return tuple(form for way in (_whole, _parts) for person in people for form in way(person))


def _person(name: str, index: int) -> _Person:
    first, _, last = name.strip().partition(" ")
    return _Person(first, last.strip(), _like(first, _FIRST, index), _like(last, _LAST, index))


def _like(name: str, invented: Sequence[str], index: int) -> str:
    """An invented name of about this length, another one for the next person."""
    nearest = sorted(invented, key=lambda other: (abs(len(other) - len(name)), other))[:3]
    fitting = [other for other in nearest if other.casefold() != name.casefold()]
    return fitting[index % len(fitting)]


def _whole(person: _Person) -> Iterator[Form]:
    if not person.last:
        return
    first, last = _spelled(person.first), _spelled(person.last)
    initial = re.escape(person.first[0])
    yield _form(f"{first}{_BETWEEN}{last}", person, "{first}{between}{last}")
    yield _form(f"{last}(?:, ?|{_BETWEEN}){first}", person, "{last}{between}{first}")
    yield _form(f"{initial}{_BETWEEN}{last}", person, "{initial}{between}{last}")
    yield _form(f"{last}(?:, ?|{_BETWEEN}){initial}", person, "{last}{between}{initial}")
    yield _form(f"{first}{last}", person, "{first}{last}")
    yield _form(f"{initial}{last}", person, "{initial}{last}")


def _parts(person: _Person) -> Iterator[Form]:
    """A name alone counts when it begins with a capital: `Will`, not `will`."""
    for part, shape in ((person.last, "{last}"), (person.first, "{first}")):
        if len(part) > 2:
            for text in dict.fromkeys((part, part.upper())):
                yield _form(_spelled(text), person, shape, alone=True)


def _form(pattern: str, person: _Person, shape: str, *, alone: bool = False) -> Form:
    return Form(re.compile(_ALONE.format(f"(?:{pattern})"), 0 if alone else re.IGNORECASE), person, shape)


def _spelled(name: str) -> str:
    """The name with and without its marks: Krüger, Kruger, Krueger."""
    return "".join(_letter(letter) for letter in unicodedata.normalize("NFC", name))


def _letter(letter: str) -> str:
    if letter == " ":
        return _BETWEEN
    parts = unicodedata.normalize("NFD", letter)
    ways = [letter, parts[0], parts] if len(parts) > 1 else [letter]
    german = _GERMAN.get(letter.casefold())
    if german:
        ways += [german, german[0]] if letter.islower() else [german.title(), german.upper(), german[0].upper()]
    unique = dict.fromkeys(ways)
    longest_first = "|".join(re.escape(way) for way in sorted(unique, key=len, reverse=True))
    return re.escape(letter) if len(unique) == 1 else f"(?:{longest_first})"


__all__ = ["Form", "forms"]
