"""The header of an HTML page: what its ``<head>`` says about the article in it."""

from __future__ import annotations

import re
from html import unescape

from clustering.sources.headers.markup import Said

MAX_HEAD_CHARS = 200_000
MAX_TAG_CHARS = 5_000

_TAG = re.compile(rf"<(meta|link)\s([^<>]{{0,{MAX_TAG_CHARS}}})>", re.I)
_ATTRIBUTE = re.compile(r"([\w:-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]*)", re.I)
_BODY = re.compile(r"<body[\s>]|</head\s*>", re.I)

# What a page calls a thing, and the key it gets; the surest name first.
_NAMES = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "date": (
        *("article:published_time", "date", "datepublished", "pubdate", "publishdate"),
        *("dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date"),
    ),
    "description": ("og:description", "description", "twitter:description", "summary"),
    "canonical_url": ("canonical", "og:url"),
    "site_name": ("og:site_name", "application-name"),
    "tags": ("keywords", "tags", "article:tag", "news_keywords"),
    "status": ("status",),
}


def read_html(text: str) -> Said | None:
    """Read a page whose head gives a title and a day, a description or an address.

    Others are no posts: templates, indexes, fragments.
    """
    end = _BODY.search(text, 0, MAX_HEAD_CHARS)
    head = text[: end.start() if end else MAX_HEAD_CHARS]
    said: dict[str, str] = {}
    for tag in _TAG.finditer(head):
        pairs = {
            found[1].lower(): unescape(next(filter(None, found.groups()[1:]), ""))
            for found in _ATTRIBUTE.finditer(tag[2])
        }
        name = pairs.get("property") or pairs.get("name") or pairs.get("itemprop")
        name = name or pairs.get("rel", "")
        said.setdefault(name.lower(), pairs.get("content") or pairs.get("href") or "")
    values: dict[str, object] = {}
    for key, names in _NAMES.items():
        if value := next(filter(None, map(said.get, names)), None):
            values[key] = value
    if title := _TITLE.search(head):
        values.setdefault("title", " ".join(unescape(title[1]).split()))
    is_article = values.get("title") and values.keys() & {"date", "description", "canonical_url"}
    return (values, end.end() if end else 0) if is_article else None
