"""From a workshop to the slides of its deck: what is said where, not how it looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from adoptgen.artefact import Blob, Programme
from adoptgen.catalog.plain import plain, plain_block, runs
from adoptgen.generators._deck_checks import check_slides
from adoptgen.generators._deck_slides import (
    Agenda,
    AgendaRow,
    AnySlide,
    Common,
    Content,
    Cover,
    Demo,
    Exercise,
    Marker,
    Pause,
    Screenshot,
)
from adoptgen.look.callouts import crop
from adoptgen.model.bundle import Bundle
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Activity, Part, Step, Walkthrough, Workshop

STEPS_PER_SLIDE = 4
PICTURE_RATIO = 7.643 / 5.2
AROUND, AROUND_DIALOG = 0.6, 0.08
"""Air around the targets of a close-up, in parts of their size: a dialog is shown with little of the page."""
LEAST_WIDTH = 640
"""CSS pixels a close-up shows at least, so that people see where on the page they are."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything a deck is made from, in one language; small enough to be compared at every build."""

    workshop: Workshop
    language: str
    organisation: str
    goals: tuple[str, ...]
    """Descriptors of the levels the workshop leads to."""
    trainers: tuple[str, ...]
    tasks: tuple[Walkthrough, ...]
    applications: tuple[tuple[str, str], ...]
    """Id and title of each application that is shown."""
    bundles: tuple[Bundle, ...]
    pictures: tuple[Blob, ...]
    """Every picture of these bundles at double density, named by its path below the catalog."""
    words: tuple[tuple[str, str], ...]
    """The deck's interface words."""

    def word(self, key: str, **values: object) -> str:
        """An interface word of the deck's language."""
        return dict(self.words)[f"deck.{key}"].format(**values)


def frame_of(programme: Programme, catalog: Catalog, workshop: Workshop) -> Frame:
    """What the deck of a workshop needs, and nothing else."""
    language = catalog.language
    names = sorted({item.walkthrough for item in workshop.agenda if item.walkthrough and item.do == "demo"})
    tasks = tuple(catalog.walkthroughs[name] for name in names)
    bundles = tuple(found for task in tasks if (found := programme.bundles.get((task.id, language))))
    files = sorted({picture.path_double for bundle in bundles for picture in bundle.pictures})
    applications = sorted({task.application for task in tasks})
    return Frame(
        workshop=workshop,
        language=language,
        organisation=catalog.programme.organisation,
        goals=tuple(catalog.skills[taught.skill].levels[taught.level - 1] for taught in workshop.teaches),
        trainers=tuple(catalog.trainers[trainer].title for trainer in workshop.trainers),
        tasks=tasks,
        applications=tuple((name, catalog.applications[name].title) for name in applications),
        bundles=bundles,
        pictures=tuple(programme.asset(path) for path in files),
        words=tuple((key, text) for key, text in programme.words[language].items() if key.startswith("deck.")),
    )


def slides(frame: Frame) -> tuple[AnySlide, ...]:
    """All slides in order, with unique titles."""
    found: list[AnySlide] = [_cover(frame), _agenda(frame)]
    for activity, start in _clock(frame.workshop):
        found += _activity(frame, activity, start)
    return tuple(_unique(found))


def _unique(found: list[AnySlide]) -> Iterator[AnySlide]:
    """Screen readers list slides by title: a repeated one gets its number."""
    seen: dict[str, int] = {}
    for slide in found:
        title = slide.common.title
        seen[title] = seen.get(title, 0) + 1
        if seen[title] == 1:
            yield slide
        else:
            yield replace(slide, common=replace(slide.common, title=f"{title} · {seen[title]}"))


def _clock(workshop: Workshop) -> Iterator[tuple[Activity, dt.datetime]]:
    hour, minute = map(int, workshop.starts.split(":"))
    now = dt.datetime(2000, 1, 1, hour, minute, tzinfo=dt.UTC)
    for activity in workshop.agenda:
        yield activity, now
        now += dt.timedelta(minutes=activity.minutes)


def _cover(frame: Frame) -> Cover:
    workshop = frame.workshop
    end = list(_clock(workshop))[-1][1] + dt.timedelta(minutes=workshop.agenda[-1].minutes)
    foot = (
        frame.word(workshop.mode),
        frame.word("starts_ends", start=workshop.starts, end=f"{end:%H:%M}"),
        frame.word("group", n=workshop.group),
    )
    notes = (frame.word("note_goal"), *(f"– {goal}" for goal in frame.goals))
    materials = (frame.word("note_materials"), *(f"– {item}" for item in workshop.materials))
    common = Common(workshop.title, workshop.title, (*notes, *(materials if workshop.materials else ())))
    return Cover(common, plain(workshop.summary), frame.organisation, _foot(frame, foot))


def _foot(frame: Frame, parts: tuple[str, ...]) -> str:
    trainer = (frame.word("with_trainer", name=", ".join(frame.trainers)),) if frame.trainers else ()
    return "  ·  ".join((*parts, *trainer))


def _agenda(frame: Frame) -> Agenda:
    rows = tuple(
        AgendaRow(
            f"{start:%H:%M}",
            activity.title,
            frame.word(f"do_{activity.do}"),
            frame.word("minutes_short", n=activity.minutes),
            activity.do == "break",
        )
        for activity, start in _clock(frame.workshop)
    )
    return Agenda(Common(frame.word("agenda"), frame.workshop.title, ()), rows)


def _activity(frame: Frame, activity: Activity, start: dt.datetime) -> list[AnySlide]:
    notes = _notes(frame, activity, start)
    common = Common(activity.title, activity.title, notes)
    if activity.do == "break":
        back = f"{start + dt.timedelta(minutes=activity.minutes):%H:%M}"
        return [Pause(common, frame.word("back_at", time=back))]
    if activity.do == "exercise":
        return [_exercise(frame, activity, common)]
    if activity.do == "check" and activity.question:
        return list(check_slides(frame.word, frame.language, activity, common))
    if activity.walkthrough and activity.do == "demo":
        task = next(task for task in frame.tasks if task.id == activity.walkthrough)
        return list(_demo(frame, activity, common, task))
    return [_content(activity, common)]


def _content(activity: Activity, common: Common) -> Content:
    asked = runs(activity.ask) if activity.ask and activity.do == "discussion" else ()
    return Content(common, tuple(runs(point) for point in activity.points), asked)


def _notes(frame: Frame, activity: Activity, start: dt.datetime) -> tuple[str, ...]:
    end = start + dt.timedelta(minutes=activity.minutes)
    time = frame.word("note_time", start=f"{start:%H:%M}", end=f"{end:%H:%M}", n=activity.minutes)
    blocks = (
        ("say", activity.say and plain_block(activity.say)),
        ("do", activity.show and plain_block(activity.show)),
        ("ask", activity.ask and plain(activity.ask)),
        ("debrief", activity.debrief and plain(activity.debrief)),
        ("late", activity.late and plain(activity.late)),
    )
    said = [line for key, text in blocks if text for line in (frame.word(f"note_{key}"), text)]
    if activity.do == "break" and not said:
        said = [frame.word("note_break")]
    return (time, *said, *_next(frame, activity))


def _next(frame: Frame, activity: Activity) -> tuple[str, ...]:
    agenda = frame.workshop.agenda
    index = agenda.index(activity) + 1
    return (frame.word("note_next", title=agenda[index].title),) if index < len(agenda) else ()


def _exercise(frame: Frame, activity: Activity, common: Common) -> Exercise:
    tasks = [activity.task] if activity.task else []
    aside = (("done_when", activity.done_when), ("stuck", activity.stuck), ("early", activity.early))
    return Exercise(
        common,
        frame.word("your_turn"),
        tuple(runs(text) for text in (*tasks, *activity.points)),
        activity.minutes,
        frame.word("minutes"),
        tuple((frame.word(key), runs(text)) for key, text in aside if text),
    )


def _demo(frame: Frame, activity: Activity, common: Common, task: Walkthrough) -> Iterator[AnySlide]:
    bundle = next((found for found in frame.bundles if found.walkthrough == task.id), None)
    number = 0
    for index, part in enumerate(task.parts):
        for first in range(0, len(part.steps), STEPS_PER_SLIDE):
            steps = tuple(enumerate(part.steps[first : first + STEPS_PER_SLIDE], number + 1))
            number += len(steps)
            notes = common.notes if number == len(steps) else ()
            results = tuple(f"{n}. {plain(step.result)}" for n, step in steps if step.result)
            yield Demo(
                Common(part.title, activity.title, (*notes, *results)),
                tuple((n, runs(step.say)) for n, step in steps),
                _screenshot(frame, task, bundle, index, part, steps),
            )


def _screenshot(
    frame: Frame,
    task: Walkthrough,
    bundle: Bundle | None,
    index: int,
    part: Part,
    steps: tuple[tuple[int, Step], ...],
) -> Screenshot | None:
    if bundle is None or index >= len(bundle.parts):
        return None
    view = bundle.parts[index]
    numbers = {step.id: number for number, step in steps}
    markers = tuple(Marker(numbers[mark.step], mark.box) for mark in view.marks if mark.step in numbers)
    picture = bundle.picture(view.picture)
    if not markers:
        shot = bundle.shot(steps[0][1].id)
        picture = bundle.picture(shot.picture)
        markers = (Marker(steps[0][0], shot.box),) if shot.box else ()
    boxes = [marker.box for marker in markers]
    around = AROUND
    if picture.dialog:
        boxes, around = [*boxes, picture.dialog], AROUND_DIALOG
    return Screenshot(
        next(blob for blob in frame.pictures if blob.name == picture.path_double),
        picture.width,
        picture.height,
        crop(boxes, (picture.width, picture.height), PICTURE_RATIO, around, LEAST_WIDTH),
        markers,
        picture.texts,
        _alternative(frame, task, bundle, [step for number, step in steps], part),
    )


def _alternative(frame: Frame, task: Walkthrough, bundle: Bundle, steps: list[Step], part: Part) -> str:
    application = dict(frame.applications)[task.application]
    shots = {shot.step: shot for shot in bundle.shots}
    labels = [shots[step.id].name for step in steps if step.id in shots and shots[step.id].name]
    page = part.caption or next((shots[step.id].page for step in steps if step.id in shots), part.title)
    if labels:
        return frame.word("picture_alt", application=application, page=page, labels=", ".join(labels))
    return frame.word("picture_alt_plain", application=application, page=page)
