"""Which questions of a bank can be kept, and what of a question a format loses: one sentence each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from adoptgen.formats.questions import (
    MARK,
    UNSCORED,
    WAYS,
    Answer,
    Bank,
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
    Region,
    Sequencing,
    TrueFalse,
    UnreadableBankError,
    is_figure,
    mapped,
    parts,
    slug,
    texts,
    tidied,
)

LONGEST_TEXT = 2000
"""Characters of one text of a question."""
LONGEST_LINE = 240
"""Characters of a text without markup."""
MOST_WEIGHT = 100.0
LEAST_WEIGHT = 0.001
MOST_ATTEMPTS = 20
MOST_QUESTIONS = 10_000
Held = Callable[[Item], Item | str]
"""What a format can hold of a question, or why nothing."""


def why_not(item: Item) -> str:
    """Why a question is none of ours, in words; empty when it is."""
    if max(map(len, texts(item))) > LONGEST_TEXT:
        return f"a text has more than {LONGEST_TEXT} characters"
    return _answer(item.answer) or ("" if item.ask else "a text is missing")


def _answer(answer: Answer) -> str:  # noqa: PLR0911  one return per way of answering
    match answer:
        case Choices(choices):
            return _among(choices, "answer", 8)
        case TrueFalse():
            return ""
        case Numeric(value, tolerance, unit):
            usable = is_figure(value) and is_figure(tolerance) and tolerance >= 0
            return _lines(unit) if usable else "its number cannot be kept"
        case FillIn(accepted):
            whole = any(one.credit == 100 for one in accepted)
            return (
                _number(len(accepted), "texts", 1, 12)
                or ("" if whole else "no text is wholly right")
                or _missing(one.text for one in accepted)
                or _lines(*(one.text for one in accepted))
            )
        case Cloze():
            return _cloze(answer)
        case Matching(matches):
            few = "" if parts(answer) else "no pair belongs together"
            return _number(len(matches), "pairs", 2, 10) or few or _missing(one.response for one in matches)
        case Sequencing(steps):
            return _number(len(steps), "steps", 2, 10) or _missing(steps)
        case Categories():
            return _categories(answer)
        case Hotspot():
            return _hotspot(answer)
        case Likert(steps):
            return _number(len(steps), "steps", 2, 9) or _missing(steps) or _lines(*steps)
        case FreeText(model):
            return "" if model else "there is no model answer"


def _number(count: int, what: str, least: int, most: int) -> str:
    return "" if least <= count <= most else f"{count} {what}; {least} to {most} can be kept"


def _among(answers: Sequence[Choice | Region], what: str, most: int) -> str:
    rights = sum(one.right for one in answers)
    if why := _number(len(answers), f"{what}s", 2, most):
        return why
    if rights in (0, len(answers)):
        return f"no {what} is right" if rights == 0 else f"every {what} is right"
    return _missing(one.text if isinstance(one, Choice) else one.label for one in answers)


def _cloze(answer: Cloze) -> str:
    places = [int(found[1]) for found in MARK.finditer(answer.text)]
    if why := _number(len(answer.gaps), "gaps", 1, 8):
        return why
    if sorted(places) != list(range(1, len(answer.gaps) + 1)):
        return "a number in braces is no gap of it"
    for gap in answer.gaps:
        if sum(choice.right for choice in gap) != 1:
            return "a gap has not exactly one right answer"
        if why := _among(gap, "answer of a gap", 8):
            return why
    return ""


def _categories(answer: Categories) -> str:
    for category in answer.categories:
        if why := _number(len(category.items), "things under a heading", 1, 10) or _missing(
            (category.title, *category.items)
        ):
            return why
    return _number(len(answer.categories), "headings", 2, 6)


def _hotspot(answer: Hotspot) -> str:
    if answer.picture is None:
        return "its picture is missing, too large, or none of PNG, JPEG, GIF and WebP"
    for region in answer.regions:
        ends = region.left + region.width, region.top + region.height
        inside = min(region.left, region.top) >= 0 and max(ends) <= 100.000001
        if not (inside and min(region.width, region.height) > 0):
            return "a place is not on its picture"
    labels = [region.label for region in answer.regions]
    return _among(answer.regions, "place", 8) or _missing([answer.description]) or _lines(answer.description, *labels)


def _missing(needed: Iterable[str]) -> str:
    return "" if all(needed) else "a text is missing"


def _lines(*plain: str) -> str:
    return "" if max(map(len, plain)) <= LONGEST_LINE else f"a line has more than {LONGEST_LINE} characters"


def bank(items: Iterable[Item], left_out: Iterable[str]) -> Bank:
    """The questions that can be kept, with ids of their own. Raises UnreadableBankError where there are too many."""
    kept: list[Item] = []
    lost = list(left_out)
    for item in map(tidied, items):
        name = item.id or item.ask[:40]
        if why := why_not(item):
            lost.append(f"{name}: left out, {why}")
            continue
        usable = LEAST_WEIGHT <= item.weight <= MOST_WEIGHT
        if not usable:
            lost.append(f"{name}: the weight {item.weight:g}")
        attempts = item.attempts if 0 <= item.attempts <= MOST_ATTEMPTS else 0
        kept.append(replace(item, weight=item.weight if usable else 1.0, attempts=attempts))
        if len(kept) > MOST_QUESTIONS:
            raise UnreadableBankError(f"more than {MOST_QUESTIONS} questions")
    return Bank(tuple(_named(kept)), tuple(lost))


def _named(items: Sequence[Item]) -> Iterator[Item]:
    """Each under an id that is one, and its own."""
    taken: set[str] = set()
    for number, item in enumerate(items, 1):
        name = slug(item.id) or slug(" ".join(item.ask.split()[:5])) or f"question-{number}"
        count = 1
        while (unique := name if count == 1 else f"{name[:70]}-{count}") in taken:
            count += 1
        taken.add(unique)
        yield replace(item, id=unique)


def shelf(items: Iterable[Item], held: Held) -> tuple[list[Item], tuple[str, ...]]:
    """The questions as a format holds them, those of pools last, and what is lost: one sentence per question."""
    kept: list[Item] = []
    lost: list[str] = []
    for item in sorted(items, key=lambda one: one.pool):
        found = held(item)
        if isinstance(found, str):
            lost.append(f"{item.id}: left out, {found}")
        else:
            kept.append(found)
            if told := "; ".join(losses(item, found)):
                lost.append(f"{item.id}: {told}")
    return kept, tuple(lost)


def losses(item: Item, kept: Item) -> Iterator[str]:
    """In what a question differs from what is kept of it."""
    if item.ask.replace("\n", " ") != kept.ask.replace("\n", " "):
        yield "the wording of the question"
    elif item.ask != kept.ask:
        yield "line breaks"
    plain = {"feedback": "the feedback", "hint": "the hint", "shows": "the skill level"}
    plain |= {"attempts": "its number of attempts", "id": "the id"}
    yield from (what for name, what in plain.items() if getattr(item, name) != getattr(kept, name))
    if item.weight != kept.weight:
        yield f"the weight {item.weight:g} becomes {kept.weight:g}"
    if item.partial != kept.partial:
        yield "a partly right answer counts in part there" if kept.partial else "a partly right answer counts nothing"
    if item.answer != kept.answer:
        yield _changed(item.answer, kept.answer)


def _changed(answer: Answer, kept: Answer) -> str:  # noqa: PLR0911  one return per kind of loss
    if type(answer) is not type(kept):
        return f"{WAYS[type(answer)]} becomes {WAYS[type(kept)]}"
    if _without_feedback(answer) == _without_feedback(kept):
        return "the feedback of its answers"
    if mapped(answer, _on_one_line) == mapped(kept, _on_one_line):
        return "line breaks in its answers"
    match answer, kept:
        case Numeric(), Numeric():
            return "the unit"
        case FillIn(), FillIn():
            return "what its texts are worth is rounded"
        case Hotspot(_, _, before), Hotspot(_, _, after) if len(before) == len(after):
            return "its places are rounded to whole pixels"
        case Hotspot(), Hotspot():
            return "what its places are called and say, and the wrong ones"
    return "what is said to its answers, and line breaks in them"


def _without_feedback(answer: Answer) -> Answer:
    return mapped(answer, lambda _, name, text: "" if name == "feedback" else text)


def _on_one_line(_: type, __: str, text: str) -> str:
    return text.replace("\n", " ")


__all__ = ["UNSCORED", "Held", "bank", "losses", "shelf", "why_not"]
