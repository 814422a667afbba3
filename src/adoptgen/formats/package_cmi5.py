"""What cmi5 asks of a course structure: CourseStructure.xsd, and the rules a schema cannot express.

Sections are those of the cmi5 specification, edition Quartz.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from adoptgen.formats.content_model import Model, Schema, Slot
from adoptgen.formats.faults import Fault, Rule
from adoptgen.formats.marked_xml import Element
from adoptgen.formats.safe_zip import unsafe

STRUCTURE_FILE = "cmi5.xml"
"""File name at the root of the zip (14.1)."""
NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
MOVE_ON = ("Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable")
"""10.2.4 and 13.1.4."""
LAUNCH_METHODS = ("AnyWindow", "OwnWindow")
LAUNCH_PARAMETERS = ("endpoint", "fetch", "actor", "registration", "activityId")
"""8.1: what the LMS adds to the address."""
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]{0,40}:[^\s<>"{}|\\^`\x00-\x1f]+')
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}")

NOT_CMI5 = Rule(
    "P401",
    "cmi5.xml is a cmi5 course structure",
    "cmi5 13.2",
    "An LMS looks for the elements of this namespace and finds an empty course.",
)
STRUCTURE = Rule(
    "P402",
    "elements stand where the schema has them",
    "cmi5 13.2, CourseStructure.xsd",
    "An LMS must refuse a course structure that is not valid.",
)
ATTRIBUTES = Rule(
    "P403",
    "elements have the attributes the schema asks for and no others",
    "cmi5 13.2, CourseStructure.xsd",
    "An LMS must refuse a course structure that is not valid; a misspelt attribute would not be read.",
)
NO_IRI = Rule(
    "P404",
    "ids are IRIs",
    "cmi5 13.1.1 to 13.1.4, and 3.0 (fully qualified)",
    "The ids travel in xAPI statements; a record store refuses one that is no IRI.",
)
SAME_ID = Rule(
    "P405",
    "an id is given once",
    "cmi5 13.1.2 to 13.1.4",
    "Two units under one id share one record: who did the first has done both.",
)
UNREACHABLE = Rule(
    "P406",
    "relative launch addresses lead to a file of the package",
    "cmi5 13.1.4 (url) and 14.1",
    "The unit is launched and learners meet a missing page.",
)
SCHEME = Rule(
    "P407",
    "launch addresses begin with http or https, or are relative",
    "cmi5 8.1 and 13.1.4 (url)",
    "Browsers open nothing else from an LMS, and the unit could not send its statements.",
)
PARAMETER = Rule(
    "P408",
    "a launch address uses no parameter of the launch itself",
    "cmi5 8.1",
    "The unit would read its own value where the LMS's is meant, and report for nobody or to nowhere.",
)
MOVE = Rule(
    "P409",
    "moveOn is one of the five words",
    "cmi5 13.1.4 (moveOn) and 10.2.4",
    "Capital letters count; without a word it knows an LMS cannot tell when the unit is done.",
)
MASTERY = Rule(
    "P410",
    "masteryScore is a decimal from 0 to 1",
    "cmi5 13.1.4 (masteryScore) and 10.2.5",
    "80 is not 0.8: nobody could pass, or the package is refused.",
)
LANGUAGE = Rule(
    "P411",
    "texts say their language, each once",
    "cmi5 13.1 (langstring); RFC 5646",
    "The LMS shows the wrong one of several texts, and a screen reader speaks it wrongly.",
)
WINDOW = Rule(
    "P412",
    "launchMethod is AnyWindow or OwnWindow",
    "cmi5 13.1.4 (launchMethod)",
    "An LMS must refuse a course structure that is not valid.",
)
OBJECTIVE = Rule(
    "P413",
    "every objective that is named is defined",
    "cmi5 13.1.3 and 13.1.4 (objectives)",
    "The LMS has no title for it, and reports by objective have a hole.",
)
NO_MOVE = Rule(
    "P414",
    "moveOn is written out",
    "cmi5 13.1.4 (moveOn defaults to NotApplicable); cmi5 best practices",
    "Without it the unit counts as done the moment somebody is enrolled.",
    warning=True,
)
AWAY = Rule(
    "P415",
    "units are in the package",
    "cmi5 13.1.4 and 14.1 allow other servers",
    "The package is only a pointer: the course is gone, or changed, when that server is.",
    warning=True,
)
CMI5_RULES = (
    NOT_CMI5, STRUCTURE, ATTRIBUTES, NO_IRI, SAME_ID, UNREACHABLE, SCHEME, PARAMETER, MOVE, MASTERY, LANGUAGE, WINDOW,
    OBJECTIVE, NO_MOVE, AWAY,
)  # fmt: skip

_HEAD = (Slot(("title",), 1), Slot(("description",), 1))
_TEXT = Model((Slot(("langstring",), 1, 0),))
_UNITS = Slot(("au", "block"), 1, 0)
_MODELS = {
    "courseStructure": Model((Slot(("course",), 1), Slot(("objectives",)), _UNITS)),
    "course": Model(_HEAD, ("id",)),
    "objectives": Model((Slot(("objective",), 1, 0),)),
    "block": Model((*_HEAD, Slot(("objectives",)), _UNITS), ("id",)),
    "au": Model(
        (
            *_HEAD,
            Slot(("objectives",)),
            Slot(("url",), 1),
            Slot(("launchParameters",)),
            Slot(("entitlementKey",)),
        ),
        ("id",),
        ("moveOn", "masteryScore", "launchMethod", "activityType"),
    ),
    "objective": Model((Slot(("title", "description"), 0, 2),), (), ("id", "idref"), others=False),
    "title": _TEXT,
    "description": _TEXT,
    "langstring": Model((), (), ("lang",), others=False),
    "url": Model(others=False),
    "launchParameters": Model(others=False),
    "entitlementKey": Model(others=False),
}
SCHEMA = Schema(NAMESPACE, _MODELS, STRUCTURE, ATTRIBUTES)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def faults(root: Element, files: frozenset[str]) -> Iterator[Fault]:
    """Everything an LMS would choke on in a course structure beside these files."""
    if root.tag != _tag("courseStructure"):
        help_ = f'Begin with <courseStructure xmlns="{NAMESPACE}">.'
        yield NOT_CMI5.fault(
            f"the first element is <{root.name}>, of {root.namespace or 'no namespace'}", help_, root.spot
        )
        return
    yield from SCHEMA.faults(root)
    yield from _ids(root)
    for unit in root.all(_tag("au")):
        yield from _address(unit, files)
        yield from _conditions(unit)
    yield from _languages(root)


def _ids(root: Element) -> Iterator[Fault]:
    seen: dict[str, Element] = {}
    references = list(root.all(_tag("objective")))
    for element in references:
        if not {"id", "idref"} & set(element.attributes):
            help_ = "Write id where it is defined, idref where it is named."
            yield ATTRIBUTES.fault("<objective> has no id and no idref", help_, element.spot)
    for element in root.all(*map(_tag, ("course", "block", "au", "objective"))):
        name = element.attributes.get("id")
        if name is None:
            continue
        if not _IRI.fullmatch(name):
            help_ = "Write an absolute address of your own, such as https://example.org/courses/sales."
            yield NO_IRI.fault(f"the id {name[:60]!r} of <{element.name}> is no IRI", help_, element.spot)
        if name in seen:
            help_ = f"It is given to <{seen[name].name}> in line {seen[name].spot.line}; give this one another."
            yield SAME_ID.fault(f"the id {name[:60]} is used twice", help_, element.spot)
        seen.setdefault(name, element)
    for element in references:
        name = element.attributes.get("idref")
        target = seen.get(name) if name is not None else None
        if name is not None and (target is None or target.name != "objective"):
            help_ = "Define it in the course's objectives, or correct idref."
            yield OBJECTIVE.fault(f"there is no objective {name[:60]}", help_, element.spot)


def _address(unit: Element, files: frozenset[str]) -> Iterator[Fault]:
    url = unit.child(_tag("url"))
    if url is None:
        return
    text = url.text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        yield SCHEME.fault(f"{text[:80]!r} is no address", "Write a path in the package.", url.spot)
        return
    if parts.scheme and parts.scheme.lower() not in ("http", "https"):
        yield SCHEME.fault(f"{text[:80]} begins with {parts.scheme}:", "Use https, or a path in the package.", url.spot)
    elif parts.scheme:
        yield AWAY.fault(f"{text[:80]} is on another server", "Put the unit into the package if you can.", url.spot)
    elif parts.netloc or unsafe(unquote(parts.path)) or unquote(parts.path) not in files:
        why = unsafe(unquote(parts.path)) or ("names a server without a scheme" if parts.netloc else "is not there")
        help_ = f"Write the path of a file of the package, seen from {STRUCTURE_FILE}."
        yield UNREACHABLE.fault(f"{text[:80] or 'an empty address'} {why}", help_, url.spot)
    for name, _ in parse_qsl(parts.query[:10_000], keep_blank_values=True):
        if name in LAUNCH_PARAMETERS:
            yield PARAMETER.fault(f"the address has a parameter {name}", "Rename it; the LMS adds its own.", url.spot)


def _conditions(unit: Element) -> Iterator[Fault]:
    move, score = unit.attributes.get("moveOn"), unit.attributes.get("masteryScore")
    window = unit.attributes.get("launchMethod")
    if move is None:
        help_ = f"Write moveOn, one of {', '.join(MOVE_ON)}."
        yield NO_MOVE.fault(f"unit {unit.attributes.get('id', '')[:60]} does not say moveOn", help_, unit.spot)
    elif move not in MOVE_ON:
        yield MOVE.fault(f"moveOn says {move[:40]!r}", f"Write one of {', '.join(MOVE_ON)}.", unit.spot)
    if score is not None and not (re.fullmatch(r"\d{1,9}(\.\d{1,9})?", score.strip()) and float(score) <= 1):
        help_ = "Write a decimal from 0 to 1: 0.8 for 80 per cent."
        yield MASTERY.fault(f"masteryScore says {score[:40]!r}", help_, unit.spot)
    if window is not None and window not in LAUNCH_METHODS:
        yield WINDOW.fault(f"launchMethod says {window[:40]!r}", f"Write {' or '.join(LAUNCH_METHODS)}.", unit.spot)


def _languages(root: Element) -> Iterator[Fault]:
    for text in root.all(_tag("title"), _tag("description")):
        seen: set[str] = set()
        for line in text.children:
            language = line.attributes.get("lang")
            if language is None:
                help_ = 'Write lang="en" or whatever it is.'
                yield LANGUAGE.fault(f"a text of <{text.name}> does not say its language", help_, line.spot)
            elif not _LANGUAGE.fullmatch(language):
                yield LANGUAGE.fault(f"{language[:40]!r} is no language", "Write a tag such as en or pt-BR.", line.spot)
            elif language.lower() in seen:
                yield LANGUAGE.fault(f"<{text.name}> has two texts in {language}", "Keep one of them.", line.spot)
            seen.add((language or "").lower())
