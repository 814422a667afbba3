"""Pages that do what applications do and a saved page loses; served on two ports, so that one is another origin."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#{}"/></svg>'
HEAD = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{name}</title>"
    "<meta name='csrf-token' content='s3cr3t-t0ken-7731'><meta http-equiv='refresh' content='999'>"
    "<style>body{{font:16px/1.5 sans-serif;margin:20px}}</style></head><body onclick='steal()'>"
)
TAIL = (
    "<input type='hidden' name='authenticity_token' value='s3cr3t-t0ken-7731'>"
    "<a href='javascript:alert(1)'>Run</a> <a href='/form?x=1' target='_blank'>Form</a>"
    "<script>window.ran = 's3cr3t-t0ken-7731';</script></body></html>"
)
FOLDER = Path(__file__).parent / "wild"
BODIES: Mapping[str, str] = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.html"))}
FILES: Mapping[str, tuple[str, str]] = {
    "/red.svg": ("image/svg+xml", SVG.format("c00")),
    "/wide.svg": (
        "image/svg+xml",
        SVG.format("0c0").replace("<rect", "<script>steal()</script><rect onclick='steal()'"),
    ),
    "/more.css": ("text/css", "@import '/most.css'; .picture { background: url(red.svg); width: 60px; height: 40px }"),
    "/most.css": ("text/css", "@media screen { .more { font-style: italic; color: brown } }"),
    "/other.css": ("text/css", ".foreign { color: purple; font-weight: bold }"),
    "/plain": (
        "text/html",
        "<!doctype html><title>Plain</title><p style='background:aqua'>Other origin</p>",
    ),
}


class WildPages:
    """The pages on one port, and the same on another, which is another origin."""

    NAMES: ClassVar[tuple[str, ...]] = tuple(BODIES)
    REGIONS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "closed": ("closed shadow root",),
        "canvas": ("canvas",),
        "foreign": ("frame of another origin",),
        "sheets": ("object",),
    }

    def __init__(self) -> None:
        self._servers = [ThreadingHTTPServer(("127.0.0.1", 0), _handler(self)) for _ in range(2)]
        for server in self._servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where they answer."""
        return f"http://127.0.0.1:{self._servers[0].server_address[1]}"

    @property
    def other(self) -> str:
        """The other origin."""
        return f"http://localhost:{self._servers[1].server_address[1]}"

    def close(self) -> None:
        """Stop both."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def answer(self, path: str) -> tuple[str, str]:
        """Type and content of what lies at a path."""
        if path in FILES:
            return FILES[path]
        name = path.strip("/")
        body = BODIES[name].replace("{other}", self.other).replace("{blob}", SVG.format("00c"))
        return "text/html", HEAD.format(name=name) + body + TAIL


def _handler(pages: WildPages) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            known = path in FILES or path.strip("/") in BODIES
            kind, text = pages.answer(path) if known else ("text/plain", "")
            data = text.encode()
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
