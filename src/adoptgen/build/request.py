"""What somebody asked to be built."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """Names of generators, roles and languages; empty means all."""

    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((*sorted(self.kinds), "role", *sorted(self.roles), "language", *sorted(self.languages)))
