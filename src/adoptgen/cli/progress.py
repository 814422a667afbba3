"""How far a build is: a bar on a terminal, a few plain lines elsewhere."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import click

Step = Callable[[str], None]


def counted(names: Iterable[str]) -> str:
    """How often each name occurs: `paths (12), slides (4)`."""
    return ", ".join(f"{name} ({number})" for name, number in sorted(Counter(names).items()))


class Progress:
    """Told what is to be made, then of each thing made."""

    def __init__(self) -> None:
        self._stack = contextlib.ExitStack()
        self._step: Step = lambda _path: None

    def begin(self, makers: Iterable[str]) -> None:
        """`makers`: for each thing to be made, the kind of output it is."""
        names = list(makers)
        if names:
            show = _bar if sys.stderr.isatty() else _lines
            self._step = self._stack.enter_context(show(len(names), counted(names)))

    def step(self, path: str) -> None:
        """One thing is made."""
        self._step(path)

    def end(self) -> None:
        """Give the terminal back."""
        self._stack.close()


@contextlib.contextmanager
def _bar(total: int, _what: str) -> Iterator[Step]:
    paths: Iterable[str] | None = None
    with click.progressbar(
        paths, total, label="building", file=sys.stderr, item_show_func=lambda path: (path or "")[-48:]
    ) as bar:
        yield lambda path: bar.update(1, path)


@contextlib.contextmanager
def _lines(total: int, what: str) -> Iterator[Step]:
    """The beginning, every tenth part of a long list, and each whole folder."""
    click.echo(f"building {what}", err=True)
    done = 0

    def step(path: str) -> None:
        nonlocal done
        done += 1
        if path.endswith("/") or (total >= 50 and done * 10 // total > (done - 1) * 10 // total):
            click.echo(f"  {done} of {total}: {path}", err=True)

    yield step
