"""Taking a file in: recognise, read, find person and activity, keep what it says, write the ledger; all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from adoptgen.evidence.activities import Activities, Places
from adoptgen.evidence.contract import (
    Answered,
    Entry,
    Finished,
    HeaderError,
    Importer,
    Listed,
    Lost,
    Remark,
    Said,
    Source,
    Tried,
    Voided,
)
from adoptgen.evidence.dialect import UnreadableError, decode, sniff, unpack
from adoptgen.evidence.discover import head_of, importers, recognise
from adoptgen.evidence.outcome import Counts, Outcome, Tally
from adoptgen.evidence.people import ConflictError, People
from adoptgen.evidence.pseudonyms import pseudonym
from adoptgen.evidence.store import Run, Store
from adoptgen.model.catalog import Catalog
from adoptgen.problems import Location, Problem

Progress = Callable[[int], None]
"""Called now and then with the line reached."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file as the user gave it, and what was said about it on the command line."""

    name: str
    data: bytes
    format: str = ""
    encoding: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that is recognised and can be read."""

    received: Received
    importer: Importer
    source: Source

    @property
    def first(self) -> bool:
        """Rosters go before everything else: the others are matched by them."""
        return self.importer.name == "roster"


def prepare(received: Received, zone: str) -> Ready | Outcome:
    """Decode, sniff and recognise; an Outcome with its problem where that fails."""
    try:
        text, encoding = decode(unpack(received.data), received.encoding)
    except UnreadableError as error:
        return _refused(received, Location(received.name, error.line), "E101", str(error), error.help)
    dialect = sniff(text, encoding)
    head = head_of(text, dialect)
    found = [item for item in importers() if item.name == received.format] if received.format else recognise(head)
    if len(found) != 1:
        known = ", ".join(item.name for item in found or importers())
        message = "several formats fit this file" if found else "this is no report adoptgen knows"
        return _refused(received, Location(received.name), "E102", message, f"Say which it is, with --as: {known}.")
    if head.text.lstrip().startswith(("{", "[")):
        dialect = replace(dialect, separator="")
    return Ready(received, found[0], Source(received.name, text, dialect, ZoneInfo(zone), received.about))


def _refused(received: Received, place: Location, code: str, message: str, help_: str) -> Outcome:
    return Outcome(received.name, "", "", Counts(), (Problem(place, code, message, help_),))


class Intake:
    """Takes files into an open store, by the catalog in all its languages."""

    def __init__(self, store: Store, catalogs: Mapping[str, Catalog], progress: Progress | None = None) -> None:
        self._store = store
        self._activities = Activities(catalogs.values())
        self._places = Places(catalogs.values())
        self._progress = progress or (lambda _line: None)

    def take(self, ready: Ready, keep: bool = True) -> Outcome:
        """One file in one transaction with its row of the ledger. `keep` False: within the caller's transaction.

        Raises StoreError; then nothing of the file was taken in.
        """
        if not keep:
            return self._take(ready, "trial")
        sha256 = self._store.keep_raw(ready.received.data)
        with self._store.writing():
            return self._take(ready, sha256)

    def _take(self, ready: Ready, sha256: str) -> Outcome:
        reading = _Reading(self._store, self._activities, self._places, sha256, ready.source.name)
        dialect = str(ready.source.dialect) if ready.source.dialect.separator else "JSON, UTF-8"
        try:
            self._read(reading, ready.importer.read(ready.source))
        except HeaderError as error:
            place = Location(ready.source.name, 1, error.column)
            problem = Problem(place, "E103", str(error), error.help)
            return Outcome(ready.source.name, ready.importer.name, dialect, Counts(), (problem,))
        counts = reading.tally.counts
        self._store.log(_run(ready, sha256, dialect, counts))
        return Outcome(ready.source.name, ready.importer.name, dialect, counts, tuple(reading.tally.problems))

    def _read(self, reading: _Reading, said: Iterable[Said]) -> None:
        for number, item in enumerate(said):
            reading.hear(item)
            if number % 500 == 0:
                self._progress(item.damage.line if isinstance(item, Lost) else item.line)
        self._progress(-1)

    def take_waiting(self, just_read: Iterable[str], zone: str) -> list[Outcome]:
        """Read again the files in which somebody or something was not known yet; call it after a roster came."""
        waiting = [run for run in self._store.runs() if run.unmatched and run.sha256 not in set(just_read)]
        outcomes = []
        for run in waiting:
            received = Received(run.name, self._store.raw(run.sha256), run.format, run.encoding, run.about)
            ready = prepare(received, zone)
            if isinstance(ready, Ready):
                outcomes.append(replace(self.take(ready), again=True))
        return outcomes


def _run(ready: Ready, sha256: str, dialect: str, counts: Counts) -> Run:
    source, received = ready.source, ready.received
    four = (counts.fact, counts.duplicate, counts.rejected, counts.unmatched)
    about = (ready.importer.name, received.about, received.encoding, dialect, source.zone.key)
    return Run(sha256, source.name, *about, *four)


class _Reading:
    """One file on its way into the store."""

    def __init__(self, store: Store, activities: Activities, places: Places, sha256: str, name: str) -> None:
        self._store, self._activities, self._places = store, activities, places
        self._people = People(store)
        self._sha256 = sha256
        self.tally = Tally(name)

    def hear(self, item: Said) -> None:
        """Take one entry in, and count it."""
        if isinstance(item, Lost):
            damage = item.damage
            self.tally.reject(damage.line, damage.column, damage.code, damage.message, damage.help, item.entries)
        elif isinstance(item, Remark):
            self.tally.remark(item.line, item.column, item.message, item.help)
        elif isinstance(item.sayings[0], Listed):
            self._enrol(item, item.sayings[0])
        elif isinstance(item.sayings[0], Voided):
            self._count(self._store.void(item.sayings[0].statement))
        else:
            self._note(item)

    def _count(self, new: bool) -> None:
        if new:
            self.tally.fact += 1
        else:
            self.tally.duplicate += 1

    def _note(self, entry: Entry) -> None:
        try:
            person = self._people.find(entry.person)
        except ConflictError as error:
            self.tally.miss(str(error), entry.line, entry.column, "E120", str(error), "Correct the roster.")
            return
        if not person:
            self._stranger(entry)
            return
        activity = self._activity(entry)
        if activity is None:
            return
        new = [self._keep(entry, person, activity, saying) for saying in entry.sayings]
        self._count(any(new))

    def _stranger(self, entry: Entry) -> None:
        if self._people.nobody:
            message = "nobody is known, for no roster was taken in yet"
            help_ = "Import the roster: adoptgen import roster.csv. This file is then read again."
            self.tally.miss(message, entry.line, entry.column, "E120", message, help_)
            return
        who = ", ".join(f"{key.kind} {key.value}" for key in entry.person) or "no key at all"
        same_name = self._people.named(entry.hint) if entry.hint else []
        help_ = "Import a roster that holds this person."
        if same_name:
            help_ += f" The roster knows this name as employee {', '.join(same_name)}; names are never joined."
        self.tally.miss(f"person {who}", entry.line, entry.column, "E120", f"nobody is known by {who}", help_)

    def _activity(self, entry: Entry) -> str | None:
        """`kind/id`, "" where the entry names none by itself, None (and counted) where it is not in the catalog."""
        if entry.activity is None:
            return self._asked(entry)
        match = self._activities.find(entry.activity)
        if match.key:
            return match.key
        named = entry.activity
        name = named.title or named.file or named.identifier
        message = (
            f"{'several objects are' if len(match.candidates) > 1 else 'no object is'} certainly meant by “{name}”"
        )
        nearest = f" Nearest: {', '.join(match.candidates)}." if match.candidates else ""
        help_ = f"Give the activity the title of its object in the catalog, or say --of KIND/ID.{nearest}"
        self.tally.miss(f"activity {named}", entry.line, entry.column, "E121", message, help_)
        return None

    def _asked(self, entry: Entry) -> str | None:
        question = next((saying.question for saying in entry.sayings if isinstance(saying, Answered)), "")
        if not question or self._activities.question(question):
            return ""
        message = f"no question of the catalog is called “{question}”"
        help_ = "Questions are recognised by assessment.question, as our packages report them."
        self.tally.miss(message, entry.line, entry.column, "E122", message, help_)
        return None

    def _keep(self, entry: Entry, person: str, activity: str, saying: Any) -> bool:
        text = getattr(saying, "text", "")
        witness = (self._sha256, entry.line, entry.statement, text)
        if isinstance(saying, Finished):
            values = (person, activity, int(saying.completed), _text(saying.at))
            return self._store.add("completion", values, witness)
        if isinstance(saying, Tried):
            times = (_text(saying.started), _text(saying.ended))
            passed = None if saying.passed is None else int(saying.passed)
            values_ = (person, activity, saying.number, *times, saying.score, passed)
            return self._store.add("attempt", values_, witness)
        return self._answer(entry, person, saying, witness)

    def _answer(self, entry: Entry, person: str, saying: Answered, witness: tuple[str, int, str, str]) -> bool:
        found = self._activities.question(saying.question)
        if found is None:
            message = f"answers to “{saying.question}” are left out: the catalog has no such question"
            self.tally.remark(entry.line, entry.column, message, "Was it renamed? Questions keep their ids.")
            return False
        correct = None if saying.correct is None else int(saying.correct)
        values = (person, found[0], saying.number, found[1], saying.response, correct, _text(saying.at))
        return self._store.add("response", values, witness)

    def _enrol(self, entry: Entry, listed: Listed) -> None:
        wave = listed.wave or self._places.waves.get(self._places.find("site", listed.site).key, "")
        places = []
        for kind, text in (("role", listed.role), ("site", listed.site), ("wave", wave)):
            match = self._places.find(kind, text)
            if not match.key:
                nearest = f" Nearest: {', '.join(match.candidates)}." if match.candidates else ""
                message = f"the catalog has no {kind} “{text}”"
                self.tally.miss(message, entry.line, entry.column, "E123", message, f"Write its id or title.{nearest}")
                return
            places.append(match.key)
        employee = entry.person[0].value
        try:
            person = self._people.enrol(employee, listed.name, entry.person)
        except ConflictError as error:
            self.tally.reject(entry.line, entry.column, "E117", str(error), "Two people need two keys.")
            return
        manager = pseudonym(self._store.key, listed.manager) if listed.manager else ""
        self._count(self._place(person, (*places, _day(listed.joined), _day(listed.left), manager)))

    def _place(self, person: str, values: tuple[str, ...]) -> bool:
        """Whether the roster says something new; the newest roster is believed."""
        query = 'SELECT role, site, wave, joined, "left", manager FROM person WHERE pseudonym = ?'
        if self._store.connection.execute(query, (person,)).fetchone() == values:
            return False
        self._store.connection.execute("INSERT OR REPLACE INTO person VALUES(?,?,?,?,?,?,?)", (person, *values))
        return True


def _text(moment: dt.datetime | None) -> str:
    return moment.isoformat().replace("+00:00", "Z") if moment else ""


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
