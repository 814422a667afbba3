"""Mutations change what they name, do so every time alike, and say what a drift check is to say of steps there are."""

from __future__ import annotations

import re
import urllib.parse
from collections import Counter
from pathlib import Path

import pytest
from visitor import Visitor, tideline

from adoptgen.catalog.load import load
from adoptgen.sample_app import mutations, words
from adoptgen.sample_app.edition import Edit
from adoptgen.sample_app.mutations import Mutation, MutationError

ROOT = Path(__file__).resolve().parent.parent.parent
KNOWN = mutations.known()


def answers(mutation: Mutation | None, language: str, paths: list[str]) -> dict[str, str]:
    """Path -> answer, logged in, of the application with or without a mutation."""
    with tideline(edition=mutations.edition([mutation] if mutation else [])) as application:
        visitor = Visitor(application.address, language).log_in()
        return {path: visitor.ask(urllib.parse.quote(path)) for path in paths}


@pytest.fixture(scope="module")
def released() -> dict[str, dict[str, str]]:
    paths = sorted({path for mutation in KNOWN.values() for path in mutation.pages})
    return {language: answers(None, language, paths) for language in words.languages()}


@pytest.mark.parametrize("name", KNOWN)
def test_every_page_it_names_is_changed_in_every_language_and_alike_each_time(
    released: dict[str, dict[str, str]], name: str
) -> None:
    mutation = KNOWN[name]
    for language in words.languages() if mutation.words else ("en", "ar"):
        changed = answers(mutation, language, list(mutation.pages))
        same = [path for path, answer in changed.items() if answer == released[language][path]]
        assert same == [], f"{name} leaves {same} as they were"
    assert answers(mutation, "en", list(mutation.pages)) == answers(mutation, "en", list(mutation.pages))


def test_canary_a_page_that_stays_as_it_was_is_noticed(released: dict[str, dict[str, str]]) -> None:
    town = KNOWN["id-town"]
    assert answers(town, "en", ["/cases"])["/cases"] == released["en"]["/cases"]
    assert answers(town, "en", ["/customers/1"])["/customers/1"] != released["en"]["/customers/1"]


def test_there_are_enough_of_every_kind() -> None:
    kinds = Counter(mutation.kind for mutation in KNOWN.values())
    assert sum(kinds.values()) >= 40
    assert set(kinds) == set(mutations.KINDS)
    assert min(kinds.values()) >= 3
    said = {
        one for item in KNOWN.values() for steps in item.expect.values() for found in steps.values() for one in found
    }
    assert said == set(mutations.CLASSES) - {"ok"}


def strange_steps(wanted: dict[str, dict[str, tuple[str, ...]]]) -> set[str]:
    catalog = load(ROOT / "catalog").catalog
    assert catalog is not None
    known = {f"{item.id}#{step.id}" for item in catalog.walkthroughs.values() for step in item.steps}
    return {f"{name}#{step}" for name, steps in wanted.items() for step in steps} - known


def test_every_step_it_speaks_of_is_in_the_catalog() -> None:
    for mutation in KNOWN.values():
        assert strange_steps({name: dict(steps) for name, steps in mutation.expect.items()}) == set(), mutation.name
    assert strange_steps({"case.open": {"save": ("ok",), "send": ("ok",)}}) == {"case.open#send"}


def test_words_are_changed_in_every_language_and_keep_their_holes() -> None:
    for mutation in KNOWN.values():
        for key, table in mutation.words.items():
            assert set(table) == set(words.languages()), mutation.name
            for language, text in table.items():
                assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", words.table(language)[key]), mutation.name


def test_several_can_be_had_together_and_a_file_brings_ones_own(tmp_path: Path) -> None:
    both = mutations.edition(mutations.chosen("word-convert,id-town"))
    with tideline(edition=both) as application:
        visitor = Visitor(application.address).log_in()
        assert "Create opportunity" in visitor.ask("/requests/R-20418")
        assert "account-town" in visitor.ask("/customers/1")
    own = tmp_path / "own.yaml"
    edit = "{file: orders.html, old: table, new: div}"
    own.write_text(
        f"- {{name: mine, kind: removed, summary: s, pages: [/orders], edits: [{edit}]}}\n", encoding="utf-8"
    )
    assert mutations.chosen(str(own))[0].edits == (Edit("orders.html", "table", "div"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("just words", "no list"),
        ("- {name: a, kind: sunk, summary: s, pages: [/]}", "no kind sunk"),
        ("- {name: a, kind: moved, summary: s}", "wanted are"),
        ("- {name: a, kind: moved, summary: s, pages: [/], expect: {w: {s: lost}}}", "no class lost"),
        ("- {name: a, kind: moved, summary: s, pages: [/], edits: [nothing]}", "not written as one"),
        ("- [", "own.yaml"),
    ],
)
def test_what_is_no_mutation_is_refused_with_its_name(tmp_path: Path, text: str, told: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(MutationError, match=told):
        mutations.read(own)


def test_what_changes_nothing_or_is_had_twice_is_refused() -> None:
    with pytest.raises(MutationError, match="does not hold"):
        mutations.edition(mutations.chosen("no-convert,move-convert"))
    with pytest.raises(MutationError, match="no mutation of-no-name"):
        mutations.chosen("id-town,of-no-name")
    nothing = Mutation(
        "a", "reworded", "s", ("/",), words={"act.save": {"en": "Save", "fr": "x", "de": "x", "ar": "x"}}
    )
    with pytest.raises(MutationError, match=r"act\.save does not change in en"):
        mutations.edition([nothing])
    elsewhere = Mutation("a", "removed", "s", ("/",), edits=(Edit("nowhere.html", "a", "b"),))
    with pytest.raises(MutationError, match="no file nowhere"):
        mutations.edition([elsewhere])
