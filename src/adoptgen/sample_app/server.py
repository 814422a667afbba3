"""Tideline's plumbing: requests, sessions, files; http.server from the standard library, loopback only."""

from __future__ import annotations

import datetime as dt
import secrets
import sys
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from adoptgen.sample_app import words
from adoptgen.sample_app.areas.door import LANGUAGE_COOKIE
from adoptgen.sample_app.asked import Answer, Asked
from adoptgen.sample_app.edition import Edition
from adoptgen.sample_app.facts import LARGEST_FILE
from adoptgen.sample_app.routes import find
from adoptgen.sample_app.store import Store
from adoptgen.sample_app.wording import Wording

HOST = "127.0.0.1"
NOW = dt.datetime(2026, 1, 13, 9, 20)  # noqa: DTZ001  wall clock of the fiction, in no zone
POLICY = "default-src 'self'; style-src 'self'; script-src 'self'; frame-ancestors 'self'; form-action 'self'"
"""The Content-Security-Policy of every answer where nobody asks for another (CSP Level 3)."""
_FORM = "application/x-www-form-urlencoded"


@dataclass
class State:
    """What all requests share."""

    store: Store
    sessions: dict[str, str]
    language: str
    now: dt.datetime
    edition: Edition
    policy: str


class Tideline(ThreadingHTTPServer):
    """The application on a port of this machine; port 0 takes a free one. Raises OSError if the port is taken."""

    daemon_threads = True

    def __init__(
        self,
        port: int = 0,
        language: str = "en",
        now: dt.datetime = NOW,
        *,
        edition: Edition | None = None,
        policy: str = POLICY,
        database: str = ":memory:",
    ) -> None:
        self.state = State(Store(database), {}, language, now, edition or Edition(), policy)
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no error; everything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed: any socket there is

    @property
    def address(self) -> str:
        """Where it answers, for instance http://127.0.0.1:8100."""
        return f"http://{HOST}:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Pages, data and files."""
        self._answer()

    def do_POST(self) -> None:
        """Forms."""
        self._answer()

    def log_message(self, *_: object) -> None:
        """Say nothing: what people click is nobody's business."""

    def _answer(self) -> None:
        body = self._body()
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in (HOST, "localhost"):
            self._send(Answer(403, b"", "text/plain"))
            return
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            self._send(_file(self._state.edition, path.rpartition("/")[2]))
            return
        self._send(find(self._asked(path, body)))

    @property
    def _state(self) -> State:
        return cast(Tideline, self.server).state

    def _asked(self, path: str, body: bytes) -> Asked:
        state = self._state
        cookies = self.headers.get("Cookie", "")
        token = _cookie(cookies, "tideline")
        wanted = words.wanted(self.headers.get("Accept-Language", ""), state.language)
        language = words.wanted(_cookie(cookies, LANGUAGE_COOKIE), wanted)
        form = self.headers.get("Content-Type", "").split(";")[0] == _FORM
        query = body.decode("utf-8", "replace") if form else urlsplit(self.path).query
        return Asked(
            method=self.command,
            path=path,
            values=dict(parse_qsl(query, keep_blank_values=True)),
            body=b"" if form else body,
            login=state.sessions.get(token, ""),
            sign_in=lambda login: _remember(state.sessions, login),
            sign_out=lambda: state.sessions.pop(token, None),
            store=state.store,
            edition=state.edition,
            language=language,
            wording=Wording(state.edition.table(language), state.now),
        )

    def _body(self) -> bytes:
        """What was sent, one byte more than is ever wanted at most; a longer rest ends the connection."""
        length = self.headers.get("Content-Length", "")
        wanted = int(length) if length.isdecimal() else 0
        self.close_connection = self.close_connection or wanted > LARGEST_FILE + 1
        return self.rfile.read(min(wanted, LARGEST_FILE + 1))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", self._state.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)


def _file(edition: Edition, name: str) -> Answer:
    found = edition.static(name)
    return Answer(200, *found) if found else Answer(404, b"", "text/plain")


def _cookie(cookies: str, name: str) -> str:
    try:
        found = SimpleCookie(cookies).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _remember(sessions: dict[str, str], login: str) -> str:
    token = secrets.token_urlsafe(24)
    sessions[token] = login
    return token
