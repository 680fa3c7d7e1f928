"""The words in the path of an address, which say what its page is about."""

from __future__ import annotations

import re
from urllib.parse import unquote

_DIGIT = re.compile(r"\d")
_EXTENSION = re.compile(r"(?:\.[a-z]{2,5}){1,2}\W{0,3}$")
# Numbers, hex (the parts of a GUID too), and what mixes digits and letters as no word does.
_ID = re.compile(r"[\d\W]+|.*(?:\d[a-z]+\d|\d{5}).*|(?=.*\d)[0-9a-f]{4}(?:[0-9a-f]{4,})?")
# Most addresses: one segment of plain words and numbers, behind segments of one word each.
_USUAL = re.compile(
    r"https?://[^/?#]*+(?:/[a-z0-9]*+(?=/))*+/(?:\d+-)*+([a-z]++(?:-[a-z]++){2,}+)(?:-\d+)*+"
    r"(?:\.[a-z]{2,5}){0,2}/?(?:[?#].*)?",
    re.S,
)


def slug(url: str) -> str:
    """Return the words of the URL path, lower-case, from segments of at least three words.

    >>> slug("https://outlet.com/news/99990-storm-hits-north-coast.html")
    'storm hits north coast'
    """
    usual = _USUAL.fullmatch(url)
    if usual:  # as below, in a third of the time
        return usual[1].replace("-", " ")
    path = url.partition("?")[0].partition("#")[0].lower()
    words: list[str] = []
    for segment in path.split("/")[3 if "//" in path[:8] else 1 :]:
        if segment.count("-") + segment.count("_") < 2:
            continue
        if "%" in segment:
            segment = unquote(segment)
        if "." in segment:
            segment = _EXTENSION.sub("", segment)
        parts = segment.replace("_", " ").replace("-", " ").split()
        if _DIGIT.search(segment):
            parts = [
                part
                for part in parts
                if part.isalpha() or not (part.isdigit() or _ID.fullmatch(part))
            ]
        if len(parts) > 2:
            words += parts
    return " ".join(words)
