"""Which function answers which path, and what it is given and gives back."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adoptgen.sample_app import words
from adoptgen.sample_app.store import Row, Store
from adoptgen.sample_app.wording import Wording

MENU = ("home", "requests", "customers", "opportunities", "visits", "quotes", "cases", "orders", "dashboards")
"""The side menu; each entry is a path and the key of its words."""


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
    login: str
    sign_in: Callable[[str], str]
    sign_out: Callable[[], object]
    store: Store
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

    def stamp(self, about: str, what: str) -> None:
        """Write a line into the activity of an object."""
        moment = self.wording.now.isoformat(timespec="minutes")
        self.store.change("INSERT INTO events VALUES (?, ?, ?, ?)", about, moment, what, self.me["short"])


Handler = Callable[..., Answer]
_ROUTES: list[tuple[str, re.Pattern[str], Handler]] = []


def route(method: str, pattern: str) -> Callable[[Handler], Handler]:
    """Marks the function that answers; groups of the pattern become its arguments."""

    def remember(function: Handler) -> Handler:
        _ROUTES.append((method, re.compile(pattern), function))
        return function

    return remember


def find(asked: Asked) -> Answer:
    """The answer of the first route that fits; the login page for whoever is not logged in."""
    from adoptgen.sample_app import acts, pages  # noqa: F401  they register their routes

    if asked.path not in ("/login", "/reset") and not asked.login:
        return _login_page(asked, 401 if asked.path.startswith("/api/") else 200)
    for method, pattern, function in _ROUTES:
        match = pattern.fullmatch(asked.path)
        if match and method == asked.method:
            return function(asked, *match.groups())
    return missing(asked)


def missing(asked: Asked) -> Answer:
    """There is no such page."""
    return page(asked, "missing.html", status=404)


def page(asked: Asked, template: str, status: int = 200, **values: Any) -> Answer:
    """A page of the application around `template`."""
    menu = [(name, "/" if name == "home" else f"/{name}") for name in MENU]
    here = asked.path.split("/")[1] or "home"
    shared = {"menu": menu, "here": here, "me": asked.me, "w": asked.wording, "t": asked.wording.t}
    text = _templates().get_template(template).render(language=asked.language, **shared, **values)
    return Answer(status, text.encode())


def data(value: object) -> Answer:
    """Data for the scripts."""
    return Answer(200, json.dumps(value, ensure_ascii=False).encode(), "application/json")


def see(path: str, *headers: tuple[str, str]) -> Answer:
    """Go on at another page (RFC 9110, 15.4.4)."""
    return Answer(303, b"", headers=(("Location", path), *headers))


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _login_page(asked: Asked, status: int, *, wrong: bool = False) -> Answer:
    t = asked.wording.t
    text = _templates().get_template("login.html").render(t=t, w=asked.wording, language=asked.language, wrong=wrong)
    return Answer(status, text.encode())


@route("GET", "/login")
def _show_login(asked: Asked) -> Answer:
    return _login_page(asked, 200)


@route("POST", "/login")
def _login(asked: Asked) -> Answer:
    person = asked.store.row("SELECT * FROM people WHERE login = ?", asked.value("login"))
    if person is None or not hmac.compare_digest(
        person["password"].encode(), asked.values.get("password", "").encode()
    ):
        return _login_page(asked, 403, wrong=True)
    token = asked.sign_in(person["login"])
    return see("/", ("Set-Cookie", f"tideline={token}; Path=/; HttpOnly; SameSite=Strict"))


@route("POST", "/logout")
def _logout(asked: Asked) -> Answer:
    asked.sign_out()
    return see("/login")


@route("POST", "/reset")
def _reset(asked: Asked) -> Answer:
    asked.store.reset()
    return Answer(204, b"")


__all__ = ["Answer", "Asked", "data", "find", "missing", "page", "route", "see", "words"]
