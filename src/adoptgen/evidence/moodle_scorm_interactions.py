"""Moodle, SCORM interactions report (text with tabs): attempts, the state or score of each SCO, the answers.

A SCO's column holds its score if it has one, else a word. Answers can be told apart only if the report was made
with the questions ("Summary of question text"), whose cells then hold the id of the interaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adoptgen.evidence import tables
from adoptgen.evidence.contract import Answered, Entry, Finished, Head, Lost, Named, Remark, Said, Saying, Source, Tried
from adoptgen.evidence.rows import Row
from adoptgen.evidence.scorm_reports import Try, attempt, attempt_columns, has_columns, package, percent
from adoptgen.evidence.tables import CellError
from adoptgen.evidence.words import RESULTS, SCORM, fold, numbered


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand: known fields, one column per SCO, and per interaction its columns by what they hold."""

    columns: dict[str, int]
    scos: tuple[tuple[int, str], ...]
    interactions: tuple[dict[str, int], ...]


class MoodleScormInteractions:
    """Reads the SCORM interactions report."""

    name = "moodle-scorm-interactions"
    summary = "Moodle: SCORM interactions report (text with tabs)"

    def recognises(self, head: Head) -> bool:
        """The columns of an attempt, then at least one SCO."""
        return has_columns(head) and head.fields[-1] != "score"

    def read(self, source: Source) -> Iterator[Said]:
        """One entry per row; where a package has several SCOs, one more for each. Raises HeaderError."""
        head = tables.header(source)
        return _entries(source, head, _layout(head.cells))


def _layout(cells: tuple[str, ...]) -> Layout:
    columns = attempt_columns(cells)
    scos: list[tuple[int, str]] = []
    interactions: dict[int, dict[str, int]] = {}
    for index in range(columns["score"] + 1, len(cells)):
        if found := numbered(cells[index]):
            interactions.setdefault(found[1], {})[found[0]] = index
        else:
            scos.append((index, cells[index]))
    return Layout(columns, tuple(scos), tuple(interactions[number] for number in sorted(interactions)))


def _entries(source: Source, head: Row, layout: Layout) -> Iterator[Said]:
    if layout.interactions and "question" not in layout.interactions[0]:
        help_ = "Make the report with “Summary of question text” and “Summary of result” ticked."
        yield Remark(1, 1, "the answers do not say to which question they belong; they are left out", help_)
    several = len(layout.scos) if len(layout.scos) > 1 else 0
    for row in tables.body(source, head, 1 + several):
        if isinstance(row, Lost):
            yield row
            continue
        try:
            yield from _row(source, row, layout)
        except CellError as error:
            yield tables.lost(row, error, 1 + several)


def _row(source: Source, row: Row, layout: Layout) -> list[Entry]:
    found = attempt(source, row.cells, layout.columns)
    one = layout.scos[0] if len(layout.scos) == 1 else None
    whole = _state(found, row, one[0]) if one else _score(found, row.cells[layout.columns["score"]])
    sayings = (*whole, *_answers(found, row, layout))
    entries = [_entry(row, layout, 1, package(source, one[1] if one else ""), sayings)]
    if not one:
        for index, title in layout.scos:
            entries.append(_entry(row, layout, row.column(index), Named(title=title), _state(found, row, index)))
    return entries


def _entry(row: Row, layout: Layout, column: int, activity: Named, sayings: tuple[Saying, ...]) -> Entry:
    hint = row.cells[layout.columns["name"]] if "name" in layout.columns else ""
    return Entry(row.line, column, tables.keys(row.cells, layout.columns), activity, sayings, hint=hint)


def _score(found: Try, text: str) -> tuple[Saying, ...]:
    if not found.number:
        return (Finished(False, None, "-"),)
    return (Tried(found.number, found.started, found.ended, found.score or None, None, text),)


def _state(found: Try, row: Row, index: int) -> tuple[Saying, ...]:
    text = row.cells[index]
    state = SCORM.get(fold(text))
    if state is None:
        return (Tried(found.number, found.started, found.ended, _sco_score(row, index), None, text),)
    sayings: list[Saying] = []
    if state.completed is not None:
        sayings.append(Finished(state.completed, found.ended if state.completed else None, text))
    if found.number:
        sayings.append(Tried(found.number, found.started, found.ended, found.score or None, state.passed, text))
    return tuple(sayings)


def _sco_score(row: Row, index: int) -> float:
    try:
        score = percent(row.cells, index)
    except CellError:
        score = None
    if score is None:
        raise CellError(index, "E115", f"{row.cells[index]!r} is neither a score nor a state we know")
    return score


def _answers(found: Try, row: Row, layout: Layout) -> Iterator[Answered]:
    """The first answer to each question; later ones of the same attempt are second tries."""
    seen: set[str] = set()
    for columns in layout.interactions:
        question = row.cells[columns["question"]].strip() if "question" in columns else ""
        if question in ("", "-") or question in seen:
            continue
        seen.add(question)
        response = row.cells[columns["response"]] if "response" in columns else ""
        yield Answered(question, found.number, response, _correct(row, columns), found.ended, response)


def _correct(row: Row, columns: dict[str, int]) -> bool | None:
    if "result" in columns:
        text = row.cells[columns["result"]]
        word = fold(text)
        if word not in RESULTS and not word.replace(".", "", 1).isdecimal():
            raise CellError(columns["result"], "E115", f"{text!r} is no result we know")
        return RESULTS[word] if word in RESULTS else _whole(float(word))
    if "right" in columns and "response" in columns:
        return row.cells[columns["response"]] == row.cells[columns["right"]]
    return None


def _whole(credit: float) -> bool | None:
    """Whether a result given as a number is all there is: a share of the question's worth; of a larger one nobody knows
    what is the most."""
    return credit == 1 if credit <= 1 else None


importer = MoodleScormInteractions()
