"""Moments as the reports write them. A zone that is not given is the programme's, never the machine's."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?")
_ENGLISH = re.compile(r"(?:[A-Za-z]+, )?(\d{1,2}) ([A-Za-z]+) (\d{4}), (\d{1,2}):(\d\d)\s?([AP]M)?")
_FRENCH = re.compile(r"(?:[a-zé]+ )?(\d{1,2})(?:er)? ([a-zéû]+) (\d{4}), (\d{1,2}):(\d\d)")
_SLASHES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b.*")
_MONTHS = {
    name: number
    for words in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(words.split(), start=1)
}
NOTHING = ("", "-", "–")


class DateError(ValueError):
    """A date that cannot be read without guessing."""


def moment(text: str, zone: ZoneInfo) -> dt.datetime | None:
    """The moment in UTC, or None where the report writes nothing (`-`). Raises DateError.

    Of a clock time that occurs twice when summer time ends, the first is taken; one that never was is refused.
    """
    text = text.strip()
    if text in NOTHING:
        return None
    if found := _ISO.fullmatch(text):
        return _iso(text, found, zone)
    if found := _ENGLISH.fullmatch(text):
        return _worded(text, found.groups(), zone)
    if found := _FRENCH.fullmatch(text.lower()):
        return _worded(text, (*found.groups(), None), zone)
    if _SLASHES.fullmatch(text):
        raise DateError(f"{text!r} may be day/month or month/day; export dates as 2026-01-31")
    raise DateError(f"{text!r} is no date we know; export dates as 2026-01-31 14:30:00")


def day(text: str) -> dt.date | None:
    """A calendar day `2026-01-31`, or None where nothing is written. Raises DateError."""
    text = text.strip()
    if text in NOTHING:
        return None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise DateError(f"{text!r} is no date such as 2026-01-31")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise DateError(f"{text!r} is not a day of the calendar") from None


def _iso(text: str, found: re.Match[str], zone: ZoneInfo) -> dt.datetime:
    year, month, day_, hour, minute, second, offset = found.groups()
    if offset:
        try:
            return (
                dt.datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
                .astimezone(dt.UTC)
                .replace(microsecond=0)
            )
        except (ValueError, OverflowError):
            raise DateError(f"{text!r} is not a moment of the calendar") from None
    parts = (int(part or 0) for part in (year, month, day_, hour, minute, second))
    return _local(text, tuple(parts), zone)


def _worded(text: str, found: tuple[str | None, ...], zone: ZoneInfo) -> dt.datetime:
    day_, month, year, hour, minute, half = (part or "" for part in found)
    if month.lower() not in _MONTHS:
        raise DateError(f"{month!r} is no month we know; export dates as 2026-01-31 14:30:00")
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            raise DateError(f"{text!r} is no time of a twelve-hour clock")
        hours = hours % 12 + (12 if half == "PM" else 0)
    return _local(text, (int(year), _MONTHS[month.lower()], int(day_), hours, int(minute), 0), zone)


def _local(text: str, parts: tuple[int, ...], zone: ZoneInfo) -> dt.datetime:
    year, month, day_, hour, minute, second = parts
    try:
        clock = dt.datetime(year, month, day_, hour, minute, second, tzinfo=zone)
        utc = clock.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise DateError(f"{text!r} is not a moment of the calendar") from None
    if utc.astimezone(zone).replace(tzinfo=None) != clock.replace(tzinfo=None):
        raise DateError(f"{text!r} never was in {zone.key}: clocks were put forward over it")
    return utc
