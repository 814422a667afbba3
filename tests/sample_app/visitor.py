"""Somebody with a browser that keeps cookies, and Tideline started for a test."""

from __future__ import annotations

import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from adoptgen.sample_app.server import Tideline


@contextmanager
def tideline(**options: Any) -> Iterator[Tideline]:
    """The application on a free port, until the end of the block."""
    application = Tideline(**options)
    threading.Thread(target=application.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield application
    finally:
        application.shutdown()
        application.server_close()


class Visitor:
    """Asks for pages and sends forms."""

    def __init__(self, address: str, language: str = "en") -> None:
        self.address, self.headers = address, {"Accept-Language": language}
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open

    def ask(self, path: str, **form: str) -> str:
        data = urllib.parse.urlencode(form).encode() if form else None
        return self.send(path, data)

    def send(self, path: str, data: bytes | None, **headers: str) -> str:
        request = urllib.request.Request(self.address + path, data=data, headers={**self.headers, **headers})
        with self.open(request) as answer:
            return str(answer.read().decode())

    def log_in(self, login: str = "m.krueger") -> Visitor:
        self.ask("/login", login=login, password="tideline")
        return self
