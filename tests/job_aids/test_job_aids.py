"""Job aids: opened by other people's programs, looked at as pictures, the same bytes everywhere, hostile texts."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from printed import HOSTILE, ROOT, artefacts, made, pages, programme_of, project, tags, task, text

from adoptgen.artefact import Artefact, Blob, Programme, Templates
from adoptgen.generators import _jobaid_print, job_aids
from adoptgen.generators._jobaid_fonts import house_faces
from adoptgen.generators._jobaid_plan import page_data
from adoptgen.problems import Severity

pytestmark = pytest.mark.xdist_group("job-aids")
ONE_PAGE = 6
"""Of the sample's eight tasks so many fit on one page, in either language; two with wide pictures do not."""


@pytest.fixture(scope="module")
def sample() -> Programme:
    return programme_of(ROOT)


@pytest.fixture(scope="module")
def planned(sample: Programme) -> dict[str, Artefact]:
    return artefacts(sample)


@pytest.fixture(scope="module")
def printed(planned: dict[str, Artefact]) -> dict[str, bytes]:
    return {path: made(item) for path, item in planned.items()}


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_one_job_aid_per_task_and_language_and_no_complaint(
    sample: Programme, planned: dict[str, Artefact], printed: dict[str, bytes]
) -> None:
    wanted = {f"jobaids/{name}.{language}.pdf" for name in sample.source.walkthroughs for language in ("en", "fr")}
    assert set(printed) == wanted
    assert [
        problem for path, data in printed.items() for check in planned[path].checks for problem in check(data)
    ] == []


def test_qpdf_finds_nothing_and_every_file_claims_pdf_ua_with_title_and_language(
    sample: Programme, printed: dict[str, bytes]
) -> None:
    for path, data in printed.items():
        name, language = re.fullmatch(r"jobaids/(.+)\.(en|fr)\.pdf", path).groups()
        with opened(data) as pdf:
            assert pdf.check_pdf_syntax() == [], path
            assert pdf.open_metadata()["pdfuaid:part"] == "1"
            assert str(pdf.Root.Lang) == language
            assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            assert str(pdf.docinfo["/Title"]) == sample.catalogs[language].walkthroughs[name].title
            assert str(pdf.docinfo["/CreationDate"]).startswith("D:20251222")


def test_most_tasks_fit_on_one_page_and_none_takes_three(printed: dict[str, bytes]) -> None:
    counts = {path: len(opened(data).pages) for path, data in printed.items()}
    assert set(counts.values()) <= {1, 2}
    for language in ("en", "fr"):
        assert sum(count == 1 for path, count in counts.items() if f".{language}." in path) >= ONE_PAGE, counts


def test_a_step_is_read_before_its_picture_and_stands_on_its_page(
    sample: Programme, planned: dict[str, Artefact], printed: dict[str, bytes], tmp_path: Path
) -> None:
    for path, data in printed.items():
        steps = page_data(planned[path].inputs)[0]["steps"]
        with opened(data) as pdf:
            numbers = {page.objgen: index for index, page in enumerate(pdf.pages, 1)}
            alternatives = [
                (str(element["/Alt"]), numbers[element["/Pg"].objgen])
                for kind, element in tags(pdf)
                if kind == "/Figure" and "/Pg" in element
            ]
        assert all(alternative for alternative, _ in alternatives)
        order = [alternative for alternative, _ in alternatives]
        expected = [step["picture"]["alt"] for step in steps if step["picture"]]
        assert [one for one in order if one in expected] == expected
        (tmp_path / "one.pdf").write_bytes(data)
        for step in steps:
            page = dict(alternatives)[step["picture"]["alt"]]
            command = ["pdftotext", "-f", str(page), "-l", str(page), str(tmp_path / "one.pdf"), "-"]
            there = re.sub(r"\s+", " ", subprocess.run(command, capture_output=True, check=True).stdout.decode())
            assert "".join(span["text"] for span in step["say"])[:24].strip() in there, (path, step["number"])


def test_headings_and_paragraphs_are_tagged_in_reading_order(printed: dict[str, bytes]) -> None:
    with opened(printed["jobaids/opportunity.convert.en.pdf"]) as pdf:
        kinds = [kind for kind, _ in tags(pdf) if kind in ("/H1", "/H2", "/Figure", "/Link")]
    assert kinds == ["/H1", *["/Figure"] * 9, "/H2", "/H2", "/Figure", "/H2", "/Link", "/H2"]


def test_the_words_are_the_task_s_in_either_language(printed: dict[str, bytes], tmp_path: Path) -> None:
    english = text(printed["jobaids/opportunity.convert.en.pdf"], tmp_path)
    for words in ("Turn a quote request", "If something is different", "Do not convert a price question.", "Nordkai"):
        assert words in english
    assert "Tideline 24.2 · checked 19 December 2025 · edition of 22 December 2025" in english
    assert "Jana Petersen" in english and "1 of 1" in english
    french = text(printed["jobaids/opportunity.convert.fr.pdf"], tmp_path)
    for words in ("Aide-mémoire", "Si quelque chose diffère", "vérifié le 19 décembre 2025", "Attention"):
        assert words in french


def test_the_link_leads_to_the_guide_page_and_the_code_says_the_same(printed: dict[str, bytes]) -> None:
    address = "https://guide.nordkai.example/en/walkthroughs/opportunity.convert.html"
    with opened(printed["jobaids/opportunity.convert.en.pdf"]) as pdf:
        links = [str(one["/A"]["/URI"]) for page in pdf.pages for one in page.get("/Annots", [])]
        assert links and set(links) == {address}
        assert f"QR code that opens {address}" in [str(one["/Alt"]) for kind, one in tags(pdf) if "/Alt" in one]
    drawing = _jobaid_print.qr_code(address).decode()
    assert drawing.count("z") > 300 and address not in drawing


def test_callouts_are_drawn_over_the_bitmap_never_into_it(planned: dict[str, Artefact], tmp_path: Path) -> None:
    """The bitmap inside the file is the application's alone; on the page its frame has the signal colour."""
    item = planned["jobaids/opportunity.convert.en.pdf"]
    data = made(item)
    signal = tuple(bytes.fromhex(dict(item.inputs.house.colours)["callout.signal"][1:]))

    def close(pixel: tuple[int, ...]) -> bool:
        return all(abs(part - wanted) < 24 for part, wanted in zip(pixel, signal, strict=True))

    def share(image: Image.Image) -> float:
        pixels = list(image.get_flattened_data())
        return sum(map(close, pixels)) / len(pixels)

    assert share(pages(data, tmp_path, 80)[0]) > 0.002
    with opened(data) as pdf:
        bitmaps = [pikepdf.PdfImage(raw).as_pil_image() for page in pdf.pages for raw in page.get_images().values()]
    assert len(bitmaps) >= 9
    assert max(share(bitmap.convert("RGB").resize((240, 66))) for bitmap in bitmaps) < 0.0005


def test_nothing_leaves_the_page(printed: dict[str, bytes], tmp_path: Path) -> None:
    """Ink stays within the margins: the outermost 9 mm of every page are white."""
    for path, data in printed.items():
        for page in pages(data, tmp_path, 50):
            edge = round(9 / 25.4 * 50)
            inner = (edge, edge, page.width - edge, page.height - edge)
            page.paste((255, 255, 255), inner)
            assert page.getextrema() == ((255, 255),) * 3, path


SCRIPT = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from printed import ROOT, artefacts, made, programme_of
for path, item in artefacts(programme_of(ROOT)).items():
    if "account.find" in path or "visit.log" in path:
        print(path, hashlib.sha256(made(item)).hexdigest())
"""


def test_the_same_bytes_in_other_places(printed: dict[str, bytes], tmp_path: Path) -> None:
    here = {path: hashlib.sha256(data).hexdigest() for path, data in printed.items()}
    for zone, locale, seed in (("Asia/Kathmandu", "C", "1"), ("America/St_Johns", "fr_FR.UTF-8", "77")):
        told = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1"}
        command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent)]
        done = subprocess.run(command, cwd=tmp_path, env=os.environ | told, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found = dict(line.split(" ") for line in done.stdout.splitlines())
        assert len(found) == 4
        assert found == {path: here[path] for path in found}


def test_only_fonts_that_travel_with_adoptgen_are_used(printed: dict[str, bytes]) -> None:
    families = {face.family for face in house_faces()}
    for data in printed.values():
        with opened(data) as pdf:
            names = {str(one["/FontName"]) for one in pdf.objects if _is_font(one)}
        assert names
        assert {re.sub(r"^/[A-Z]{6}\+|-\d00-\w+$", "", name) for name in names} <= families


def _is_font(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/FontName" in one


def test_the_wheel_carries_every_cut_that_is_asked_for() -> None:
    sys.path.insert(0, str(ROOT))
    try:
        from hatch_build import shipped
    finally:
        sys.path.remove(str(ROOT))
    carried = {ROOT / path for path in shipped(ROOT)}
    assert {face.blob.source for face in house_faces()} <= carried


def test_hostile_texts_are_printed_as_they_are(tmp_path: Path) -> None:
    given = task(
        "= Title #panic() $", HOSTILE[0], list(HOSTILE), different=list(HOSTILE[:2]), caution=f"{HOSTILE[5]}\n\n- #x"
    )
    folder = project(tmp_path, "hostile", given, organisation='#evil("x") & <Co>')
    (item,) = artefacts(programme_of(folder)).values()
    data = made(item)
    said = text(data, tmp_path)
    for words in (
        '#evil("x") & <Co>',
        "= Title #panic() $",
        '#panic("code") $x$ @label',
        '"); panic("out of the string"',
    ):
        assert words in said
    (problem,) = _jobaid_print.whole(data)
    assert (problem.code, problem.severity) == ("J101", Severity.WARNING)
    assert "U+1F680" in problem.message and "U+6F22" in problem.message
    with opened(data) as pdf:
        links = {str(one["/A"]["/URI"]) for page in pdf.pages for one in page.get("/Annots", [])}
        assert "https://example.org/a?b=c&d=e#f" in links
        assert "https://guide.example/en/skills/opportunities.build.html" in links
    test_nothing_leaves_the_page({"hostile": data}, tmp_path)


def test_without_an_address_there_is_no_code_and_no_dead_link(tmp_path: Path) -> None:
    folder = project(tmp_path, "plain", task("A", "B.", ["See [skills](skill/opportunities.build)."]), guide_address="")
    (item,) = artefacts(programme_of(folder)).values()
    data = made(item)
    assert "Scan" not in text(data, tmp_path)
    with opened(data) as pdf:
        assert not [one for page in pdf.pages for one in page.get("/Annots", [])]


def test_arabic_begins_on_the_right(tmp_path: Path) -> None:
    given = task("تحويل طلب إلى فرصة", "حوّله إلى فرصة.", ["اختر **الطلبات**.", "اختر **تحويل**.", "أدخل 148,000."])
    folder = project(tmp_path, "arabic", given, languages=["ar"])
    (item,) = artefacts(programme_of(folder)).values()
    data = made(item)
    assert _jobaid_print.whole(data) == []
    with opened(data) as pdf:
        assert str(pdf.Root.Lang) == "ar" and pdf.check_pdf_syntax() == []
    page = pages(data, tmp_path, 50)[0]
    top = page.crop((0, round(page.height * 0.08), page.width, round(page.height * 0.12))).convert("L")
    left, right = top.crop((0, 0, page.width // 2, top.height)), top.crop((page.width // 2, 0, page.width, top.height))
    assert left.getextrema()[0] > 200, "the title's line is short and begins on the right"
    assert right.getextrema()[0] < 100


def test_own_screenshots_are_shown_and_broken_ones_left_out(tmp_path: Path) -> None:
    given = task("Own", "Own pictures.", ["One.", "Two."])
    given["parts"][0]["steps"][0]["picture"] = "assets/one.png"
    given["parts"][0]["steps"][1]["picture"] = "assets/two.png"
    folder = project(tmp_path, "own", given)
    assets = folder / "catalog" / "assets"
    assets.mkdir()
    Image.new("RGB", (640, 400), "#c04000").save(assets / "one.png")
    (assets / "two.png").write_bytes(b"no picture")
    (item,) = artefacts(programme_of(folder)).values()
    with opened(made(item)) as pdf:
        assert next(str(one["/Alt"]) for kind, one in tags(pdf) if kind == "/Figure") == "Screen of step 1: One."
        assert sum(len(page.get_images()) for page in pdf.pages) == 1


@pytest.mark.parametrize("template", ["#panic(sys.inputs)", '#import "@preview/cetz:0.3.4": canvas\n= A'])
def test_a_wrong_template_is_the_programme_s_problem_and_nothing_is_downloaded(
    template: str, planned: dict[str, Artefact], tmp_path: Path
) -> None:
    (tmp_path / "job-aid.typ").write_text(template, encoding="utf-8")
    item = planned["jobaids/account.find.en.pdf"]
    others = [blob for blob in item.inputs.house.templates.files if blob.name != "job-aid.typ"]
    templates = Templates((Blob.of(tmp_path / "job-aid.typ"), *others))
    house = dataclasses.replace(item.inputs.house, templates=templates)
    (problem,) = _jobaid_print.whole(_jobaid_print.render(dataclasses.replace(item.inputs, house=house)))
    assert problem.code == "J103" and problem.severity is Severity.ERROR and "job-aid.typ" in problem.message


@pytest.mark.parametrize(("asked", "severity"), [(False, Severity.WARNING), (True, Severity.ERROR)])
def test_without_typst_it_says_what_to_install_and_all_else_is_made(
    asked: bool, severity: Severity, sample: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_aids, "is_there", lambda: False)
    told = dataclasses.replace(sample, asked=frozenset({"job-aids"} if asked else ()))
    (item,) = artefacts(told).values()
    (problem,) = (problem for check in item.checks for problem in check(made(item)))
    assert problem.severity is severity and "pip install typst" in problem.help


def test_the_check_sees_what_is_no_pdf_ua(printed: dict[str, bytes]) -> None:
    data = printed["jobaids/account.find.en.pdf"]
    assert [problem.code for problem in _jobaid_print.whole(data[:-600])] == ["J100"]
    assert [problem.code for problem in _jobaid_print.whole(data.replace(b"pdfuaid", b"pdfxxid"))] == ["J100"]


def test_the_command_makes_them(tmp_path: Path) -> None:
    folder = project(tmp_path, "made", task("A", "B.", ["C."]))
    command = [str(Path(sys.executable).with_name("adoptgen")), "build", "job-aids", "--project", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "build" / "jobaids" / "task.one.en.pdf").read_bytes().startswith(b"%PDF-")
