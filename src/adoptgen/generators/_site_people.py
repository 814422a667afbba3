"""What a role's page knows: its path on the rail, its skills, its helpers, its changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adoptgen.generators._site_links import address
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Assessment, LearningObject, Lesson, Walkthrough, Workshop
from adoptgen.model.pathway import LearningPath, PathStep, Phase
from adoptgen.model.people import Need, Role

Data = dict[str, Any]


def learning_item(item: LearningObject) -> Data:
    """A learning object as lists of them show it."""
    found: Data = {
        "ref": item.key,
        "kind": item.kind,
        "title": item.title,
        "href": address(item.key),
        "minutes": _effort(item),
        "duration": _effort(item),
    }
    if isinstance(item, Walkthrough):
        found["steps"] = len(item.steps)
    if isinstance(item, Assessment):
        found |= {"questions": item.asked, "mastery": item.mastery}
    return found


def _effort(item: LearningObject) -> int:
    return item.effort if isinstance(item, Lesson | Walkthrough | Assessment | Workshop) else 0


def stations(catalog: Catalog, path: LearningPath) -> list[Data]:
    """All parts of a path with what the rail shows of each."""
    return [_station(catalog, step) for step in path.steps]


def _station(catalog: Catalog, step: PathStep) -> Data:
    item = learning_item(catalog.learning_object(step.reference))
    return item | {"minutes": step.effort, "optional": step.optional, "phase": step.phase.value, "due": step.due}


def phases(catalog: Catalog, path: LearningPath) -> list[Data]:
    """The path parted at go-live and a week after; phases without parts are left out."""
    every = stations(catalog, path)
    found = []
    for phase in Phase:
        parts = [item for item in every if item["phase"] == phase.value]
        if parts:
            due = max((item["due"] for item in parts if not item["optional"]), default=parts[-1]["due"])
            found.append({"id": phase.value, "steps": parts, "due": due})
    return found


def flat(rail: list[Data]) -> list[Data]:
    """A rail's parts as links in one row, each with its phase."""
    return [
        {"ref": step["ref"], "title": step["title"], "href": step["href"], "phase": phase["id"]}
        for phase in rail
        for step in phase["steps"]
    ]


def lineage(catalog: Catalog, role: Role) -> list[Role]:
    """The role and all it extends, nearest first, each once."""
    found: dict[str, Role] = {}
    waiting = [role]
    while waiting:
        one = waiting.pop(0)
        if one.id not in found:
            found[one.id] = one
            waiting += [catalog.roles[parent] for parent in one.extends if parent in catalog.roles]
    return list(found.values())


def needs(catalog: Catalog, role: Role) -> dict[str, Need]:
    """Skill -> the highest level the role takes, essential before optional, in the order they are due."""
    found: dict[str, Need] = {}
    for need in (need for one in lineage(catalog, role) for need in one.needs):
        known = found.get(need.skill.skill)
        if known is None or _weight(need) > _weight(known):
            found[need.skill.skill] = need
    return dict(sorted(found.items(), key=lambda pair: (pair[1].need == "optional", pair[1].due)))


def _weight(need: Need) -> tuple[bool, int]:
    return need.need == "essential", need.skill.level


def skills(catalog: Catalog, wanted: Mapping[str, Need], path: LearningPath) -> list[Data]:
    """What somebody will be able to do, and which parts of the path lead to each level."""
    by = _taught(catalog, path)
    return [
        {
            "id": skill,
            "title": catalog.skills[skill].title,
            "href": address(f"skill/{skill}"),
            "needed": need.skill.level,
            "levels": len(catalog.skills[skill].levels),
            "optional": need.need == "optional",
            "by": [by.get((skill, level), []) for level in range(1, need.skill.level + 1)],
        }
        for skill, need in wanted.items()
        if skill in catalog.skills
    ]


def _taught(catalog: Catalog, path: LearningPath) -> dict[tuple[str, int], list[str]]:
    """Skill level -> the parts of the path that teach it."""
    found: dict[tuple[str, int], list[str]] = {}
    for step in path.steps:
        for one in catalog.learning_object(step.reference).teaches:
            found.setdefault((one.skill, one.level), []).append(step.reference)
    return found


def helpers(catalog: Catalog, role: Role) -> list[Data]:
    """Contacts for a role, with the sites they are for (all when empty)."""
    names = {site.id: site.title for site in catalog.programme.sites}
    return [
        {
            "name": contact.name,
            "task": contact.task,
            "reach": contact.reach,
            "sites": list(contact.sites),
            "places": [names[site] for site in contact.sites if site in names],
        }
        for contact in catalog.programme.contacts
        if not contact.roles or role.id in contact.roles
    ]


def trainers(catalog: Catalog, path: LearningPath) -> list[Data]:
    """Who gives the workshops of a path."""
    workshops = [
        catalog.learning_object(step.reference) for step in path.steps if step.reference.startswith("workshop/")
    ]
    found: dict[str, Data] = {}
    for workshop in workshops:
        for trainer in workshop.trainers if isinstance(workshop, Workshop) else ():
            if trainer in catalog.trainers:
                site = catalog.trainers[trainer].home
                found.setdefault(
                    trainer, {"name": catalog.trainers[trainer].title, "workshop": workshop.title, "home": site}
                )
    return list(found.values())


def changes(catalog: Catalog, role: Role) -> list[Data]:
    """What the roll-out changes for a role, in the order of the catalog."""
    mine = {one.id for one in lineage(catalog, role)}
    return [
        {"before": impact.before, "after": impact.after, "effect": effect.effect, "means": effect.means}
        for impact in catalog.impacts.values()
        for effect in impact.effects
        if effect.role == role.id or (effect.role in mine and not any(one.role == role.id for one in impact.effects))
    ]


def waves(catalog: Catalog) -> list[Data]:
    """Go-lives with the sites they are for."""
    names = {site.id: site.title for site in catalog.programme.sites}
    return [
        {
            "id": wave.id,
            "title": wave.title,
            "go_live": wave.go_live,
            "sites": [{"id": site, "title": names[site]} for site in wave.sites if site in names],
        }
        for wave in catalog.programme.waves
    ]
