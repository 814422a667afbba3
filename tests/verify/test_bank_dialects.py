"""Banks of other programs: their dialects are read as their documentation says, and what is not ours is listed.

The samples are ours, written after the documentation of GIFT, Moodle XML and QTI.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from bank_questions import png

from adoptgen.formats import gift, moodle_xml, qti21, qti30
from adoptgen.formats.questions import (
    Accepted,
    Answer,
    Categories,
    Category,
    Choice,
    Choices,
    Cloze,
    FillIn,
    FreeText,
    Hotspot,
    Item,
    Match,
    Matching,
    Numeric,
    Region,
    Sequencing,
    TrueFalse,
)
from adoptgen.formats.zip import archive

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

Name it. {=owl =%50%bird#Which one? =*ow*}

Match. {=owl -> night =duck -> pond = -> desert}

Tell us more. {}

Tell us why. {####Because they are \\{shy\\}.}

Eggs? {#=3:1 =%50%3:3#Nearly.}

Grams? {#1.5..1.75}

Owls see. {TRUE}

Only told.
"""
CHOSEN = Choices(
    (Choice("owl", True), Choice("duck", True, "quacks"), Choice("bat")),
)


def test_gift_of_others_is_read_and_what_is_not_ours_is_listed() -> None:
    bank = gift.read(OTHERS.encode())
    asked: list[tuple[str, str, Answer]] = [
        ("q1", "Penguins fly.", Choices((Choice("True", False, "They swim."), Choice("False", True, "Right.")))),
        ("which-are-birds", "Which are birds?", CHOSEN),
        ("an-owl-hunts-at", "An owl hunts at _____ in woods.", Choices((Choice("noon"), Choice("night", True)))),
        ("legs-of-an-owl", "Legs of an owl?", Numeric(2.0)),
        ("name-it", "Name it.", FillIn((Accepted("owl"), Accepted("bird", 50, "Which one?")))),
        ("match", "Match.", Matching((Match("night", "owl"), Match("pond", "duck"), Match("desert")))),
        ("tell-us-why", "Tell us why.", FreeText("Because they are {shy}.")),
        ("eggs", "Eggs?", Numeric(3.0, 1.0)),
        ("grams", "Grams?", Numeric(1.625, 0.125)),
        ("owls-see", "Owls see.", TrueFalse(True)),
    ]
    assert [(item.id, item.ask, item.answer) for item in bank.items] == asked
    assert bank.items[1].feedback == "Bats are not."
    assert bank.items[1].partial, "percents give parts of the mark"
    assert bank.left_out == (
        "line 1: the category zoo/birds",
        "line 4: true and false are options, since each has its own feedback",
        "line 15: a text with *, which stands for many",
        "line 19: left out, an open question without general feedback, which would be its model answer",
        "line 23: all its numbers but the best",
        "line 23: the feedback of its numbers",
        "line 29: left out, no answers in braces",
    )


def test_ordering_in_gift_as_moodle_exports_it() -> None:
    head = "// question: 7  name: Words\n// [id:my-order]\n::Words::[html]Sort."
    text = head + "{>2 ALL VERTICAL ALL_OR_NOTHING SHOW none\nb\na\n}"
    (item,) = gift.read(text.encode()).items
    assert item == Item("my-order", "Sort.", Sequencing(("b", "a")))


def quiz(*questions: str) -> bytes:
    return f'<?xml version="1.0"?><quiz>{"".join(questions)}</quiz>'.encode()


def question(kind: str, name: str, text: str, rest: str = "") -> str:
    head = f"<name><text>{name}</text></name>"
    asked = f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
    return f'<question type="{kind}">{head}{asked}{rest}</question>'


def answer(text: str, fraction: str, rest: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{rest}</answer>'


SAID = "<feedback format='html'><text>Yes.</text></feedback>"
MOODLE: dict[str, tuple[str, Answer]] = {
    "true and false with feedback": (
        question("truefalse", "Q", "Owls.", answer("true", "100", SAID) + answer("false", "0")),
        Choices((Choice("True", True, "Yes."), Choice("False"))),
    ),
    "false first": (
        question("truefalse", "Q", "Owls.", answer("false", "100") + answer("true", "0")), TrueFalse(False)
    ),
    "partly right": (
        question("multichoice", "Q", "Which?", answer("a", "100") + answer("<b>b</b>", "50") + answer("c", "0")),
        Choices((Choice("a", True), Choice("**b**", True), Choice("c"))),
    ),
    "number with unit": (
        question(
            "numerical", "Q", "Far?",
            answer("3.14", "100", "<tolerance>0.01</tolerance>") + answer("*", "0")
            + "<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>",
        ),
        Numeric(3.14, 0.01, "km"),
    ),
    "texts": (
        question("shortanswer", "Q", "Who?", answer("owl", "100") + answer("bird", "80", SAID) + answer("*", "0")),
        FillIn((Accepted("owl"), Accepted("bird", 80, "Yes."))),
    ),
    "a text that means its asterisk": (
        question("shortanswer", "Q", "5 by 3", answer(r"5\*3", "100")), FillIn((Accepted("5*3"),))
    ),
    "pairs": (
        question(
            "matching", "Q", "Match",
            "<subquestion format='html'><text><![CDATA[<p>one</p>]]></text>"
            "<answer><text>1</text></answer></subquestion>"
            "<subquestion format='html'><text></text><answer><text>3</text></answer></subquestion>"
            "<subquestion format='html'><text>two</text><answer><text>2</text></answer></subquestion>",
        ),
        Matching((Match("1", "one"), Match("2", "two"), Match("3"))),
    ),
    "embedded answers": (
        question(
            "cloze", "Birds",
            r"<p>Fill in.</p><p>An owl {1:MCS:=hunts#Yes~%0%flees \} } at {2:MULTICHOICE_V:noon~%100%night}.</p>",
        ),
        Cloze(
            "An owl {1} at {2}.",
            ((Choice("hunts", True, "Yes"), Choice("flees }")), (Choice("noon"), Choice("night", True))),
        ),
    ),
    "missing words": (
        question(
            "gapselect", "Birds", "An [[2]] hunts at [[3]].",
            "".join(
                f"<selectoption><text>{text}</text><group>{group}</group></selectoption>"
                for text, group in (("ape", 1), ("owl", 1), ("night", 2), ("noon", 2))
            ),
        ),
        Cloze(
            "An {1} hunts at {2}.",
            ((Choice("ape"), Choice("owl", True)), (Choice("night", True), Choice("noon"))),
        ),
    ),
    "steps out of order": (
        question(
            "ordering", "Q", "Sort",
            answer("second", "2.0000000") + answer("first", "1.0000000") + "<gradingtype>ALL_OR_NOTHING</gradingtype>",
        ),
        Sequencing(("first", "second")),
    ),
    "an essay with a note for graders": (
        question(
            "essay", "Q", "Why?", "<graderinfo format='html'><text><![CDATA[<p>Because.</p>]]></text></graderinfo>"
        ),
        FreeText("Because."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MOODLE)
def test_moodle_xml_of_others_is_read(name: str) -> None:
    text, expected = MOODLE[name]
    (item,) = moodle_xml.read(quiz(text)).items
    assert item.answer == expected


def test_a_text_with_gaps_keeps_what_is_asked_above_it() -> None:
    (item,) = moodle_xml.read(quiz(MOODLE["embedded answers"][0])).items
    assert (item.ask, item.weight, item.partial) == ("Fill in.", 3.0, True)
    (bare,) = moodle_xml.read(quiz(MOODLE["missing words"][0])).items
    assert bare.ask == "Birds"


def test_what_moodle_has_and_the_catalog_has_not_is_listed() -> None:
    strange = quiz(
        '<question type="category"><category><text>$course$/x</text></category></question>',
        question("description", "Told", "Only told."),
        question("calculated", "Sum", "1 + 1"),
        question("essay", "Tell", "Tell."),
        question("cloze", "Type", "{1:SHORTANSWER:=a}"),
        question("ddmarker", "Mark", "Mark."),
        question("shortanswer", "Wild", "Who?", answer("*owl*", "100")),
        question("truefalse", "Both", "Owls.", answer("true", "100") + answer("false", "100")),
        question("multichoice", "Half", "Which?", answer("a", "100") + answer("b", "50") + answer("c", "0")),
    )
    assert moodle_xml.read(strange).left_out == (
        "the category $course$/x",
        "Told: left out, a description, which asks nothing",
        "Sum: left out, a question of type calculated",
        "Tell: left out, an open question without a model answer",
        "Type: left out, a gap that is typed into or ticked",
        "Mark: left out, a question of type ddmarker, which marks no wrong places",
        "Wild: a text with *, which stands for many",
        "Both: left out, it is both true and false, or neither",
        "Half: answers that are partly right count as right",
        "Wild: left out, 0 texts; 1 to 12 can be kept",
    )


def item3(response: str, body: str, rest: str = "") -> bytes:
    return (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="Q3" title="t"'
        f' adaptive="false" time-dependent="false">{response}<qti-item-body>{body}</qti-item-body>{rest}'
        "</qti-assessment-item>"
    ).encode()


def declared(cardinality: str, kind: str, *values: str, rest: str = "") -> str:
    right = "".join(f"<qti-value>{value}</qti-value>" for value in values)
    return (
        f'<qti-response-declaration identifier="RESPONSE" cardinality="{cardinality}" base-type="{kind}">'
        f"<qti-correct-response>{right}</qti-correct-response>{rest}</qti-response-declaration>"
    )


MAPPED = (
    '<qti-mapping default-value="0"><qti-map-entry map-key="owl" mapped-value="2"/>'
    '<qti-map-entry map-key="bird" mapped-value="1"/></qti-mapping>'
)
NEAR = (
    "<qti-response-processing><qti-response-condition><qti-response-if>"
    '<qti-equal tolerance-mode="relative" tolerance="10 10"><qti-variable identifier="RESPONSE"/>'
    '<qti-correct identifier="RESPONSE"/></qti-equal>'
    "</qti-response-if></qti-response-condition></qti-response-processing>"
)


def interaction(name: str, inside: str, rest: str = "") -> str:
    return f'<qti-{name}-interaction response-identifier="RESPONSE"{rest}>{inside}</qti-{name}-interaction>'


def side(*texts: str) -> str:
    kind = "qti-simple-associable-choice"
    inside = "".join(f'<{kind} identifier="{text}" match-max="2">{text}</{kind}>' for text in texts)
    return f"<qti-simple-match-set>{inside}</qti-simple-match-set>"


QTI3: dict[str, tuple[bytes, str, Answer]] = {
    "choice": (
        item3(
            declared("single", "identifier", "B"),
            "<p>Owls.</p>"
            + interaction(
                "choice",
                "<qti-prompt>When?</qti-prompt>"
                '<qti-simple-choice identifier="A">At noon</qti-simple-choice>'
                '<qti-simple-choice identifier="B">At <em>night</em>'
                '<qti-feedback-inline identifier="B" outcome-identifier="F">Yes\n</qti-feedback-inline>'
                "</qti-simple-choice>",
            ),
        ),
        "Owls.\nWhen?",
        Choices((Choice("At noon"), Choice("At *night*", True, "Yes"))),
    ),
    "a text in the middle of a sentence": (
        item3(
            declared("single", "string", "owl", rest=MAPPED),
            f"<p>An {interaction('text-entry', '')} hunts.</p>",
        ),
        "An _____ hunts.",
        FillIn((Accepted("owl"), Accepted("bird", 50))),
    ),
    "a number with a relative tolerance": (
        item3(declared("single", "float", "50"), f"<p>Far?</p><div>{interaction('text-entry', '')}</div>", NEAR),
        "Far?",
        Numeric(50.0, 5.0),
    ),
    "pairs that share": (
        item3(
            declared("multiple", "directedPair", "Owl Night", "Bat Night", "Duck Pond"),
            interaction("match", "<qti-prompt>When?</qti-prompt>" + side("Owl", "Bat", "Duck") + side("Night", "Pond")),
        ),
        "When?",
        Categories((Category("Night", ("Owl", "Bat")), Category("Pond", ("Duck",)))),
    ),
    "words to drag": (
        item3(
            declared("multiple", "directedPair", "O G"),
            interaction(
                "gap-match",
                '<qti-prompt>Drag.</qti-prompt><qti-gap-text identifier="O" match-max="1">owl</qti-gap-text>'
                '<qti-gap-text identifier="A" match-max="1">ape</qti-gap-text>'
                '<p>An <qti-gap identifier="G"/> hunts.</p>',
            ),
        ),
        "Drag.",
        Cloze("An {1} hunts.", ((Choice("owl", True), Choice("ape")),)),
    ),
}


@pytest.mark.parametrize("name", QTI3)
def test_qti_3_of_others_is_read(name: str) -> None:
    data, ask, expected = QTI3[name]
    (item,) = qti30.read(data).items
    assert (item.ask, item.answer) == (ask, expected)


def test_what_qti_has_and_the_catalog_has_not_is_listed() -> None:
    slider = item3("", '<qti-slider-interaction response-identifier="RESPONSE"/>')
    assert qti30.read(slider).left_out == (
        "Q3: left out, one interaction of a known kind is read, and it has 1: sliderInteraction",
    )
    template = item3("<qti-template-declaration/>", '<qti-slider-interaction response-identifier="RESPONSE"/>')
    assert qti30.read(template).left_out == ("Q3: left out, it computes its values anew for everybody",)


def test_round_places_on_a_scaled_picture_become_rectangles() -> None:
    body = (
        '<qti-hotspot-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Where?</qti-prompt>'
        '<img src="../img/map.png" width="100" height="50" alt="A map"/>'
        '<qti-hotspot-choice identifier="A" shape="circle" coords="50,25,10" hotspot-label="Middle"/>'
        '<qti-hotspot-choice identifier="B" shape="poly" coords="0,0,20,0,20,10"/></qti-hotspot-interaction>'
    )
    files = {"items/a.xml": item3(declared("single", "identifier", "A"), body), "img/map.png": png(200, 100)}
    bank = qti30.read(archive(files))
    assert isinstance(bank.items[0].answer, Hotspot)
    assert bank.items[0].answer.regions == (Region("Middle", 40, 30, 20, 40, True), Region("B", 0, 0, 20, 20))
    assert bank.items[0].answer.description == "A map"
    assert bank.left_out == ("Q3: places that are no rectangles become the rectangles around them",)
    outside = item3(declared("single", "identifier", "A"), body.replace("../img", "../../../etc"))
    assert "its picture is missing" in qti30.read(archive(files | {"items/a.xml": outside})).left_out[0]


def test_markers_in_moodle_lie_where_the_region_does() -> None:
    from bank_questions import EXAMPLES

    from adoptgen.formats.bank_xml import document

    root = document(moodle_xml.write([Item("a", "Where?", EXAMPLES["hotspot"])]).data)
    assert root.findtext("question/drop/coords") == "0,0;20,20"
    assert base64.b64decode(root.findtext("question/file") or "") == png(40, 20)


@pytest.mark.parametrize("module", [qti21, qti30])
def test_a_test_draws_from_pools_and_counts_attempts(module: object) -> None:
    choice = Choices((Choice("Yes", True), Choice("No")))
    items = [
        Item("first", "A?", choice, attempts=3),
        *(Item(f"drawn-{n}", "B?", choice, pool="more", draw=2) for n in range(3)),
    ]
    assert module.read(module.write(items).data).items == tuple(items)


@contextmanager
def soon() -> Iterator[None]:
    """Ten seconds of work are more than any file needs; what grows with the square of its size takes hours."""
    before = time.process_time()
    yield
    assert time.process_time() - before < 10


BOMBS = {
    "a number of a million digits": b"Q {#" + b"9" * 1_000_000 + b"}",
    "a number too large": b"Q {#1e999}",
    "a hundred thousand answers": b"Q {" + b"".join(b"=a%d " % n for n in range(100_000)) + b"}",
    "braces without end": b"{" * 1_000_000,
    "backslashes": b"Q {=" + b"\\" * 1_000_001 + b"}",
    "signs": b"Q {~" + b"#" * 500_000 + b"}",
    "arrows": b"Q {=" + b"->" * 500_000 + b"}",
    "weights": b"Q {=" + b"%" * 500_000 + b"}",
    "spaces": b"Q {#" + b" " * 1_000_000 + b"x}",
    "comments": b"// " + b"[id:" * 500_000 + b"\nQ {#x}",
    "names": b"::" * 500_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_gift_is_over_soon(name: str) -> None:
    with soon():
        bank = gift.read(BOMBS[name])
    assert bank.items == ()
    assert len(bank.left_out) == 1


CLOZES = {
    "gaps without end": "{1:MC:" * 100_000,
    "many gaps": "{1:MC:=a~b}" * 50_000,
    "answers": "{1:MC:" + "=a~" * 100_000 + "}",
    "backslashes": "{1:MC:" + "\\" * 300_000 + "}",
    "words": "[[1]]" * 100_000,
}


@pytest.mark.parametrize("name", CLOZES)
@pytest.mark.parametrize("kind", ["cloze", "gapselect"])
def test_hostile_gaps_are_over_soon(name: str, kind: str) -> None:
    with soon():
        bank = moodle_xml.read(quiz(question(kind, "Q", CLOZES[name])))
    assert bank.items == ()
    assert len(bank.left_out) == 1


MANY = [f"T{number}" for number in range(8000)]
ITEMS3 = {
    "pairs": item3(
        declared("multiple", "directedPair", *(f"{one} {one}" for one in MANY)),
        interaction("match", side(*MANY) + side(*MANY)),
    ),
    "gaps": item3("", interaction("gap-match", '<p>{1}<qti-gap identifier="G"/></p>' * 8000)),
    "lists": item3("", f"<p>{interaction('inline-choice', '') * 8000}</p>"),
    "depth": item3("", "<div>" * 90 + interaction("choice", "") + "</div>" * 90),
    "numbers": item3(declared("single", "float", "1e99"), interaction("text-entry", "")),
    "tolerance": item3(declared("single", "float", "5"), interaction("text-entry", ""), NEAR.replace("10 10", "9e98")),
}


@pytest.mark.parametrize("name", ITEMS3)
def test_hostile_items_are_over_soon(name: str) -> None:
    with soon():
        bank = qti30.read(ITEMS3[name])
    assert bank.items == ()
    assert bank.left_out
