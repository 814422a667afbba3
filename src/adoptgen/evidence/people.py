"""Who a row is about: declared keys in their order of strength, never names."""

from __future__ import annotations

from collections.abc import Iterable

from adoptgen.evidence.contract import Key
from adoptgen.evidence.pseudonyms import pseudonym, sha1_of_mail
from adoptgen.evidence.store import Store
from adoptgen.evidence.words import fold


class ConflictError(ValueError):
    """A key that belongs to somebody else already, or keys that belong to two people."""


class People:
    """The identity map of an open store, held in memory while files are read."""

    def __init__(self, store: Store) -> None:
        self._store = store
        rows = store.connection.execute("SELECT kind, value, pseudonym FROM identity.person_key")
        self._known = {(kind, value): name for kind, value, name in rows}
        self._names: dict[str, list[str]] = {}
        for employee, name in store.connection.execute("SELECT employee, name FROM identity.person_name ORDER BY 1"):
            self._names.setdefault(fold(name), []).append(employee)

    @property
    def nobody(self) -> bool:
        """Whether no roster was taken in yet."""
        return not self._known

    def find(self, keys: Iterable[Key]) -> str:
        """The pseudonym of the person; "" if nobody is known by these keys. Raises ConflictError."""
        found = [name for key in keys for name in self._matches(key)]
        if len(set(found)) > 1:
            raise ConflictError("the keys of this row belong to two different people")
        return found[0] if found else ""

    def _matches(self, key: Key) -> list[str]:
        kinds = ("employee", "username") if key.kind == "account" else (key.kind,)
        found = (self._known.get((kind, _plain(kind, key.value))) for kind in kinds)
        return [name for name in found if name]

    def named(self, name: str) -> list[str]:
        """Employee numbers of people of this name: candidates to tell the user, nothing more."""
        return self._names.get(fold(name), [])

    def enrol(self, employee: str, name: str, keys: Iterable[Key]) -> str:
        """Note somebody of the roster with the keys; returns the pseudonym. Raises ConflictError."""
        mine = pseudonym(self._store.key, employee)
        wanted = {(key.kind, _plain(key.kind, key.value)) for key in keys}
        wanted |= {("mail-sha1", sha1_of_mail(value)) for kind, value in wanted if kind == "mail"}
        for kind, value in sorted(wanted):
            if self._known.get((kind, value), mine) != mine:
                raise ConflictError(f"the {kind} of this row belongs to another employee already")
        for kind, value in sorted(wanted - self._known.keys()):
            self._store.connection.execute("INSERT INTO identity.person_key VALUES(?,?,?)", (kind, value, mine))
            self._known[kind, value] = mine
        self._store.connection.execute(
            "INSERT OR REPLACE INTO identity.person_name VALUES(?,?,?)", (mine, employee, name)
        )
        self._names.setdefault(fold(name), []).append(employee)
        return mine


def _plain(kind: str, value: str) -> str:
    """Employee numbers are text, kept as written (leading zeros count); addresses and usernames ignore case."""
    return value.strip() if kind == "employee" else value.strip().casefold()
