"""Identifiers under which records were made stay what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from adoptgen.catalog.form_rules import Rule
from adoptgen.catalog.published import Holder, first_id, identifiers, lost, read_lock
from adoptgen.catalog.scene import Scene
from adoptgen.catalog.suggest import nearest
from adoptgen.model.base import CatalogObject
from adoptgen.model.people import Skill
from adoptgen.problems import Location, Problem


def check(scene: Scene) -> Iterator[Problem]:
    """Every line of the lock is an identifier the packages still have."""
    if scene.lock is None or scene.catalog is None:
        return
    try:
        published = read_lock(scene.lock.text)
    except ValueError as error:
        place = Location(scene.lock.file, int(str(error)))
        yield rule.problem(
            place, "this line is no identifier", "Take the file from git again; adoptgen lock writes it."
        )
        return
    now = identifiers(scene.catalog)
    fresh = {name: holder for name, holder in now.items() if name not in published}
    for name in lost(published, now):
        yield _TOLD.get(name.partition(" ")[0], _object)(scene, name, fresh, Location(scene.lock.file, published[name]))


def _object(scene: Scene, name: str, fresh: Mapping[str, Holder], line: Location) -> Problem:
    kind, _, old = name.partition(" ")
    renamed = _renamed(scene, kind, old, fresh)
    give_up = f"If its records may be lost, delete line {line.line} of {line.file}."
    if renamed is None:
        return rule.problem(line, f"{kind} {old} was published and is gone", f"Bring it back. {give_up}")
    return _take_the_name(scene, renamed, (kind, old, old), give_up)


def _take_the_name(scene: Scene, renamed: CatalogObject, lost: tuple[str, str, str], give_up: str) -> Problem:
    """`lost`: kind, name and id of what was published."""
    kind, name, old = lost
    source = scene.by_key[renamed.key]
    place = source.location(("previous_ids",) if renamed.previous_ids else ("id",))
    ids = ", ".join(dict.fromkeys((old, *renamed.previous_ids)))
    where = "here" if renamed.previous_ids else "below the id"
    message = f"{kind} {name} was published, and {renamed.key} would take its place without its records"
    return rule.problem(place, message, f"Write `previous_ids: [{ids}]` {where}. {give_up}")


def _renamed(scene: Scene, kind: str, old: str, fresh: Mapping[str, Holder]) -> CatalogObject | None:
    """The object that has the place of a lost one now: it names it, or it is the likeliest of those that are new."""
    if scene.catalog is None:
        return None
    for item in scene.catalog.of(kind).values():
        if old == item.id or old in item.previous_ids:
            return item
    new = {first_id(holder.item): holder.item for name, holder in fresh.items() if name.startswith(f"{kind} ")}
    if len(new) == 1:
        return next(iter(new.values()))
    near = nearest(old, new)
    return new[near[0]] if near else None


def _retrieval(scene: Scene, name: str, fresh: Mapping[str, Holder], line: Location) -> Problem:
    course, _, day = name.removeprefix("retrieval ").partition("@")
    return rule.problem(
        line,
        f"the retrieval set of day {day} of course {course} was published and is gone",
        f"Write {day} among the days below `retrieval: after:` again. "
        f"If its records may be lost, delete line {line.line} of {line.file}.",
    )


def _question(scene: Scene, name: str, fresh: Mapping[str, Holder], line: Location) -> Problem:
    owner, _, old = name.removeprefix("question ").rpartition(".")
    new = {key.rpartition(".")[2]: holder for key, holder in fresh.items() if key.startswith(f"question {owner}.")}
    likely = nearest(old, new) or (tuple(new) if len(new) == 1 else ())
    give_up = f"If its answers may be lost, delete line {line.line} of {line.file}."
    if not likely:
        return rule.problem(line, f"question {old} of {owner} was published and is gone", f"Bring it back. {give_up}")
    holder = new[likely[0]]
    place = scene.by_key[holder.item.key].location(holder.path)
    message = f"question {old} was published, and {likely[0]} would take its place without its answers"
    return rule.problem(place, message, f"Write `id: {old}` again. {give_up}")


def _objective(scene: Scene, name: str, fresh: Mapping[str, Holder], line: Location) -> Problem:
    """A skill level: its skill was renamed, or no question shows the level any more."""
    level = name.removeprefix("objective ")
    old, _, number = level.rpartition("@")
    give_up = f"If its records may be lost, delete line {line.line} of {line.file}."
    skills = scene.catalog.skills.values() if scene.catalog else ()
    skill = next((skill for skill in skills if first_id(skill) == old), None)
    if skill is None:
        renamed = _renamed_skill(old, number, skills, fresh)
        if renamed:
            return _take_the_name(scene, renamed, ("objective", level, old), give_up)
        return rule.problem(
            line, f"objective {level} was published, and its skill is gone", f"Bring it back. {give_up}"
        )
    message = f"objective {level} was published, and no question shows it any more"
    other = next((holder for key, holder in fresh.items() if key.startswith(f"objective {old}@")), None)
    place = scene.by_key[other.item.key].location(other.path) if other else line
    mend = f"Write `shows: {skill.id}@{number}` again" if other else f"Let a question show {skill.id}@{number}"
    return rule.problem(place, message, f"{mend}. {give_up}")


def _renamed_skill(old: str, number: str, skills: Iterable[Skill], fresh: Mapping[str, Holder]) -> Skill | None:
    """The skill that has the place of a lost one now: it names it, or its level is new among those published."""
    for skill in skills:
        if old == skill.id or old in skill.previous_ids:
            return skill
    new = {first_id(skill): skill for skill in skills if f"objective {first_id(skill)}@{number}" in fresh}
    if len(new) == 1:
        return next(iter(new.values()))
    near = nearest(old, new)
    return new[near[0]] if near else None


_TOLD = {"question": _question, "objective": _objective, "retrieval": _retrieval}
rule = Rule("C310", "what was published keeps its identifiers", check=check, whole=True)
