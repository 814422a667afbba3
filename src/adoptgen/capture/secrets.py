"""What looks personal or secret in a text, and what stands there instead.

The same text always becomes the same: nothing here remembers, counts or draws lots. Replacements lie in ranges
that are never found again (all zeros, only x, domains reserved by RFC 2606), so that what was redacted once can be
scanned with the same eyes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from adoptgen.capture.persons import Form, forms
from adoptgen.model.redaction import Redaction

_PASSES = 3
"""What one replacement uncovers (a name beside a token) is found in the next pass."""


@dataclass(frozen=True, order=True)
class Find:
    """Something that must not be seen: where it stands in the text, what it is, what replaces it."""

    start: int
    end: int
    what: str
    new: str


Finder = Callable[[str], Iterable[Find]]


@dataclass(frozen=True)
class Redactor:
    """The finders of one programme and application."""

    finders: tuple[Finder, ...]
    keep: tuple[re.Pattern[str], ...] = ()

    def finds(self, text: str) -> list[Find]:
        """What must not be seen, from left to right; where two overlap, the finder named first wins."""
        if len(text) < 3:
            return []
        taken: list[Find] = []
        for finder in self.finders:
            for find in finder(text):
                if find.new == text[find.start : find.end] or self._kept(text[find.start : find.end]):
                    continue
                if all(find.end <= other.start or find.start >= other.end for other in taken):
                    taken.append(find)
        return sorted(taken)

    def _kept(self, found: str) -> bool:
        return any(pattern.search(found) for pattern in self.keep)

    def text(self, text: str) -> str:
        """The text as it may be seen."""
        for _ in range(_PASSES):
            found = self.finds(text)
            if not found:
                break
            for find in reversed(found):
                text = text[: find.start] + find.new + text[find.end :]
        return text

    def pieces(self, pieces: tuple[str, ...]) -> tuple[str, ...]:
        """A text that markup has cut into pieces: a find across them is replaced in the first, its rest is empty."""
        for _ in range(_PASSES):
            found = self.finds("".join(pieces))
            if not found:
                break
            for find in reversed(found):
                pieces = _spliced(pieces, find)
        return pieces


def _spliced(pieces: tuple[str, ...], find: Find) -> tuple[str, ...]:
    made, start, new = [], 0, find.new
    for piece in pieces:
        left, right = max(find.start - start, 0), min(find.end - start, len(piece))
        if left < right:
            made.append(piece[:left] + new + piece[right:])
            new = ""
        else:
            made.append(piece)
        start += len(piece)
    return tuple(made)


@cache
def redactor(*given: Redaction, secrets: tuple[str, ...] = ()) -> Redactor:
    """What the programme and the application say, and what is always found. `secrets` are words never to be seen."""
    own = [_secret(word) for word in secrets if len(word) >= 4]
    own += [_own(item.pattern or _whole(item.text or ""), item.with_) for each in given for item in each.replace]
    people = forms(tuple(dict.fromkeys(name for each in given for name in each.persons)))
    keep = tuple(re.compile(pattern) for each in given for pattern in each.keep)
    return Redactor((*own, *_BUILT_IN, *([_people(people)] if people else [])), keep)


def _whole(word: str) -> str:
    return rf"(?<!\w){re.escape(word)}(?!\w)"


def _own(pattern: str, new: str) -> Finder:
    expression = re.compile(pattern)
    return lambda text: [
        Find(found.start(), found.end(), "a word of the programme", new)
        for found in expression.finditer(text)
        if found.end() > found.start()
    ]


def _secret(word: str) -> Finder:
    expression = re.compile(re.escape(word))
    return lambda text: [
        Find(found.start(), found.end(), "a secret", "•" * min(len(word), 8)) for found in expression.finditer(text)
    ]


def _people(ways: tuple[Form, ...]) -> Finder:
    def find(text: str) -> Iterator[Find]:
        for way in ways:
            for found in way.pattern.finditer(text):
                yield Find(found.start(), found.end(), "a person", way.renamed(found[0]))

    return find


def _by(pattern: str, what: str, replace: Callable[[re.Match[str]], str], group: int = 0, need: str = "") -> Finder:
    """Finds of a regular expression; `replace` answers with the text itself for what is none after all.

    `need`: a text without it has no find, which is told much quicker.
    """
    expression = re.compile(pattern)

    def find(text: str) -> Iterator[Find]:
        if need and need not in text:
            return
        for found in expression.finditer(text):
            yield Find(found.start(group), found.end(group), what, replace(found))

    return find


_RESERVED = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org))$", re.IGNORECASE)
_FILL = "mailmailmailmailmailmailmailmail"


def _mail(found: re.Match[str]) -> str:
    local, domain = found[1], found[3]
    if _RESERVED.search(domain):
        return found[0]
    number = zlib.crc32(found[0].casefold().encode()) % 1000  # of a thousand: leads back to nobody
    name = f"p{number:03}"
    return f"{name.ljust(len(local), 'x')}{found[2]}{_FILL[: max(len(domain) - 8, 1)]}.example"


def _crossed(text: str) -> str:
    return "x" * min(len(text), 40)


def _token(group: int) -> Callable[[re.Match[str]], str]:
    return lambda found: found[group] if set(found[group]) <= {"x"} else _crossed(found[group])


def _hex(found: re.Match[str]) -> str:
    word = found[0]
    plain = word.isdigit() or word.isalpha()
    return word if plain or word.casefold().startswith("0x") else _crossed(word)


def _opaque(found: re.Match[str]) -> str:
    word = found[0]
    kinds = (str.isupper, str.islower, str.isdigit)
    mixed = all(sum(kind(letter) for letter in word) >= 3 for kind in kinds)
    return _crossed(word) if mixed and not re.search(r"[a-z]{7}|[A-Z]{7}", word) else word


def _zeros(text: str) -> str:
    return re.sub(r"\d", "0", text)


def _card(found: re.Match[str]) -> str:
    """Checked as ISO/IEC 7812-1, annex B, checks it."""
    digits = [int(digit) for digit in found[0] if digit.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    right = (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 and 13 <= len(digits) <= 19 and any(digits)
    return _zeros(found[0]) if right else found[0]


def _iban(text: str) -> Iterator[Find]:
    """Account numbers (ISO 13616): the longest reading whose check digits are right."""
    for found in _ACCOUNT.finditer(text):
        for end in range(found.end(), found.start() + 14, -1):
            compact = re.sub(r"\s", "", text[found.start() : end])
            if 15 <= len(compact) <= 34 and _checked(compact):
                country, rest = text[found.start() : found.start() + 2], text[found.start() + 2 : end]
                yield Find(found.start(), end, "an account number", country + re.sub(r"\w", "0", rest))
                break


_ACCOUNT = re.compile(r"(?<![^\W_])[A-Za-z]{2}\d{2}(?:[ \u00a0]?[A-Za-z0-9]){11,30}")


def _checked(compact: str) -> bool:
    number = "".join(str(int(letter, 36)) for letter in compact[4:] + compact[:4])
    return int(number) % 97 == 1 and not set(compact[2:]) <= {"0"}


_DAY = re.compile(r"\(?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b")


def _phone(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    right = 8 <= len(digits) <= 15 and not _DAY.match(found[0])
    return _zeros(found[0]) if right else found[0]


_NAMED = (
    r"[\w.\-]{0,40}(?:token|secret|passw(?:or)?d|pwd|session|sid|sig|signature|auth|api_?key|access_?key|csrf|xsrf|jwt)"
    r"[\w.\-]{0,40}"
)
_BUILT_IN: tuple[Finder, ...] = (
    _by(r"eyJ[\w\-]{6,}\.[\w\-]{6,}(?:\.[\w\-]*)?", "a token", lambda found: _crossed(found[0]), need="eyJ"),
    _by(
        r"(?<![\w-])(?:sk|pk|rk|ghp|gho|ghs|github_pat|xox[abposr]|AKIA|ASIA|glpat|AIza|npm|hf)[-_]?[A-Za-z0-9_\-]{16,}",
        "a token",
        lambda found: _crossed(found[0]),
    ),
    _by(r"(?i)\b(?:bearer|basic)[ +:]+([A-Za-z0-9._~+/\-]{12,}=*)", "a token", _token(1), 1),
    _by(rf"(?i)(?<![\w.\-]){_NAMED}=[\"']?([^&#\s\"'<>,;]{{4,}})", "a secret", _token(1), 1, need="="),
    _by(
        rf"(?i)(?<![\w.\-]){_NAMED}[\"']?\s?:\s?[\"']?((?=[^\s\"']*\d)[^&#\s\"'<>,;]{{6,}})",
        "a secret",
        _token(1),
        1,
        need=":",
    ),
    _by(r"(?i)[?&;#](?:code|state|nonce|key|t|s)=([^&#\s\"'<>]{20,})", "a secret", _token(1), 1, need="="),
    _by(r"://([^/\s:@]+:[^/\s@]+)@", "a login", _token(1), 1, need="://"),
    _by(r"(?i)([\w.%+\-'’]{1,64})(@|%40)((?:[\w\-]{1,63}\.){1,8}[^\W\d_]{2,24})", "a mail address", _mail),
    _iban,
    _by(r"(?<![\w.])(?:\d[ \u00a0-]?){12,18}\d(?![\w])", "a card number", _card),
    _by(r"(?<![\w+])(?:\+|00)[1-9](?:[ ()./\u00a0\u202f\-]{0,3}\d){7,14}(?!\w)", "a phone number", _phone),
    _by(
        r"(?<![\w.,+/\-])\(?0\d{1,5}\)?[ /.\u00a0\u202f\-]{1,3}\d(?:[ /.\u00a0\u202f\-]?\d){4,11}(?!\w)",
        "a phone number",
        _phone,
    ),
    _by(r"(?<![\w.,+/\-])(?:\(\d{3}\) ?|\d{3}[ .\-])\d{3}[ .\-]\d{4}(?!\w)", "a phone number", _phone),
    _by(r"(?<![\w#\-])[0-9a-fA-F]{24,}(?![\w])", "a token", _hex),
    _by(r"(?<![\w/+.\-])[A-Za-z0-9_\-+]{32,}={0,2}(?![\w])", "a token", _opaque),
)

__all__ = ["Find", "Redactor", "redactor"]
