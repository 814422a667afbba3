"""What a job aid is made from, and the data its template sees: texts as spans, measures in millimetres, no markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from adoptgen.artefact import Blob, Programme, Templates
from adoptgen.catalog.markdown import plain
from adoptgen.generators._jobaid_fonts import Face
from adoptgen.generators._jobaid_pictures import Cut, Data, bitmap, column, is_wide, shapes_for, shown, text_width
from adoptgen.generators._jobaid_text import Span, paragraphs, spans
from adoptgen.generators._site_links import address
from adoptgen.generators._site_speech import Speech, direction
from adoptgen.look.callouts import Box, Side
from adoptgen.model.bundle import Bundle
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Step, Walkthrough
from adoptgen.model.people import Application
from adoptgen.model.programme import Contact

AREA = "job-aids."
MOST_ROLES = 2
"""So many roles are named at the top; a task of more is everybody's."""
MOST_CONTACTS = 4


@dataclass(frozen=True, slots=True)
class House:
    """What all printed pages of one language share."""

    language: str
    organisation: str
    guide: str
    """Address of the guide site's tree in this language; empty where it is served nowhere."""
    edition: dt.date | None
    words: tuple[tuple[str, str], ...]
    """Interface words without the area's prefix."""
    colours: tuple[tuple[str, str], ...]
    logo: Blob | None
    font: str
    """The brand's display family, used where the programme's templates hold it."""
    faces: tuple[Face, ...]
    templates: Templates

    @property
    def speech(self) -> Speech:
        """Words, dates and durations."""
        return Speech(self.language, dict(self.words))

    def link(self, target: str) -> str:
        """The page of a catalog object in the guide; empty without one."""
        page = address(target)
        return f"{self.guide}{page}" if self.guide and page else ""


@dataclass(frozen=True, slots=True, eq=False)
class JobAid:
    """Everything that decides the bytes of one job aid. Equal to itself only, so that what was set is found again."""

    house: House
    task: Walkthrough
    application: Application
    roles: tuple[str, ...]
    """Titles of those on whose path the task is."""
    contacts: tuple[Contact, ...]
    bundle: Bundle | None
    pictures: tuple[Blob, ...]
    """Bitmaps of the steps, named by their path below the catalog."""


def house_of(programme: Programme, catalog: Catalog, faces: tuple[Face, ...]) -> House:
    """What the pages of a language share."""
    sheet, language = catalog.programme, catalog.language
    words = programme.words[language].items()
    guide = sheet.guide_address.rstrip("/")
    return House(
        language=language,
        organisation=sheet.organisation,
        guide=f"{guide}/{language}/" if guide else "",
        edition=sheet.edition,
        words=tuple((key.removeprefix(AREA), text) for key, text in words if key.startswith(AREA)),
        colours=programme.palette.light,
        logo=programme.asset(sheet.brand.logo) if sheet.brand.logo else None,
        font=sheet.brand.font or "",
        faces=faces,
        templates=programme.templates["job-aids"],
    )


def job_aid_of(programme: Programme, catalog: Catalog, house: House, task: Walkthrough) -> JobAid:
    """What the job aid of a task needs, and nothing else. Raises OSError for pictures that cannot be read."""
    source = catalog.programme.source_language
    bundles = programme.bundles
    bundle = bundles.get((task.id, house.language)) or bundles.get((task.id, source))
    roles = [role for role, path in programme.paths.items() if any(step.reference == task.key for step in path.steps)]
    return JobAid(
        house=house,
        task=task,
        application=catalog.applications[task.application],
        roles=tuple(catalog.roles[role].title for role in roles if role in catalog.roles),
        contacts=tuple(_contacts(catalog, roles)),
        bundle=bundle,
        pictures=tuple(programme.asset(path) for path in sorted(_bitmaps(task, bundle))),
    )


def _contacts(catalog: Catalog, roles: list[str]) -> Iterator[Contact]:
    for contact in catalog.programme.contacts:
        if not contact.roles or set(contact.roles) & set(roles):
            yield contact


def _bitmaps(task: Walkthrough, bundle: Bundle | None) -> set[str]:
    steps = {step.id for step in task.steps}
    shots = [shot for shot in bundle.shots if shot.box and shot.step in steps] if bundle else []
    seen = {shot.step for shot in shots}
    own = {step.picture for step in task.steps if step.picture and step.id not in seen}
    return own | {bitmap(bundle.picture(shot.picture)) for shot in shots} if bundle else own


def page_data(aid: JobAid) -> tuple[Data, tuple[Cut, ...]]:
    """What the template sees, and the pictures to be cut out for it."""
    steps = list(_steps(aid))
    cuts = tuple(cut for cut, _ in steps if cut)
    cells = [cell for _, cell in steps]
    house, speech = aid.house, aid.house.speech
    data = {
        "title": aid.task.title,
        "description": _version(aid),
        "header": " · ".join(_header(aid)),
        "lead": [*spans(aid.task.summary, house.link), {"text": f" {speech.say('about', minutes=aid.task.effort)}"}],
        "steps": cells,
        "rows": _rows([bool(cell["wide"]) for cell in cells]),
        "caution": paragraphs(aid.task.caution or "", house.link),
        "different": [spans(text, house.link) for text in aid.task.different],
        "address": house.link(aid.task.key),
        "contacts": [_contact(one) for one in aid.contacts[:MOST_CONTACTS]],
        "version": _version(aid),
        "column": round(column(), 3),
        "width": round(text_width(), 3),
    }
    return data, cuts


def _header(aid: JobAid) -> Iterator[str]:
    yield aid.house.speech.say("job-aid")
    if len(aid.roles) <= MOST_ROLES:
        yield from aid.roles
    yield aid.application.title


def _version(aid: JobAid) -> str:
    speech, application = aid.house.speech, aid.application
    known = speech.say("checked", version=application.version, date=speech.date(application.checked))
    parts = [f"{application.title} {known}"]
    if aid.house.edition:
        parts.append(speech.say("edition", date=speech.date(aid.house.edition)))
    return " · ".join(parts)


def _contact(contact: Contact) -> dict[str, str]:
    return {"name": contact.name, "task": contact.task, "reach": contact.reach}


def _steps(aid: JobAid) -> Iterator[tuple[Cut | None, Data]]:
    side: Side = "right" if direction(aid.house.language) == "rtl" else "left"
    wides = [aid.bundle is not None and is_wide(aid.bundle, step.id) for step in aid.task.steps]
    shapes = shapes_for(len(_rows(wides)))
    for number, (step, wide) in enumerate(zip(aid.task.steps, wides, strict=True), 1):
        found = shown(aid.bundle, step.id, number, side, wide=wide, shapes=shapes) if aid.bundle else None
        cut, picture = found or _own(step, number)
        if picture:
            picture["alt"] = _alternative(aid, step, number)
        more = [spans(text, aid.house.link) for text in (step.result, step.note) if text]
        yield (
            cut,
            {
                "number": number,
                "say": spans(step.say, aid.house.link),
                "more": more,
                "picture": picture,
                "wide": wide and picture is not None,
            },
        )


def _own(step: Step, number: int) -> tuple[Cut | None, Any]:
    """A screenshot of the author's own, whole and without callouts."""
    if not step.picture:
        return None, None
    drawn = step.picture.lower().endswith(".svg")
    cut = Cut(f"step-{number}.{'svg' if drawn else 'jpg'}", step.picture, Box(0, 0, 0, 0))
    return cut, {"file": cut.file, "width": round(column(), 3), "height": 0, "shapes": []}


def _alternative(aid: JobAid, step: Step, number: int) -> str:
    shot = next((one for one in aid.bundle.shots if one.step == step.id), None) if aid.bundle else None
    say = aid.house.speech.say
    if shot is None or not shot.name:
        return say("picture-plain", number=number, step=plain(step.say))
    page = shot.page or aid.application.title
    return say("picture", number=number, name=shot.name, page=page)


def _rows(wide: list[bool]) -> list[Data]:
    """Steps in rows as they are read: two beside one another, or one alone across both columns.

    The place beside a last step that would stand alone is left for what closes the page.
    """
    rows: list[Data] = []
    waiting: list[int] = []
    for index, alone in enumerate(wide):
        if alone:
            rows += [_row("beside", waiting)] if waiting else []
            rows.append(_row("wide", [index]))
            waiting = []
            continue
        waiting.append(index)
        if len(waiting) == 2:
            rows.append(_row("pair", waiting))
            waiting = []
    return [*rows, _row("last", waiting)]


def _row(kind: str, steps: list[int]) -> Data:
    return {"kind": kind, "steps": list(steps)}


__all__ = ["House", "JobAid", "Span", "house_of", "job_aid_of", "page_data"]
