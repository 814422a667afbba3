"""Coming in, going out, and choosing a language."""

from __future__ import annotations

import hmac

from adoptgen.sample_app import words
from adoptgen.sample_app.asked import Answer, Asked, see
from adoptgen.sample_app.rendering import bare, page

LANGUAGE_COOKIE = "tideline-language"


def show_login(asked: Asked) -> Answer:
    """The login page."""
    return bare(asked, "login.html", wrong=False)


def not_logged_in(asked: Asked) -> Answer:
    """The login page in place of the page asked for; scripts are told by the status."""
    return bare(asked, "login.html", 401 if asked.path.startswith("/api/") else 200, wrong=False)


def log_in(asked: Asked) -> Answer:
    """Start a session. The password is compared in constant time."""
    person = asked.store.row("SELECT * FROM people WHERE login = ? AND password <> ''", asked.value("login"))
    given = asked.values.get("password", "").encode()
    if person is None or not hmac.compare_digest(person["password"].encode(), given):
        return bare(asked, "login.html", 403, wrong=True)
    token = asked.sign_in(person["login"])
    return see("/", ("Set-Cookie", f"tideline={token}; Path=/; HttpOnly; SameSite=Strict"))


def log_out(asked: Asked) -> Answer:
    """End the session."""
    asked.sign_out()
    return see("/login")


def reset(asked: Asked) -> Answer:
    """All data as on the first morning; sessions stay."""
    asked.store.reset()
    return Answer(204, b"")


def settings(asked: Asked) -> Answer:
    """Who I am, and the language I read."""
    names = [(code, words.table(code)["language"]) for code in words.languages()]
    return page(asked, "settings.html", names=names)


def save_settings(asked: Asked) -> Answer:
    """Another language, whatever the browser asks for, until the browser is closed."""
    code = asked.choice("language", words.languages())
    return see("/settings", ("Set-Cookie", f"{LANGUAGE_COOKIE}={code}; Path=/; HttpOnly; SameSite=Strict"))
