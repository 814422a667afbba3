"""The identity contract: what was published keeps its identifiers, or the build says how it would."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from adoptgen.artefact import Artefact
from adoptgen.build.assemble import assemble
from adoptgen.catalog.published import lock_text, read_lock
from adoptgen.cli.main import cli
from adoptgen.formats.zip import contents
from adoptgen.generators import packages_scorm12, upload_list

ROOT = Path(__file__).parent.parent.parent
SCORED = ROOT / "tests/catalogs/scored-course"
LOCKED = """\
assessment week-one
course middle
course reading
course sales
lesson alone
lesson three-signs
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose packages were published."""
    shutil.copytree(SCORED / "catalog", tmp_path / "catalog")
    assert run(tmp_path, "lock").exit_code == 0
    return tmp_path


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--project", str(project)])


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / "catalog" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def manifest(project: Path, course: str) -> str:
    """What an LMS hangs records on, in the English package."""
    programme = assemble(project).programme
    assert programme is not None
    plans = {plan.path: plan for plan in packages_scorm12.generator.plan(programme) if isinstance(plan, Artefact)}
    plan = plans[f"packages/{course}.en.scorm12.zip"]
    files = contents(plan.render(plan.inputs))
    names = re.findall(r'identifier(?:ref)?="([^"]+)"', files["imsmanifest.xml"].decode())
    return "\n".join([*names, *re.findall(r'"(?:key|id|ref|shows)":"([^"]+)"', files["course.js"].decode())])


def rename_sales(project: Path) -> None:
    edit(project, "courses/sales.yaml", "id: sales", "id: selling")
    (project / "catalog/courses/sales.yaml").rename(project / "catalog/courses/selling.yaml")


def test_the_lock_is_sorted_text_and_only_grows(project: Path) -> None:
    text = (project / "catalog/identifiers.lock").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert "\n".join(lines[:6]) + "\n" == LOCKED
    assert lines == sorted(lines)
    assert "question assessment/week-one.next-year" in lines
    again = run(project, "lock", "sales")
    assert again.output == f"catalog/identifiers.lock: {len(lines)} identifiers, 0 new\n"
    assert (project / "catalog/identifiers.lock").read_text() == text
    assert run(project, "check").exit_code == 0
    assert run(project, "lock", "none").exit_code == 2


def test_only_the_courses_named_are_remembered(tmp_path: Path) -> None:
    shutil.copytree(SCORED / "catalog", tmp_path / "catalog")
    assert run(tmp_path, "lock", "reading").exit_code == 0
    found = [*read_lock((tmp_path / "catalog/identifiers.lock").read_text())]
    assert [name for name in found if not name.startswith("question")] == ["course reading", "lesson alone"]


def test_a_renamed_course_fails_with_the_mend_and_passes_with_it(project: Path) -> None:
    before = manifest(project, "sales")
    rename_sales(project)
    for command in ("check", "build"):
        result = run(project, command)
        assert result.exit_code == 1
        assert "catalog/courses/selling.yaml:1:5: C310 course sales was published" in result.output
        assert "Write `previous_ids: [sales]` below the id." in result.output
    assert not (project / "build").exists()
    edit(project, "courses/selling.yaml", "id: selling\n", "id: selling\nprevious_ids: [sales]\n")
    assert run(project, "check").exit_code == 0
    assert manifest(project, "selling") == before


def test_a_second_rename_keeps_the_first_name_first(project: Path) -> None:
    rename_sales(project)
    edit(project, "courses/selling.yaml", "id: selling\n", "id: selling\nprevious_ids: [selling-well]\n")
    result = run(project, "check")
    assert "catalog/courses/selling.yaml:2:15: C310" in result.output
    assert "Write `previous_ids: [sales, selling-well]` here." in result.output


def test_what_is_gone_is_told_at_its_line_and_given_up_there(project: Path) -> None:
    (project / "catalog/courses/sales.yaml").unlink()
    result = run(project, "check")
    assert result.exit_code == 1
    assert "catalog/identifiers.lock:6:1: C310 course sales was published and is gone" in result.output
    assert "delete line 6 of catalog/identifiers.lock" in result.output
    edit(project, "identifiers.lock", "course sales\n", "")
    assert run(project, "check").exit_code == 0


def test_a_question_keeps_its_id(project: Path) -> None:
    edit(project, "assessments/first-week.yaml", "id: next-year", "id: the-year-after")
    result = run(project, "check")
    assert result.exit_code == 1
    assert re.search(r"first-week\.yaml:\d+:9: C310 question next-year was published", result.output)
    assert "Write `id: next-year` again." in result.output


def rename_skill(project: Path) -> None:
    for path in (project / "catalog").rglob("*"):
        if path.suffix in (".yaml", ".md"):
            path.write_text(path.read_text().replace("opportunities.build", "deals.build"))
    (project / "catalog/skills/opportunities.build.yaml").rename(project / "catalog/skills/deals.build.yaml")


def test_a_renamed_skill_fails_with_the_mend_and_its_objectives_keep_their_names_with_it(project: Path) -> None:
    before = manifest(project, "sales")
    rename_skill(project)
    result = run(project, "check")
    assert result.exit_code == 1
    assert "catalog/skills/deals.build.yaml:1:5: C310 objective opportunities.build@1 was published" in result.output
    assert "Write `previous_ids: [opportunities.build]` below the id." in result.output
    assert result.output.count("C310") == 1
    edit(
        project,
        "skills/deals.build.yaml",
        "id: deals.build\n",
        "id: deals.build\nprevious_ids: [opportunities.build]\n",
    )
    assert run(project, "check").exit_code == 0
    assert manifest(project, "sales") == before


def test_a_level_no_question_shows_any_more_is_told_at_the_question_that_showed_it(project: Path) -> None:
    sheet = project / "catalog/assessments/first-week.yaml"
    sheet.write_text(sheet.read_text().replace("accounts.find@1", "accounts.find@2"))
    result = run(project, "check")
    assert result.exit_code == 1
    assert re.search(r"first-week\.yaml:\d+:\d+: C310 objective accounts\.find@1 was published", result.output)
    assert "Write `shows: accounts.find@1` again." in result.output
    sheet.write_text(sheet.read_text().replace("accounts.find@2", "opportunities.build@1"))
    assert "Let a question show accounts.find@1." in run(project, "check").output


def test_a_lost_question_is_told_and_not_its_objective_as_well(project: Path) -> None:
    edit(project, "assessments/first-week.yaml", "previous_ids: [week-one]\n", "")
    assert "objective" not in run(project, "check").output


def test_a_retrieval_set_keeps_its_day(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/catalogs/every-way/catalog", tmp_path / "catalog")
    assert run(tmp_path, "lock").exit_code == 0
    assert "retrieval ways@10\n" in (tmp_path / "catalog/identifiers.lock").read_text()
    edit(tmp_path, "courses/ways.yaml", "[3, 10, 30]", "[3, 14, 30]")
    found = run(tmp_path, "check")
    assert found.exit_code == 1
    assert "C310 the retrieval set of day 10 of course ways was published and is gone" in found.output
    assert "Write 10 among the days below `retrieval: after:` again." in found.output
    edit(tmp_path, "courses/ways.yaml", "[3, 14, 30]", "[3, 10, 14, 30]")
    assert run(tmp_path, "check").exit_code == 0


def test_losing_the_previous_id_of_a_check_is_one_problem_not_one_per_question(project: Path) -> None:
    edit(project, "assessments/first-week.yaml", "previous_ids: [week-one]\n", "")
    result = run(project, "check")
    assert result.output.count("C310") == 1
    assert "first-week.yaml:1:5: C310 assessment week-one was published" in result.output


def test_words_and_order_may_change(project: Path) -> None:
    before = manifest(project, "sales").split("\n")
    edit(project, "courses/sales.yaml", "title: Sales", "title: Orders")
    edit(project, "courses/sales.yaml", "[lesson/three-signs, ", "[")
    edit(project, "courses/sales.yaml", "opportunity.convert]", "opportunity.convert, lesson/three-signs]")
    assert run(project, "check").exit_code == 0
    after = manifest(project, "sales").split("\n")
    assert (before != after, sorted(before), before[:6]) == (True, sorted(after), after[:6])


def test_a_damaged_lock_is_told(project: Path) -> None:
    edit(project, "identifiers.lock", "course sales\n", "<<<<<<< HEAD\n")
    assert "catalog/identifiers.lock:6:1: C310 this line is no identifier" in run(project, "check").output


ID = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?", fullmatch=True)
NAMES = st.one_of(ID.map("course {}".format), st.builds("question lesson/{}.{}".format, ID, ID))


@given(st.lists(NAMES))
def test_a_lock_reads_back_in_one_order(names: list[str]) -> None:
    text = lock_text(names)
    assert [*read_lock(text)] == sorted(set(names))
    assert lock_text(reversed(names)) == text


def test_the_upload_list_names_every_package(tmp_path: Path) -> None:
    programme = assemble(SCORED).programme
    assert programme is not None
    plans = {plan.path: plan for plan in upload_list.generator.plan(programme) if isinstance(plan, Artefact)}
    sheets = {path: plan.render(plan.inputs).decode("utf-8-sig") for path, plan in plans.items()}
    rows = list(csv.DictReader(io.StringIO(sheets["packages/upload-list.csv"], newline="")))
    packages = {plan.path.removeprefix("packages/") for plan in packages_scorm12.generator.plan(programme)}
    assert {row["file"] for row in rows} == packages
    sales = next(row for row in rows if row["file"] == "sales.en.scorm12.zip")
    assert (sales["item identifier"], sales["passing score"], sales["description"]) == (
        "ITEM-sales",
        "80",
        "From request to opportunity.",
    )
    moodle = list(csv.DictReader(io.StringIO(sheets["packages/upload-list.moodle.csv"], newline="")))
    assert {"shortname", "fullname", "category"} <= set(moodle[0])
    assert len({row["shortname"] for row in moodle}) == len(moodle) == len(rows)
    assert [plan.checks[0](plan.render(plan.inputs)) for plan in plans.values()] == [[], []]
    assert upload_list.whole(b"a,b\r\n1\r\n")


def test_the_upload_list_holds_no_formula() -> None:
    data = upload_list.render(upload_list.ListInputs((("a",), ("=1+1",)), True))
    assert data.decode("utf-8-sig") == "a\r\n'=1+1\r\n"
