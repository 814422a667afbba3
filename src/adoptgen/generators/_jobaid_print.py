"""From a task to the bytes of its job aid, and what they are checked for; shared by job aids and guide site."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache

from adoptgen.artefact import Programme, Templates
from adoptgen.generators._jobaid_fonts import house_faces, own_faces
from adoptgen.generators._jobaid_pictures import cut_out
from adoptgen.generators._jobaid_plan import House, JobAid, house_of, job_aid_of, page_data
from adoptgen.generators._jobaid_typst import MARK, Page, TemplateError, is_there, pdf
from adoptgen.generators._site_files import Logo, render_logo
from adoptgen.problems import Location, Problem, Severity

TEMPLATE = "job-aid.typ"
WRONG = b"wrong template: "


@lru_cache(maxsize=1)
def job_aids(programme: Programme) -> Mapping[tuple[str, str], JobAid]:
    """(language, task) -> what its job aid is made from; nothing where Typst or the templates are missing.

    Asked twice, by the job aids and by the guide site, and made once.
    """
    templates = programme.templates.get("job-aids", Templates(()))
    if not is_there() or not templates.files:
        return {}
    faces = (*own_faces(templates.files), *house_faces())
    found: dict[tuple[str, str], JobAid] = {}
    for language, catalog in programme.catalogs.items():
        house = house_of(programme, catalog, faces)
        for task in catalog.walkthroughs.values():
            found[language, task.id] = job_aid_of(programme, catalog, house, task)
    return found


def render(inputs: JobAid) -> bytes:
    """The job aid as PDF/UA-1; what is wrong with the programme's own template, for `whole` to tell, if that is so."""
    return _made(inputs)


@lru_cache(maxsize=1)
def _made(inputs: JobAid) -> bytes:
    """Set once for the two places a job aid is put: job aids are equal to themselves only."""
    house = inputs.house
    data, cuts = page_data(inputs)
    pictures = cut_out(cuts, {blob.name: blob for blob in inputs.pictures})
    for step in data["steps"]:
        step["picture"] = step["picture"] if step["picture"] and step["picture"]["file"] in pictures else None
    drawings = drawn(house, str(data["address"]))
    page = Page(
        template=TEMPLATE,
        language=house.language,
        title=inputs.task.title,
        author=house.organisation,
        day=house.edition,
        data=data | common(house, drawings, str(data["address"])),
        files=pictures | drawings,
        faces=house.faces,
        brand_font=house.font,
        templates=house.templates,
    )
    try:
        return pdf(page)
    except TemplateError as error:
        return WRONG + str(error).encode()


def drawn(house: House, address: str) -> dict[str, bytes]:
    """The logo in the brand's colour and the QR code, as SVG files, where there are such."""
    colours = dict(house.colours)
    logo = Logo(house.logo, "", colours["brand.fill"], colours["brand.onFill"])
    found = {"logo.svg": render_logo(logo)} if house.logo else {}
    return found | {"qr.svg": qr_code(address)} if address else found


def common(house: House, drawings: dict[str, bytes], address: str) -> dict[str, object]:
    """What every printed page shows: words, colours, logo, and the way to the guide."""
    return {
        "organisation": house.organisation,
        "initial": house.organisation[:1],
        "words": dict(house.words),
        "colours": dict(house.colours),
        "logo": "logo.svg" if "logo.svg" in drawings else None,
        "qr": "qr.svg" if "qr.svg" in drawings else None,
        "address-shown": address.partition("://")[2],
    }


def qr_code(address: str) -> bytes:
    """A QR code (ISO/IEC 18004) as SVG: one path, its quiet zone left to the page's white."""
    import segno  # only pages with an address need it

    matrix = segno.make(address, error="m", micro=False, boost_error=False).matrix
    extent = len(matrix)
    dark = "".join(
        f"M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, line in enumerate(matrix)
        for run in re.finditer("1+", "".join(map(str, line)))
    )
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {extent} {extent}"'
    return f'<svg {box}><path d="{dark}"/></svg>'.encode()


def whole(data: bytes) -> list[Problem]:
    """Its template was right, it is a PDF, says that it keeps PDF/UA-1, and every letter had a font."""
    place = Location("templates/job-aids")
    if data.startswith(WRONG):
        help_ = "Correct the template, or delete it: then the shipped one is used."
        return [Problem(place, "J103", data.removeprefix(WRONG).decode(), help_)]
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-64:] or b"pdfuaid" not in data:
        return [Problem(place, "J100", "a job aid is no PDF/UA file", "Please report this job aid.")]
    found = re.search(re.escape(MARK.encode()) + rb" ([U+0-9A-F ]+)", data)
    if not found:
        return []
    points = html.unescape(found[1].decode()).split()
    letters = " ".join(f"{chr(int(point[2:], 16))} ({point})" for point in points[:8])
    help_ = "Put a font that has them into templates/job-aids/fonts/ (TTF or OTF), or write the text without them."
    message = f"no font has these letters, so empty boxes stand in a job aid: {letters}"
    return [Problem(place, "J101", message, help_, Severity.WARNING)]
