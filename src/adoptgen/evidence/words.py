"""The words LMS reports use, per language, each mapped on purpose; an unknown word stops its row.

English as exported by Moodle 4.5; French as in Moodle's French strings (completion, scorm, core).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTES = str.maketrans(dict.fromkeys('"`´‘’‚‛“”„‟«»′″', "'") | {"\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class State:
    """What a word says: completed or not (None: it does not say), passed or not (None: it does not say)."""

    completed: bool | None
    passed: bool | None = None


_DONE, _OPEN = State(True), State(False)
COMPLETION = {
    "completed": _DONE,
    "not completed": _OPEN,
    "completed (achieved pass grade)": State(True, True),
    "completed (did not achieve pass grade)": State(False, False),
    "terminé": _DONE,
    "achevé": _DONE,
    "pas terminé": _OPEN,
    "non terminé": _OPEN,
    "terminé (note minimale de réussite atteinte)": State(True, True),
    "terminé (n'a pas atteint la note minimale de réussite)": State(False, False),
}
"""Activity completion reports."""
_SET_BY = re.compile(r"(?P<state>.+) \((?:set by|défini par) .+\)")

SCORM = {
    "not attempted": _OPEN,
    "incomplete": _OPEN,
    "browsed": _OPEN,
    "completed": _DONE,
    "passed": State(True, True),
    "failed": State(None, False),
    "suspended": _OPEN,
    "aucune tentative": _OPEN,
    "incomplet": _OPEN,
    "consulté": _OPEN,
    "terminé": _DONE,
    "réussi": State(True, True),
    "échec": State(None, False),
    "suspendu": _OPEN,
}
"""Status of a SCO (SCORM 1.2 RTE, 3.4.4, cmi.core.lesson_status, as Moodle words it)."""

RESULTS = {"correct": True, "incorrect": False, "wrong": False, "neutral": None, "unanticipated": None, "": None}
"""Result of an interaction (SCORM 1.2 RTE, 3.4.4, cmi.interactions.n.result; `incorrect` as in SCORM 2004)."""

FIELDS = {
    "name": "name",
    "nom": "name",
    "first name / last name": "name",
    "prénom / nom de famille": "name",
    "email address": "mail",
    "adresse de courriel": "mail",
    "id number": "employee",
    "numéro d'identification": "employee",
    "username": "username",
    "nom d'utilisateur": "username",
    "attempt": "attempt",
    "tentative": "attempt",
    "started on": "started",
    "démarré le": "started",
    "last accessed on": "last",
    "dernier accès le": "last",
    "score": "score",
    "résultat": "score",
    "institution": "other",
    "department": "other",
    "département": "other",
    "phone": "other",
    "city/town": "other",
    "country": "other",
}
"""Header cell -> what the column holds."""
_NUMBERED = {"question": "question", "response": "response", "right answer": "right", "result": "result"} | {
    "réponse": "response",
    "réponse correcte": "right",
    "résultat": "result",
}


def fold(text: str) -> str:
    """Lower case, one kind of quote, single blanks: how words and titles are compared."""
    return " ".join(text.translate(_QUOTES).casefold().split())


def completion_state(text: str) -> State | None:
    """What a word of an activity completion report says; None for an unknown word."""
    word = fold(text)
    if found := COMPLETION.get(word):
        return found
    by_hand = _SET_BY.fullmatch(word)
    return COMPLETION.get(by_hand["state"]) if by_hand else None


def field_of(header: str) -> str:
    """What a column of this header holds; "" where the header is no known word."""
    return FIELDS.get(fold(header), "")


def numbered(header: str) -> tuple[str, int] | None:
    """(`response`, 3) for `Response 3`; None for any other header."""
    word, _, number = fold(header).rpartition(" ")
    return (_NUMBERED[word], int(number)) if word in _NUMBERED and number.isdecimal() else None
