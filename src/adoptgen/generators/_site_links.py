"""Where every object of the catalog is found in the guide site. All addresses are relative to a language's tree."""

from __future__ import annotations

import posixpath

_FOLDERS = {
    "role": "roles",
    "lesson": "lessons",
    "walkthrough": "walkthroughs",
    "assessment": "checks",
    "workshop": "workshops",
    "skill": "skills",
}
_ELSEWHERE = {"application": "guides.html", "trainer": "help.html", "programme": "index.html", "course": "guides.html"}

GLOSSARY = "glossary.md"


def term_anchor(identifier: str) -> str:
    """Where a term stands on the glossary page."""
    return f"term-{identifier}"


def address(reference: str) -> str:
    """The page of `kind/id` or `kind/id#anchor`; empty for kinds without one."""
    target, mark, anchor = reference.partition("#")
    kind, _, identifier = target.partition("/")
    if kind == "term":
        return f"glossary.html#{term_anchor(identifier)}"
    if kind in _ELSEWHERE:
        return _ELSEWHERE[kind]
    return f"{_FOLDERS[kind]}/{identifier}.html{mark}{anchor}" if kind in _FOLDERS else ""


def page(reference: str) -> str:
    """The Markdown file of `kind/id`, relative to the docs folder. Raises KeyError for kinds without a page."""
    kind, _, identifier = reference.partition("/")
    return f"{_FOLDERS[kind]}/{identifier}.md"


def path_page(role: str) -> str:
    """The Markdown file of a role's path with its reasons."""
    return f"paths/{role}.md"


def job_aid(task: str) -> str:
    """The page to print of a task."""
    return f"jobaids/{task}.pdf"


def root_of(markdown: str) -> str:
    """The way from a page to the root of its tree: empty, `../` ..."""
    return "../" * markdown.count("/")


def normal(path: str) -> str:
    """A picture's path without `./` and `a/../`; empty if it would leave the catalog."""
    found = posixpath.normpath(path)
    return "" if found.startswith(("..", "/")) else found
