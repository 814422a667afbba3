"""The promise of the checker: a slip of one key is told on its line, with the right word."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from typos import Figures, Slip, Token, judge, measure, names, read, slips, tokens

from adoptgen.problems import Location, Problem

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "catalog"
TINY = ROOT / "tests/catalogs/tiny/catalog"
WAYS = ROOT / "tests/catalogs/every-way/catalog"


@pytest.mark.parametrize(("catalog", "most"), [(TINY, 800), (WAYS, 800), (SAMPLE, 1500)])
def test_slips_are_told_on_their_line_with_the_right_word(catalog: Path, most: int) -> None:
    scene = read(catalog)
    figures = measure(scene, most)
    print(f"\n{catalog.parent.name}\n{figures.table()}")
    assert figures.tried.total() > most * 0.9
    assert {"key", "reference", "value"} <= set(figures.tried)
    assert figures.share(figures.on_line) >= 0.99, figures.missed
    assert figures.share(figures.suggested) >= 0.95, figures.unhelped


def test_optional_fields_are_among_the_words() -> None:
    found = {token.text for token in tokens(read(TINY))}
    assert {"any_of", "downstream", "adkar", "hint"} & found >= {"downstream", "adkar"}
    assert {"true", "agree5", "easier", "button", "Europe/Berlin"} <= found


def test_canary_a_slip_nobody_tells_counts_as_missed() -> None:
    """Texts are not checked: as if they were references, every slip in them would have to be missed."""
    scene = read(TINY)
    number = next(i for i, source in enumerate(scene.sources) if source.key == "skill/accounts.find")
    text = scene.sources[number].text
    token = Token(number, "reference", "record", text.index("record"))
    figures = Figures()
    judge(scene, Slip(token, "deletion", "recrd"), figures, set())
    assert (figures.tried.total(), figures.on_line.total(), len(figures.missed)) == (1, 0, 1)


def test_canary_a_list_of_all_words_is_no_suggestion() -> None:
    assert names(Problem(Location("a"), "C1", "m", "Did you mean talk? Possible: demo, talk."), "talk")
    assert not names(Problem(Location("a"), "C1", "m", "Possible: demo, talk or task."), "talk")


def test_every_kind_of_slip_is_tried() -> None:
    token = Token(0, "key", "title", 0)
    assert len({slip.kind for slip in slips(token, random.Random(1))}) == 4
