"""The byline or dateline that an excerpt opens with, and the agency that it names."""

from __future__ import annotations

import re
from functools import cache

from clustering.duplicates.texts.agencies import ANY_MARK, agency_of_mark
from clustering.duplicates.texts.wordlists import PARTICLES

# What ends an opening that may be a dateline.
_BREAK = re.compile(r"[\u2013\u2014|]|\s-{1,3}\s|--|:\s|\.-")
_DASHES = re.compile(r"[\s\u2013\u2014|:.-]+")
_BRACKETS = re.compile(r"(?P<before>.*?)[\s,-]*(?:\((?P<round>[^()]+)\)|/(?P<slash>[^/]+)/)")
_UNDASHED = re.compile(r"(?P<before>[^()]{0,100}?)\((?P<round>[^()]{2,40})\)\s+(?=[A-Z\"\u201c])")
_ENDS_WITH_MARK = re.compile(rf"(?:.*[\s,/])?(?:the\s+)?(?P<mark>{ANY_MARK})/?", re.I)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(rf"\b{_MONTHS}\s+\d{{1,2}}|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}", re.I)
_CAPITALS = re.compile(r"[A-Z][A-Z .'\u2019/-]{2,}(?:,.*)?")
_NAME = r"[A-Z][\w.'\u2019-]*\w"
_BYLINE = (
    rf"(?:By|BY|Von|Par|Por)\s+(?:the\s+)?"
    rf"(?:(?P<mark>(?i:{ANY_MARK}))\b|{_NAME}\s+(?:[A-Z]\.?\s+)?{_NAME})"
    rf"(?:\s*(?:,|and\b|&)\s*(?!(?i:{ANY_MARK})\b){_NAME}\s+{_NAME}){{0,4}}"
    rf"(?:\s*(?:[,|/\u2022-]|for\b|of\b)\s*(?:the\s+)?(?P<desk>(?i:{ANY_MARK}))\b)?"
    rf"(?:,?\s+(?:staff(?:\s+writer)?|(?:[\w]+\s)?(?:reporter|editor|correspondent)))?"
    rf"\s*(?:[|\u2022\u2013\u2014:-]+\s*)?(?=\S)"
)


def credit_end(text: str) -> tuple[int, str]:
    """Return where a byline or dateline ends (0 without one) and the agency it names."""
    dash = _BREAK.search(text, 2, 160)
    if dash is not None:
        mark = _dateline(text[: dash.start()].rstrip(" -"))
        end = _DASHES.match(text, dash.start())
        if mark is not None and end is not None:
            return end.end(), mark
    if "(" in text[:110]:
        undashed = _UNDASHED.match(text)
        if undashed is not None and _is_place(undashed["before"]):
            known = agency_of_mark(undashed["round"])
            if known and known != undashed["round"].lower():
                return undashed.end(), known
    if text.startswith(("By ", "BY ", "Von ", "Par ", "Por ")):
        byline = _byline().match(text)
        if byline is not None:
            return byline.end(), agency_of_mark(byline["mark"] or byline["desk"] or "")
    return 0, ""


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(_BYLINE)  # 0.01 s, which texts without a byline do not need


def _dateline(opening: str) -> str | None:
    """Return the agency of a dateline (``""`` when it names none), ``None`` for other text."""
    if not opening or not _is_place(opening):
        return None
    brackets = _BRACKETS.fullmatch(opening) if opening[-1] in ")/" else None
    if brackets is not None:
        inside = (brackets["round"] or brackets["slash"]).strip()
        known = agency_of_mark(inside)
        return known if known or (inside[:1].isupper() and inside.count(" ") < 3) else None
    marked = _ENDS_WITH_MARK.fullmatch(opening) if len(opening) < 60 else None
    if marked is not None:
        return agency_of_mark(marked["mark"])
    return "" if _CAPITALS.fullmatch(opening) or _DATE.search(opening) else None


def _is_place(before: str) -> bool:
    """Whether these are places, dates and people, not the beginning of a sentence."""
    plain = 0
    words = before.split()
    for word in words:
        if word[0].islower() and word.strip(".,") not in PARTICLES:
            plain += 1
            if plain > 1:
                return False
    return len(words) < 20 and (plain == 0 or len(words) > 2)
