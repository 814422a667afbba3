"""Real exports of a real LMS and LRS, where they lie beside the project, and our own of the same form."""

from __future__ import annotations

from pathlib import Path

import pytest
from evidence_project import RECORDS, ROOT, ROSTER, SHARED, catalog_of, project, run, take

from adoptgen.evidence.store import facts
from adoptgen.model.facts import OUTCOME, Attempt, Completion

FAILED = "Completed (did not achieve pass grade)"
ACTIVITIES = f""","Email address","Create an opportunity","","Quotes, orders &amp; 'deals'","","Read: why we change",""
"Ana","ana.fernandez@example.org","Completed","2026-11-21 00:15:58","Completed","2026-11-21 00:16","Completed",""
"=1+1 Formula","formula@example.org","Not completed","","Not completed","","Not completed",""
"S","siobhan.obrien@example.org","Completed","2026-11-21 00:18:49","{FAILED}","2026-11-21 00:18","Not completed",""
"Anna Schmidt","anna.schmidt2@example.org","Completed","2026-11-21 00:18:32","Done","","Not completed",""
"Anna Schmidt","anna.schmidt@example.org","Not completed","","Completed","21/11/26, 00:18","Not completed",""
"Anna Schmidt","ANNA@elsewhere.example","Completed","2026-11-21 00:18:32","Completed","","Not completed",""
"Broken","Not completed"
"""
HEAD = 'Name\t"Email address"\tAttempt\t"Started on"\t"Last accessed on"\tScore'
WHEN = '"Saturday, 21 November 2026, 12:15 AM"'
BASIC = f"""{HEAD}
"=1+1 Formula"\tformula@example.org\t-\t-\t-\t-
"Ana Fernández Núñez"\tana.fernandez@example.org\t1\t{WHEN}\t{WHEN}\t85
"Anna Schmidt"\tanna.schmidt@example.org\t1\t{WHEN}\t{WHEN}\t0
"Anna Schmidt"\tanna.schmidt2@example.org\t1\t{WHEN}\t{WHEN}\t185
"""
INTERACTIONS = f"""{HEAD}\t"Create an opportunity"\t"Question 0"\t"Response 0"\t"Result 0"
"=1+1 Formula"\tformula@example.org\t-\t-\t-\t-\t"Not attempted"\t\t\t
"Ana Fernández Núñez"\tana.fernandez@example.org\t1\t{WHEN}\t{WHEN}\t85\t85\tfirst-week.rates-next-year\tb\tcorrect
"Anna Schmidt"\tanna.schmidt@example.org\t1\t{WHEN}\t{WHEN}\t0\tIncomplete\tfirst-week.gone\ta\tincorrect
"Anna Schmidt"\tanna.schmidt2@example.org\t1\t{WHEN}\t{WHEN}\t0\tCompleted\t\t\t
"Siobhán O'Brien"\tsiobhan.obrien@example.org\t1\t{WHEN}\t{WHEN}\t0\t0\tfirst-week.rates-next-year\ta\tincorrect
"Jörg Müller, Dr."\tjoerg.mueller@example.org\t1\t{WHEN}\t{WHEN}\t0\tNochmal\t\t\t
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose roster is taken in."""
    made = project(tmp_path / "p")
    take(made, [("roster.csv", ROSTER.encode())])
    return made


def employee(folder: Path, pseudonym: str) -> str:
    """Employee number behind a pseudonym."""
    import sqlite3

    with sqlite3.connect(folder / "records" / "identity.sqlite") as connection:
        rows = connection.execute("SELECT employee FROM person_name WHERE pseudonym = ?", (pseudonym,)).fetchall()
    connection.close()
    return str(rows[0][0])


def completions(folder: Path) -> dict[tuple[str, str], Completion]:
    """(employee, object) -> completion."""
    return {(employee(folder, item.pseudonym), item.object): item for item in facts(folder).completions}


def attempts(folder: Path) -> dict[tuple[str, str], Attempt]:
    """(employee, object) -> attempt."""
    return {(employee(folder, item.pseudonym), item.object): item for item in facts(folder).attempts}


def test_activity_completion_says_what_it_says_and_no_more(folder: Path) -> None:
    (outcome,) = take(folder, [("a.csv", ACTIVITIES.encode())])
    counts = outcome.counts
    assert (counts.fact, counts.duplicate, counts.rejected, counts.unmatched) == (8, 0, 5, 8)
    found = completions(folder)
    assert found["00123", "course/opportunity"].completed
    assert not found["00128", "course/quotes"].completed, "did not achieve pass grade is not trained"
    assert ("00126", "course/quotes") not in found, "an unknown word stops its entry"
    assert ("00125", "course/quotes") not in found, "an ambiguous date stops its entry"
    assert attempts(folder)["00128", "course/quotes"].passed is False
    assert attempts(folder)["00128", "course/quotes"].number == OUTCOME


def test_names_never_join_and_candidates_are_named(folder: Path) -> None:
    (outcome,) = take(folder, [("a.csv", ACTIVITIES.encode())])
    stranger = next(item for item in outcome.problems if "anna@elsewhere" in item.message.lower())
    assert "00125, 00126" in stranger.help
    activity = next(item for item in outcome.problems if "Read: why we change" in item.message)
    assert activity.location.line == 2


def test_rejected_entries_are_placed(folder: Path) -> None:
    (outcome,) = take(folder, [("a.csv", ACTIVITIES.encode())])
    places = [(item.location.line, item.code) for item in outcome.problems if item.code in ("E110", "E113", "E115")]
    assert places == [(5, "E115"), (6, "E113"), (8, "E110")]
    word = next(item for item in outcome.problems if item.code == "E115")
    assert ACTIVITIES.split("\n")[4][word.location.column - 1 :].startswith('"Done"')


def test_basic_report_knows_neither_passing_nor_a_zero(folder: Path) -> None:
    (outcome,) = take(folder, [("CRM Create an opportunity.csv", BASIC.encode())])
    assert (outcome.counts.fact, outcome.counts.rejected) == (3, 1)
    found = attempts(folder)
    assert (found["00123", "course/opportunity"].score, found["00123", "course/opportunity"].passed) == (85, None)
    assert found["00125", "course/opportunity"].score is None, "0 is not a score until something else says so"
    assert ("00130", "course/opportunity") not in found
    assert not completions(folder)["00130", "course/opportunity"].completed


def test_interactions_tell_score_from_state_and_keep_known_answers(folder: Path) -> None:
    (outcome,) = take(folder, [("x.csv", INTERACTIONS.encode())])
    assert (outcome.counts.fact, outcome.counts.rejected) == (5, 1)
    found = attempts(folder)
    assert found["00128", "course/opportunity"].score == 0, "a SCO's own 0 is a score"
    assert found["00125", "course/opportunity"].score is None
    assert completions(folder)["00126", "course/opportunity"].completed
    answers = {(employee(folder, item.pseudonym), item.question): item.correct for item in facts(folder).responses}
    assert answers == {("00123", "rates-next-year"): True, ("00128", "rates-next-year"): False}
    assert any("first-week.gone" in item.message for item in outcome.problems)


def test_french_reports_are_read(folder: Path) -> None:
    text = (
        'Nom\t"Adresse de courriel"\tTentative\t"Démarré le"\t"Dernier accès le"\tRésultat\t"Create an opportunity"\n'
        "Ana\tana.fernandez@example.org\t1\t"
        '"samedi 21 novembre 2026, 00:15"\t"samedi 21 novembre 2026, 00:25"\t0\tTerminé\n'
    )
    (outcome,) = take(folder, [("x.csv", text.encode("utf-16"))])
    assert outcome.counts.fact == 1
    assert completions(folder)["00123", "course/opportunity"].completed


def test_files_of_every_kind_end_in_four_counts_that_add_up(folder: Path) -> None:
    """Entries are counted here once more, by hand: rows, or rows times activities."""
    own = {"a.csv": (ACTIVITIES, 21), "CRM Create an opportunity.csv": (BASIC, 4), "x.csv": (INTERACTIONS, 6)}
    for name, (text, entries) in own.items():
        (outcome,) = take(folder, [(name, text.encode())])
        assert outcome.counts.entries == entries, name
    real = {
        "activity_completion.csv": 32,
        "course_completion.csv": 32,
        "scorm1_basic.csv": 8,
        "scorm1_interactions.csv": 8,
        "xapi_adl_lrs_page.json": 5,
    }
    for path in sorted((SHARED / "moodle").glob("*")):
        if path.name in real:
            (outcome,) = take(folder, [(path.name, path.read_bytes())], "course/opportunity")
            assert outcome.counts.entries == real[path.name], path.name
            assert outcome.counts.rejected == 0, path.name
    # without their course name, unknown titles and the LRS's unknown employee are all that is left over
    assert facts(folder).completions


def test_reports_of_another_kind_are_refused_as_a_whole(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "logs.csv"
    path.write_bytes('\ufeffTime,"User full name",Event\n"21/11/26, 00:40",Ana,Viewed\n'.encode())
    result = run(folder, "import", str(path))
    assert result.exit_code == 1
    assert "logs.csv:1:1: E102 this is no report adoptgen knows" in result.output
    assert "--as" in result.output


def test_the_real_exports_agree_with_what_was_seen_in_the_lms(folder: Path) -> None:
    """Facts told of these people in the field notes; our own export of the same form stands in where they are not."""
    source = SHARED / "moodle" / "activity_completion.csv"
    data = source.read_bytes() if source.is_file() else ACTIVITIES.replace("Done", "Not completed").encode()
    take(folder, [("activity_completion.csv", data)])
    done = {key for key, item in completions(folder).items() if item.completed}
    assert {("00123", "course/opportunity"), ("00123", "course/quotes"), ("00128", "course/opportunity")} <= done
    assert ("00125", "course/opportunity") not in done
    assert ("00126", "course/opportunity") in done, "the other Anna Schmidt"
    assert ("00130", "course/opportunity") not in done


def test_every_sample_file_is_taken_in_whole(tmp_path: Path) -> None:
    (tmp_path / "catalog").symlink_to(ROOT / "catalog", target_is_directory=True)
    assert catalog_of(tmp_path).courses
    files = sorted(RECORDS.iterdir())
    assert len(files) > 10
    roster = [path for path in files if path.name == "roster.csv"]
    outcomes = take(
        tmp_path, [(path.name, path.read_bytes()) for path in roster + [p for p in files if p not in roster]]
    )
    for outcome, path in zip(outcomes, roster + [p for p in files if p not in roster], strict=True):
        lines = len(path.read_text(encoding="utf-8").splitlines()) - (path.suffix == ".csv")
        assert outcome.counts.entries == lines, path.name
        assert (outcome.counts.rejected, outcome.counts.unmatched) == (0, 0), outcome
