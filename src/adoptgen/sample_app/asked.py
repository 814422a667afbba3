"""One request and one answer, and nothing of what lies between them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Concatenate

from adoptgen.sample_app.edition import Edition
from adoptgen.sample_app.store import Row, Store
from adoptgen.sample_app.wording import Wording, read_day


@dataclass(frozen=True)
class Answer:
    """What goes back to the browser."""

    status: int
    body: bytes
    type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    """One request, with everything needed to answer it."""

    method: str
    path: str
    values: Mapping[str, str]
    body: bytes
    """Of a POST that is no form; empty otherwise."""
    login: str
    sign_in: Callable[[str], str]
    sign_out: Callable[[], object]
    store: Store
    edition: Edition
    language: str
    wording: Wording

    @property
    def me(self) -> Row:
        """Who asks. Raises LookupError if nobody is logged in."""
        person = self.store.row("SELECT * FROM people WHERE login = ?", self.login)
        if person is None:
            raise LookupError(self.login)
        return person

    def value(self, name: str) -> str:
        """A field of the form or the query, without outer spaces."""
        return self.values.get(name, "").strip()

    def choice(self, name: str, known: tuple[str, ...]) -> str:
        """What was chosen, or the first choice if it was none of them."""
        value = self.value(name)
        return value if value in known else known[0]

    def day(self, name: str) -> str:
        """An ISO day from what was typed; nothing if it is none."""
        return read_day(self.value(name), self.wording)

    @property
    def minute(self) -> str:
        """Now, as the tables hold it."""
        return self.wording.now.isoformat(timespec="minutes")

    @property
    def today(self) -> str:
        """This day, as the tables hold it."""
        return self.wording.now.date().isoformat()

    def stamp(self, about: str, what: str) -> None:
        """Write a line into the history of an object."""
        self.store.change("INSERT INTO events VALUES (?, ?, ?, ?)", about, self.minute, what, self.me["short"])


Handler = Callable[Concatenate[Asked, ...], Answer]


def data(value: object, status: int = 200) -> Answer:
    """Data for the scripts."""
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), "application/json")


def see(path: str, *headers: tuple[str, str]) -> Answer:
    """Go on at another page (RFC 9110, 15.4.4)."""
    return Answer(303, b"", headers=(("Location", path), *headers))
