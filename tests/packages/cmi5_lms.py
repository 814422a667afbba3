"""A small cmi5 LMS with its record store on loopback: launches one package and holds every request against the rules.

What a statement breaks is noted under the ids of the published list of requirements (npm @cmi5/requirements), and the
request is refused, as an LMS must.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import re
import threading
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from course_lms import TYPES

VERBS = "http://adlnet.gov/expapi/verbs/"
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
DURATION = re.compile(r"P(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)")
Json = dict[str, Any]


@dataclass
class Visit:
    """One launch: what it was launched with, and what was said in it."""

    token: str
    data: Json
    fetched: int = 0
    abandoned: bool = False
    """Another launch followed before this one was terminated: nothing more is taken of it (9.3.6)."""
    read: set[str] = field(default_factory=set)
    said: list[Json] = field(default_factory=list)

    @property
    def verbs(self) -> list[str]:
        """Last words of the verbs, in order."""
        return [statement["verb"]["id"].rpartition("/")[2] for statement in self.said]

    def one(self, verb: str) -> Json:
        """The statement with this verb; there must be exactly one."""
        (found,) = [statement for name, statement in zip(self.verbs, self.said, strict=True) if name == verb]
        return found


@dataclass
class CmiLms:
    """One registration of one learner."""

    files: Mapping[str, bytes]
    address: str = ""
    actor: Json = field(
        default_factory=lambda: {
            "objectType": "Agent",
            "name": "Anna Schmidt",
            "account": {"homePage": "https://lms.example", "name": "0042"},
        }
    )
    registration: str = field(default_factory=lambda: str(uuid.uuid4()))
    activity: str = "https://lms.example/activity/77"
    visits: list[Visit] = field(default_factory=list)
    documents: dict[str, Json] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    """`requirement: what was seen`, for every rule that was broken."""
    failing: bool = False
    course: str = ""
    """Where the package lies, if not below this LMS."""
    silent: bool = False
    """Take what is sent, and lose the answer: the connection drops after the statements arrived."""

    def launch(self, mode: str = "Normal", mastery: float | None = 0.8, home: str = "") -> str:
        """The address the LMS opens (8.1)."""
        template = {
            "contextActivities": {"grouping": [{"id": "urn:adoptgen:scored/course/sales"}]},
            "extensions": {SESSION: f"session-{len(self.visits)}"},
        }
        data: Json = {"contextTemplate": template, "launchMode": mode, "moveOn": "CompletedAndPassed"}
        data |= {} if mastery is None else {"masteryScore": mastery}
        data |= {"returnURL": home} if home else {}
        for one in self.visits:
            one.abandoned = "terminated" not in one.verbs
        self.visits.append(Visit(f"token{len(self.visits)}", data))
        values = {
            "registration": self.registration,
            "fetch": f"{self.address}/fetch/{len(self.visits) - 1}",
            "activityId": self.activity,
            "actor": json.dumps(self.actor),
            "endpoint": f"{self.address}/xapi/",
        }
        return f"{self.course or self.address + '/course'}/index.html?{urlencode(values, quote_via=quote)}"

    def refuse(self, requirement: str, seen: object) -> None:
        """Note a broken rule."""
        self.broken.append(f"{requirement}: {seen}")

    def fetch(self, number: int) -> Json:
        """The token, once (8.2)."""
        visit = self.visits[number]
        visit.fetched += 1
        if visit.fetched > 1:
            self.refuse("8.2.3.0-1", "the fetch URL was asked twice")
            return {"error-code": "1", "error-text": "already in use"}
        return {"auth-token": visit.token}

    def visit_of(self, authorization: str) -> Visit | None:
        """Whose token this is."""
        found = [visit for visit in self.visits if authorization == f"Basic {visit.token}" and visit.fetched]
        if not found:
            self.refuse("8.1.2.0-5", f"authorization {authorization!r}")
        return found[0] if found else None

    def document(self, visit: Visit, query: Mapping[str, str], body: Json | None) -> Json | None:
        """Read or write a document of the state resource (10)."""
        name = query.get("stateId", "")
        if json.loads(query.get("agent", "{}")) != self.actor:
            self.refuse("8.1.3.0-3", query.get("agent"))
        if (query.get("registration"), query.get("activityId")) != (self.registration, self.activity):
            self.refuse("8.1.4.0-3", query)
        visit.read.add(name)
        if name == "LMS.LaunchData":
            if body is not None:
                self.refuse("10.2.1.0-5", "launch data written")
            return visit.data
        if body is not None:
            self.documents[name] = body
        return self.documents.get(name)

    def store(self, visit: Visit, statements: list[Json]) -> int:
        """Judge and keep statements, all or none of them; the status to answer with."""
        known = {one["id"] for past in self.visits for one in past.said}
        if any(statement["id"] in known for statement in statements):
            return 409
        before, kept = len(self.broken), len(visit.said)
        for statement in statements:
            self.judge(visit, statement)
            visit.said.append(statement)
        if len(self.broken) > before:
            del visit.said[kept:]
            return 400
        return 200

    def judge(self, visit: Visit, statement: Json) -> None:
        """Every rule that can be told from one statement and what was said before it."""
        verb = statement["verb"]["id"].removeprefix(VERBS)
        context = statement.get("context", {})
        categories = {one["id"] for one in context.get("contextActivities", {}).get("category", [])}
        defined = f"{CATEGORY}cmi5" in categories
        for requirement, holds in (
            *self._always(visit, statement, verb, context),
            *(self._defined(visit, statement, verb, categories) if verb in DEFINED else _allowed(defined, categories)),
        ):
            if not holds:
                self.refuse(requirement, json.dumps(statement)[:2000])

    def _always(self, visit: Visit, statement: Json, verb: str, context: Json) -> Iterator[tuple[str, bool]]:
        template = visit.data["contextTemplate"]
        activities = context.get("contextActivities", {})
        named = [one["id"] for list_ in activities.values() for one in list_]
        yield "3.0.0.0-1", all(IRI.match(one) for one in (statement["verb"]["id"], statement["object"]["id"], *named))
        yield "9.1.0.0-1", UUID.fullmatch(statement.get("id", "")) is not None
        yield "8.1.3.0-3", statement["actor"] == self.actor
        yield "9.3.0.0-4", verb == "initialized" or "initialized" in visit.verbs
        yield "9.3.0.0-5", "terminated" not in visit.verbs
        yield "11.0.0.0-3", "cmi5LearnerPreferences" in visit.read
        yield "10.2.1.0-4", "LMS.LaunchData" in visit.read
        yield "9.6.1.0-1", context.get("registration") == self.registration
        yield "9.6.3.1-4", context.get("extensions", {}).get(SESSION) == template["extensions"][SESSION]
        yield (
            "10.2.1.0-7",
            all(
                one in activities.get(kind, [])
                for kind, list_ in template["contextActivities"].items()
                for one in list_
            ),
        )
        yield "9.7.0.0-2", UTC.fullmatch(statement.get("timestamp", "")) is not None
        score = statement.get("result", {}).get("score", {})
        yield "9.5.1.0-3", "raw" not in score or {"min", "max"} <= set(score)

    def _defined(self, visit: Visit, statement: Json, verb: str, categories: set[str]) -> Iterator[tuple[str, bool]]:
        result = statement.get("result", {})
        everything = [name for one in self.visits for name in one.verbs]
        yield "8.1.5.0-6", statement["object"]["id"] == self.activity
        yield "9.6.2.1-1", f"{CATEGORY}cmi5" in categories
        yield "9.6.2.2-1", (f"{CATEGORY}moveon" in categories) == (verb in ("completed", "passed", "failed"))
        yield "9.3.0.0-2", verb not in visit.verbs
        yield "9.3.0.0-3", verb not in ("passed", "failed") or not {"passed", "failed"} & set(visit.verbs)
        yield "9.3.0.0-6", verb != "completed" or "completed" not in everything
        yield "9.3.0.0-7", verb != "passed" or "passed" not in everything
        yield "9.3.0.0-8", verb != "failed" or "passed" not in everything
        yield "9.5.1.0-2", ("score" in result) <= (verb in ("passed", "failed"))
        yield "9.5.2.0-1", result.get("success") == {"passed": True, "failed": False}.get(verb)
        yield "9.5.3.0-1", result.get("completion") == {"completed": True}.get(verb)
        yield "9.5.4.1-1", verb == "initialized" or DURATION.fullmatch(result.get("duration", "")) is not None
        yield "10.2.2.0-2", visit.data["launchMode"] == "Normal" or verb in ("initialized", "terminated")
        yield from _mastery(visit, statement, verb)

    def send(self, path: str, method: str, authorization: str, body: Any) -> tuple[int, Any]:
        """Status and answer of one request."""
        parts = urlsplit(path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path.startswith("/fetch/"):
            if method != "POST":
                self.refuse("8.2.1.0-2", f"the fetch URL was asked with {method}")
            number = parts.path.removeprefix("/fetch/")
            return (200, self.fetch(int(number))) if number.isdecimal() else (404, {})
        visit = self.visit_of(authorization)
        if visit is None or self.failing:
            return (401 if visit is None else 503), {}
        if parts.path == "/xapi/agents/profile" and method == "GET":
            visit.read.add(query["profileId"])
            if json.loads(query.get("agent", "{}")) != self.actor:
                self.refuse("11.0.0.0-1", query.get("agent"))
            if query["profileId"] != "cmi5LearnerPreferences":
                self.refuse("11.0.0.0-4", query["profileId"])
            return 200, {"languagePreference": "en", "audioPreference": "off"}
        if parts.path == "/xapi/activities/state":
            found = self.document(visit, query, body if method == "PUT" else None)
            return (404, {}) if found is None else (204 if method == "PUT" else 200, found)
        if parts.path == "/xapi/statements" and method == "POST":
            status = 403 if visit.abandoned else self.store(visit, body)
            return status, [statement["id"] for statement in body]
        return 404, {}


def _allowed(defined: bool, categories: set[str]) -> Iterator[tuple[str, bool]]:
    yield "9.6.2.2-2", not defined and f"{CATEGORY}moveon" not in categories


def _mastery(visit: Visit, statement: Json, verb: str) -> Iterator[tuple[str, bool]]:
    needed = visit.data.get("masteryScore")
    scaled = statement.get("result", {}).get("score", {}).get("scaled")
    if needed is None or scaled is None:
        return
    yield "9.3.4.0-2", verb != "passed" or scaled >= needed
    yield "9.3.5.0-2", verb != "failed" or scaled < needed
    yield "9.6.3.2-2", statement["context"]["extensions"].get(MASTERY) == needed


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, lms: CmiLms, lock: threading.Lock, *rest: Any) -> None:
        self.lms = lms
        self.lock = lock
        super().__init__(*rest)

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(0 if status == 204 else len(body)))
        self.end_headers()
        if status != 204:
            with contextlib.suppress(ConnectionError):
                self.wfile.write(body)

    def _take(self, method: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        with self.lock:
            status, answer = self.lms.send(self.path, method, self.headers.get("Authorization", ""), body)
        if self.lms.silent and method != "GET":
            self.close_connection = True
            return
        self._answer(status, json.dumps(answer).encode(), "application/json")

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/home":
            self._answer(
                200, b"<!doctype html><link rel=icon href='data:,'><title>LMS</title><h1>Your courses</h1>", "text/html"
            )
        elif path.startswith("/course/"):
            body = self.lms.files[path.removeprefix("/course/")]
            self._answer(200, body, TYPES.get(path.rpartition(".")[2], "text/html") + "; charset=utf-8")
        else:
            self._take("GET")

    def do_POST(self) -> None:
        self._take("POST")

    def do_PUT(self) -> None:
        self._take("PUT")

    def log_message(self, *_words: Any) -> None:
        """Quiet."""


@contextlib.contextmanager
def lms_of(files: Mapping[str, bytes]) -> Iterator[CmiLms]:
    """An LMS with one registration, on a free port."""
    lms = CmiLms(files)
    handler = functools.partial(_Handler, lms, threading.Lock())
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        lms.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield lms
        finally:
            server.shutdown()
            thread.join()
