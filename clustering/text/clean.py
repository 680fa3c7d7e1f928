"""What is cleaned off a title or excerpt before anything is counted."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from clustering.model import Outlet

# Controls, zero-width and bidi marks: invisible, and they split words that look whole.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)

# Tags by name, so that "is 3<x and 5>y" keeps its words; names of one letter, which prose and
# formulas have too, stand alone or with an attribute.
_TAG = re.compile(
    r"</?(?:[abipqsu](?:\s[^<>=]{0,200}=[^<>]{0,200})?"
    r"|(?:br|em|strong|span|div|img|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|script|style|noscript"
    r"|iframe|embed|figure|figcaption|table|thead|tbody|tr|td|th|sup|sub|small|code|pre|hr|wbr"
    r"|video|audio|source|picture|svg|center|font|cite|strike|del|ins|mark|abbr|time"
    r"|section|article|aside|header|footer)(?:\s[^<>]{0,200})?)\s{0,9}/?>",
    re.IGNORECASE,
)

# What no reader of a page sees: where it begins, and where each kind of it ends.
_UNSEEN = re.compile(r"<(?:(script|style)\b|!--)", re.IGNORECASE)
_UNSEEN_ENDS = {
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
    "": re.compile("-->"),
}

# Between a headline and the outlet that carries it.
_SUFFIX = re.compile(r"\s+(?:[-\u2013\u2014|\u00b7\u2022:]+|//|::)\s+(?P<outlet>[^|]{2,60})$")

_BEFORE_OUTLET = re.compile(r" [-\u2013\u2014|\u00b7\u2022:/]")

_NOT_NAME = re.compile(r"[\W_]+")

_OUTLET_VARIANTS = re.compile(r"^the|(?:com|net|org|news|online|website)$")

# The last word of a text, where nothing but a letter or figure ends it; a longer run is a sentence
# of a script without spaces.
_CUT_WORD = re.compile(r"(?:(?<=\s)|^)\S{0,30}\w$")
_ELLIPSIS = re.compile(r"\[?(?:\u2026|(?<!\.)\.{3,})\]?$")  # a run of dots is tried once
_CUT_WORD_CHARS = 32  # with a line end
_ENDS_CUT = frozenset("\u2026.]\n")
_MIN_CUT_LENGTH = 80  # characters; shorter excerpts are seldom cut


def clean_text(text: str) -> str:
    """Undo HTML entities and tags, drop invisible characters, fold white space.

    Entities are undone twice, as feeds escape what was escaped already; what was escaped more
    often keeps the rest. Idempotent for text without ``&`` and ``<``.
    """
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    if not text.isascii():  # after the invisible, which keep a letter and its accent apart
        text = unicodedata.normalize("NFC", text)
    if "  " in text or text[:1] == " " or text[-1:] == " " or not text.isprintable():
        return " ".join(text.split())
    return text


def without_unseen(text: str) -> str:
    """Replace comments, scripts and styles in HTML by a space; what is never closed stays.

    Each kind of end is looked for from where the last one was found, and no more once there is
    none left, so that a text of openings takes no longer than another.
    """
    kept: list[str] = []
    done = 0
    open_ended: set[str] = set()
    start = _UNSEEN.search(text)
    while start:
        kind = (start[1] or "").lower()
        end = None if kind in open_ended else _UNSEEN_ENDS[kind].search(text, start.end())
        if end:
            kept += [text[done : start.start()], " "]
            done = end.end()
        else:
            open_ended.add(kind)
        start = _UNSEEN.search(text, end.end() if end else start.end())
    return "".join([*kept, text[done:]])


def clean_title(title: str, outlet: Outlet) -> str:
    """Clean a title and take a trailing outlet name off it when it is the article's own outlet.

    ``"Storm hits coast - The Tidewater Post"`` loses its end when the outlet is *Tidewater
    Post* or ``tidewaterpost.com``; ``"Sales fall - Apple"`` from another outlet stays whole.
    """
    title = clean_text(title)
    if _BEFORE_OUTLET.search(title) is None:  # most titles, in a fraction of the time
        return title
    match = _SUFFIX.search(title)
    if match is None or match.start() == 0:
        return title
    if _plain_name(match["outlet"]) in _own_names(outlet):
        return title[: match.start()].rstrip()
    return title


@lru_cache(maxsize=65_536)
def _own_names(outlet: Outlet) -> frozenset[str]:
    """Plain forms an outlet signs with: its name, its domain, the domain's first label."""
    labels = outlet.domain.removeprefix("www.").split(".")
    names = {outlet.name, outlet.domain, labels[0]}
    return frozenset(_plain_name(name) for name in names if name) - {""}


def _plain_name(name: str) -> str:
    squeezed = _NOT_NAME.sub("", name).casefold()
    return _OUTLET_VARIANTS.sub("", squeezed) or squeezed


def cut_word(text: str, limit: int) -> str:
    """Return the last word of the first ``limit`` characters where it may be cut off, else nothing.

    So it may be where no sign and no space follows it: at the limit, and at the end of an excerpt
    that was cut before it came here ("the represen", "was canc…").
    """
    if len(text) > limit:
        if text[limit].isspace():
            return ""
        text = text[:limit]
    elif len(text) < _MIN_CUT_LENGTH:
        return ""
    elif text[-1] in _ENDS_CUT:
        text = _ELLIPSIS.sub("", text)
    found = _CUT_WORD.search(text, max(len(text) - _CUT_WORD_CHARS, 0))
    return found[0] if found else ""
