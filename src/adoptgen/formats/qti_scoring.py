"""What is right and what it is worth: response declarations (QTI 2.1, 6.1) and response processing (8).

A partly right answer counts by a mapping or by a sum, else nothing but the whole does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from adoptgen.formats.bank_xml import writable
from adoptgen.formats.qti_tree import child
from adoptgen.formats.questions import (
    UNSCORED,
    Categories,
    Choices,
    Cloze,
    FillIn,
    Hotspot,
    Item,
    Likert,
    Matching,
    Numeric,
    Sequencing,
    TrueFalse,
    figure,
)


def pairs(answer: Matching | Categories) -> tuple[list[str], list[str], list[str]]:
    """What is sorted, where it may belong, and the right pairs of identifiers."""
    if isinstance(answer, Categories):
        held = [(item, place) for place, category in enumerate(answer.categories, 1) for item in category.items]
        targets = [category.title for category in answer.categories]
    else:
        targets = list(dict.fromkeys(one.response for one in answer.matches))
        held = [(one.premise, targets.index(one.response) + 1) for one in answer.matches if one.premise]
    right = [f"P{place} R{target}" for place, (_, target) in enumerate(held, 1)]
    return [text for text, _ in held], targets, right


def _response(  # noqa: PLR0911  one return per way of answering
    item: Item,
) -> tuple[str, str, list[str], list[str]]:
    """Cardinality, base type, right values, wrong ones that cost something."""
    match item.answer:
        case Choices(choices) as answer:
            right = [f"C{place}" for place, one in enumerate(choices, 1) if one.right]
            wrong = [f"C{place}" for place, one in enumerate(choices, 1) if not one.right]
            return ("multiple" if answer.several else "single"), "identifier", right, wrong
        case Hotspot(_, _, regions):
            right = [f"R{place}" for place, one in enumerate(regions, 1) if one.right]
            wrong = [f"R{place}" for place, one in enumerate(regions, 1) if not one.right]
            return ("multiple" if len(right) > 1 else "single"), "identifier", right, wrong
        case TrueFalse(truth):
            return "single", "identifier", ["true" if truth else "false"], []
        case Likert():
            return "single", "identifier", [], []
        case Sequencing(steps):
            return "ordered", "identifier", [f"S{place}" for place in range(1, len(steps) + 1)], []
        case Matching() | Categories() as answer:
            return "multiple", "directedPair", pairs(answer)[2], []
        case Numeric(value):
            return "single", "float", [figure(value)], []
        case FillIn(accepted):
            return "single", "string", [writable(accepted[0].text)], []
    return "single", "string", [], []


def declare(root: etree._Element, item: Item) -> None:
    """6.1: one response declaration, or one per gap."""
    if isinstance(item.answer, Cloze):
        for place, gap in enumerate(item.answer.gaps, 1):
            right = [f"C{number}" for number, one in enumerate(gap, 1) if one.right]
            _declaration(root, f"RESPONSE{place}", "single", "identifier", right)
        return
    cardinality, kind, right, wrong = _response(item)
    declaration = _declaration(root, "RESPONSE", cardinality, kind, right)
    if isinstance(item.answer, FillIn):
        mapping = child(declaration, "mapping", defaultValue="0")
        for one in item.answer.texts:
            worth = figure(round(item.weight * one.credit / 100, 9))
            child(mapping, "mapEntry", mapKey=writable(one.text), mappedValue=worth, caseSensitive="false")
    elif item.partial and cardinality == "multiple":
        _mapping(declaration, item.weight, right, wrong)


def _declaration(
    root: etree._Element, identifier: str, cardinality: str, kind: str, right: Sequence[str]
) -> etree._Element:
    declaration = child(root, "responseDeclaration", identifier=identifier, cardinality=cardinality, baseType=kind)
    if right:
        correct = child(declaration, "correctResponse")
        for value in right:
            child(correct, "value", value)
    return declaration


def _mapping(declaration: etree._Element, weight: float, right: Sequence[str], wrong: Sequence[str]) -> None:
    """Each right value is worth its share, each wrong one costs its share; together never below nothing."""
    mapping = child(declaration, "mapping", lowerBound="0", upperBound=figure(weight), defaultValue="0")
    shares = {value: weight / len(right) for value in right} | {value: -weight / len(wrong) for value in wrong}
    for value, share in shares.items():
        child(mapping, "mapEntry", mapKey=value, mappedValue=figure(round(share, 9)))


def feedbacks(item: Item) -> Iterator[tuple[str, str]]:
    """Outcomes that decide what is said to an answer, with their cardinality."""
    match item.answer:
        case Choices() | Hotspot():
            yield "FEEDBACK", _response(item)[0]
        case FillIn(accepted) if any(one.feedback for one in accepted):
            yield "FEEDBACK", "single"
        case Cloze(_, gaps):
            for place, gap in enumerate(gaps, 1):
                if any(one.feedback for one in gap):
                    yield f"FEEDBACK{place}", "single"


def process(root: etree._Element, item: Item) -> None:
    """8: what the answer is worth, and what is said to it."""
    if isinstance(item.answer, UNSCORED):
        return
    processing = child(root, "responseProcessing")
    match item.answer:
        case FillIn():
            child(_set(processing, "SCORE"), "mapResponse", identifier="RESPONSE")
            _said_to_texts(processing, item.answer)
        case Numeric(_, tolerance):
            _near(processing, tolerance, item.weight)
        case Cloze(_, gaps):
            _gaps(processing, len(gaps), item)
        case Sequencing(steps) if item.partial:
            for place in range(1, len(steps) + 1):
                test = _condition(processing)
                match = child(test, "match")
                child(child(match, "index", n=str(place)), "variable", identifier="RESPONSE")
                child(match, "baseValue", f"S{place}", baseType="identifier")
                _add(test, item.weight / len(steps))
        case _ if item.partial:
            child(_set(processing, "SCORE"), "mapResponse", identifier="RESPONSE")
        case _:
            test = _condition(processing)
            _matches(test, "RESPONSE")
            _score(test, item.weight)
    for outcome, _ in () if isinstance(item.answer, FillIn) else feedbacks(item):
        child(_set(processing, outcome), "variable", identifier=outcome.replace("FEEDBACK", "RESPONSE"))


def _near(processing: etree._Element, tolerance: float, weight: float) -> None:
    """8.3: equal, with an absolute tolerance downwards and upwards."""
    test = _condition(processing)
    mode = {"toleranceMode": "absolute", "tolerance": f"{figure(tolerance)} {figure(tolerance)}"}
    equal = child(test, "equal", **(mode if tolerance else {"toleranceMode": "exact"}))
    child(equal, "variable", identifier="RESPONSE")
    child(equal, "correct", identifier="RESPONSE")
    _score(test, weight)


def _gaps(processing: etree._Element, number: int, item: Item) -> None:
    responses = [f"RESPONSE{place}" for place in range(1, number + 1)]
    if item.partial:
        for response in responses:
            test = _condition(processing)
            _matches(test, response)
            _add(test, item.weight / number)
        return
    test = _condition(processing)
    both = child(test, "and")
    for response in responses:
        _matches(both, response)
    _score(test, item.weight)


def _said_to_texts(processing: etree._Element, answer: FillIn) -> None:
    for place, one in enumerate(answer.texts, 1):
        if one.feedback:
            test = _condition(processing)
            match = child(test, "stringMatch", caseSensitive="false")
            child(match, "variable", identifier="RESPONSE")
            child(match, "baseValue", writable(one.text), baseType="string")
            child(_set(test, "FEEDBACK"), "baseValue", f"A{place}", baseType="identifier")


def _condition(processing: etree._Element) -> etree._Element:
    return child(child(processing, "responseCondition"), "responseIf")


def _matches(parent: etree._Element, response: str) -> None:
    match = child(parent, "match")
    child(match, "variable", identifier=response)
    child(match, "correct", identifier=response)


def _set(parent: etree._Element, outcome: str) -> etree._Element:
    return child(parent, "setOutcomeValue", identifier=outcome)


def _score(test: etree._Element, worth: float) -> None:
    child(_set(test, "SCORE"), "baseValue", figure(worth), baseType="float")


def _add(test: etree._Element, worth: float) -> None:
    total = child(_set(test, "SCORE"), "sum")
    child(total, "variable", identifier="SCORE")
    child(total, "baseValue", figure(round(worth, 9)), baseType="float")
