"""Rules for what outlets wrap round a text: tags, suffixes, credits, datelines, captions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from clustering.duplicates.agencies import ANY_MARK, agency_of_mark, is_known_mark
from clustering.duplicates.wordlists import PARTICLES
from clustering.model import Outlet
from clustering.text.clean import clean_text, clean_title

# What a desk puts before or after a headline to say how fresh it is or what comes with it. Words
# that make another piece of it ("Opinion", "Review", "Analysis") are not among them.
_STATUS = re.compile(
    r"(?:with\s+|w/\s*)?(?:\d{1,2}(?:st|nd|rd|th)\s+)?"
    r"(?:breaking(?:\s+news)?|exclusive|(?:latest\s+)?update[ds]?|just\s+in|developing|urgent|alert"
    r"|flash|live(?:\s+(?:updates?|blog|now))?|(?:must\s+)?watch(?:\s+(?:live|now|here))?|videos?"
    r"|see\s+(?:photos?|video)|photos?|(?:in\s+)?pictures|pics|gallery|audio|listen|correct(?:ed|ion)"
    r"|refile|rpt|repeat|wrapup|lead|adds\s+details?|press\s+release|report|news\s?alert"
    r"|top\s+story|happening\s+now)(?:\s*#?\d{1,2})?",
    re.I,
)
_CODED = re.compile(
    r"[A-Z]{3,}|[A-Za-z]+\s*\d{1,2}|(?:Exclusive|Update|Corrected|Refile)(?:\s*\d{1,2})?"
)
_TAG_PUNCTUATION = re.compile(r"[:|()\[\]*\u2013\u2014\u2022\u00b7\u00bb-]|//| via ")
# A word or two before a colon, bar, bracket or dash. A hyphen without a space counts for what
# desks glue on ("UPDATE 2-Storm"), not for "Live-action film".
_HEAD = re.compile(
    r"[\W_]{0,3}(?P<tag>[A-Za-z0-9][\w #/&'.]{0,28}?)"
    r"(?:\s*[:|\u2022]+|\s*[)\]*]+(?:\s*[:|\u2013\u2014-])*|\s+[\u2013\u2014-]+(?=\s)|[\u2013\u2014]"
    r"|(?P<glue>\s?-{1,2}))\s*(?=\S)"
)
_TAIL = re.compile(
    r"(?:\s+(?:(?P<bar>\||\u00bb|::|//)|[\u2013\u2014\u00b7\u2022-]+)\s*|\s*[(\[*]+|,?\s+via\s+)"
    r"(?P<tag>[^|\u2013\u2014()\[\]*]{2,45}?)[)\]*]*$"
)
# "GLOBAL MARKETS-Stocks slip", "FOREX-Dollar": the slug of a series, glued on with a hyphen.
_SLUG = re.compile(
    r"^[A-Z][A-Z0-9&'.]{2,}(?:\s[A-Z0-9&'.]+){0,4}\s?-{1,2}\s?(?=[A-Z'\"\u2018\u201c])"
)
_DASHED = re.compile(r"\s[\u2013\u2014-]{1,2}\s+[^\s\u2013\u2014|][^\u2013\u2014|]{1,40}$")
_CUT = re.compile(
    r"\s*[(\[]?(?:\u2026|(?<!\.)\.{2,})[)\]]?\s*(?:\(?(?:read|see|continue|more)\b.{0,30})?$", re.I
)
_LAST_WORD = re.compile(r"\s\S+$")

# Excerpts that say nothing about the article, and captions of the photograph above it.
_PLACEHOLDER = re.compile(
    r"(?:coverage )?excerpt (?:from|unavailable|not available)|no (?:excerpt|description|summary)"
    r"|(?:please )?(?:enable|turn on|accept) (?:javascript|cookies)|(?:click|tap) here"
    r"|open the article"
    r"|(?:sign|log) (?:up|in)\b|subscribe\b|(?:you are|you're) using|this site (?:uses|is)"
    r"|get the latest|stay up to date|all rights reserved|copyright\b|error 40\d|access denied"
    r"|we use cookies|your browser",
    re.I,
)
_CAPTION = re.compile(
    r"(?:file(?: photo| image)?\s*[-\u2013\u2014:]|\d+ of \d+\b|close\b\s"
    r"|image(?: source)? ?:|photo(?:graph)?(?: by)?:)",
    re.I,
)
_CAPTION_END = re.compile(
    r".{0,400}?\((?:AP |Reuters |Getty |Courtesy )?(?:Photos?|Images?|File|Getty)\b"
    r"[^()]{0,80}\)\s*",
    re.I,
)

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
_BYLINE = re.compile(
    rf"(?:By|BY|Von|Par|Por)\s+(?:the\s+)?"
    rf"(?:(?P<mark>(?i:{ANY_MARK}))\b|{_NAME}\s+(?:[A-Z]\.?\s+)?{_NAME})"
    rf"(?:\s*(?:,|and\b|&)\s*(?!(?i:{ANY_MARK})\b){_NAME}\s+{_NAME}){{0,4}}"
    rf"(?:\s*(?:[,|/\u2022-]|for\b|of\b)\s*(?:the\s+)?(?P<desk>(?i:{ANY_MARK}))\b)?"
    rf"(?:,?\s+(?:staff(?:\s+writer)?|(?:[\w]+\s)?(?:reporter|editor|correspondent)))?"
    rf"\s*(?:[|\u2022\u2013\u2014:-]+\s*)?(?=\S)"
)

MAX_TAGS = 20
"""Tags that are taken off each end of a headline; real ones have three."""


class Title(NamedTuple):
    """A headline without what is wrapped round it.

    ``bare`` also loses what only may be wrapping: a dashed ending, the slug of a series.
    """

    full: str
    bare: str
    is_cut: bool


class Text(NamedTuple):
    """An excerpt from where its text begins, and the agency that its wrapping names."""

    text: str
    agency: str


_NO_TEXT = Text("", "")


def unwrap_title(title: str, outlet: Outlet) -> Title:
    """Take tags, outlet and agency names off a headline.

    >>> unwrap_title("UPDATE 2-Storm hits coast - Reuters", Outlet("Daily", "daily.com")).full
    'Storm hits coast'
    """
    title, is_cut = _uncut(clean_text(title))
    sign = _TAG_PUNCTUATION.search(title)
    if sign is None:
        return Title(title, title, is_cut)
    for _ in range(MAX_TAGS):
        before = title
        title = _untagged(title, sign.start() if sign else 0, outlet)
        sign = None
        if title == before:
            break
    title, is_cut_before_tag = _uncut(title)
    bare = _shorter(_SLUG.sub("", title), title, words=3)
    bare = _shorter(_DASHED.sub("", bare), bare, words=4)
    return Title(title, bare, is_cut or is_cut_before_tag)


def _untagged(title: str, sign: int, outlet: Outlet) -> str:
    """Take a tag off each end; ``sign`` is where the first can end."""
    head = _HEAD.match(title) if sign < 36 else None
    if head is not None and (_is_code if head["glue"] else _is_tag)(head["tag"]):
        title = _shorter(title[head.end() :], title, words=2)
    if _TAG_PUNCTUATION.search(title, max(len(title) - 52, 0)):
        title = clean_title(title, outlet)
        tail = _TAIL.search(title, max(len(title) - 52, 0))
        if tail is not None and (
            tail["bar"] or _is_tag(tail["tag"]) or _is_outlet_name(tail["tag"], outlet)
        ):
            title = _shorter(title[: tail.start()], title, words=3 if tail["bar"] else 2)
    return title


def unwrap_text(excerpt: str, limit: int) -> Text:
    """Take captions, byline and dateline off an excerpt; nothing is left of a placeholder.

    >>> unwrap_text("NEW YORK (AP) — Stocks rose.", 400)
    Text(text='Stocks rose.', agency='AP')
    """
    if not excerpt:
        return _NO_TEXT
    text = clean_text(excerpt[: 2 * limit])
    if _PLACEHOLDER.match(text):
        return _NO_TEXT
    if _CAPTION.match(text):
        end = _CAPTION_END.match(text)
        text = text[end.end() :] if end else ""
    agency = ""
    for _ in range(3):
        start, mark = _credit(text)
        agency = agency or mark
        if not start:
            break
        text = text[start:]
    text, _ = _uncut(text)
    if len(text) > limit:
        text = _LAST_WORD.sub("", text[:limit])
    return Text(text, agency)


def _shorter(shorter: str, text: str, words: int) -> str:
    """Return the shorter text unless fewer than so many words are left in it."""
    return shorter if shorter.count(" ") >= words - 1 else text


@lru_cache(maxsize=65_536)
def _is_tag(tag: str) -> bool:
    return _STATUS.fullmatch(tag) is not None or is_known_mark(tag)


def _is_outlet_name(tag: str, outlet: Outlet) -> bool:
    """Whether a tag in brackets is the outlet's own name."""
    return clean_title(f"{tag} - {tag}", outlet) == tag


@lru_cache(maxsize=4096)
def _is_code(tag: str) -> bool:
    return _CODED.fullmatch(tag) is not None and _STATUS.fullmatch(tag) is not None


def _uncut(text: str) -> tuple[str, bool]:
    """Drop an ellipsis, with the word it may have broken off, from the end of a text."""
    if "\u2026" not in text[-40:] and ".." not in text[-40:]:
        return text, False
    shorter = _CUT.sub("", text)
    if shorter == text:
        return text, False
    is_whole = text[len(shorter)].isspace()
    return (shorter if is_whole else _LAST_WORD.sub("", shorter)), True


def _credit(text: str) -> tuple[int, str]:
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
        byline = _BYLINE.match(text)
        if byline is not None:
            return byline.end(), agency_of_mark(byline["mark"] or byline["desk"] or "")
    return 0, ""


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
