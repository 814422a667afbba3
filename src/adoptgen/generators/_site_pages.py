"""Every page of one language, planned: which there are, and the plain data each is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adoptgen.artefact import Artefact
from adoptgen.generators import _site_people as people
from adoptgen.generators._jobaid_print import job_aids
from adoptgen.generators._site_checks import asks, words_for
from adoptgen.generators._site_context import Context
from adoptgen.generators._site_glossary import glossary_pages
from adoptgen.generators._site_links import address, job_aid, page, path_page
from adoptgen.generators._site_people import Data, learning_item
from adoptgen.generators._site_pictures import views
from adoptgen.generators._tours_data import FRAGMENT
from adoptgen.model.learning import Assessment, LearningObject, Lesson, Walkthrough, Workshop
from adoptgen.model.pathway import Reason
from adoptgen.model.people import Role, Skill

RAIL = 24
"""Parts of a path shown beside a page."""


def pages(context: Context) -> Iterator[Artefact]:
    """All of them, in the order of the navigation."""
    catalog = context.catalog
    yield _start(context)
    for role in catalog.roles.values():
        yield _role(context, role)
        yield _path(context, role)
    for item in catalog.learning_objects():
        yield _learning(context, item)
    yield _guides(context)
    for skill in catalog.skills.values():
        yield _skill(context, skill)
    yield _skills(context)
    yield _help(context)
    yield from glossary_pages(context)


def _start(context: Context) -> Artefact:
    programme = context.catalog.programme
    departments: dict[str, list[Data]] = {}
    for role in context.catalog.roles.values():
        departments.setdefault(role.department, []).append(_role_row(context, role))
    data = {
        "organisation": programme.organisation,
        "departments": [{"title": title, "roles": roles} for title, roles in departments.items()],
    }
    title = context.words["home.title"].replace("{organisation}", programme.organisation)
    everything = ("programme/" + programme.id, *(role.key for role in context.catalog.roles.values()))
    data |= context.state_of(programme) | {"intro": programme.summary}
    return context.sheet("index.md", "start", title, "path", data, programme.summary, everything)


def _role_row(context: Context, role: Role) -> Data:
    path = context.paths[role.id]
    return {
        "id": role.id,
        "title": role.title,
        "summary": role.summary,
        "href": address(role.key),
        "minutes": path.effort,
        "parts": sum(not step.optional for step in path.steps),
    }


def _role(context: Context, role: Role) -> Artefact:
    catalog, path = context.catalog, context.paths[role.id]
    changes = people.changes(catalog, role)
    data = {
        "id": role.id,
        "department": role.department,
        "summary": role.summary,
        "application": context.application_name,
        "waves": people.waves(catalog),
        "phases": context.rails[role.id],
        "minutes_all": path.effort,
        "parts": sum(not step.optional for step in path.steps),
        "skills": people.skills(catalog, context.needs[role.id], path),
        "contacts": people.helpers(catalog, role),
        "trainers": people.trainers(catalog, path),
        "changes": changes,
        "changes_all": len(catalog.impacts),
        "path_href": path_page(role.id).removesuffix(".md") + ".html",
    }
    return context.page(page(role.key), "role", role, "path", data, role.summary)


def _path(context: Context, role: Role) -> Artefact:
    catalog, path = context.catalog, context.paths[role.id]
    reasons = {step.reference: _reasons(context, step.reasons) for step in path.steps}
    data = {
        "id": role.id,
        "role": role.title,
        "role_href": address(role.key),
        "waves": people.waves(catalog),
        "phases": context.rails[role.id],
        "reasons": reasons,
        "minutes_all": path.effort,
        "parts": sum(not step.optional for step in path.steps),
        "uncovered": [_level_name(context, *text.split("@")) for text in path.uncovered],
    }
    title = context.words["path.for"].replace("{role}", role.title)
    return context.sheet(
        path_page(role.id), "path", title, "path", data | context.state_of(role), role.summary, (role.key,)
    )


def _reasons(context: Context, reasons: tuple[Reason, ...]) -> Data:
    """Why a part is in the path: levels the role needs, and skills it comes before."""
    needed = [(one.skill, one.level) for one in reasons if not one.prerequisite_of]
    before = dict.fromkeys(one.prerequisite_of.partition("@")[0] for one in reasons if one.prerequisite_of)
    titles = [context.catalog.skills[skill].title for skill in before]
    return {"role": _by_skill(context, needed), "before": titles}


def _by_skill(context: Context, levels: Iterable[tuple[str, int]]) -> list[Data]:
    """Each skill once, with its levels in order."""
    found: dict[str, set[int]] = {}
    for skill, level in levels:
        found.setdefault(skill, set()).add(level)
    return [
        {"title": context.catalog.skills[skill].title, "href": address(f"skill/{skill}"), "levels": sorted(numbers)}
        for skill, numbers in found.items()
    ]


def _level_name(context: Context, skill: str, level: str) -> Data:
    return {"title": context.catalog.skills[skill].title, "href": address(f"skill/{skill}"), "level": int(level)}


def _learning(context: Context, item: LearningObject) -> Artefact:
    data = learning_item(item) | {"summary": item.summary, "teaches": _teaches(context, item)} | _place(context, item)
    match item:
        case Lesson():
            return _lesson(context, item, data)
        case Walkthrough():
            return _walkthrough(context, item, data)
        case Assessment():
            return _assessment(context, item, data)
        case Workshop():
            return _workshop(context, item, data)
    raise TypeError(f"no page for {type(item).__name__}")


def _teaches(context: Context, item: LearningObject) -> list[Data]:
    return [
        {"title": context.catalog.skills[one.skill].title, "href": address(f"skill/{one.skill}"), "level": one.level}
        for one in item.teaches
        if one.skill in context.catalog.skills
    ]


def _place(context: Context, item: LearningObject) -> Data:
    """Where the object stands in the first path that holds it: its phase's parts, what comes before and after."""
    roles = context.on_paths.get(item.key, ())
    names = [
        {"id": role, "title": context.catalog.roles[role].title, "href": address(f"role/{role}")} for role in roles
    ]
    found: Data = {"roles": names, "rail": [], "previous": None, "next": None, "number": 0, "all": 0}
    if not roles:
        return found
    row = context.links[roles[0]]
    at = next(index for index, step in enumerate(row) if step["ref"] == item.key)
    found["rail"] = _around(row, at)
    found["previous"] = row[at - 1] if at else None
    found["next"] = row[at + 1] if at + 1 < len(row) else None
    return found | {"number": at + 1, "all": len(row)}


def _around(row: list[Data], at: int) -> list[Data]:
    """The parts of the same phase, the nearest RAIL of them: what is shown where nobody knows the reader's role."""
    same = [index for index, step in enumerate(row) if step["phase"] == row[at]["phase"]]
    first = max(0, min(same.index(at) - RAIL // 2, len(same) - RAIL))
    return [{"id": row[at]["phase"], "steps": [row[index] for index in same[first : first + RAIL]]}]


def _lesson(context: Context, lesson: Lesson, data: Data) -> Artefact:
    checks = asks(lesson, context.catalog, context.bundle)
    words = words_for(context.programme.words[context.language], context.words) if checks else {}
    data |= {"body": lesson.body, "checks": checks, "asking": words}
    return context.page(page(lesson.key), "lesson", lesson, "path", data, lesson.summary)


def _walkthrough(context: Context, item: Walkthrough, data: Data) -> Artefact:
    application = context.catalog.applications.get(item.application)
    area = next((one for one in application.areas if one.id == item.area), None) if application else None
    opens = f"{application.address.rstrip('/')}{item.start}" if application and application.address else ""
    data |= {
        "area": {"title": area.title, "href": f"guides.html#{area.id}"} if area else None,
        "application": application.title if application else item.application,
        "version": application.version if application else "",
        "checked": application.checked if application else None,
        "address": opens,
        "tour": f"{opens}{FRAGMENT}{item.id}" if opens else "",
        "views": views(item, context.bundle(item.id), context.language),
        "caution": item.caution or "",
        "different": list(item.different),
        "job_aid": job_aid(item.id) if (context.language, item.id) in job_aids(context.programme) else "",
    }
    return context.page(page(item.key), "walkthrough", item, "guides", data, item.summary)


def _assessment(context: Context, item: Assessment, data: Data) -> Artefact:
    shown = [(one.shows.skill, one.shows.level) for one in item.bank]
    courses = [
        course.title
        for course in context.catalog.courses.values()
        if any(item.key in module.items for module in course.modules)
    ]
    before = [course.title for course in context.catalog.courses.values() if course.pretest == item.id]
    data |= {
        "attempts": item.attempts,
        "shows": _by_skill(context, shown),
        "courses": courses,
        "before": before,
        "bank": len(item.bank),
        "prepare": _prepare(context, dict.fromkeys(skill for skill, _ in shown)),
    }
    return context.page(page(item.key), "assessment", item, "path", data, item.summary)


def _prepare(context: Context, wanted: Iterable[str]) -> list[Data]:
    """Lessons and guides that teach any of the skills, each once."""
    every = (item for skill in wanted for item, _ in context.index.taught.get(skill, []))
    chosen = {item.key: item for item in every if isinstance(item, Lesson | Walkthrough)}
    return [learning_item(item) for item in sorted(chosen.values(), key=lambda one: (one.kind, one.title))]


def _workshop(context: Context, item: Workshop, data: Data) -> Artefact:
    trainers = [context.catalog.trainers[one] for one in item.trainers if one in context.catalog.trainers]
    sites = {site.id: site.title for site in context.catalog.programme.sites}
    data |= {
        "mode": item.mode,
        "group": item.group,
        "starts": item.starts,
        "agenda": _agenda(item),
        "materials": list(item.materials),
        "trainers": [{"name": one.title, "home": sites.get(one.home, "")} for one in trainers],
    }
    return context.page(page(item.key), "workshop", item, "path", data, item.summary)


def _agenda(item: Workshop) -> list[Data]:
    """Activities with their clock times."""
    hours, _, minutes = item.starts.partition(":")
    now = int(hours) * 60 + int(minutes or 0) if hours.isdecimal() and (minutes or "0").isdecimal() else 0
    found = []
    for activity in item.agenda:
        clock = f"{now // 60 % 24:02}:{now % 60:02}"
        link = address(f"walkthrough/{activity.walkthrough}") if activity.walkthrough else ""
        found.append(
            {"clock": clock, "title": activity.title, "minutes": activity.minutes, "do": activity.do, "href": link}
        )
        now += activity.minutes
    return found


def _guides(context: Context) -> Artefact:
    catalog = context.catalog
    sections = [
        {
            "id": area.id,
            "title": area.title,
            "items": [
                learning_item(one)
                for one in catalog.walkthroughs.values()
                if (one.application, one.area) == (application.id, area.id)
            ],
        }
        for application in catalog.applications.values()
        for area in application.areas
    ]
    data = {
        "application": context.application_name,
        "areas": [section for section in sections if section["items"]],
        "lessons": [learning_item(one) for one in _in_course_order(context)],
        "checks": [learning_item(one) for one in catalog.assessments.values()],
        "workshops": [learning_item(one) for one in catalog.workshops.values()],
    }
    about = tuple(one.key for one in catalog.learning_objects())
    summary = context.words["guides.intro"].replace("{application}", context.application_name)
    return context.sheet("guides.md", "guides", context.words["guides.title"], "guides", data, summary, about)


def _in_course_order(context: Context) -> list[Lesson]:
    """Lessons as the courses take them up, those of no course last."""
    courses = context.catalog.courses.values()
    order = dict.fromkeys(ref for course in courses for module in course.modules for ref in module.items)
    ranks = {ref: rank for rank, ref in enumerate(order)}
    return sorted(context.catalog.lessons.values(), key=lambda one: ranks.get(one.key, len(ranks)))


def _skill(context: Context, skill: Skill) -> Artefact:
    data = {
        "summary": skill.summary,
        "levels": list(skill.levels),
        "valid_for": skill.valid_for or 0,
        "who": _who(context, skill.id),
        "learn": _learn(context, skill.id),
        "assessed": _assessed(context, skill.id),
        "requires": _requires(context, skill),
        "leads": [_skill_link(one) for one in context.index.before.get(skill.id, [])],
    }
    return context.page(page(skill.key), "skill", skill, "skills", data, skill.summary)


def _who(context: Context, skill: str) -> list[Data]:
    found = []
    for role in context.catalog.roles.values():
        need = context.needs[role.id].get(skill)
        if need:
            row = {"title": role.title, "href": address(role.key), "level": need.skill.level, "due": need.due}
            found.append(row | {"optional": need.need == "optional"})
    return found


def _learn(context: Context, skill: str) -> list[Data]:
    """What teaches a skill, with the level it leads to, lowest first."""
    found = [
        learning_item(item) | {"level": level}
        for item, level in context.index.taught.get(skill, [])
        if not isinstance(item, Assessment)
    ]
    return sorted(found, key=lambda one: one["level"])


def _assessed(context: Context, skill: str) -> list[Data]:
    return [learning_item(item) | {"count": count} for item, count in context.index.asked.get(skill, [])]


def _requires(context: Context, skill: Skill) -> list[Data]:
    found = []
    for need in skill.requires:
        choices = ((need.all_of,) if need.all_of else ()) + need.any_of
        names = [
            _level_name(context, one.skill, str(one.level)) for one in choices if one.skill in context.catalog.skills
        ]
        found.append({"any": len(names) > 1, "names": names})
    return found


def _skill_link(skill: Skill) -> Data:
    return {"title": skill.title, "href": address(skill.key)}


def _skills(context: Context) -> Artefact:
    rows = [
        _skill_link(skill)
        | {
            "summary": skill.summary,
            "levels": len(skill.levels),
            "roles": [one["title"] for one in _who(context, skill.id)],
        }
        for skill in context.catalog.skills.values()
    ]
    summary = context.words["skills.intro"].replace("{application}", context.application_name)
    about = tuple(skill.key for skill in context.catalog.skills.values())
    data = {"skills": rows, "application": context.application_name}
    return context.sheet("skills.md", "skills", context.words["skills.title"], "skills", data, summary, about)


def _help(context: Context) -> Artefact:
    programme, application = context.catalog.programme, context.application
    names = {role.id: role.title for role in context.catalog.roles.values()}
    sites = {site.id: site.title for site in programme.sites}
    contacts = [
        {
            "name": one.name,
            "task": one.task,
            "reach": one.reach,
            "roles": [names[role] for role in one.roles if role in names],
            "places": [sites[site] for site in one.sites if site in sites],
            "sites": list(one.sites),
        }
        for one in programme.contacts
    ]
    data = {
        "contacts": contacts,
        "application": context.application_name,
        "version": application.version if application else "",
        "checked": application.checked if application else None,
        "glossary": bool(context.catalog.glossary),
    }
    title, intro = context.words["help.title"], context.words["help.intro"]
    return context.sheet("help.md", "help", title, "help", data | context.state_of(programme), intro, (programme.key,))
