"""Questions put to a room: one slide that asks, one that answers. catalog/rules/question_for_a_room.py says which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from babel.numbers import format_decimal

from adoptgen.catalog.plain import plain, runs
from adoptgen.formats.runs import Paragraph, Run
from adoptgen.generators._deck_slides import Check, Common
from adoptgen.model.learning import Activity
from adoptgen.model.questions import Quantity, Question, Way

LETTERS = "ABCDEFGH"
ALOUD: frozenset[Way] = frozenset({"numeric", "fill-in"})
Word = Callable[..., str]
Answer = tuple[str, Paragraph, bool]


def check_slides(word: Word, language: str, activity: Activity, common: Common) -> list[Check]:
    """The slides of a check. `word` gives the deck's interface words; none for a question no slide can ask."""
    question = activity.question
    if question is None or not question.ways:
        return []
    answers = _answers(word, language, question)
    shown = () if question.way in ALOUD else answers
    label = word("aloud") if question.way in ALOUD else word("show_of_hands")
    told = tuple(_told(word, question, answers))
    asking = replace(common, title=plain(question.ask), notes=(*common.notes, *told))
    asked = Check(asking, label, shown, False, word("right_answer"))
    if not question.scored:
        return [asked]
    title = word("answer_title", title=activity.title)
    right = Common(title, common.section, told)
    return [asked, replace(asked, common=right, label=word("answer"), options=answers, reveal=True)]


def _answers(word: Word, language: str, question: Question) -> tuple[Answer, ...]:
    """Letter or number, text, right or not."""
    if question.way == "true-false":
        return tuple(
            (LETTERS[place], (Run(word(name)),), question.true_false is value)
            for place, (name, value) in enumerate((("true", True), ("false", False)))
        )
    if question.way == "likert":
        return tuple((str(place), (Run(text),), False) for place, text in enumerate(question.likert, 1))
    if question.numeric:
        return (("", (Run(_amount(word, language, question.numeric)),), True),)
    if question.fill_in:
        first = next((one.text for one in question.fill_in if one.credit == 100), question.fill_in[0].text)
        return (("", (Run(first),), True),)
    return tuple((LETTERS[place], runs(one.text), one.correct) for place, one in enumerate(question.options))


def _amount(word: Word, language: str, asked: Quantity) -> str:
    number, off = (
        str(format_decimal(value, locale=language.replace("-", "_"))) for value in (asked.answer, asked.tolerance)
    )
    text = word("about", n=number, off=off) if asked.tolerance else number
    return f"{text} {asked.unit}" if asked.unit else text


def _told(word: Word, question: Question, answers: tuple[Answer, ...]) -> Iterator[str]:
    """What the trainer reads in the notes: the answer, and why."""
    if not question.scored:
        yield word("note_hands")
    else:
        right = (letter or "".join(run.text for run in text) for letter, text, correct in answers if correct)
        yield word("note_answer", letters=", ".join(right))
    for letter, option in zip(LETTERS, question.options, strict=False):
        if option.feedback:
            yield word("note_because", letter=letter, text=plain(option.feedback))
    for accepted in question.fill_in:
        if accepted.feedback:
            yield word("note_because", letter=accepted.text, text=plain(accepted.feedback))
    if question.feedback:
        yield plain(question.feedback)
