"""Sixty secrets and persons, planted where applications put them, on pages that need a step or two."""

from __future__ import annotations

import html
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from adoptgen.model.redaction import Redaction

PERSONS = ("Henrike Falkenstein", "Tomasz Wróblewski", "Yann Le Goff", "Zoë Quandt")
REDACTION = Redaction.model_validate(
    {
        "persons": PERSONS,
        "replace": [
            {"text": "Projekt Nachtigall", "with": "Project"},
            {"pattern": "PX-[0-9]{4}", "with": "PX-number"},
        ],
    }
)
TEXTS = (
    "Henrike Falkenstein",
    "H. Falkenstein",
    "Falkenstein, Henrike",
    "HENRIKE FALKENSTEIN",
    "henrike.falkenstein",
    "Tomasz Wróblewski",
    "T. Wroblewski",
    "tomasz_wroblewski",
    "Le Goff",
    "Yann Le Goff",
    "ygoff.yann+le-goff",
    "Zoë Quandt",
    "Zoe Quandt",
    "Quandt",
    "h.falkenstein@corp-kernel.com",
    "zoe@quandt.dev",
    "wroblewski%40corp-kernel.com",
    "+49 151 23456789",
    "+33 6 12 34 56 78",
    "0171 / 234 56 78",
    "030 901820-44",
    "0044 20 7946 0958",
    "(415) 867-5309",
    "DE89 3704 0044 0532 0130 00",
    "GB82WEST12345698765432",
    "FR14 2004 1010 0505 0001 3M02 606",
    "BE68 5390 0754 7034",
    "4111 1111 1111 1111",
    "5500-0000-0000-0004",
    "378282246310005",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.s5eDq3nIbW1r",
    "Bearer 9f8e7d6c5b4a39281706",
    "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "AKIAIOSFODNN7EXAMPLE99",
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    "https://files.corp.example/x?sig=Zk9PqLm27Xy&v=1",
    "https://corp.example/cb?access_token=ya29A0ARrdaM",
    "https://svc:Pa55phrase@db.corp.example/",
    "password=Tr0ub4dor-and-3",
    "api_key: 7c1fA99kQ2",
    "Projekt Nachtigall",
    "PX-4471",
)
"""Each stands in a text, and again in one of the places below."""
FORBIDDEN = (
    "falkenstein",
    "wroblewski",
    "wróblewski",
    "le goff",
    "le-goff",
    "quandt",
    "henrike",
    "corp-kernel",
    "23456789",
    "12 34 56 78",
    "234 56 78",
    "901820",
    "7946 0958",
    "867-5309",
    "3704 0044",
    "west1234",
    "2004 1010",
    "5390 0754",
    "4111 1111",
    "5500-0000",
    "378282246310005",
    "eyjhbg",
    "9f8e7d6c",
    "d41d8cd9",
    "da39a3ee",
    "16c7e42f",
    "iosfodnn",
    "4ec39hql",
    "zk9pqlm",
    "ya29a0",
    "pa55phrase",
    "tr0ub4dor",
    "7c1fa99k",
    "nachtigall",
    "px-4471",
    "hunter-two-99",
    "kept-secret-88",
    "covered person",
    "covered-login",
    "tok-in-meta-55",
)
"""What no file, error or log may hold, in small letters."""

_PLACES = (
    "<p>{0}</p>",
    '<p title="{0}">t</p>',
    '<p data-owner="{0}">t</p>',
    '<button aria-label="{0}">b</button>',
    '<img alt="{0}" src="/dot.svg">',
    '<input value="{0}">',
    "<textarea>{0}</textarea>",
    "<select><option>{0}</option></select>",
    "<p class='x'>Ask <b>{0}</b>.</p>",
    '<p id="{0}" aria-describedby="{0}">t</p>',
    '<input placeholder="{0}">',
    "<svg width='90' height='20'><text y='15'>{0}</text><title>{0}</title></svg>",
    "<!-- {0} -->",
    '<td-part data-json=\'{{"who": "{0}"}}\'></td-part>',
    '<a href="/go/{0}">t</a>',
    "<meta name='x' content=\"{0}\">",
)
_MORE = (Path(__file__).parent / "planted.html").read_text(encoding="utf-8")


def page(title: str) -> str:
    """The page with everything planted."""
    planted = "".join(
        f"<p>{html.escape(text)}</p>{_PLACES[index % len(_PLACES)].format(html.escape(text, quote=True))}"
        for index, text in enumerate(TEXTS)
    )
    head = "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
    return f"{head}<title>{title}</title></head><body><h1>{title}</h1>{planted}{_MORE}</body></html>"


PAGES = {
    "/": ("text/html", "<!doctype html><title>Door</title><p>Welcome</p>"),
    "/start": ("text/html", page("Account of Henrike Falkenstein")),
    "/second": ("text/html", page("PX-4471 for Quandt")),
    "/inner": ("text/html", "<!doctype html><title>zoe@quandt.dev</title><p>Yann Le Goff, PX-4471</p>"),
    "/dot.svg": (
        "image/svg+xml",
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>Zoë Quandt</title>"
        "<desc>PX-4471</desc></svg>",
    ),
}


class Planted:
    """The pages on a port of this machine."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where they answer."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """A page, or nothing."""
        kind, text = PAGES.get(self.path.partition("?")[0], ("text/plain", ""))
        data = text.encode()
        self.send_response(200 if text else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Quiet."""
