"""From the text of a date to its parts; what has two readings is left to ``order.py``."""

# ruff: noqa: RUF001 - letters of other alphabets are meant

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from clustering.sources.dates.months import fold, months
from clustering.sources.dates.zones import PLACE, read_zone

MAX_DATE_CHARS = 100
"""Longer text is no date; the longest one seen has 57."""

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = ORDERS = ("day", "month", "year")


class Clock(NamedTuple):
    """A time of day, with its zone where one is written."""

    hour: int
    minute: int
    second: int
    microsecond: int
    zone: tzinfo | None

    def on(self, year: int, month: int, day: int) -> datetime:
        """Return the moment in UTC at which this clock shows its time on a day."""
        second = min(self.second, 59)  # a leap second has no place of its own in a datetime
        local = datetime(year, month, day, self.hour, self.minute, second, self.microsecond)
        return local.replace(tzinfo=self.zone or UTC).astimezone(UTC)


class Numbers(NamedTuple):
    """A date of three numbers, such as ``3/10/24``, which does not say which is which.

    Attributes
    ----------
    separator
        What stands between the numbers.
    has_century
        Whether the last number is a whole year, so that only day and month are in question.
    clock
        The time of day; ``None`` where only the day is known.
    """

    numbers: tuple[int, int, int]
    separator: str
    has_century: bool
    clock: Clock | None

    def read(self, order: str) -> datetime | None:
        """Return the moment if the parts stand in one of the ``ORDERS``; ``None`` for no date."""
        first, second, last = self.numbers
        if order == DAY_FIRST:
            year, month, day = last, second, first
        elif order == MONTH_FIRST:
            year, month, day = last, first, second
        elif self.has_century:
            return None
        else:
            year, month, day = self.numbers
        try:
            return _moment(year if self.has_century else _whole_year(year), month, day, self.clock)
        except (ValueError, OverflowError):
            return None


# Signs and words that say nothing about when.
_REMARK = re.compile(r"[(\[][^()\[\]]*[)\]]")
_PLACE = re.compile(rf"[(\[]?\b({PLACE})\b[)\]]?")
_SILENT_WORDS = """at on um om kl klo uhr hrs hours ore h a as las alle o ob v в г р года de del
    der den of the le el il d pukul saat στισ st nd rd th er
    mon tue tues wed thu thur thurs fri sat sun"""
_SILENT = frozenset(_SILENT_WORDS.split())

# Chinese, Japanese and Korean, in the words and signs of the others.
_EASTERN_DAY = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]?")
_EASTERN_CLOCK = re.compile(r"(\d{1,2}) ?[時时點点시] ?(\d{1,2}) ?[分분](?: ?(\d{1,2}) ?[秒초])?")
_EASTERN_WORDS = (
    (re.compile(r"午前|上午|오전"), " am "),
    (re.compile(r"午後|下午|오후"), " pm "),
    (
        re.compile(r"(?:星期|[周週])[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"),
        " ",
    ),
)

# The time of day, and the zone behind it.
_CLOCK = re.compile(
    r"(?<![\d.,:/+-])(?:([ap])m )?(\d{1,2})"
    r"(?:[:h](\d\d)(?::(\d\d)(?:[.,:](\d{1,9}))?)?(?!\d)|(?= ?[ap]\.? ?m\b)|h\b)"
    r"(?: ?([ap])\.? ?m\b\.?)?"
)
_DOTTED_CLOCK = re.compile(r"(?<=[ ,])()(\d{1,2})\.(\d\d)(?:\.(\d\d))?()()(?: ?uhr)?$")
_ZONE = re.compile(
    r" ?(?:(?:uhr|hrs|h)\b)? ?"
    r"((?:gmt|utc)? ?[+\u2212-]\d{1,2}(?::?\d\d)?(?![\d/.-])|[a-z]{1,5}(?![\w/]))"
)

# The day.
_YEAR_FIRST = re.compile(r"(\d{4})([-/.:]|\. ) ?(\d{1,2})\2 ?(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.]|\. | / | - ) ?(\d{1,2})\2 ?(\d{4}|\d\d)")
_PLAIN_NUMBERS = re.compile(
    r"(\d\d?)([-/.])(\d\d?)\2(\d{4})(?: (\d\d?):(\d\d)(?::(\d\d))?(?: ([apAP])[mM])?)?"
)
_COMPACT = re.compile(
    r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"[t _-]?([01]\d|2[0-3])(?:([0-5]\d)([0-5]\d)?)?(?:\.\d+)? ?(z|utc|gmt|[+-]\d\d:?\d\d)?"
)
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})")
_ZONE_OF_DAY = re.compile(r"(?: [+-]\d\d:?\d\d|\+\d\d:?\d\d|-\d\d:\d\d| ?\b(?:z|utc|gmt))$")
_LOG = re.compile(r"(?<=[a-z]/\d{4}):(?=\d\d:)")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_SIGNS = re.compile(r"[ ,./'\u2019|·@:–—-]*")
_FIRST_YEAR, _LAST_YEAR = 1600, 2199  # the first newspaper is of 1605


@lru_cache(maxsize=65_536)  # days repeat in every table
def read_written(text: str) -> datetime | Numbers | None:
    """Read a date as people and programs write it.

    Returns
    -------
    datetime, Numbers or None
        A moment in UTC, which is a midnight where only the day is known: no time is written, or
        one in a zone that nobody knows. ``Numbers`` where more than one order of day, month and
        year may be meant. ``None`` for what is no date.
    """
    if len(text) > MAX_DATE_CHARS:
        return None
    try:
        return _read(text)
    except (ValueError, OverflowError):  # the 31st of February
        return None


def _read(text: str) -> datetime | Numbers | None:
    if found := _PLAIN_NUMBERS.fullmatch(text):  # as below, in a fifth of the time
        first, separator, second, year, hour, minute, seconds, half = found.groups()
        clock = None
        if hour:
            turned = int(hour) % 12 + 12 * (half in "pP") if half and int(hour) <= 12 else int(hour)
            clock = Clock(turned, int(minute), int(seconds or 0), 0, UTC)
        return Numbers((int(first), int(second), int(year)), separator, True, clock)
    place = _PLACE.search(text)
    plain = _plain(_PLACE.sub(" ", text) if place else text)
    if compact := _COMPACT.fullmatch(plain):
        year, month, day, hour, minute, second = (int(part or 0) for part in compact.groups()[:6])
        return Clock(hour, minute, second, 0, read_zone(compact[7] or "z")).on(year, month, day)
    if found := _DAY_OF_YEAR.fullmatch(plain):
        day_one = datetime(int(found[1]), 1, 1, tzinfo=UTC)
        moment = day_one + timedelta(days=int(found[2]) - 1)
        return moment if moment.year == day_one.year else None
    clock, rest = _take_clock(plain, place[1] if place else "")
    return _read_day(rest, clock)


def _plain(text: str) -> str:
    """Spell a text in plain letters and digits, with one space between words."""
    if not text.isascii():
        text = _EASTERN_DAY.sub(r"\1-\2-\3 ", text)
        text = _EASTERN_CLOCK.sub(lambda found: ":".join(filter(None, found.groups())), text)
        for pattern, replacement in _EASTERN_WORDS:
            text = pattern.sub(replacement, text)
    text = fold(text)
    if "(" in text or "[" in text:
        text = _REMARK.sub(" ", text)
    return _LOG.sub(" ", " ".join(text.split()).strip(" ,;"))


def _take_clock(text: str, place: str) -> tuple[Clock | None, str]:
    """Take the time of day out of a text; none in a zone that is not known."""
    found = _CLOCK.search(text) or _DOTTED_CLOCK.search(text)
    if found is None:
        return None, _ZONE_OF_DAY.sub("", text)
    before, hours, minutes, seconds, fraction, behind = found.groups()
    hour = int(hours)
    if half := before or behind:
        hour = hour % 12 + 12 * (half == "p") if hour <= 12 else hour
    end = found.end()
    zone_name = place
    if (written := _ZONE.match(text, end)) and not _is_word(written[1]):
        zone_name, end = written[1], written.end()
    rest = f"{text[: found.start()].rstrip().removesuffix('t')} {text[end:]}"
    zone = read_zone(zone_name) if zone_name else UTC
    if zone is None:
        return None, rest
    microsecond = int((fraction or "").ljust(6, "0")[:6])
    return Clock(hour, int(minutes or 0), int(seconds or 0), microsecond, zone), rest


def _is_word(text: str) -> bool:
    return text in _SILENT or text in months()


def _read_day(text: str, clock: Clock | None) -> datetime | Numbers | None:
    if _SIGNS.fullmatch(_WORDS.sub("", text)) is None:
        return None
    parts = [part for part in _WORDS.findall(text) if part not in _SILENT]
    if len(parts) == 4:  # the day of the week, in whatever language: "mar" is a French Tuesday
        weekday = parts.pop(3 if parts[0].isdecimal() else 0)
        if weekday.isdecimal() or (len(weekday) > 3 and weekday in months()):
            return None
    if len(parts) != 3:
        return None
    if all(map(str.isdecimal, parts)):
        return _read_numbers(text, clock)
    year, month, day = _name_parts(parts)
    number = months().get(month)
    return _moment(year, number, day, clock) if number else None


def _name_parts(parts: list[str]) -> tuple[int, str, int]:
    """Tell year, month and day of a date with a name for the month.

    Raises
    ------
    ValueError
        For parts in another order.
    """
    first, second, last = parts
    if first.isdecimal() and len(first) == 4:
        return int(first), second, int(last)
    if not first.isdecimal():
        first, second = second, first
        if len(last) != 4:
            raise ValueError(parts)
    if len(first) > 2 or len(last) not in (2, 4):
        raise ValueError(parts)
    return (int(last) if len(last) == 4 else _whole_year(int(last))), second, int(first)


def _read_numbers(text: str, clock: Clock | None) -> datetime | Numbers | None:
    start = next(at for at, sign in enumerate(text) if sign.isdecimal())
    core = text[start:].rstrip(" .,|@-–—·abcdefghijklmnopqrstuvwxyz")
    if found := _YEAR_FIRST.fullmatch(core):
        return _moment(int(found[1]), int(found[3]), int(found[4]), clock)
    if found := _NUMBERS.fullmatch(core):
        first, separator, second, last = found.groups()
        numbers = (int(first), int(second), int(last))
        return Numbers(numbers, separator.strip(), len(last) == 4, clock)
    return None


def _whole_year(number: int) -> int:
    """Return the year of two digits: from 1969 to 2068, as POSIX has it."""
    return number + (1900 if number > 68 else 2000)


def _moment(year: int, month: int, day: int, clock: Clock | None) -> datetime | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return clock.on(year, month, day) if clock else datetime(year, month, day, tzinfo=UTC)
