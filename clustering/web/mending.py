"""Mends slips in web addresses that have one reading: doubled schemes, stray quotes, entities."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

OPENERS = "<([{\"'`\u2018\u201c\u201e\u00ab\u2039"
CLOSERS = ">)]}\"'`\u2019\u201d\u201c\u00bb\u203a,;"
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}

# Named entities only where a semicolon ends them: "&copy=1" is a parameter.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|quot|apos|lt|gt|sol|colon|nbsp);")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_MARKDOWN = re.compile(r"\[[^\[\]]*\]\(\s*<?([^\s<>]+)[^)]*\)")
_LINK = re.compile(r"<a\s[^>]*?href\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_NEXT = re.compile(r"(?<![\s,;|])[\s,;|]+(?=https?://)", re.I)  # one address behind another
_READER = re.compile(  # the reading views of browsers
    r"(?:about:reader|read:/|chrome-distiller:/|chrome-extension:/)[^?]*\?(?:[^&]*&)*?url=([^&]+)",
    re.I,
)
_ESCAPED = re.compile(r"(?:https?|ftp)?%(?:25)*3a%(?:25)*2f%(?:25)*2f", re.I)
_PREFIX = re.compile(r"(?:view-source|feed|url|uri|href|link|source)\s*[:=]\s*(?=\S)", re.I)
_SCHEME = re.compile(
    r"[:/\s]*(?:(?:www\.)?h{0,2}t{1,3}p{1,2}(s?)s?\s?(?:[:;.,]{0,2}\s?/+|[:;]+)\s*)+[:/]*"
    r"|:/+|/{3,}",
    re.I,
)
_TWICE_ESCAPED = 3  # times that an address is escaped at most


def needs_mending(url: str) -> bool:
    """Whether an address that seems to be one may hold a slip inside or at its end."""
    return bool(
        url[-1:] in CLOSERS
        or "\\" in url
        or not url.isprintable()
        or " http" in url
        or ("&" in url and ";" in url and _ENTITY.search(url))
    )


def mend(text: str) -> str:
    """Return the address that a text was meant to be; what has no such slips, as it is.

    >>> mend("<http://https//outlet.com/news>")
    'https://outlet.com/news'
    """
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    text = _UNSEEN.sub("", text).strip()
    for pattern in (_MARKDOWN, _LINK, _READER):
        if found := pattern.match(text):
            text = found[1]
    while found := _PREFIX.match(text):
        text = text[found.end() :]
    text = _strip(_NEXT.split(text, maxsplit=1)[0])
    for _ in range(_TWICE_ESCAPED):
        if _ESCAPED.match(text):
            text = unquote(text)
    text = text.replace("\\/", "/").replace("\\", "/")
    if found := _SCHEME.match(text):
        text = f"http{(found[1] or '').lower()}://{text[found.end() :]}"
    return text


def _strip(text: str) -> str:
    """Take quotes and brackets off both ends; a bracket at the end only if nothing opens it."""
    start, end = 0, len(text)
    while start < end and (text[start] in OPENERS or text[start].isspace()):
        start += 1
    open_ones = {closer: text.count(opener, start) for closer, opener in _PAIRS.items()}
    closed = {closer: text.count(closer, start) for closer in _PAIRS}
    while end > start and (text[end - 1] in CLOSERS or text[end - 1].isspace()):
        last = text[end - 1]
        if last in _PAIRS:
            if closed[last] <= open_ones[last]:
                break
            closed[last] -= 1
        end -= 1
    return text[start:end]
