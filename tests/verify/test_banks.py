"""Question banks: what a format can hold comes back, what it cannot is said, and no file of a stranger does harm."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from adoptgen.catalog.banks import FORMATS, guess, read, sheet
from adoptgen.catalog.load import load
from adoptgen.cli.main import cli
from adoptgen.formats import aiken, gift, moodle_xml, qti21
from adoptgen.formats.package import verify
from adoptgen.formats.questions import Choice, Item, UnreadableBankError, slug, tidied, why_not

ROOT = Path(__file__).parent.parent.parent
ID = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?(\.[a-z]{1,3})?", fullmatch=True)
SIGNS = "ab Z*_`\\~=#{}:%[]<>&;->\"'/\n$1.)\u00a0\u202f\u200d\u00e9\U0001f600"
TRAPS = ("**Save** and *go*", "`x` a", "[html]<b>", "%50%x", "T", "-> b", "ANSWER: A", "A. b", "]]>", "####")
TEXT = st.one_of(st.text(st.sampled_from(SIGNS), min_size=1, max_size=25), st.sampled_from(TRAPS))
CHOICE = st.builds(Choice, TEXT, st.booleans(), st.one_of(st.just(""), TEXT))
ITEM = (
    st.builds(
        Item,
        ID,
        TEXT,
        st.lists(CHOICE, min_size=2, max_size=8).map(tuple),
        st.one_of(st.just(""), TEXT),
        st.one_of(st.just(""), TEXT),
        st.sampled_from((1.0, 0.5, 2.0, 0.1, 33.333, 100.0)),
        st.sampled_from(("", "accounts.find@1", "quotes.send@3")),
    )
    .map(tidied)
    .filter(lambda item: not why_not(item))
)
ITEMS = st.lists(ITEM, min_size=1, max_size=4, unique_by=lambda item: item.id)


MANY = settings(max_examples=100, deadline=None)


@MANY
@given(ITEMS)
def test_moodle_xml_holds_everything(items: list[Item]) -> None:
    found = moodle_xml.write(items)
    assert found.left_out == ()
    assert moodle_xml.read(found.data).items == tuple(items)
    assert guess(found.data) == "moodle-xml"


@MANY
@given(ITEMS)
def test_gift_holds_all_but_hint_and_weight(items: list[Item]) -> None:
    found = gift.write(items)
    assert gift.read(found.data).items == tuple(replace(item, hint="", weight=1.0) for item in items)
    said = {f"{item.id}: the hint" for item in items if item.hint}
    assert set(found.left_out) == said | {f"{item.id}: the weight" for item in items if item.weight != 1}
    assert guess(found.data) == "gift"


@MANY
@given(ITEMS)
def test_qti_holds_all_but_the_hint(items: list[Item]) -> None:
    found = qti21.write(items)
    read_back = {item.id: item for item in qti21.read(found.data).items}
    assert read_back == {item.id: replace(item, hint="") for item in items}
    assert set(found.left_out) == {f"{item.id}: the hint" for item in items if item.hint}
    assert guess(found.data) == "qti21"


def bare(item: Item) -> tuple[str, tuple[tuple[str, bool], ...]]:
    return item.ask.replace("\n", " "), tuple((one.text.replace("\n", " "), one.right) for one in item.choices)


@MANY
@given(ITEMS)
def test_aiken_holds_questions_with_one_right_answer(items: list[Item]) -> None:
    found = aiken.write(items)
    out = {name.partition(":")[0] for name in found.left_out if ": left out, " in name}
    held = [item for item in items if item.id not in out]
    assert {item.id for item in items if item.several} <= out
    if held:
        assert [bare(item) for item in aiken.read(found.data).items] == [bare(item) for item in held]
    assert len(found.left_out) == len(items)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_file_of_a_stranger_ends_in_anything_but_a_bank_or_a_sentence(form: str, data: st.DataObject) -> None:
    right = FORMATS[form].write(data.draw(ITEMS)).data or b"x"
    at = data.draw(st.integers(0, len(right) - 1))
    damage = data.draw(st.one_of(st.binary(max_size=8), TEXT.map(str.encode)))
    for bad in (right[:at] + damage + right[at + len(damage) :], right[:at], damage):
        try:
            assert all(not why_not(item) for item in read(bad, form).items)
        except UnreadableBankError as error:
            assert str(error)


def test_canary_without_its_escapes_a_question_comes_back_another() -> None:
    item = Item("a", "Is {x} ~ y?", (Choice("1 = 1 # yes", True), Choice("no")))
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


@settings(max_examples=40, deadline=None)
@given(items=ITEMS)
def test_any_bank_is_a_file_the_catalog_reads(items: list[Item], tmp_path_factory: pytest.TempPathFactory) -> None:
    from adoptgen.catalog.objects import objects
    from adoptgen.model.learning import Assessment

    text = sheet("imported", "Imported", "From elsewhere.", items, "accounts.find@1")
    (source,), problems = objects(text, "catalog/assessments/imported.yaml", "imported", Assessment)
    assert [problem for problem in problems if problem.code != "C118"] == []
    assert isinstance(source.item, Assessment)
    assert [question.ask for question in source.item.questions] == [item.ask for item in items]
    assert [[one.correct for one in question.options] for question in source.item.questions] == [
        [one.right for one in item.choices] for item in items
    ]


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


OTHERS = """\
// what Moodle's own help shows, in our words
$CATEGORY: zoo/birds

::Q1:: Penguins fly. {F#They swim.#Right.}

Which are birds? {
~%50%owl ~%50%duck # quacks
~%-100%bat
####Bats are not.}

An owl hunts at {~noon =night} in woods.

Legs of an owl? {#2}

Name it. {=owl =Owl}

Match. {=owl -> night =duck -> pond}

Tell us more. {}
"""


def test_gift_of_others_is_read_and_what_is_not_ours_is_listed() -> None:
    bank = gift.read(OTHERS.encode())
    assert [(item.id, item.ask) for item in bank.items] == [
        ("q1", "Penguins fly."),
        ("which-are-birds", "Which are birds?"),
        ("an-owl-hunts-at", "An owl hunts at _____ in woods."),
    ]
    assert bank.items[0].choices == (Choice("True", False, "They swim."), Choice("False", True, "Right."))
    assert bank.items[1].feedback == "Bats are not."
    assert bank.items[1].choices[1] == Choice("duck", True, "quacks")
    kinds = ("category", "a numeric question", "a short answer question", "a matching question", "an open question")
    assert [next(kind for kind in kinds if kind in note) for note in bank.left_out] == [*kinds]


MOODLE = """<?xml version="1.0"?><quiz>
<question type="category"><category><text>$course$/x</text></category></question>
<question type="truefalse"><name><text>Owls &amp; night</text></name><questiontext format="html">
<text><![CDATA[<p>Owls hunt at <strong>night</strong>.</p>]]></text></questiontext>
<answer fraction="100"><text>true</text><feedback><text>Yes.</text></feedback></answer>
<answer fraction="0"><text>false</text></answer></question>
<question type="essay"><name><text>Tell</text></name></question>
<question type="multichoice"><name><text>Half</text></name><questiontext><text>Which?</text></questiontext>
<answer fraction="100"><text>a</text></answer><answer fraction="50"><text>b</text></answer>
<answer fraction="0"><text>c</text></answer></question></quiz>"""


def test_moodle_xml_of_others_is_read_and_what_is_not_ours_is_listed() -> None:
    bank = moodle_xml.read(MOODLE.encode())
    assert bank.items[0] == Item(
        "owls-night", "Owls hunt at **night**.", (Choice("True", True, "Yes."), Choice("False"))
    )
    assert bank.left_out == (
        "the category",
        "Tell: left out, a question of type essay",
        "Half: answers that are partly right count as right",
    )


QTI3 = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="Q3" title="t"
 adaptive="false" time-dependent="false"><qti-response-declaration identifier="RESPONSE" cardinality="single"
 base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
<qti-item-body><p>Owls.</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
<qti-prompt>When?</qti-prompt><qti-simple-choice identifier="A">At noon</qti-simple-choice>
<qti-simple-choice identifier="B">At <em>night</em><qti-feedback-inline identifier="B" outcome-identifier="F">Yes
</qti-feedback-inline></qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>"""


def test_qti_3_items_are_read() -> None:
    expected = Item("q3", "Owls.\nWhen?", (Choice("At noon"), Choice("At *night*", True, "Yes")))
    assert qti21.read(QTI3.encode()).items == (expected,)


@pytest.mark.parametrize("form", ["moodle-xml", "qti21"])
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
    item = Item("a", "Is **5 %** it?", (Choice("Yes", True, "Good"), Choice("No")), "Say", "", 2.0)
    data = qti21.write([item]).data
    assert {fault.rule.code for fault in verify(io.BytesIO(data))} == {"P304", "P309", "P310", "P312"}, (
        "no SCORM, and sound"
    )
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("items/a.xml"))
    order = [etree.QName(child).localname for child in root]
    wanted = ["responseDeclaration", *["outcomeDeclaration"] * 3, "itemBody", "responseProcessing", "modalFeedback"]
    assert order == wanted
    assert root.xpath("string(//*[local-name()='strong'])") == "5 %"


def test_ids_of_others_become_ids() -> None:
    assert [slug(text) for text in ("Q1", "7 Owls!", "\u00c9t\u00e9", "a..b", "x" * 99)] == [
        "q1",
        "owls",
        "t",
        "a.b",
        "x" * 80,
    ]
    assert re.fullmatch(r"question-\d+", gift.read(b"???{=a ~b}").items[0].id)
