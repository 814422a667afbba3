"""Sixty planted secrets and persons: none in any stored file, picture, error or log; the gate finds what slipped in."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import FORBIDDEN, PERSONS, REDACTION, TEXTS, Planted
from replica_look import desk, share_off

from adoptgen.capture.assets import name_of
from adoptgen.capture.browser import browser, window
from adoptgen.capture.bundles import read_bundles
from adoptgen.capture.recorder import Order, record
from adoptgen.capture.secrets import redactor
from adoptgen.model.learning import Walkthrough
from adoptgen.model.people import Application
from adoptgen.model.redaction import Redaction

APPLICATION = Application.model_validate(
    {"id": "planted", "title": "Planted", "version": "1", "checked": "2026-01-13", "languages": ["en"]}
)
WALKTHROUGH = Walkthrough.model_validate(
    {
        "id": "planted.walk",
        "title": "Walk",
        "summary": "A walk.",
        "effort": "5",
        "application": "planted",
        "area": "a",
        "start": "/start",
        "parts": [
            {
                "title": "All",
                "steps": [
                    {
                        "id": "type",
                        "do": "fill",
                        "target": {"css": ["#secret"]},
                        "value": "${PLANTED_SECRET}",
                        "say": "Type.",
                        "redact": [{"css": "#loggedas", "with": "learner"}],
                    },
                    {"id": "next", "do": "click", "target": {"css": ["#next"]}, "say": "Go on."},
                    {"id": "read", "do": "read", "target": {"css": ["h1"]}, "say": "Read."},
                ],
            }
        ],
    }
)


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Planted]:
    monkeypatch.setenv("PLANTED_SECRET", "kept-secret-88")
    pages = Planted()
    yield pages
    pages.close()


def order(root: Path, pages: Planted, walkthrough: Walkthrough = WALKTHROUGH) -> Order:
    return Order(root, pages.address, APPLICATION, (walkthrough,), ("en",), "en", redaction=(REDACTION,))


def leaks(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace").casefold()
    return [word for word in FORBIDDEN if word in text or word in unquote(text)]


def test_sixty_planted_secrets_are_in_no_file_no_error_and_no_log(
    planted: Planted, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    assert len(TEXTS) + 20 >= 60  # those of the lists, and those in frames, shadow roots, fields, titles, addresses
    assert record(order(tmp_path, planted), print) == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len([path for path in files if path.suffix == ".xhtml"]) >= 4
    assert {path.name: found for path in files if (found := leaks(path.read_bytes()))} == {}
    bundles = read_bundles(tmp_path, {"planted": "1"}, {"planted": (REDACTION,)})
    assert bundles.problems == ()
    bundle = bundles.found["planted.walk", "en"]
    assert [region.why for region in bundle.replicas[0].regions] == ["closed shadow root"]

    broken = WALKTHROUGH.model_copy(
        update={"parts": (WALKTHROUGH.parts[0].model_copy(update={"steps": (gone("Henrike Falkenstein"),)}),)}
    )
    problems = record(order(tmp_path / "other", planted, broken), print)
    assert [problem.code for problem in problems] == ["C810"]
    said = capfd.readouterr()
    for text in (*map(str, problems), said.out, said.err, caplog.text):
        assert leaks(text.encode()) == []


def gone(name: str) -> object:
    step = WALKTHROUGH.steps[1]
    assert step.target is not None
    return step.model_copy(update={"target": step.target.model_copy(update={"css": (f"[title='{name}'] b",)})})


def test_pictures_show_what_replicas_say(planted: Planted, tmp_path: Path) -> None:
    """The replica holds no secret, and the picture is the replica's: so no pixel shows one."""
    assert record(order(tmp_path, planted), lambda _: None) == []
    bundle = read_bundles(tmp_path, {"planted": "1"}, {"planted": (REDACTION,)}).found["planted.walk", "en"]
    folder = tmp_path / "captures" / "assets"
    with browser() as started:
        with desk(started, "en", lambda name: (folder / name).read_bytes()) as table:
            assert bundle.end_replica is not None
            shown = table.open(bundle.end_replica.page)
            picture = (tmp_path / bundle.picture(bundle.end).path_double).read_bytes()
            assert share_off(shown, picture) < 0.001
            assert table.outside == []
        with window(started, "en") as page:
            page.goto(planted.address + "/second")
            assert share_off(page.screenshot(caret="hide"), picture) > 0.001  # canary: the page itself looks otherwise


def test_the_gate_refuses_what_was_put_in_later_and_says_where_without_saying_what(
    planted: Planted, tmp_path: Path
) -> None:
    assert record(order(tmp_path, planted), lambda _: None) == []
    sheet = tmp_path / "captures" / "planted-1" / "en" / "planted.walk.json"
    known = {"planted": "1"}, {"planted": (REDACTION,)}
    whole = sheet.read_text(encoding="utf-8")
    for word, what in (("Zoe Quandt", "a person"), ("zoe@corp-kernel.com", "a mail address"), ("PX-4471", "a word")):
        data = json.loads(whole)
        page = data["shots"][0]["replica"]["page"]
        spoilt = (
            (tmp_path / "captures" / "assets" / page).read_bytes().replace(b"</body>", f"<p>{word}</p></body>".encode())
        )
        name = name_of(spoilt, "xhtml")
        (tmp_path / "captures" / "assets" / name).write_bytes(spoilt)
        data["shots"][0]["replica"]["page"] = name
        sheet.write_text(json.dumps(data), encoding="utf-8")
        (problem,) = read_bundles(tmp_path, *known).problems
        assert problem.code == "C806"
        assert what in problem.message
        assert f"captures/assets/{name}, step type" in problem.message
        assert "redact" in problem.help
        assert word not in str(problem)
    data = json.loads(whole)
    data["shots"][1]["name"] = "Ask H. Falkenstein"
    sheet.write_text(json.dumps(data), encoding="utf-8")
    (problem,) = read_bundles(tmp_path, *known).problems
    assert (problem.code, "name of step next" in problem.message) == ("C806", True)
    shutil.rmtree(tmp_path / "captures")


def test_the_same_person_gets_the_same_name_of_like_length_everywhere() -> None:
    found = redactor(REDACTION)
    names = [found.text(text) for text in ("Henrike Falkenstein", "Falkenstein, Henrike", "H. Falkenstein")]
    first, last = names[0].split(" ", 1)
    assert names[1:] == [f"{last}, {first}", f"{first[0]}. {last}"]
    assert abs(len(names[0]) - len("Henrike Falkenstein")) <= 4
    assert found.text("HENRIKE FALKENSTEIN") == names[0].upper()
    assert found.text("henrike.falkenstein") == f"{first}.{last}".lower()
    assert len({found.text(name) for name in PERSONS}) == len(PERSONS)
    assert len(found.text("h.falkenstein@corp-kernel.com")) == len("h.falkenstein@corp-kernel.com")


@pytest.mark.parametrize("text", TEXTS)
def test_every_planted_text_is_found_and_its_replacement_is_not(text: str) -> None:
    found = redactor(REDACTION)
    assert found.finds(f"Ask {text}, please")
    new = found.text(f"Ask {text}, please")
    assert found.finds(new) == []
    assert leaks(new.encode()) == []


HARMLESS = (
    "13.01.2026 09:20",
    "2026-01-13T09:20",
    "08.01.2026 10:30",
    "1 234 567,89 €",
    "12.000.000",
    "K-10342",
    "R-20418",
    "Session: tomorrow",
    "Token of thanks",
    "jane@shop.example",
    "see example.com",
    "v24.2.1",
    "1280 × 800",
    "100 %",
    "Authorisation is pending",
    "#5a48c8",
    "Will it work?",
    "3 of 12 open",
    "0–24 h",
    "MuiButtonBase-root MuiButton-text",
)


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_words_dates_and_numbers_stay(text: str) -> None:
    assert redactor(REDACTION).text(text) == text


def test_what_is_invented_may_stay() -> None:
    kept = redactor(Redaction(keep=("555",)))
    assert kept.text("+46 26 555 01 40") == "+46 26 555 01 40"
    assert kept.text("+46 26 123 01 40") != "+46 26 123 01 40"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*TEXTS, " ", ", ", "x", "1", "é", "(", "a b"]), max_size=8))
def test_one_pass_is_enough_and_pieces_agree_with_the_whole(parts: list[str]) -> None:
    found = redactor(REDACTION)
    new = found.text("".join(parts))
    assert found.text(new) == new
    assert "".join(found.pieces(tuple(parts))) == new
