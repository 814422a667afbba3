"""What tours say and look for: plain data per application and language, from walkthroughs and what was captured."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from adoptgen.artefact import Programme
from adoptgen.catalog.markdown import plain
from adoptgen.generators._jobaid_text import spans
from adoptgen.generators._site_links import address
from adoptgen.generators._site_speech import direction
from adoptgen.model.bundle import Bundle
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Step, Walkthrough

Data = dict[str, Any]
AREA = "tour."
FRAGMENT = "#adoptgen="
"""What a link to the application ends with, so that a tour begins there: the walkthrough's id follows."""


def tasks_of(catalog: Catalog, application: str) -> tuple[Walkthrough, ...]:
    """The application's walkthroughs, in the order of the catalog."""
    return tuple(task for task in catalog.walkthroughs.values() if task.application == application)


def tours(programme: Programme, language: str, application: str) -> Data:
    """Everything the script reads in one language; `Tours` of runtime/tour/data.js."""
    catalog = programme.catalogs[language]
    roles = {role: {step.reference for step in path.steps} for role, path in programme.paths.items()}
    tasks = tasks_of(catalog, application)
    taken = [role for role, steps in roles.items() if any(task.key in steps for task in tasks)]
    return {
        "language": language,
        "direction": direction(language),
        "words": words(programme, language),
        "roles": [{"id": role, "title": catalog.roles[role].title} for role in taken if role in catalog.roles],
        "tasks": [_task(programme, catalog, task, roles) for task in tasks],
    }


def words(programme: Programme, language: str) -> dict[str, str]:
    """The tour's interface words, without the area's prefix."""
    found = programme.words[language].items()
    return {key.removeprefix(AREA): text for key, text in found if key.startswith(AREA)}


def _task(programme: Programme, catalog: Catalog, task: Walkthrough, roles: dict[str, set[str]]) -> Data:
    guide = catalog.programme.guide_address.rstrip("/")
    tree = f"{guide}/{catalog.language}/"
    bundles = [bundle for (name, _), bundle in sorted(programme.bundles.items()) if name == task.id]
    source = programme.source.walkthroughs[task.id]
    names = {step.id: step for step in source.steps}

    def link(target: str) -> str:
        page = address(target)
        return f"{tree}{page}" if guide and page else ""

    return {
        "id": task.id,
        "title": task.title,
        "summary": plain(task.summary),
        "minutes": task.effort,
        "start": task.start,
        "pages": _pages(task, bundles),
        "roles": [role for role, steps in roles.items() if task.key in steps],
        "guide": link(task.key),
        "steps": [
            {
                "id": step.id,
                "do": step.do,
                "key": step.value or "" if step.do in ("press", "goto") else "",
                "target": _target(names[step.id], bundles),
                "say": spans(step.say, link),
                "more": [spans(text, link) for text in (step.note,) if text],
            }
            for step in task.steps
        ],
    }


def _target(step: Step, bundles: list[Bundle]) -> Data | None:
    """How a control is found; its names in every language it was seen in."""
    target = step.target
    if target is None:
        return None
    seen = [shot for bundle in bundles for shot in bundle.shots if shot.step == step.id]
    harvested = [shot.name for shot in seen if shot.name and shot.role == (target.role or shot.role)]
    role = target.role or next((shot.role for shot in seen if shot.role), "")
    names = dict.fromkeys([*([target.name] if target.name else []), *harvested])
    return {"role": role, "names": list(names), "near": target.near or "", "css": list(target.css)}


def _pages(task: Walkthrough, bundles: list[Bundle]) -> list[str]:
    """Where the task takes place; its start alone says little, for many begin on the same page."""
    seen = {pattern(urlsplit(shot.address).path) for bundle in bundles for shot in bundle.shots if shot.address}
    start = pattern(task.start)
    return sorted(seen - {start}) or [start]


def pattern(path: str) -> str:
    """A path in which what has a number is any number; the same in runtime/tour/data.js."""
    parts = ["*" if re.search(r"\d", part) else part for part in path.split("/")]
    return "/".join(parts).rstrip("/") or "/"
