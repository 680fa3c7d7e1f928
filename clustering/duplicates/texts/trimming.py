"""Rules for what outlets wrap round a text: tags, suffixes, credits, datelines, captions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from clustering.duplicates.texts.agencies import (
    agency_of_mark,
    agency_of_outlet,
    is_known_mark,
)
from clustering.duplicates.texts.datelines import credit_end
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
WRAPPING_SIGNS = (
    *":|()[]*\u2013\u2014\u2022\u00b7\u00bb-",
    "//",
    " via ",
    "\u2026",
    "..",
    "&",
    "<",
)
"""A clean title without any of these has nothing wrapped round it."""
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
# The section a piece stands in, before a headline ("Op-Ed Columnist: …") or behind its outlet.
_SECTION = (
    r"(?:op-?\s?eds?|opinions?|editorials?|column(?:ist)?s?|contributor|commentary|comment|analysis"
    r"|perspectives?|essay|viewpoint|voices|letters?|guest|news|world|politics|business|economy"
    r"|money|markets?|sports?|football|soccer|tech(?:nology)?|science|health|culture|arts?|books?"
    r"|music|film|movies|tv|television|style|fashion|food|travel|lifestyle|life|entertainment"
    r"|education|environment|climate|local|national|international|u\.?s\.?|uk|europe|africa|asia"
    r"|americas|middle east|australia)"
)
_SECTIONS = rf"{_SECTION}(?:(?:\s*[&/,]\s*|\s+(?:and\s+)?){_SECTION})?"
_SECTION_HEAD = re.compile(
    rf"(?:the\s+)?{_SECTIONS}(?:\s*[:|\u2022]\s*|\s+[\u2013\u2014-]\s+)(?=\S)", re.I
)
_ONLY_SECTION = re.compile(_SECTIONS, re.I)
_AROUND = re.compile(r"\s+[\u2013\u2014-]+\s+|[:|()\[\]*\u2022\u00b7\u00bb]|//| via ")
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
_BUTTON = re.compile(r"close\b\s", re.I)  # of the picture above a text
_CAPTION_END = re.compile(
    r".{0,400}?\((?:AP |Reuters |Getty |Courtesy )?(?:Photos?|Images?|File|Getty)\b"
    r"[^()]{0,80}\)\s*",
    re.I,
)

MAX_TAGS = 20
"""Tags that are taken off each end of a headline; real ones have three."""


class Title(NamedTuple):
    """A headline without what is wrapped round it.

    ``bare`` also loses what only may be wrapping: a dashed ending, the slug of a series, the
    section before it. ``agency`` is the agency that the wrapping names, which is not the outlet.
    """

    full: str
    bare: str
    is_cut: bool
    has_section: bool = False
    agency: str = ""


class Text(NamedTuple):
    """An excerpt from where its text begins, the agency its wrapping names, whether it is cut."""

    text: str
    agency: str
    is_cut: bool = False


_NO_TEXT = Text("", "")


def unwrap_title(title: str, outlet: Outlet) -> Title:
    """Take tags, outlet and agency names off a headline.

    >>> unwrap_title("UPDATE 2-Storm hits coast - Reuters", Outlet("Daily", "daily.com")).full
    'Storm hits coast'
    """
    whole, is_cut = _uncut(clean_text(title))
    sign = _TAG_PUNCTUATION.search(whole)
    if sign is None:
        return Title(whole, whole, is_cut)
    title = whole
    for _ in range(MAX_TAGS):
        before = title
        title = _untagged(title, sign.start() if sign else 0, outlet)
        sign = None
        if title == before:
            break
    title, is_cut_before_tag = _uncut(title)
    bare = _shorter(_SLUG.sub("", title), title, words=3)
    bare = _shorter(_DASHED.sub("", bare), bare, words=4)
    head = _SECTION_HEAD.match(title)
    headless = _shorter(title[head.end() :], title, words=4) if head else title
    if headless != title:
        bare = headless
    agency = _agency_around(title, whole, outlet) if title != whole else ""
    return Title(title, bare, is_cut or is_cut_before_tag, headless != title, agency)


def _agency_around(title: str, whole: str, outlet: Outlet) -> str:
    """Return the agency that stands around a headline, unless it is the outlet itself."""
    start = max(whole.find(title), 0)
    around = f"{whole[:start]}|{whole[start + len(title) :]}"
    named = [part.strip(" -\u2013\u2014") for part in _AROUND.split(around)]
    known = [agency_of_mark(part) for part in named if part and is_known_mark(part)]
    return next((agency for agency in known if agency != agency_of_outlet(outlet)), "")


def _untagged(title: str, sign: int, outlet: Outlet) -> str:
    """Take a tag off each end; ``sign`` is where the first can end."""
    head = _HEAD.match(title) if sign < 36 else None
    if head is not None and (
        _is_code(head["tag"])
        if head["glue"]
        else _is_tag(head["tag"]) or _is_outlet_name(head["tag"], outlet)
    ):
        title = _shorter(title[head.end() :], title, words=2)
    if _TAG_PUNCTUATION.search(title, max(len(title) - 52, 0)):
        title = clean_title(title, outlet)
        title = _tailless(title, max(len(title) - 52, 0), outlet)
    return title


def _tailless(title: str, start: int, outlet: Outlet) -> str:
    """Take the tag off the end of a title that begins at ``start`` or later."""
    tail = _TAIL.search(title, start)
    if tail is None:
        return title
    if _ONLY_SECTION.fullmatch(title[: tail.start()]):  # "Opinion | A headline - Outlet"
        return _tailless(title, tail.start("tag"), outlet)
    if tail["bar"] or _is_tag(tail["tag"]) or _is_outlet_and_section(tail["tag"], outlet):
        return _shorter(title[: tail.start()], title, words=3 if tail["bar"] else 2)
    return title


def unwrap_text(excerpt: str, limit: int) -> Text:
    """Take captions, byline and dateline off an excerpt; nothing is left of a placeholder.

    >>> unwrap_text("NEW YORK (AP) — Stocks rose.", 400)
    Text(text='Stocks rose.', agency='AP', is_cut=False)
    """
    if not excerpt:
        return _NO_TEXT
    text = clean_text(excerpt[: 2 * limit])
    if _PLACEHOLDER.match(text):
        return _NO_TEXT
    if _CAPTION.match(text):
        end = _CAPTION_END.match(text)
        text = text[end.end() :] if end else _BUTTON.sub("", text) if _BUTTON.match(text) else ""
    agency = ""
    for _ in range(3):
        start, mark = credit_end(text)
        agency = agency or mark
        if not start:
            break
        text = text[start:]
    text, is_cut = _uncut(text)
    if len(text) > limit:
        text, is_cut = _LAST_WORD.sub("", text[:limit]), True
    return Text(text, agency, is_cut)


def _shorter(shorter: str, text: str, words: int) -> str:
    """Return the shorter text unless fewer than so many words are left in it."""
    return shorter if shorter.count(" ") >= words - 1 else text


@lru_cache(maxsize=65_536)
def _is_tag(tag: str) -> bool:
    return _STATUS.fullmatch(tag) is not None or is_known_mark(tag)


def _is_outlet_name(tag: str, outlet: Outlet) -> bool:
    """Whether a tag in brackets is the outlet's own name."""
    return clean_title(f"{tag} - {tag}", outlet) == tag


def _is_outlet_and_section(tag: str, outlet: Outlet) -> bool:
    """Whether a tag is the outlet's own name, alone or beside its sections: "Post - Opinion"."""
    names = [part for part in tag.split(" - ") if not _ONLY_SECTION.fullmatch(part.strip())]
    return len(names) == 1 and _is_outlet_name(names[0].strip(), outlet)


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
