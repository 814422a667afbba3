"""Question banks: what a format can hold comes back, what it cannot is said, and no file of a stranger does harm."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import fields, replace
from pathlib import Path

import pytest
from bank_questions import EXAMPLES, ITEMS, TEXT, WAYS, png
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from qti_content import QTI2, QTI3

from adoptgen.catalog.bank_sheet import pictures, sheet
from adoptgen.catalog.banks import FORMATS, export, guess, item_of, read
from adoptgen.catalog.load import load
from adoptgen.catalog.objects import objects
from adoptgen.cli.main import cli
from adoptgen.formats import gift, qti21
from adoptgen.formats.bank_rules import why_not
from adoptgen.formats.marked_xml import Element, parse
from adoptgen.formats.package import verify
from adoptgen.formats.questions import (
    Choice,
    Choices,
    Hotspot,
    Item,
    UnreadableBankError,
    slug,
    tidied,
)
from adoptgen.formats.zip import archive, contents
from adoptgen.model.learning import Assessment

ROOT = Path(__file__).parent.parent.parent
MANY = settings(max_examples=120, deadline=None)
WORDS = ("Vrai", "Faux")


def comes_back(form: str, item: Item) -> bool:
    """Markers on a picture go to Moodle and not back: it does not mark wrong places."""
    return not (form == "moodle-xml" and isinstance(item.answer, Hotspot))


@pytest.mark.parametrize("form", FORMATS)
@MANY
@given(st.data())
def test_what_a_format_holds_comes_back_and_all_else_is_said(form: str, data: st.DataObject) -> None:
    items = data.draw(ITEMS)
    target = FORMATS[form]
    found = target.write(items, WORDS)
    held = {item.id: target.held(item) for item in items}
    for item in items:
        kept = held[item.id]
        said = [text for text in found.left_out if text.startswith(f"{item.id}: ")]
        if isinstance(kept, str):
            assert said == [f"{item.id}: left out, {kept}"]
        else:
            differs = [field.name for field in fields(item) if field.name not in ("pool", "draw")]
            differs = [name for name in differs if getattr(item, name) != getattr(kept, name)]
            assert len(said) == bool(differs)
            assert len("".join(said).split("; ")) == max(1, len(differs)), (differs, said)
    kept = [one for one in held.values() if isinstance(one, Item) and comes_back(form, one)]
    if not kept:
        return
    assert guess(found.data) in (form, "qti21" if form.startswith("qti") else form)
    back = read(found.data, form).items
    if form == "aiken":
        assert [(one.ask, one.answer) for one in back] == [(one.ask, one.answer) for one in kept]
    else:
        assert back == tuple(kept)


HOLDS = {
    "aiken": {"choice"},
    "gift": {*WAYS} - {"cloze", "hotspot", "likert"},
    "moodle-xml": {*WAYS} - {"likert"},
    "qti21": {*WAYS},
    "qti30": {*WAYS},
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_answering_is_held_where_the_format_has_it(form: str, way: str) -> None:
    item = Item("a", "Is it?", EXAMPLES[way], "All said.", "Look.", 2.0, "accounts.find@1", True, 3)
    held = FORMATS[form].held(tidied(item))
    assert isinstance(held, Item) is (way in HOLDS[form]), held
    found = FORMATS[form].write([item], WORDS)
    assert bool(found.data) is (way in HOLDS[form])
    if isinstance(held, Item) and comes_back(form, item) and form != "aiken":
        (back,) = read(found.data, form).items
        assert back == held
        assert type(back.answer) is type(item.answer)
        assert back.shows == item.shows


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_file_of_a_stranger_ends_in_anything_but_a_bank_or_a_sentence(form: str, data: st.DataObject) -> None:
    right = FORMATS[form].write(data.draw(ITEMS), WORDS).data or b"x"
    at = data.draw(st.integers(0, len(right) - 1))
    damage = data.draw(st.one_of(st.binary(max_size=8), TEXT.map(str.encode)))
    for bad in (right[:at] + damage + right[at + len(damage) :], right[:at], damage):
        try:
            assert all(not why_not(item) for item in read(bad, form).items)
        except UnreadableBankError as error:
            assert str(error)


def test_canary_without_its_escapes_a_question_comes_back_another() -> None:
    item = Item("a", "Is {x} ~ y?", Choices((Choice("1 = 1 # yes", True), Choice("no"))))
    data = gift.write([item]).data
    assert gift.read(data).items == (item,)
    assert gift.read(data.replace(b"\\", b"")).items != (item,)


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["bank", *arguments, "--project", str(project)])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/catalogs/tiny/catalog", tmp_path / "catalog")
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_out_and_in_again_makes_the_same_questions(form: str, project: Path) -> None:
    file = project / "bank"
    result = run(project, "export", "first-week", "--format", form, "--output", str(file))
    assert result.exit_code == 0, result.output
    assert "not held: the passing score" in result.output
    result = run(project, "import", str(file), "--assessment", "second-week", "--shows", "opportunities.build@1")
    assert result.exit_code == 0, result.output
    loaded = load(project / "catalog")
    assert {problem.code for problem in loaded.problems} <= {"C305"}
    assert loaded.catalog is not None
    first, second = (loaded.catalog.assessments[name].questions for name in ("first-week", "second-week"))
    if form == "aiken":
        assert [[one.text for one in item.options if one.correct] for item in first] == [
            [one.text for one in item.options if one.correct] for item in second
        ]
    else:
        assert first == second


@settings(max_examples=60, deadline=None)
@given(items=ITEMS)
def test_any_bank_is_a_file_the_catalog_reads_as_it_was(
    items: list[Item], tmp_path_factory: pytest.TempPathFactory
) -> None:
    catalog = tmp_path_factory.mktemp("catalog")
    text = sheet("imported", "Imported", "From elsewhere.", items, "accounts.find@1")
    (source,), problems = objects(text, "catalog/assessments/imported.yaml", "imported", Assessment)
    assert [problem for problem in problems if problem.code not in ("C118", "C117")] == []
    assert isinstance(source.item, Assessment)
    for path, data in pictures("imported", items).items():
        (catalog / path).parent.mkdir(parents=True, exist_ok=True)
        (catalog / path).write_bytes(data)
    back = [item_of(question, catalog) for question in source.item.questions]
    assert back == [replace(item, shows=item.shows or "accounts.find@1") for item in items]


@pytest.mark.parametrize("form", ["qti21", "qti30"])
def test_every_way_with_pools_and_pictures_goes_out_and_in_again(form: str, project: Path) -> None:
    items = [Item(way, "Is it?", answer, shows="opportunities.build@1") for way, answer in EXAMPLES.items()]
    items = [replace(item, pool="some", draw=1) if item.id in ("likert", "numeric") else item for item in items]
    (project / "catalog/assessments/all.yaml").write_text(sheet("all", "All", "Every way.", items, ""))
    for path, data in pictures("all", items).items():
        (project / "catalog" / path).parent.mkdir(parents=True, exist_ok=True)
        (project / "catalog" / path).write_bytes(data)
    file = project / "bank.zip"
    result = run(project, "export", "all", "--format", form, "--output", str(file))
    assert (result.exit_code, result.output.count("not held")) == (0, 1), result.output
    assert b">True</" in zipfile.ZipFile(file).read("items/true-false.xml"), "the words of the catalog's language"
    result = run(project, "import", str(file), "--assessment", "again")
    assert result.exit_code == 0, result.output
    assert (project / "catalog/assets/again/hotspot.png").is_file()
    loaded = load(project / "catalog")
    assert {problem.code for problem in loaded.problems if "again" in problem.location.file} <= {"C305"}
    assert loaded.catalog is not None
    first, second = (loaded.catalog.assessments[name] for name in ("all", "again"))
    assert [pool.draw for pool in second.pools] == [1]
    catalog = project / "catalog"
    assert [item_of(one, catalog) for one in first.bank] == [item_of(one, catalog) for one in second.bank]


def test_a_simulated_task_is_left_out_of_every_bank(project: Path) -> None:
    item = Item("way", "Is it?", EXAMPLES["choice"], shows="opportunities.build@1")
    (source,), _ = objects(sheet("all", "All", "S.", [item], ""), "catalog/assessments/all.yaml", "all", Assessment)
    assert isinstance(source.item, Assessment)
    (question,) = source.item.questions
    task = question.model_copy(update={"id": "task", "options": (), "simulation": "opportunity.convert"})
    both = source.item.model_copy(update={"questions": (task, question)})
    for form in FORMATS:
        found = export(both, form, project, ("True", "False"))
        assert found.data
        assert found.left_out[0].startswith("task: left out, a task simulated")


def test_a_picture_outside_the_catalog_or_of_another_kind_does_not_travel(project: Path) -> None:
    catalog = project / "catalog"
    (item,) = [Item("a", "Where?", EXAMPLES["hotspot"], shows="opportunities.build@1")]
    (source,), _ = objects(sheet("all", "All", "S.", [item], ""), "catalog/assessments/all.yaml", "all", Assessment)
    assert isinstance(source.item, Assessment)
    (question,) = source.item.questions
    for path, data in (
        ("../out.png", png(4, 4)),
        ("assets/a.svg", b"<svg/>"),
        ("assets/big.png", png(4, 4) + bytes(2 << 20)),
    ):
        (catalog / path).parent.mkdir(parents=True, exist_ok=True)
        (catalog / path).write_bytes(data)
        asked = question.model_copy(update={"hotspot": question.hotspot.model_copy(update={"picture": path})})
        assert qti21.write([item_of(asked, catalog)]).left_out[0].startswith("a: left out, its picture is missing")


def test_what_is_asked_wrongly_is_said(project: Path) -> None:
    assert run(project, "export", "first-wek", "--format", "gift").exit_code == 2
    (project / "a.txt").write_text("Which?\nA. one\nB. two\nANSWER: B\n")
    missing = run(project, "import", str(project / "a.txt"), "--assessment", "new")
    assert (missing.exit_code, "say with --shows SKILL@LEVEL what these questions show: which" in missing.output) == (
        2,
        True,
    )
    arguments = ("import", str(project / "a.txt"), "--shows", "accounts.find@1", "--assessment")
    assert run(project, *arguments, "first-week").exit_code == 2
    assert run(project, *arguments, "../up").exit_code == 2
    assert run(project, *arguments, "new").exit_code == 0
    assert "is there already" in run(project, *arguments, "new").output


@pytest.mark.parametrize("form", ["moodle-xml", "qti21", "qti30"])
def test_hostile_xml_is_refused(form: str, project: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    attacks = [
        f'<!DOCTYPE quiz [<!ENTITY a0 "ha">{laughs}]><quiz>&a8;</quiz>',
        '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/hostname">]><quiz>&x;</quiz>',
        "<quiz>" * 100_000,
        "<quiz>\n<question></quiz>",
    ]
    for attack in attacks:
        (project / "bad.xml").write_text(attack)
        result = run(project, "import", str(project / "bad.xml"), "--assessment", "new", "--format", form)
        assert (result.exit_code, "Q101" in result.output) == (1, True), result.output
    assert not (project / "catalog/assessments/new.yaml").exists()


def test_our_qti_is_a_package_others_can_open() -> None:
    item = Item("a", "Is **5 %** it?", Choices((Choice("Yes", True, "Good"), Choice("No"))), "Say", "", 2.0)
    data = qti21.write([item]).data
    assert {fault.rule.code for fault in verify(io.BytesIO(data))} == {"P304", "P309", "P310", "P312"}, (
        "no SCORM, and sound"
    )
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("items/a.xml"))
    order = [etree.QName(child).localname for child in root]
    wanted = ["responseDeclaration", *["outcomeDeclaration"] * 3, "itemBody", "responseProcessing", "modalFeedback"]
    assert order == wanted
    assert root.xpath("string(//*[local-name()='strong'])") == "5 %"


SCHEMAS = {"qti21": QTI2, "qti30": QTI3}


def schema_faults(form: str, data: bytes) -> list[str]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = [name for name in archive.namelist() if name.endswith(".xml") and name != "imsmanifest.xml"]
    roots = [parse(archive.read(name), name) for name in names]
    assert all(isinstance(root, Element) for root in roots)
    return [fault.message for root in roots for fault in SCHEMAS[form].faults(root)]


@pytest.mark.parametrize("form", SCHEMAS)
@MANY
@given(ITEMS)
def test_items_and_tests_of_qti_are_of_its_schema(form: str, items: list[Item]) -> None:
    drawn = [replace(item, pool="some", draw=1) if place else item for place, item in enumerate(items)]
    data = FORMATS[form].write(drawn, WORDS).data
    assert not data or schema_faults(form, data) == []


@pytest.mark.parametrize("form", SCHEMAS)
def test_canary_the_schema_finds_what_stands_wrong(form: str) -> None:
    data = FORMATS[form].write([Item("a", "Is it?", EXAMPLES["choice"])], WORDS).data
    files = contents(data)
    wrong = (
        files["items/a.xml"].replace(b"shuffle", b"mix").replace(b"itemBody", b"body").replace(b"item-body", b"body")
    )
    assert len(schema_faults(form, archive(files | {"items/a.xml": wrong}))) >= 3


def test_ids_of_others_become_ids() -> None:
    assert [slug(text) for text in ("Q1", "7 Owls!", "\u00c9t\u00e9", "a..b", "x" * 99)] == [
        "q1",
        "owls",
        "t",
        "a.b",
        "x" * 80,
    ]
    assert re.fullmatch(r"question-\d+", gift.read(b"???{=a ~b}").items[0].id)
