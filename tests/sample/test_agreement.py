"""What the sample teaches is what its application does: labels, figures and numbers of records, in both languages.

The walkthroughs' steps are held to the same table in tests/sample_app; here are all other texts and the French ones.
"""

from __future__ import annotations

import json
import re
import threading
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from adoptgen.catalog.load import load
from adoptgen.catalog.localise import Translation, messages, read_translation
from adoptgen.model.catalog import Catalog
from adoptgen.sample_app import words
from adoptgen.sample_app.facts import APPROVAL_ABOVE, CHANCE
from adoptgen.sample_app.server import Tideline

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "src" / "adoptgen" / "sample_app" / "seed.sql"
TAUGHT = ("lesson", "assessment", "workshop", "walkthrough")
EMPHASES = {
    "steps of a talk or a search, at the head of a list item": (
        *("two records", "The good one first", "The stuck one", "One next step"),
        *("A short part of the name", "Another spelling", "The town", "berg"),
        *("what it is worth", "why the customer needs it", "what we get for it"),
    ),
    "who it is about": ("us", "Planners", "The service desk", "Billing"),
    "the key words of a rule": (
        *("one company with its own legal name", "an answer that helps", "in all"),
        *("weeks, not days", "number of records", "Never empty or rename one"),
        *("Carry on in the record with live business", "Health and private life stay out"),
    ),
    "what a paragraph begins with": (
        *("On the train", "A call counts", "Addresses that several people read", "Personal numbers"),
        *("A photograph from the dock", "something has gone wrong", "A date in the past", "Until both waves are live"),
        *("If the person asks us to delete their data", "February"),
    ),
}
"""Bold words that are no labels, by reason. A whole sentence, a question and a figure need no entry."""

Bold = tuple[str, list[str], list[str]]
"""Where, the bold words of the source, and those of the translation."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found = load(ROOT / "catalog").catalog
    assert found is not None
    return found


@pytest.fixture(scope="module")
def french() -> Translation:
    return read_translation(ROOT / "catalog", "fr")


def bold(text: str) -> list[str]:
    """Bold words with one kind of space: French sets a protected one before %, which no table needs."""
    return [" ".join(found.split()) for found in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)]


def texts(catalog: Catalog, french: Translation) -> Iterator[tuple[str, str, str]]:
    """Context, text and French text of everything that is taught."""
    for kind in TAUGHT:
        for item in catalog.of(kind).values():
            for entry in messages(item):
                yield entry.context, entry.source, french.text(entry.context, entry.source) or ""


def bolds(catalog: Catalog, french: Translation) -> list[Bold]:
    return [(where, bold(text), bold(translated)) for where, text, translated in texts(catalog, french) if bold(text)]


def emphasis(words_: str) -> bool:
    """Whether bold words are a sentence, a question, a figure or a day: no label of the application is."""
    return words_.endswith((".", "?", ":")) or any(character.isdigit() for character in words_)


def allowed() -> set[str]:
    return {label for labels in EMPHASES.values() for label in labels}


def strangers(found: Iterable[Bold]) -> list[str]:
    """Bold words that the application does not show and that are no emphasis."""
    known = set(words.table("en").values()) | allowed()
    return [
        f"{where}: {label}" for where, labels, _ in found for label in labels if not (label in known or emphasis(label))
    ]


def in_french() -> dict[str, set[str]]:
    """English label -> what French may show for it (several keys may share an English label)."""
    english, french = words.table("en"), words.table("fr")
    pairs: dict[str, set[str]] = {}
    for key, label in english.items():
        pairs.setdefault(label, set()).add(" ".join(french[key].split()))
    return pairs


def misnamed(found: Iterable[Bold]) -> list[str]:
    """Labels whose translation does not set the label of the French application in bold."""
    pairs, missing = in_french(), []
    for where, labels, translated in found:
        left = Counter(translated)
        for label in (label for label in labels if label in pairs):
            here = next((one for one in sorted(pairs[label]) if left[one]), None)
            if here is None:
                missing.append(f"{where}: {label}")
            else:
                left[here] -= 1
    return missing


def test_bold_words_are_labels_of_the_application_or_known_emphases(catalog: Catalog, french: Translation) -> None:
    found = bolds(catalog, french)
    assert len({label for _, labels, _ in found for label in labels} & set(words.table("en").values())) > 50
    assert strangers(found) == []


def test_no_emphasis_is_allowed_that_nobody_uses(catalog: Catalog, french: Translation) -> None:
    assert allowed() - {label for _, labels, _ in bolds(catalog, french) for label in labels} == set()


def test_french_texts_name_the_labels_of_the_french_application(catalog: Catalog, french: Translation) -> None:
    assert misnamed(bolds(catalog, french)) == []


def test_canary_an_invented_label_and_a_wrong_translation_are_found() -> None:
    assert strangers([("lesson/a#body", ["Role", "Works in", "Why?", "€ 5"], [])]) == ["lesson/a#body: Works in"]
    assert misnamed([("a", ["Save", "Role"], ["Rôle", "Sauver"])]) == ["a: Save"]


def records(text: str) -> set[str]:
    """Numbers of requests, quotes, opportunities, cases, orders and customers."""
    return set(re.findall(r"\b[RQOCAK]-\d{3,5}\b", text))


def test_every_record_that_is_named_is_in_the_application(catalog: Catalog, french: Translation) -> None:
    named = {number for _, *both in texts(catalog, french) for number in records(" ".join(both))}
    assert len(named) > 5
    assert named - records(SEED.read_text(encoding="utf-8")) == set()


RULES = [
    (r"\b[Aa]bove (\d+) %", {str(APPROVAL_ABOVE)}, 10),
    (r"(?:claimed|claims it,?) within (\w+) hours", {"two"}, 3),
    (r"within (\w+) working days", {"two"}, 2),
    (r"locked after (\w+) weeks", {"eight"}, 2),
    (r"(sales lead)", set(), 0),
]


@pytest.mark.parametrize(("pattern", "wanted", "least"), RULES)
def test_a_rule_has_one_figure_and_one_name_everywhere(
    catalog: Catalog, pattern: str, wanted: set[str], least: int
) -> None:
    every = [entry.source for item in catalog.objects() for entry in messages(item)]
    found = [group for text in every for match in re.finditer(pattern, text) for group in match.groups()]
    assert set(found) == wanted
    assert len(found) >= least


def rows(text: str) -> list[list[str]]:
    """The cells of the tables of a Markdown text, without bold."""
    lines = [line for line in text.replace("**", "").split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def euros(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def next_month() -> tuple[int, dict[str, int]]:
    """Forecast of February, and value by stage, as the dashboard asks for them."""
    application = Tideline()
    thread = threading.Thread(target=application.serve_forever, daemon=True)
    thread.start()
    try:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        form = urllib.parse.urlencode({"login": "m.krueger", "password": "tideline"}).encode()
        opener.open(urllib.request.Request(application.address + "/login", form, {"Accept-Language": "en"}))
        with opener.open(application.address + "/api/pipeline?period=next-month") as answer:
            found = json.loads(answer.read())
    finally:
        application.shutdown()
        application.server_close()
    return euros(found["forecast"]), {row["stage"]: row["value"] for row in found["stages"] if row["value"]}


def test_the_lesson_on_the_forecast_counts_as_the_application_does(catalog: Catalog) -> None:
    table = rows(catalog.lessons["forecast-from-the-pipeline"].body)
    weight = {"not at all": 0.0, "by half": 0.5, "in full": 1.0}
    assert {cells[0].lower(): weight[cells[1]] for cells in table if cells[1] in weight} == {
        stage: chance for stage, chance in CHANCE.items() if stage != "lost"
    }
    examples = [cells for cells in table if cells[1].lower() in CHANCE]
    assert all(CHANCE[stage.lower()] * euros(value) == euros(counts) for _, stage, value, counts in examples)
    forecast, stages = next_month()
    assert {stage: euros(value) for _, stage, value, _ in examples} == stages
    (total,) = [cells for cells in table if cells[0] == "February"]
    assert [euros(cell) for cell in total[2:]] == [sum(stages.values()), forecast]
