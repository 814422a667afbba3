"""Tideline's plumbing: requests, sessions, files; http.server from the standard library, loopback only."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from adoptgen.resources import library
from adoptgen.sample_app import words
from adoptgen.sample_app.routes import Answer, Asked, find
from adoptgen.sample_app.store import Store
from adoptgen.sample_app.wording import Wording

HOST = "127.0.0.1"
NOW = dt.datetime(2026, 1, 13, 9, 20)  # noqa: DTZ001  wall clock of the fiction, in no zone
_STATIC = Path(__file__).parent / "static"
_FONTS = library("@fontsource-variable/noto-sans", "files")
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_LARGEST_FORM = 64_000
_POLICY = "default-src 'self'; style-src 'self'; script-src 'self'; frame-ancestors 'none'; form-action 'self'"


@dataclass
class State:
    """What all requests share."""

    store: Store
    sessions: dict[str, str]
    language: str
    now: dt.datetime


class Tideline(ThreadingHTTPServer):
    """The application on a port of this machine; port 0 takes a free one. Raises OSError if the port is taken."""

    daemon_threads = True

    def __init__(self, port: int = 0, language: str = "en", now: dt.datetime = NOW) -> None:
        self.state = State(Store(), {}, language, now)
        super().__init__((HOST, port), _Handler)

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
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in (HOST, "localhost"):
            self._send(Answer(403, b"", "text/plain"))
            return
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            self._send(_file(path.rpartition("/")[2]))
            return
        self._send(find(self._asked(path)))

    def _asked(self, path: str) -> Asked:
        state = cast(Tideline, self.server).state
        token = _token(self.headers.get("Cookie", ""))
        language = words.wanted(self.headers.get("Accept-Language", ""), state.language)
        return Asked(
            method=self.command,
            path=path,
            values=self._values(),
            login=state.sessions.get(token, ""),
            sign_in=lambda login: _remember(state.sessions, login),
            sign_out=lambda: state.sessions.pop(token, None),
            store=state.store,
            language=language,
            wording=Wording(words.table(language), state.now),
        )

    def _values(self) -> Mapping[str, str]:
        query = urlsplit(self.path).query
        length = int(self.headers.get("Content-Length") or 0)
        if self.command == "POST" and 0 < length <= _LARGEST_FORM:
            query = self.rfile.read(length).decode("utf-8", "replace")
        return dict(parse_qsl(query, keep_blank_values=True))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)


def _file(name: str) -> Answer:
    for folder in (_STATIC, _FONTS):
        path = folder / name
        if path.suffix in _TYPES and path.is_file():
            return Answer(200, path.read_bytes(), _TYPES[path.suffix])
    return Answer(404, b"", "text/plain")


def _token(cookies: str) -> str:
    try:
        found = SimpleCookie(cookies).get("tideline")
    except CookieError:
        return ""
    return found.value if found else ""


def _remember(sessions: dict[str, str], login: str) -> str:
    token = secrets.token_urlsafe(24)
    sessions[token] = login
    return token
