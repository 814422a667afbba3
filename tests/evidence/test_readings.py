"""Dates, words and titles: what reports write, read without guessing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from evidence_project import ZONE, catalog_of, project

from adoptgen.evidence.activities import Activities, plain_title
from adoptgen.evidence.contract import Named
from adoptgen.evidence.dates import DateError, day, moment
from adoptgen.evidence.words import completion_state, numbered


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-21 00:15:58", "2026-11-20T23:15:58"),
        ("2026-07-21 00:15:58", "2026-07-20T22:15:58"),
        ("Saturday, 21 November 2026, 12:15 AM", "2026-11-20T23:15:00"),
        ("Saturday, 21 November 2026, 12:15 PM", "2026-11-21T11:15:00"),
        ("samedi 21 novembre 2026, 00:15", "2026-11-20T23:15:00"),
        ("dimanche 1 août 2027, 23:59", "2027-08-01T21:59:00"),
        ("2026-11-21T00:30:22.369292+00:00", "2026-11-21T00:30:22"),
        ("2026-11-21T00:30:22Z", "2026-11-21T00:30:22"),
        ("2026-10-25 02:30:00", "2026-10-25T00:30:00"),
    ],
)
def test_moments_are_read_in_the_programmes_zone(text: str, utc: str) -> None:
    assert moment(text, ZONE) == dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("03/04/2026", "21/11/26, 00:21:26", "2026-02-30 10:00:00", "2026-03-29 02:30:00"),
        *("yesterday", "45980.5", "Saturday, 21 Novembre 2026, 13:15 PM", "1795221630"),
    ],
)
def test_what_would_be_a_guess_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        moment(text, ZONE)


def test_nothing_is_nothing() -> None:
    assert moment("-", ZONE) is None
    assert day("") is None


def test_the_machines_zone_plays_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert moment("2026-01-12 00:00:00", ZoneInfo("Asia/Dubai")) == dt.datetime(2026, 1, 11, 20, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("word", "completed", "passed"),
    [
        ("Completed", True, None),
        ("Not completed", False, None),
        ("Completed (achieved pass grade)", True, True),
        ("Completed (did not achieve pass grade)", False, False),
        ("Completed (set by Inès Moreau)", True, None),
        ("Not completed (set by Inès Moreau)", False, None),
        ("Terminé", True, None),
        ("Pas terminé", False, None),
        ("Terminé (n’a pas atteint la note minimale de réussite)", False, False),
        ("Terminé (note minimale de réussite atteinte)", True, True),
        ("Terminé (défini par Inès Moreau)", True, None),
    ],
)
def test_states_are_mapped_word_by_word(word: str, completed: bool, passed: bool | None) -> None:
    state = completion_state(word)
    assert state is not None
    assert (state.completed, state.passed) == (completed, passed)


@pytest.mark.parametrize("word", ["", "Complete", "Completed!", "Abgeschlossen", "Completed (something new)"])
def test_an_unknown_state_is_unknown(word: str) -> None:
    assert completion_state(word) is None


def test_numbered_headers_in_both_languages() -> None:
    assert numbered("Response 12") == ("response", 12)
    assert numbered("Réponse correcte 0") == ("right", 0)
    assert numbered("Résultat") is None


def test_titles_are_compared_without_escapes_quotes_and_prefixes() -> None:
    wanted = plain_title('Quotes, orders & "deals"')
    for written in (
        "Quotes, orders &amp; 'deals'",
        'SCORM package: Quotes, orders & "deals" (Real)',
        "Paquetage SCORM : Quotes, orders & « deals »".replace("« ", "«").replace(" »", "»"),
        'Quotes, orders &amp; "deals" - Completion date',
    ):
        assert plain_title(written) == wanted


def test_activities_are_found_by_identifier_then_title_then_file(tmp_path: Path) -> None:
    found = Activities([catalog_of(project(tmp_path / "p"))])
    assert found.find(Named("https://lms.example/x/course/quotes")).key == "course/quotes"
    assert found.find(Named("https://lms.example/1", "Create an opportunity")).key == "course/opportunity"
    assert found.find(Named(file="CRM Create an opportunity")).key == "course/opportunity"
    assert found.question("first-week.rates-next-year") == ("assessment/first-week", "rates-next-year")
    assert found.question("https://x.example/first-week/rates-next-year") is not None


def test_what_is_not_certain_is_not_matched(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    twin = (folder / "catalog" / "courses" / "page.yaml").read_text(encoding="utf-8")
    (folder / "catalog" / "courses" / "other.yaml").write_text(twin.replace("id: page", "id: other"), encoding="utf-8")
    found = Activities([catalog_of(folder)])
    match = found.find(Named(title="SCORM 2004 page"))
    assert (match.key, match.candidates) == ("", ("course/other", "course/page"))
    nearest = found.find(Named(title="Create opportunities"))
    assert (nearest.key, nearest.candidates[:1]) == ("", ("course/opportunity",))
