"""Where the monkeys live: one server with the LMS page, a package, and a cmi5 LMS for every seed."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cmi5_lms import CmiLms, Json
from course_lms import OUR_PAGES, ROOT, TYPES

PLAYER = ROOT / "src/adoptgen/runtime/player"
EARLY = b'<script src="/monkey_early.js"></script>'
SLOW = 0.04
"""Seconds an answer takes on a slow day; what was sent is stored at once."""
REFUSALS = {"500": 500, "503": 503, "401": 401}


@dataclass
class House:
    """The server's address, and everybody's LMS."""

    package: Mapping[str, bytes]
    address: str = ""
    lms: dict[str, CmiLms] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def control(self, seed: str, order: Json) -> Json:
        """What a monkey asks of its LMS: a launch, some trouble, a report."""
        lms = self.lms.setdefault(seed, CmiLms({}, f"{self.address}/r/{seed}", course=f"{self.address}/course"))
        self.troubles[seed] = order.get("trouble", self.troubles.get(seed, ""))
        if "launch" in order:
            return {"address": lms.launch(**order["launch"])}
        said = [statement for visit in lms.visits for statement in visit.said]
        return {
            "broken": lms.broken,
            "visits": [{"verbs": visit.verbs, "mode": visit.data["launchMode"]} for visit in lms.visits],
            "said": [one for one in said if "result" in one and not one["verb"]["id"].endswith("terminated")],
            "suspend": lms.documents.get("adoptgen", {}).get("suspend"),
        }

    def ask(self, seed: str, path: str, method: str, authorization: str, body: Any) -> tuple[int, Any]:
        """One request to a monkey's LMS, in whatever shape that is today."""
        with self.lock:
            trouble = self.troubles.get(seed, "")
            fetching = path.startswith("/fetch/")
            if (trouble in REFUSALS and not fetching) or (trouble == "fetch" and fetching):
                return REFUSALS.get(trouble, 500), {}
            if trouble == "drop" and not fetching:
                return 0, {}
            status, answer = self.lms[seed].send(path, method, authorization, body)
        if trouble == "slow":
            time.sleep(SLOW)
        return (0 if trouble == "silent" and method != "GET" else status), answer


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, house: House, *rest: Any) -> None:
        self.house = house
        super().__init__(*rest)

    def _answer(self, status: int, body: bytes, kind: str, keep: bool = False) -> None:
        if status == 0:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(0 if status == 204 else len(body)))
        if keep:
            self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        if status != 204:
            with contextlib.suppress(ConnectionError):
                self.wfile.write(body)

    def _take(self, method: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        _, _, seed, rest = self.path.split("/", 3)
        if rest == "control":
            with self.house.lock:
                answer: tuple[int, Any] = 200, self.house.control(seed, body or {})
        else:
            answer = self.house.ask(seed, f"/{rest}", method, self.headers.get("Authorization", ""), body)
        self._answer(answer[0], json.dumps(answer[1]).encode(), "application/json")

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/r/"):
            self._take("GET")
            return
        body = self.house.package.get(path)
        kind = TYPES.get(path.rpartition(".")[2], "text/html") + "; charset=utf-8"
        self._answer(404 if body is None else 200, body or b"", kind, keep=True)

    def do_POST(self) -> None:
        self._take("POST")

    def do_PUT(self) -> None:
        self._take("PUT")

    def log_message(self, *_words: Any) -> None:
        """Quiet."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_request: Any) -> None:
        """Pages that go away while they are answered are what monkeys do."""


@contextlib.contextmanager
def house_of(package: Mapping[str, bytes]) -> Iterator[House]:
    """The package below /course/, the LMS page at /lms, the player's modules at /player/, on a free port."""
    files = {address: path.read_bytes() for address, path in OUR_PAGES.items()}
    files |= {f"/player/{path.name}": path.read_bytes() for path in PLAYER.glob("*.js")}
    files |= {f"/course/{name}": data for name, data in package.items()}
    files["/course/index.html"] = files["/course/index.html"].replace(b"<title>", EARLY + b"<title>", 1)
    house = House(files)
    with _Server(("127.0.0.1", 0), functools.partial(_Handler, house)) as server:
        house.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield house
        finally:
            server.shutdown()
            thread.join()
