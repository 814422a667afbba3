"""One question as an assessmentItem of QTI 2.1; QTI 3.0 has the same parts under other names.

Section numbers are those of the QTI 2.1 Assessment Test, Section and Item Information Model. The skill level stands in
`label` (5.1), the weight in the score's `normalMaximum` (6.2). A hint has no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from adoptgen.formats import qti_scoring
from adoptgen.formats.bank_xml import fill, writable
from adoptgen.formats.qti_tree import QTI, child, root_of
from adoptgen.formats.questions import (
    MARK,
    Categories,
    Choice,
    Choices,
    Cloze,
    FillIn,
    FreeText,
    Hotspot,
    Item,
    Likert,
    Matching,
    Numeric,
    Picture,
    Region,
    Sequencing,
    TrueFalse,
    figure,
    line,
    parts,
)

LONGEST_TITLE = 200
TRUTHS = ("true", "false")
"""Identifiers of the two answers of a true/false question."""
NO_PICTURE = "its picture is missing, too large, or none of PNG, JPEG, GIF and WebP"


def held(item: Item) -> Item | str:
    """What QTI can hold of a question, or why nothing."""
    kept = replace(item, hint="")
    match item.answer:
        case Cloze(text, gaps):
            lines = tuple(tuple(Choice(line(one.text), one.right, one.feedback) for one in gap) for gap in gaps)
            return replace(kept, answer=Cloze(text, lines))
        case Hotspot(None):
            return NO_PICTURE
        case Hotspot(Picture() as picture, description, regions):
            return replace(kept, answer=Hotspot(picture, description, tuple(_whole(one, picture) for one in regions)))
    return kept


def _whole(region: Region, picture: Picture) -> Region:
    """The region as whole pixels say it, in hundredths of a percent."""
    left, top, right, bottom = corners(region, picture)
    return region_of(region, (left, top, right, bottom), picture)


def corners(region: Region, picture: Picture) -> tuple[int, int, int, int]:
    """Left, top, right and bottom in pixels; at least one pixel across and down."""
    left = min(round(region.left * picture.width / 100), picture.width - 1)
    top = min(round(region.top * picture.height / 100), picture.height - 1)
    right = round((region.left + region.width) * picture.width / 100)
    bottom = round((region.top + region.height) * picture.height / 100)
    return left, top, min(max(right, left + 1), picture.width), min(max(bottom, top + 1), picture.height)


def region_of(region: Region, box: tuple[float, float, float, float], picture: Picture) -> Region:
    """The region with its place in percent, from its corners in pixels."""
    left, width = _span(box[0], box[2], picture.width)
    top, height = _span(box[1], box[3], picture.height)
    return replace(region, left=left, top=top, width=width, height=height)


def _span(start: float, end: float, size: int) -> tuple[float, float]:
    """Start and length in percent to three decimals, never beyond the edge."""
    first = round(100 * start / size, 3)
    length = round(round(100 * end / size, 3) - first, 3)
    return first, length if first + length <= 100 else round(length - 0.001, 3)


def tree(item: Item, image: str, truths: Sequence[str]) -> etree._Element:
    """5.1: assessmentItem. `image` is the address of its picture, `truths` the words for true and false."""
    root = root_of("assessmentItem", QTI)
    title = writable(" ".join(item.ask.split()))[:LONGEST_TITLE]
    values = {"identifier": item.id, "title": title, "adaptive": "false", "timeDependent": "false"}
    for name, value in (values | ({"label": item.shows} if item.shows else {})).items():
        root.set(name, value)
    qti_scoring.declare(root, item)
    _outcomes(root, item)
    _body(child(root, "itemBody"), item, image, truths)
    qti_scoring.process(root, item)
    for outcome, identifier, text in _modal(item):
        modal = child(root, "modalFeedback", outcomeIdentifier=outcome, identifier=identifier, showHide="show")
        fill(modal, text, QTI)
    return root


def _outcomes(root: etree._Element, item: Item) -> None:
    """6.2: the score, and what is said."""
    score = child(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    score.set("normalMaximum", figure(item.weight))
    child(child(score, "defaultValue"), "value", "0")
    for outcome, cardinality in qti_scoring.feedbacks(item):
        child(root, "outcomeDeclaration", identifier=outcome, cardinality=cardinality, baseType="identifier")
    for outcome in dict.fromkeys(outcome for outcome, identifier, _ in _modal(item) if identifier == "ALL"):
        always = child(root, "outcomeDeclaration", identifier=outcome, cardinality="single", baseType="identifier")
        child(child(always, "defaultValue"), "value", "ALL")


def _modal(item: Item) -> Iterator[tuple[str, str, str]]:
    """Outcome, identifier and text of what is said outside the answers."""
    if item.feedback:
        yield "GENERAL", "ALL", item.feedback
    match item.answer:
        case FreeText(model):
            yield "MODEL", "ALL", model
        case FillIn(accepted):
            yield from _numbered("FEEDBACK", "A", (one.feedback for one in accepted))
        case Hotspot(_, _, regions):
            yield from _numbered("FEEDBACK", "R", (one.feedback for one in regions))
        case Cloze(_, gaps):
            for place, gap in enumerate(gaps, 1):
                yield from _numbered(f"FEEDBACK{place}", "C", (one.feedback for one in gap))


def _numbered(outcome: str, letter: str, said: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for place, text in enumerate(said, 1):
        if text:
            yield outcome, f"{letter}{place}", text


def _body(body: etree._Element, item: Item, image: str, truths: Sequence[str]) -> None:
    """7: what is shown, and how it is answered."""
    match item.answer:
        case Choices(choices) as answer:
            _choice(body, item, choices, "0" if answer.several else "1")
        case TrueFalse():
            _fixed(body, item, dict(zip(TRUTHS, truths, strict=True)))
        case Likert(steps):
            _fixed(body, item, {f"L{place}": step for place, step in enumerate(steps, 1)}, **{"class": "likert"})
        case Sequencing(steps):
            interaction = _interaction(body, "orderInteraction", item, shuffle="true")
            for place, step in enumerate(steps, 1):
                fill(child(interaction, "simpleChoice", identifier=f"S{place}"), step, QTI)
        case Matching() | Categories() as answer:
            _match(body, item, answer)
        case Hotspot() as answer:
            _hotspot(body, item, answer, image)
        case FreeText():
            _interaction(body, "extendedTextInteraction", item, expectedLines="5")
        case Numeric(_, _, unit):
            _typed(body, item, "10", unit)
        case FillIn(accepted):
            _typed(body, item, str(max(10, *(len(one.text) for one in accepted))), "")
        case Cloze() as cloze:
            _cloze(body, item, cloze)


def _interaction(body: etree._Element, name: str, item: Item, **attributes: str) -> etree._Element:
    interaction = child(body, name, responseIdentifier="RESPONSE", **attributes)
    fill(child(interaction, "prompt"), item.ask, QTI)
    return interaction


def _choice(body: etree._Element, item: Item, choices: Sequence[Choice], most: str) -> None:
    """7.4.1: choiceInteraction."""
    interaction = _interaction(body, "choiceInteraction", item, shuffle="true", maxChoices=most)
    for place, choice in enumerate(choices, 1):
        one = child(interaction, "simpleChoice", identifier=f"C{place}")
        fill(one, choice.text, QTI)
        if choice.feedback:
            values = {"outcomeIdentifier": "FEEDBACK", "identifier": f"C{place}", "showHide": "show"}
            fill(child(one, "feedbackInline", **values), choice.feedback, QTI)


def _fixed(body: etree._Element, item: Item, texts: Mapping[str, str], **attributes: str) -> None:
    """7.4.1: plain texts to choose one from, in their own order."""
    values = {"shuffle": "false", "maxChoices": "1"} | attributes
    interaction = _interaction(body, "choiceInteraction", item, **values)
    for identifier, text in texts.items():
        child(interaction, "simpleChoice", writable(text), identifier=identifier)


def _match(body: etree._Element, item: Item, answer: Matching | Categories) -> None:
    """7.4.4: matchInteraction; what is sorted once on the left, where it may belong on the right."""
    sources, targets, _ = qti_scoring.pairs(answer)
    kind = "categories" if isinstance(answer, Categories) else "matching"
    values = {"class": kind, "shuffle": "true", "maxAssociations": str(len(sources))}
    interaction = _interaction(body, "matchInteraction", item, **values)
    for letter, most, texts in (("P", "1", sources), ("R", "0", targets)):
        side = child(interaction, "simpleMatchSet")
        for place, text in enumerate(texts, 1):
            fill(child(side, "simpleAssociableChoice", identifier=f"{letter}{place}", matchMax=most), text, QTI)


def _hotspot(body: etree._Element, item: Item, answer: Hotspot, image: str) -> None:
    """7.6.1: hotspotInteraction; places are rectangles in pixels."""
    picture = answer.picture
    if picture is None:  # `held` has refused it
        return
    interaction = _interaction(body, "hotspotInteraction", item, maxChoices="0" if parts(answer) > 1 else "1")
    size = {"width": str(picture.width), "height": str(picture.height)}
    kind = f"image/{'jpeg' if picture.ending == 'jpg' else picture.ending}"
    child(interaction, "object", writable(answer.description), data=image, type=kind, **size)
    for place, region in enumerate(answer.regions, 1):
        coords = ",".join(map(str, corners(region, picture)))
        label = writable(region.label)
        child(interaction, "hotspotChoice", identifier=f"R{place}", shape="rect", coords=coords, hotspotLabel=label)


def _typed(body: etree._Element, item: Item, length: str, unit: str) -> None:
    """7.5.2: textEntryInteraction, in a paragraph of its own, with its unit behind it."""
    fill(child(body, "p"), item.ask, QTI)
    paragraph = child(body, "p")
    entry = child(paragraph, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength=length)
    if unit:
        entry.tail = " "
        child(paragraph, "span", writable(unit), **{"class": "unit"})


def _cloze(body: etree._Element, item: Item, cloze: Cloze) -> None:
    """7.5.1: inlineChoiceInteraction, one per gap."""
    fill(child(body, "p"), item.ask, QTI)
    block = child(body, "div", **{"class": "cloze"})
    paragraph = child(block, "p")
    fill(paragraph, cloze.text, QTI)
    for element in [paragraph, *paragraph.iterdescendants()]:
        _gaps_in(element, cloze, tail=False)
        if element is not paragraph:
            _gaps_in(element, cloze, tail=True)


def _gaps_in(element: etree._Element, cloze: Cloze, *, tail: bool) -> None:
    """Puts the lists where {1}, {2} and so on stand in an element's text, or behind it."""
    pieces = MARK.split((element.tail if tail else element.text) or "")
    parent = element.getparent() if tail else element
    if len(pieces) == 1 or parent is None:
        return
    at = parent.index(element) + 1 if tail else 0
    if tail:
        element.tail = pieces[0]
    else:
        element.text = pieces[0]
    for mark, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        gap = child(parent, "inlineChoiceInteraction", responseIdentifier=f"RESPONSE{mark}", shuffle="true")
        gap.tail = behind
        for place, choice in enumerate(cloze.gaps[int(mark) - 1], 1):
            child(gap, "inlineChoice", writable(choice.text), identifier=f"C{place}")
        parent.insert(at, gap)
        at += 1
