"""What the report's template sees: plain texts and numbers, every sentence and state decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from adoptgen.catalog.markdown import plain
from adoptgen.generators._report_chart import PHONE, WIDE, drawing
from adoptgen.generators._report_speech import Speech
from adoptgen.model.catalog import Catalog
from adoptgen.model.change import Kpi
from adoptgen.model.figure import Figure, ItemFigure, Report, Segment, Series, Standing

HARDEST = 5
_APART = 20.0
"""Points by which a question stands apart from the next."""


@dataclass(frozen=True)
class Page:
    """One report in one language."""

    catalog: Catalog
    report: Report
    speech: Speech
    minimum: int

    @cached_property
    def _figures(self) -> Mapping[tuple[str, Segment], Figure]:
        return {(figure.kpi, figure.segment): figure for figure in self.report.figures}

    @cached_property
    def _measured(self) -> list[Kpi]:
        found = [kpi for kpi in self.catalog.kpis.values() if self._has(kpi)]
        return sorted(found, key=lambda kpi: (kpi.tier, kpi.measure != "completion-rate"))

    @cached_property
    def _all(self) -> list[Kpi]:
        return [*self._measured, *(kpi for kpi in self.catalog.kpis.values() if not self._has(kpi))]

    def _untranslated(self) -> str:
        """Said where a text of the report is still in the source language."""
        kinds = ("kpi/", "role/", "programme/", "assessment/")
        if not any(key.startswith(kinds) for key in self.catalog.untranslated):
            return ""
        return self.speech.say(
            "untranslated", language=self.speech.language_name(self.catalog.programme.source_language)
        )

    def _has(self, kpi: Kpi) -> bool:
        figure = self._figures.get((kpi.id, Segment()))
        return figure is not None and figure.standing is not Standing.NO_DATA

    @cached_property
    def main(self) -> Kpi | None:
        """The KPI the headline speaks of: the first that measures completion."""
        return next((kpi for kpi in self._measured if kpi.measure == "completion-rate"), None)

    def names(self, dimension: str) -> dict[str, str]:
        """Id -> title of the segments of a dimension, in the order of the catalog; a title is not broken in two."""
        return {name: title.replace(" ", "\u00a0") for name, title in self._titles(dimension).items()}

    def _titles(self, dimension: str) -> dict[str, str]:
        sheet = self.catalog.programme
        if dimension == "site":
            return {site.id: site.title for site in sheet.sites}
        if dimension == "wave":
            return {wave.id: wave.title for wave in sheet.waves}
        return {role.id: role.title for role in self.catalog.roles.values()}

    def data(self) -> dict[str, Any]:
        """Everything, section by section."""
        unmeasured = [kpi.title for kpi in self.catalog.kpis.values() if not self._has(kpi)]
        return {
            "organisation": self.catalog.programme.organisation,
            "eyebrow": list(self._eyebrow()),
            "headline": self._headline(),
            "rows": [self._row(kpi) for kpi in self._measured],
            "no_data": self.speech.say("no-data", figures="; ".join(unmeasured))
            if unmeasured and self.report.as_of
            else "",
            "weeks": self._weeks(),
            "dimensions": [found for name in ("site", "role", "wave") if (found := self._dimension(name))],
            "questions": self._questions(),
            "made": [self._made(kpi) for kpi in self._all],
            "untranslated": self._untranslated(),
            "footer": self.speech.say("footer", date=self.speech.date(self.report.as_of)) if self.report.as_of else "",
            "note": self.speech.say("segment-note", minimum=self.minimum),
        }

    def _eyebrow(self) -> Iterator[str]:
        yield self.catalog.programme.title
        day = self.report.as_of
        if day is None:
            return
        yield self.speech.say("as-of", date=self.speech.date(day))
        waves = sorted(self.catalog.programme.waves, key=lambda wave: wave.go_live)
        if waves[0].go_live <= day:
            week = (day - waves[0].go_live).days // 7 + 1
            yield self.speech.say("week-of", week=week, wave=waves[0].title)
        else:
            yield self.speech.say("before-of", days=(waves[0].go_live - day).days, wave=waves[0].title)
        yield self.speech.counted("people", self.report.people)
        yield self.speech.counted("files", len(self.report.sources))

    def _shown(self, kpi: Kpi, dimension: str) -> list[Figure]:
        found = (self._figures.get((kpi.id, Segment(dimension, name))) for name in self.names(dimension))
        return [figure for figure in found if figure and figure.value is not None]

    def _worst(self, dimension: str) -> Figure | None:
        """The segment furthest behind in completion, if it is behind at all."""
        shown = self._shown(self.main, dimension) if self.main else []
        worst = min(shown, key=lambda figure: figure.value or 0.0, default=None)
        return worst if worst and worst.standing is Standing.BELOW else None

    def _headline(self) -> str:
        total = self._figures.get((self.main.id, Segment())) if self.main else None
        if total is None or total.value is None:
            return self.speech.say("headline.none")
        value = self.speech.amount(total.value, total.unit)
        worst = self._worst("site") or self._worst("role")
        waves = self._shown(self.main, "wave") if self.main else []
        reached = [self.names("wave")[item.segment.value] for item in waves if item.standing is Standing.ON_TARGET]
        if worst is None or worst.value is None:
            met = total.standing is Standing.ON_TARGET
            return self.speech.say("headline.reached" if met else "headline.plain", value=value)
        name, low = self._name(worst.segment), self.speech.amount(worst.value, worst.unit)
        if reached:
            return self.speech.say("headline.split", on=", ".join(reached), worst=name, value=low)
        return self.speech.say("headline.behind", value=value, worst=name, low=low)

    def _name(self, segment: Segment) -> str:
        return self.names(segment.dimension)[segment.value]

    def _row(self, kpi: Kpi) -> dict[str, Any]:
        figure = self._figures[kpi.id, Segment()]
        cell = self.cell(kpi, figure)
        return cell | {
            "id": kpi.id,
            "title": kpi.title,
            "unit": self.speech.say(f"unit.{kpi.measure}"),
        }

    def cell(self, kpi: Kpi, figure: Figure) -> dict[str, Any]:
        """One figure as it is shown: texts, state, and the strip drawn to scale."""
        state = "above" if figure.standing is Standing.BELOW and kpi.better == "down" else figure.standing.value
        return {
            "state": state,
            "state_word": self.speech.say(f"state.{state}"),
            "value": self._value(kpi, figure),
            "range": self._range(kpi, figure),
            "count": self._count(figure),
            "people": self.speech.counted("people-count", figure.people) if figure.people else "",
            "strip": self._strip(kpi, figure),
        }

    def _decimals(self, kpi: Kpi, figure: Figure) -> int:
        """One decimal where rounding would put a figure or a bound on the other side of its target."""
        if kpi.target is None:
            return 0
        seen = [number for number in (figure.value, figure.low, figure.high) if number is not None]
        return int(any((round(number) >= kpi.target) != (number >= kpi.target) for number in seen))

    def _value(self, kpi: Kpi, figure: Figure) -> str:
        if figure.standing in (Standing.SUPPRESSED, Standing.NO_DATA):
            return self.speech.say(f"state.{figure.standing.value}")
        if figure.value is None:
            return self.speech.say("not-reached")
        return self.speech.amount(figure.value, figure.unit, self._decimals(kpi, figure))

    def _range(self, kpi: Kpi, figure: Figure) -> str:
        if figure.low is None:
            return self.speech.say("not-reached-help") if figure.people and figure.value is None else ""
        decimals = self._decimals(kpi, figure)
        low = self.speech.number(figure.low, decimals)
        if figure.high is None:
            return self.speech.say("range-open", low=low)
        return self.speech.say("range", low=low, high=self.speech.number(figure.high, decimals))

    def _count(self, figure: Figure) -> str:
        if figure.standing is Standing.SUPPRESSED:
            return self.speech.say("fewer", minimum=self.minimum)
        if figure.numerator is None or figure.denominator is None:
            return ""
        return self.speech.say(
            "of-count", part=self.speech.number(figure.numerator), whole=self.speech.number(figure.denominator)
        )

    def _strip(self, kpi: Kpi, figure: Figure) -> dict[str, Any] | None:
        if figure.value is None:
            return None
        top = 100.0 if figure.unit == "percent" else _top(figure, kpi.target)
        low = figure.value if figure.low is None else figure.low
        high = top if figure.high is None else figure.high
        low_text, high_text = self.speech.amount(low, figure.unit), self.speech.amount(high, figure.unit)
        target = "–" if kpi.target is None else self.speech.amount(kpi.target, figure.unit)
        key = "strip" if figure.high is not None else "strip-open"
        value = self.speech.amount(figure.value, figure.unit)
        return {
            "value": _at(figure.value, top),
            "low": _at(low, top),
            "high": _at(high, top),
            "target": None if kpi.target is None else _at(kpi.target, top),
            "scale": "" if figure.unit == "percent" else self.speech.say("scale", high=self.speech.number(top)),
            "text": self.speech.say(key, value=value, low=low_text, high=high_text, target=target),
        }

    def _weeks(self) -> dict[str, Any] | None:
        series = [line for line in self.report.series if self.main and line.kpi == self.main.id and line.points]
        if not series or self.main is None:
            return None
        names = self.names("wave")
        lines = " ".join(self._story(line, names) for line in series)
        target = self.main.target
        shown = "–" if target is None else self.speech.amount(target, "percent")
        return {
            "heading": lines,
            "sub": self.speech.say("weeks.sub", figure=self.main.title, target=shown),
            "description": self.speech.say("weeks.description", lines=lines),
            "target": "" if target is None else self.speech.say("weeks.target", target=shown),
            "wide": drawing(WIDE, series, names, target, self.speech),
            "phone": drawing(PHONE, series, names, target, self.speech),
            "heads": [names[line.segment.value] for line in series],
            "table": self._week_rows(series),
        }

    def _story(self, line: Series, names: Mapping[str, str]) -> str:
        live = next((point for point in line.points if point.week == 0), None)
        last = line.points[-1]
        wave, now = names[line.segment.value], self.speech.amount(last.value, "percent")
        if live is None or last.week == 0:
            return self.speech.say("weeks.one", wave=wave, value=now) if live else ""
        return self.speech.say("weeks.two", wave=wave, value=self.speech.amount(live.value, "percent"), now=now)

    def _week_rows(self, series: Sequence[Series]) -> list[dict[str, Any]]:
        points = [{point.week: point for point in line.points} for line in series]
        weeks = sorted({week for line in points for week in line})
        return [
            {
                "week": self.speech.number(week) if week else self.speech.say("weeks.live"),
                "cells": [
                    {
                        "value": self.speech.amount(line[week].value, "percent") if week in line else "–",
                        "range": self.speech.say(
                            "range", low=self.speech.number(line[week].low), high=self.speech.number(line[week].high)
                        )
                        if week in line
                        else "",
                    }
                    for line in points
                ],
            }
            for week in weeks
        ]

    def _dimension(self, dimension: str) -> dict[str, Any] | None:
        kpis = [kpi for kpi in self._measured if dimension in kpi.by]
        if not kpis:
            return None
        worst = self._worst(dimension)
        heading = self.speech.say(f"{dimension}.heading")
        if worst and worst.value is not None:
            low = self.speech.amount(worst.value, worst.unit)
            heading = self.speech.say(f"{dimension}.behind", worst=self._name(worst.segment), value=low)
        return {
            "id": dimension,
            "heading": heading,
            "label": self.speech.say(f"{dimension}.heading"),
            "name": self.speech.say(f"{dimension}.name"),
            "heads": [{"id": kpi.id, "title": kpi.title} for kpi in kpis],
            "rows": [
                {
                    "name": name,
                    "cells": [self.cell(kpi, self._figures[kpi.id, Segment(dimension, identifier)]) for kpi in kpis],
                }
                for identifier, name in self.names(dimension).items()
            ],
        }

    def _questions(self) -> dict[str, Any] | None:
        items = self.report.items[:HARDEST]
        if not items:
            return None
        apart = len(items) > 1 and items[1].value - items[0].value >= _APART
        value = self.speech.amount(items[0].value, "percent")
        return {
            "heading": self.speech.say("questions.one", value=value) if apart else self.speech.say("questions.heading"),
            "sub": self.speech.say("questions.sub", minimum=30),
            "rows": [self._question(item) for item in items],
        }

    def _question(self, item: ItemFigure) -> dict[str, Any]:
        assessment = self.catalog.assessments.get(item.assessment.removeprefix("assessment/"))
        questions = {question.id: question.ask for question in assessment.bank} if assessment else {}
        low, high = self.speech.amount(item.low, "percent"), self.speech.amount(item.high, "percent")
        value = self.speech.amount(item.value, "percent")
        return {
            "ask": plain(questions.get(item.question, item.question)),
            "check": assessment.title if assessment else item.assessment,
            "value": value,
            "range": self.speech.say("range", low=self.speech.number(item.low), high=self.speech.number(item.high)),
            "count": self.speech.say(
                "of-count", part=self.speech.number(item.right), whole=self.speech.number(item.answers)
            ),
            "strip": {
                "value": _at(item.value, 100),
                "low": _at(item.low, 100),
                "high": _at(item.high, 100),
                "target": None,
                "scale": "",
                "text": self.speech.say("strip", value=value, low=low, high=high, target="–"),
            },
        }

    def _made(self, kpi: Kpi) -> dict[str, str]:
        key = f"formula.{kpi.measure}"
        figure = self._figures.get((kpi.id, Segment()))
        unit = figure.unit if figure else "percent"
        target = "" if kpi.target is None else self.speech.amount(kpi.target, unit, int(kpi.target % 1 != 0))
        return {
            "id": kpi.id,
            "title": kpi.title,
            "summary": plain(kpi.summary),
            "formula": self.speech.say(key if f"report.{key}" in self.speech.words else "formula.none"),
            "target": self.speech.say(f"made.{kpi.better}", target=target) if target else "–",
            "owner": kpi.owner,
            "action": plain(kpi.action),
        }


def _at(value: float, top: float) -> float:
    """Place on a strip of 300 with 4 of room at either end."""
    return round(4 + 292 * min(max(value / top, 0.0), 1.0), 1)


def _top(figure: Figure, target: float | None) -> float:
    """End of a scale that is not percent: twice the target, or what it takes."""
    return float(max(10, 2 * (target or 0), 10 * -(-(figure.high or figure.value or 0) // 10)))
