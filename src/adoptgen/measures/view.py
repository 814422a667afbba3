"""The facts as the measures look at them on one day: who counts, what they were to do, what they did."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from adoptgen.measures.assigned import Assigned, assigned_courses
from adoptgen.model.catalog import Catalog
from adoptgen.model.facts import Attempt, Completion, Facts, Person, Response
from adoptgen.model.pathway import LearningPath


@dataclass(frozen=True)
class View:
    """Everything a measure may ask. `as_of` is the last day that counts, in the programme's zone."""

    catalog: Catalog
    paths: Mapping[str, LearningPath]
    facts: Facts
    as_of: dt.date

    @cached_property
    def zone(self) -> ZoneInfo:
        """The programme's zone: days begin and end in it."""
        return ZoneInfo(self.catalog.programme.time_zone)

    def start_of(self, day: dt.date) -> dt.datetime:
        """The first moment of a day, in UTC."""
        return dt.datetime(day.year, day.month, day.day, tzinfo=self.zone).astimezone(dt.UTC)

    @cached_property
    def end(self) -> dt.datetime:
        """The first moment that does not count any more."""
        return self.start_of(self.as_of + dt.timedelta(days=1))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The roster valid on the day: joined by then, and not gone. Not: people seen in the data."""
        known = self.catalog.roles.keys()
        return tuple(
            person
            for person in self.facts.people
            if person.role in known
            and (person.joined is None or person.joined <= self.as_of)
            and (person.left is None or person.left > self.as_of)
        )

    @cached_property
    def go_live(self) -> Mapping[str, dt.date]:
        """Wave -> first day in the new application."""
        return {wave.id: wave.go_live for wave in self.catalog.programme.waves}

    def origin(self, person: Person) -> dt.date:
        """When the person's clock starts: go-live, or the day of joining where that is later."""
        live = self.go_live.get(person.wave, self.as_of)
        return max(live, person.joined) if person.joined else live

    @cached_property
    def assigned(self) -> Mapping[str, tuple[Assigned, ...]]:
        """Role -> the courses its path is made of."""
        return {role: assigned_courses(self.catalog, path) for role, path in self.paths.items()}

    def assignments(self, person: Person) -> tuple[Assigned, ...]:
        """What somebody was to complete."""
        return self.assigned.get(person.role, ())

    @cached_property
    def _within(self) -> Mapping[str, tuple[str, ...]]:
        """Learning object -> courses that hold it."""
        found: dict[str, list[str]] = defaultdict(list)
        for course in self.catalog.courses.values():
            for reference in {item for module in course.modules for item in module.items}:
                found[reference].append(course.key)
        return {reference: tuple(courses) for reference, courses in found.items()}

    @cached_property
    def _completions(self) -> Mapping[tuple[str, str], Completion]:
        counted = (item for item in self.facts.completions if item.completed and (not item.at or item.at < self.end))
        return {(item.pseudonym, item.object): item for item in counted}

    def completion(self, person: Person, key: str) -> Completion | None:
        """The first completion of an object: its own, or that of a course that holds it."""
        names = (key, *self._within.get(key, ()))
        found = [item for name in names if (item := self._completions.get((person.pseudonym, name)))]
        return min(found, key=lambda item: item.at or self.end, default=None)

    @cached_property
    def _attempts(self) -> Mapping[tuple[str, str], tuple[Attempt, ...]]:
        found: dict[tuple[str, str], list[Attempt]] = defaultdict(list)
        for item in self.facts.attempts:
            if not item.ended or item.ended < self.end:
                found[item.pseudonym, item.object].append(item)
        return {key: tuple(items) for key, items in found.items()}

    def attempts(self, person: Person, key: str) -> list[Attempt]:
        """Tries at an assessment, in time order: its own, and those of courses whose only check it is."""
        names = (key, *(course for course in self._within.get(key, ()) if self._only_check(course, key)))
        found = [item for name in names for item in self._attempts.get((person.pseudonym, name), ())]
        return sorted(found, key=lambda item: (item.ended or self.end, item.number, item.object))

    def attempts_at(self, person: Person, key: str) -> tuple[Attempt, ...]:
        """Tries at exactly this object, a course for instance."""
        return self._attempts.get((person.pseudonym, key), ())

    def _only_check(self, course: str, key: str) -> bool:
        items = self.catalog.courses[course.removeprefix("course/")].modules
        checks = {item for module in items for item in module.items if item.startswith("assessment/")}
        return checks == {key}

    def passed(self, attempt: Attempt) -> bool | None:
        """What the source says, else the score against the mastery score in the catalog; None: nobody knows."""
        if attempt.passed is not None or attempt.score is None:
            return attempt.passed
        kind, _, identifier = attempt.object.partition("/")
        shelf: Mapping[str, object] = self.catalog.courses if kind == "course" else self.catalog.assessments
        mastery = getattr(shelf.get(identifier), "mastery", None)
        return None if mastery is None else attempt.score >= mastery

    @cached_property
    def responses(self) -> Mapping[tuple[str, str], tuple[Response, ...]]:
        """(`assessment/id`, question) -> each person's first answer."""
        first: dict[tuple[str, str, str], Response] = {}
        for item in sorted(self._counted_responses(), key=lambda item: (item.at or self.end, item.number)):
            first.setdefault((item.object, item.question, item.pseudonym), item)
        found: dict[tuple[str, str], list[Response]] = defaultdict(list)
        for (key, question, _), item in first.items():
            found[key, question].append(item)
        return {key: tuple(items) for key, items in found.items()}

    def _counted_responses(self) -> Iterable[Response]:
        return (item for item in self.facts.responses if not item.at or item.at < self.end)
