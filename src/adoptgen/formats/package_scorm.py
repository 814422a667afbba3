"""What both SCORMs ask of a package: one manifest, whose identifiers resolve and whose files are there.

CAM = Content Aggregation Model; imscp = the content packaging schema of the edition.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from adoptgen.formats.content_model import Model, Schema, Slot
from adoptgen.formats.faults import Fault, Rule, Spot
from adoptgen.formats.marked_xml import XML, Element
from adoptgen.formats.safe_zip import shown, unsafe

MANIFEST = "imsmanifest.xml"
LONGEST = 255
"""Characters of titles, identifiers and addresses that LMSs store; Moodle 4.5 ends in a database error beyond."""
XML_NAME = re.compile(r"[^\W\d][\w.\-\u00b7]*")
BASE = f"{{{XML}}}base"

NOT_SCORM = Rule(
    "P301",
    "the manifest is a content packaging manifest",
    "SCORM 1.2 CAM 2.3.4; SCORM 2004 CAM 3.4; imscp, manifest",
    "An LMS looks for elements by their namespace and finds an empty course.",
)
STRUCTURE = Rule(
    "P302",
    "elements stand where the schema has them",
    "imscp, complex types",
    "LMSs that validate refuse the package; the others skip what they do not expect, often the mastery score.",
)
ATTRIBUTES = Rule(
    "P303",
    "elements have the attributes the schema asks for and no others",
    "imscp, attribute groups",
    "A misspelt attribute is not read: the item does not launch, or is not visible.",
)
EDITION = Rule(
    "P304",
    "the edition is said in the standard's own words",
    "SCORM 1.2 CAM 2.3.4; SCORM 2004 CAM 3.4.1.2",
    "An LMS that finds no edition it knows takes the package for SCORM 1.2, and its calls then fail.",
)
NO_NAME = Rule(
    "P305",
    "identifiers are XML names",
    "imscp, attr.identifier.req (xsd:ID)",
    "LMSs that validate refuse it; others cannot address the item.",
)
SAME_NAME = Rule(
    "P306",
    "an identifier is given once",
    "imscp, attr.identifier.req (xsd:ID)",
    "Of two items with one identifier Moodle keeps the last and says nothing.",
)
DANGLING = Rule(
    "P307",
    "every reference leads to an identifier that is there",
    "SCORM 1.2 CAM 2.3.4; SCORM 2004 CAM 3.4.1.9",
    "The item is shown and cannot be launched.",
)
NOWHERE = Rule(
    "P308",
    "an item launches something or holds items",
    "SCORM 1.2 CAM 2.3.4; SCORM 2004 CAM 3.4.1.9",
    "Learners see a line of the contents that does nothing.",
)
EMPTY = Rule(
    "P309",
    "there is an organization with items",
    "SCORM 1.2 CAM 2.3.5.1 and SCORM 2004 CAM 3.5.2 (content aggregation package)",
    "LMSs import the course and show nothing, or take it for a library of files.",
)
NO_TYPE = Rule(
    "P310",
    "every resource says whether it is a SCO",
    "SCORM 1.2 CAM 2.3.4 (adlcp:scormtype); SCORM 2004 CAM 3.4.1.20 (adlcp:scormType)",
    "Without it, or with asset, an LMS launches the page and records nothing at all.",
)
TYPE_CASE = Rule(
    "P311",
    "the type of a resource is spelt as its edition spells it",
    "adlcp_rootv1p2.xsd: scormtype; adlcp_v1p3.xsd: scormType; values sco and asset",
    "Capital letters count: the attribute of the other edition is one that is not there.",
)
NO_SCO = Rule(
    "P312",
    "at least one item launches a SCO",
    "SCORM 1.2 CAM 2.3.4; SCORM 2004 CAM 3.4.1.20",
    "Everything opens, and no learner is ever recorded as having done it.",
)
TOO_LONG = Rule(
    "P313",
    f"titles, identifiers and addresses have at most {LONGEST} characters",
    "Moodle 4.5, table scorm_scoes; SCORM 1.2 titles 200 (imscp: titleType)",
    "A longer one ends in a database error while the package is taken in, or is cut.",
)
ABSENT = Rule(
    "P314",
    "every file that is listed is there, spelt alike",
    "SCORM 1.2 CAM 2.3.4 (file); SCORM 2004 CAM 3.4.1.22",
    "The upload succeeds and learners meet a missing page.",
)
UNLISTED = Rule(
    "P315",
    "every file that is there is listed",
    "SCORM 1.2 CAM 2.3.4 (file); SCORM 2004 CAM 3.4.1.22",
    "LMSs that copy what is listed leave the rest behind: pictures and scripts are missing.",
)
OUTSIDE = Rule(
    "P316",
    "addresses stay inside the package",
    "imscp, attr.href and xml:base; CWE-22",
    "The address means another course's file, or none.",
)
REMOTE = Rule(
    "P317",
    "resources are in the package, not on another server",
    "SCORM 1.2 CAM 2.3.4 and SCORM 2004 CAM 3.4.1.20 allow it; browsers do not let it report",
    "A page of another host cannot reach the LMS's API, so nothing is recorded; and it is gone when that host is.",
)
NO_LAUNCH = Rule(
    "P318",
    "what an item launches has an address",
    "SCORM 1.2 CAM 2.3.4; SCORM 2004 CAM 3.4.1.20 (href)",
    "There is nothing to open.",
)
VALUES = Rule(
    "P319",
    "scores, times and limits are written as their edition writes them",
    "SCORM 1.2 CAM 2.3.4 and adlcp_rootv1p2.xsd; SCORM 2004 CAM 3.4.2 and adlcp_v1p3.xsd",
    "An LMS drops what it cannot read: the course can no longer be passed, or passes everybody.",
)
SCORM_RULES = (
    NOT_SCORM, STRUCTURE, ATTRIBUTES, EDITION, NO_NAME, SAME_NAME, DANGLING, NOWHERE, EMPTY, NO_TYPE, TYPE_CASE, NO_SCO,
    TOO_LONG, ABSENT, UNLISTED, OUTSIDE, REMOTE, NO_LAUNCH, VALUES,
)  # fmt: skip


def _seq(*names: str) -> tuple[Slot, ...]:
    """Slots in order: `name` at most once, `name!` exactly once, `name*` any number, `name+` at least one."""
    least = {"!": 1, "+": 1}
    most = {"*": 0, "+": 0}
    return tuple(Slot((name.rstrip("!*+"),), least.get(name[-1], 0), most.get(name[-1], 1)) for name in names)


def packaging(namespace: str, *, least_items: str) -> Schema:
    """The content packaging schema; `least_items` is `*` where an organization may be empty, else `+`."""
    models = {
        "manifest": Model(_seq("metadata", "organizations!", "resources!", "manifest*"), ("identifier",), ("version",)),
        "metadata": Model(_seq("schema", "schemaversion")),
        "organizations": Model(_seq("organization*"), (), ("default",)),
        "organization": Model(_seq("title", f"item{least_items}", "metadata"), ("identifier",), ("structure",)),
        "item": Model(
            _seq("title", "item*", "metadata"), ("identifier",), ("identifierref", "isvisible", "parameters")
        ),
        "resources": Model(_seq("resource*")),
        "resource": Model(_seq("metadata", "file*", "dependency*"), ("identifier", "type"), ("href",)),
        "file": Model(_seq("metadata"), ("href",)),
        "dependency": Model((), ("identifierref",)),
        "title": Model(others=False),
        "schema": Model(others=False),
        "schemaversion": Model(others=False),
    }
    return Schema(namespace, models, STRUCTURE, ATTRIBUTES)


@dataclass(frozen=True, slots=True)
class Edition:
    """What differs between the editions."""

    name: str
    cp: str
    """Namespace of content packaging."""
    adl: str
    """Namespace of ADL's additions."""
    type_name: str
    """Local name of the attribute that says sco or asset."""
    versions: tuple[str, ...]
    """What schemaversion may say."""
    longest_title: int
    schema: Schema


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that could be read, and the names of all files beside it."""

    root: Element
    edition: Edition
    files: frozenset[str]

    def all(self, *names: str) -> Iterator[Element]:
        """Content packaging elements of these names, in order."""
        return self.root.all(*(f"{{{self.edition.cp}}}{name}" for name in names))


def faults(manifest: Manifest) -> Iterator[Fault]:
    """Everything both editions refuse."""
    yield from manifest.edition.schema.faults(manifest.root)
    yield from _words(manifest)
    yield from _identifiers(manifest)
    yield from _references(manifest)
    yield from _items(manifest)
    yield from _types(manifest)
    yield from _lengths(manifest)
    yield from _listing(manifest)


def _words(manifest: Manifest) -> Iterator[Fault]:
    cp = f"{{{manifest.edition.cp}}}"
    metadata = manifest.root.child(f"{cp}metadata")
    for name, right in (("schema", ("ADL SCORM",)), ("schemaversion", manifest.edition.versions)):
        found = metadata.child(cp + name) if metadata else None
        text = found.text.strip() if found else ""
        if text not in right:
            said = f"<{name}> says {text[:40]!r}" if found else f"<metadata> has no <{name}>"
            help_ = f"Write <{name}>{right[-1]}</{name}>."
            yield EDITION.fault(said, help_, (found or metadata or manifest.root).spot)


def _identifiers(manifest: Manifest) -> Iterator[Fault]:
    seen: dict[str, Element] = {}
    for element in manifest.all("manifest", "organization", "item", "resource"):
        name = element.attributes.get("identifier")
        if name is None:
            continue
        if not XML_NAME.fullmatch(name):
            help_ = "Begin with a letter or _; then letters, digits, - . _ and no spaces."
            yield NO_NAME.fault(f"the identifier {name[:60]!r} is no XML name", help_, element.spot)
        if name in seen and element.name != "manifest":
            help_ = f"It is given to <{seen[name].name}> in line {seen[name].spot.line}; give this one another."
            yield SAME_NAME.fault(f"the identifier {name[:60]} is used twice", help_, element.spot)
        seen.setdefault(name, element)


def _references(manifest: Manifest) -> Iterator[Fault]:
    known = {
        kind: {one.attributes.get("identifier") for one in manifest.all(kind)} for kind in ("resource", "manifest")
    }
    targets = known["resource"] | known["manifest"]
    alike = {target.lower(): target for target in sorted(filter(None, targets))}
    for element in manifest.all("item", "dependency"):
        name = element.attributes.get("identifierref")
        if name is not None and name not in targets:
            near = alike.get(name.strip().lower())
            help_ = "Write the identifier of a resource." + (f" {near} is spelt almost so." if near else "")
            yield DANGLING.fault(f"there is no resource {name[:60]!r}", help_, element.spot)
    organizations = {one.attributes.get("identifier") for one in manifest.all("organization")}
    for element in manifest.all("organizations"):
        name = element.attributes.get("default")
        if name is not None and name not in organizations:
            help_ = "Write the identifier of one of them."
            yield DANGLING.fault(f"there is no organization {name[:60]!r}", help_, element.spot)


def _items(manifest: Manifest) -> Iterator[Fault]:
    items = list(manifest.all("item"))
    if not items:
        place = next(manifest.all("organization", "organizations"), manifest.root)
        yield EMPTY.fault("no organization holds an item", "Write one with an item that launches the SCO.", place.spot)
    resources = {one.attributes.get("identifier"): one for one in manifest.all("resource")}
    for item in items:
        target = resources.get(item.attributes.get("identifierref"))
        holds = item.child(f"{{{manifest.edition.cp}}}item")
        if "identifierref" not in item.attributes and not holds:
            help_ = "Give it an identifierref, or delete it."
            yield NOWHERE.fault(f"item {item.attributes.get('identifier')} leads nowhere", help_, item.spot)
        if target and not target.attributes.get("href", "").strip():
            message = f"resource {target.attributes.get('identifier')} is launched and has no href"
            yield NO_LAUNCH.fault(message, "Name the page that is opened.", target.spot)


def _types(manifest: Manifest) -> Iterator[Fault]:
    wanted = f"{{{manifest.edition.adl}}}{manifest.edition.type_name}"
    launched = Counter(item.attributes.get("identifierref") for item in manifest.all("item"))
    scos = False
    for resource in manifest.all("resource"):
        value = resource.attributes.get(wanted)
        other = next(
            (name for name in resource.attributes if name.lower().endswith("scormtype") and name != wanted), ""
        )
        right = f'Write adlcp:{manifest.edition.type_name}="sco", with xmlns:adlcp="{manifest.edition.adl}".'
        scos = scos or (value == "sco" and resource.attributes.get("identifier") in launched)
        name = resource.attributes.get("identifier")
        if value is None and other:
            what = other.rpartition("}")[2]
            yield TYPE_CASE.fault(f"resource {name} has {what} of another edition or spelling", right, resource.spot)
        elif value is None:
            yield NO_TYPE.fault(f"resource {name} does not say whether it is a SCO", right, resource.spot)
        elif value not in ("sco", "asset"):
            yield TYPE_CASE.fault(f"resource {name} is of type {value[:40]!r}", right, resource.spot)
    if not scos:
        place = next(manifest.all("resources"), manifest.root)
        help_ = f'The launched resource needs adlcp:{manifest.edition.type_name}="sco".'
        yield NO_SCO.fault("no item launches a SCO, so nothing would be recorded", help_, place.spot)


def _lengths(manifest: Manifest) -> Iterator[Fault]:
    for element in manifest.all("title"):
        size, most = len(element.text.strip()), manifest.edition.longest_title
        if size > most:
            yield TOO_LONG.fault(
                f"a title has {size} characters", f"At most {most} are kept; shorten it.", element.spot
            )
    for element in manifest.all("manifest", "organization", "item", "resource", "file", "dependency"):
        for name in ("identifier", "identifierref", "href"):
            size = len(element.attributes.get(name, ""))
            if size > LONGEST:
                help_ = f"At most {LONGEST} are kept; shorten it."
                yield TOO_LONG.fault(f"{name} has {size} characters", help_, element.spot)


def _listing(manifest: Manifest) -> Iterator[Fault]:
    by_lower = {name.lower(): name for name in manifest.files}
    listed: set[str] = set()
    for element, base in _addressed(manifest):
        address = base + element.attributes.get("href", "").strip()
        path = unquote(urlsplit(address).path) if _splits(address) else address
        if why := _elsewhere(address):
            yield REMOTE.fault(f"{address[:80]} {why}", "Put the file into the package.", element.spot)
        elif why := unsafe(path) if path else "":
            yield OUTSIDE.fault(f"{address[:80]} {why}", "Write the path from the manifest, with /.", element.spot)
        elif path in manifest.files or address in manifest.files:
            listed |= {path, address}
        elif path:
            near = by_lower.get(path.lower())
            help_ = f"It is there as {near}; capital letters count." if near else "Add it, or take it off the list."
            yield ABSENT.fault(f"{path[:80]} is listed and not there", help_, element.spot)
    listed |= yield from _metadata(manifest)
    for name in sorted(manifest.files - listed):
        if "/" in name or not (name == MANIFEST or name.endswith((".xsd", ".dtd"))):
            help_ = f'Write <file href="{shown(name)}"/> in its resource.'
            yield UNLISTED.fault(f"{shown(name)} is there and not listed", help_, Spot(shown(name)))


def _metadata(manifest: Manifest) -> Generator[Fault, None, set[str]]:
    """Files that hold metadata are named by adlcp:location, not listed; returns their names."""
    named: set[str] = set()
    for element in manifest.root.all(f"{{{manifest.edition.adl}}}location"):
        address = element.text.strip()
        if address in manifest.files:
            named.add(address)
        elif not _elsewhere(address):
            help_ = "Add the file, or delete the element: LMSs do without."
            yield ABSENT.fault(f"the metadata file {address[:80]!r} is not there", help_, element.spot)
    return named


def _addressed(manifest: Manifest) -> Iterator[tuple[Element, str]]:
    """Every element with an address, and what stands before it by xml:base."""
    outer = manifest.root.attributes.get(BASE, "")
    for resources in manifest.all("resources"):
        middle = outer + resources.attributes.get(BASE, "")
        for resource in resources.children:
            base = middle + resource.attributes.get(BASE, "")
            for element in (resource, *resource.children):
                if "href" in element.attributes and element.namespace == manifest.edition.cp:
                    yield element, base


def _splits(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _elsewhere(address: str) -> str:
    """Why an address is not one of the package, in words."""
    if not _splits(address):
        return "is no address"
    parts = urlsplit(address)
    if parts.netloc or (len(parts.scheme) > 1):
        return "is not in the package"
    return ""
