"""Merge records into articles: which records are one article, and what each gives to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, product

import numpy as np

from clustering.arrays.build import build_frozen
from clustering.arrays.components import connected_components
from clustering.arrays.types import IntArray
from clustering.articles.dates import is_day
from clustering.articles.shared_keys import SEPARATOR, Marks, told_apart
from clustering.model import Article, Corpus, Outlet, Record
from clustering.text.clean import clean_text, clean_title
from clustering.web.keys import MAX_CHARS, canonical, domain
from clustering.web.links import is_web
from clustering.web.mending import mend
from clustering.web.url_dates import date_in

# Positions of the records of one article.
_Group = tuple[int, ...]

# Fields of an article, in order.
_Parts = tuple[object, ...]
_FIELDS = [field.name for field in fields(Article)]


def merge(records: list[Record]) -> Corpus:
    """Make one article of all records that share a canonical URL, directly or through others.

    A bare home page identifies no article. A record without a usable URL is identified by
    outlet, title and day; without outlet or title it stands alone, so that copies in a table
    of bare headlines are still found as duplicates.

    The article's ``id`` is the hash of the smallest of its records' *preferred* keys: it
    stays the same when another record brings an AMP or an original URL for it.

    Returns
    -------
    Corpus
        The same for any order of the records, apart from their positions.
    """
    marks = told_apart(records, [_marks(record) for record in records])
    group_of = _connect(marks)
    groups = [_ranked(group, records) for group in _split(group_of)]
    ids = _ids(groups, records, marks)
    order = sorted(range(len(groups)), key=ids.__getitem__)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    article_of = place[group_of]
    # Built in input order, where neighbours lie close in memory, and sorted afterwards.
    parts = [_parts(name, group, records, marks) for name, group in zip(ids, groups, strict=True)]
    columns = dict(zip(_FIELDS, zip(*parts, strict=True), strict=False))
    built = build_frozen(Article, len(parts), columns) if parts else []
    articles = [built[group] for group in order]
    return Corpus(articles, article_of, _links(records, marks, article_of))


def _marks(record: Record) -> Marks:
    """Return what identifies a record; nothing when it stands alone."""
    keys = dict.fromkeys([key for key in map(canonical, record.urls) if _is_page(key)])
    if keys:
        return tuple(keys)
    outlet = Outlet(record.outlet_name, domain(record.outlet_domain))
    publisher = outlet.key
    title = clean_title(record.title, outlet).casefold()
    if not publisher or not title:
        return ()
    day = record.published.date().isoformat() if record.published else ""
    return (SEPARATOR.join((publisher, title, day)),)


def _is_page(key: str) -> bool:
    """Whether a canonical key has more than a host, which many articles share."""
    return "/" in key[2:] or "?" in key or "#" in key


def _connect(marks: list[Marks]) -> IntArray:
    """Return the number of each record's group, joined by marks; shape ``(records,)``."""
    node_of: dict[str, int] = {}
    nodes = [
        node_of.setdefault(mark, len(marks) + len(node_of)) for mark in chain.from_iterable(marks)
    ]
    rows = np.repeat(np.arange(len(marks)), [len(some) for some in marks])
    ends = np.array(nodes, dtype=np.int64)
    return connected_components(rows, ends, len(marks) + len(node_of))[: len(marks)]


def _split(group_of: IntArray) -> list[_Group]:
    """Return the members of each group, in input order."""
    members = np.argsort(group_of, kind="stable")
    bounds = np.cumsum(np.bincount(group_of)).tolist()
    listed = tuple(members.tolist())
    return [listed[start:stop] for start, stop in zip([0, *bounds], bounds, strict=False)]


def _ranked(group: _Group, records: list[Record]) -> _Group:
    """Order the members of a group so that the one that supplies the text comes first."""
    if len(group) == 1:
        return group
    return tuple(sorted(group, key=lambda one: _text_preference(records[one])))


def _text_preference(record: Record) -> tuple[object, ...]:
    """Sort key: with a title, with the longer excerpt, own before related, then by name."""
    return (
        not record.title.strip(),
        -len(record.excerpt),
        not record.is_own,
        record.name,
        record.source,
        record.title,
        record.excerpt,
        record.urls,
    )


def _ids(groups: list[_Group], records: list[Record], marks: list[Marks]) -> list[str]:
    """Give each group an id that no other has, whatever the order of the records."""
    identities = [
        min(
            [marks[one][0] for one in group if marks[one]],
            default=SEPARATOR + records[group[0]].name,
        )
        for group in groups
    ]
    ids = [_digest(identity) for identity in identities]
    if len(set(ids)) == len(ids):
        return ids
    taken: set[str] = set()
    for number in sorted(
        range(len(ids)),
        key=lambda one: (identities[one], _text_preference(records[groups[one][0]])),
    ):
        attempt = 1
        while ids[number] in taken:
            attempt += 1
            ids[number] = _digest(f"{identities[number]}{SEPARATOR}{attempt}")
        taken.add(ids[number])
    return ids


def _digest(identity: str) -> str:
    """Hash to a letter and 60 bits: a million articles collide once in two million runs."""
    digest = blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    high, low = divmod(int.from_bytes(digest, "big") >> 4, 1 << 30)
    three = _base32_triples()
    return f"a{three[high >> 15]}{three[high & 32767]}{three[low >> 15]}{three[low & 32767]}"


@lru_cache(maxsize=1)
def _base32_triples() -> list[str]:
    """All numbers of 15 bits in base 32."""
    return ["".join(three) for three in product("abcdefghijklmnopqrstuvwxyz234567", repeat=3)]


def _parts(name: str, group: _Group, records: list[Record], marks: list[Marks]) -> _Parts:
    """Combine the records of a ranked group into the fields of an article."""
    text = records[group[0]]
    known, urls, keys = text, text.urls, marks[group[0]]
    published, date_from, topics, quality = text.published, group[0], text.topics, text.quality
    is_own = not text.related_to
    if len(group) > 1:
        ranked = [records[one] for one in group]
        keys = tuple(dict.fromkeys([mark for one in group for mark in marks[one]]))
        urls = tuple([url for record in ranked for url in record.urls])
        known = next(filter(_has_outlet, ranked), text)
        dated = [(r.published, turn) for turn, r in enumerate(ranked) if r.published is not None]
        published, turn = min(dated, key=_earliest) if dated else (None, -1)
        date_from = group[turn]
        topics = tuple(dict.fromkeys([topic for record in ranked for topic in record.topics]))
        quality = max([r.quality for r in ranked if r.quality is not None], default=None)
        is_own = any([not record.related_to for record in ranked])
    if keys and (len(keys) > 1 or SEPARATOR in keys[0]):  # marks of text are no addresses
        keys = tuple([mark for mark in keys if SEPARATOR not in mark])
    if published is None:  # archives have a day of their own before the address
        published, date_from = next(filter(None, map(date_in, keys or urls)), None), -1
    url = next(filter(is_web, urls), "")
    if not url or len(url) > MAX_CHARS:
        url = _mended(urls)
    outlet = _outlet(known.outlet_name, known.outlet_domain, _host(keys[0] if keys else url))
    return (
        name,
        clean_title(text.title, outlet),
        clean_text(text.excerpt),
        url,
        keys if len(keys) < 2 else tuple(sorted(keys)),
        outlet,
        published,
        topics,
        quality,
        is_own,
        group if len(group) == 1 else tuple(sorted(group)),
        group[0],
        date_from,
    )


def _earliest(dated: tuple[datetime, int]) -> tuple[date, bool, datetime, int]:
    """Sort key: the earliest day; on one day a time before the day alone, which tells less."""
    moment, turn = dated
    return moment.date(), is_day(moment), moment, turn


def _mended(urls: Sequence[str]) -> str:
    """Return the first address that opens once its slips are mended, else the first of all."""
    usable = [url for url in urls if len(url) <= MAX_CHARS]
    return next(filter(is_web, map(mend, usable)), usable[0] if usable else "")


def _has_outlet(record: Record) -> bool:
    return bool(record.outlet_name or record.outlet_domain)


def _host(address: str) -> str:
    """Return the host of a canonical key; any other address whole."""
    return address if "//" in address else address.partition("/")[0]


@lru_cache(maxsize=65_536)  # by host: one outlet for all its articles, and 40 % less time
def _outlet(name: str, listed: str, host: str) -> Outlet:
    """Name a publisher; its domain is the listed one, else that of the address."""
    site = domain(listed) or domain(host)
    return Outlet(name or site, site)


def _links(records: list[Record], marks: list[Marks], article_of: IntArray) -> IntArray:
    """Return the article pairs that related lists join, unique and sorted; shape ``(links, 2)``."""
    post_names = {record.related_to for record in records} - {""}
    post_of = {r.name: one for one, r in enumerate(records) if r.name in post_names}
    related = {url: canonical(url) for record in records for url in record.related_urls}
    wanted = set(related.values())
    record_of = {mark: one for one, some in enumerate(marks) for mark in some if mark in wanted}
    ends = [
        (post_of[r.related_to], one) for one, r in enumerate(records) if r.related_to in post_of
    ]
    ends += [
        (one, record_of[related[url]])
        for one, record in enumerate(records)
        for url in record.related_urls
        if related[url] in record_of
    ]
    pairs = np.sort(article_of[np.array(ends, dtype=np.int64).reshape(-1, 2)], axis=1)
    return np.unique(pairs[pairs[:, 0] < pairs[:, 1]], axis=0)
