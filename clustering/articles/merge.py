"""Merge records into articles: which records are one article, and what each gives to it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from operator import not_
from typing import Any

import numpy as np

from clustering.arrays.columns import Columnar, Gathering, column_of, few_as_objects
from clustering.arrays.compact import Tuples, each, picked
from clustering.arrays.compact_values import Coded, Scalars, ShortTexts
from clustering.arrays.types import IntArray
from clustering.articles.dates import is_day
from clustering.articles.ids import article_ids
from clustering.articles.kinds import kinds_of
from clustering.articles.links import links_of
from clustering.articles.marks import connected_by, marks_of
from clustering.articles.shared_keys import SEPARATOR, Marks
from clustering.engines.base import Engine
from clustering.engines.inline import InlineEngine
from clustering.model import Article, Corpus, Outlet, Record
from clustering.text.clean import clean_text, clean_title
from clustering.web.keys import MAX_CHARS, domain
from clustering.web.links import is_web
from clustering.web.mending import mend
from clustering.web.url_dates import date_in

# Positions of the records of one article.
_Group = tuple[int, ...]

_AT_ONCE = 10_000  # records; bounds the memory
_TAKEN = (
    *("urls", "outlet_name", "outlet_domain", "title", "excerpt", "published", "topics"),
    *("quality", "related_to"),
)
_MADE = ("title", "excerpt", "url", "keys", "published", "topics", "quality")


def merge(records: Sequence[Record], engine: Engine | None = None) -> Corpus:
    """Make one article of all records that share a canonical URL, directly or through others.

    A bare home page identifies no article. A record without a usable URL is identified by
    outlet, title and day; without outlet or title it stands alone, so that copies in a table
    of bare headlines are still found as duplicates.

    The article's ``id`` is the hash of the smallest of its records' *preferred* keys: it
    stays the same when another record brings an AMP or an original URL for it.

    Parameters
    ----------
    engine
        What keeps the texts; ``None`` for memory.

    Returns
    -------
    Corpus
        The same for any order of the records, apart from their positions.
    """
    engine = engine or InlineEngine()
    kinds, every = kinds_of(records), records
    records = kinds.firsts_of(every)
    marks = marks_of(records, engine)
    if kinds.are_several and not marks.sizes.all():
        kinds = kinds.with_apart(marks.sizes == 0)
        marks = Tuples.of([*marks, *[()] * (len(kinds.first) - len(records))])
        records = kinds.firsts_of(every)
    group_of = connected_by(marks)
    groups = _split(group_of)
    several = np.flatnonzero(groups.sizes > 1).tolist()
    held = _held([one for group in several for one in groups[group]], records)
    ranked = {group: _ranked(groups[group], held) for group in several}
    firsts = groups.flat
    if not groups.are_of_one:
        firsts = array("q", map(groups.flat.__getitem__, groups.bounds[:-1]))
        for group, members in ranked.items():
            firsts[group] = members[0]
    ids = _ids(firsts, ranked, records, marks)
    order = np.argsort(ids.array, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    article_of = place[group_of[kinds.of]]
    columns = _columns(records, marks, firsts, ranked, held, engine)
    columns |= {"id": ids, "records": groups, "text_from": firsts}
    if kinds.are_several:
        columns |= {
            "records": _split(group_of[kinds.of]),
            "text_from": kinds.first[firsts].tolist(),
            "date_from": np.append(kinds.first, -1)[columns["date_from"]].tolist(),
        }
    # Made in input order, where neighbours lie close in memory, and sorted afterwards.
    articles = Columnar(Article, len(ids), columns).picked(order)
    kept = articles if engine.is_sliced else few_as_objects(articles)
    return Corpus(kept, article_of, links_of(every, marks, kinds, article_of))


def _split(group_of: IntArray) -> Tuples[int]:
    """Return the members of each group, in input order."""
    if np.array_equal(group_of, np.arange(len(group_of))):
        return Tuples.of_one(range(len(group_of)))
    members = array("q", np.argsort(group_of, kind="stable").tobytes())
    bounds = np.concatenate([[0], np.cumsum(np.bincount(group_of))])
    return Tuples(members, array("q", bounds.tobytes()))


def _held(positions: Sequence[int], records: Sequence[Record]) -> dict[int, Record]:
    """Make the records at some positions."""
    some = picked(records, np.array(positions, dtype=np.int64))
    return dict(zip(positions, some, strict=True))


def _ranked(group: _Group, records: Mapping[int, Record]) -> _Group:
    """Order the members of a group so that the one that supplies the text comes first."""
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


def _ids(
    firsts: Sequence[int],
    ranked: Mapping[int, _Group],
    records: Sequence[Record],
    marks: Tuples[str],
) -> ShortTexts:
    """Give each group an id that no other has, whatever the order of the records."""
    if not ranked and marks.are_of_one:
        return article_ids(marks.flat, lambda group: _text_preference(records[group]))
    names = column_of(records, "name")
    identities = [
        some[0] if (some := marks[first]) else SEPARATOR + names[first] for first in firsts
    ]
    for group, members in ranked.items():
        known = [marks[one][0] for one in members if marks[one]]
        identities[group] = min(known, default=identities[group])
    return article_ids(identities, lambda group: _text_preference(records[firsts[group]]))


def _columns(
    records: Sequence[Record],
    marks: Tuples[str],
    firsts: Sequence[int],
    ranked: Mapping[int, _Group],
    held: Mapping[int, Record],
    engine: Engine,
) -> dict[str, Sequence[Any]]:
    """Make the fields of the articles, but for the ids and what only says where they are from."""
    combined = {group: _combined(members, held, marks) for group, members in ranked.items()}
    columns = {name: column_of(records, name) for name in _TAKEN} | {
        "keys": marks,
        "date_from": range(len(records)),
    }
    gathering = Gathering(Article, lambda count: engine.texts)
    outlets: dict[Outlet, int] = {}
    outlet_of, date_from, is_own = array("i"), array("i"), array("b")
    for start in range(0, len(firsts), _AT_ONCE):
        some = firsts[start : start + _AT_ONCE]
        own = {at - start: combined[at] for at in range(start, start + len(some)) if at in combined}
        fields = _fields({name: _at(columns[name], some) for name in columns}, own)
        outlet_of.extend([outlets.setdefault(one, len(outlets)) for one in fields.pop("outlet")])
        date_from.extend(fields.pop("date_from"))
        is_own.extend(fields.pop("is_own"))
        gathering.add(len(some), fields)
    made = gathering.gathered()
    taken = {name: made.column(name) for name in _MADE}
    return taken | {
        "outlet": Coded(np.asarray(outlet_of), list(outlets)),
        "date_from": date_from,
        "is_own": Scalars(np.asarray(is_own, dtype=np.bool_)),
    }


def _at(column: Sequence[Any], places: Sequence[int]) -> Sequence[Any]:
    if isinstance(places, range):
        return column[places.start : places.stop]
    return picked(column, np.asarray(places))


def _fields(
    taken: Mapping[str, Sequence[Any]], combined: Mapping[int, Mapping[str, Any]]
) -> dict[str, Any]:
    """Make fields of articles of what the first of their records say, or all of them together."""
    taken = {**taken, "is_own": each(not_, taken["related_to"])}

    def first(name: str) -> Sequence[Any]:
        if not combined:
            return taken[name]
        some = list(taken[name])
        for at, fields in combined.items():
            some[at] = fields.get(name, some[at])
        return some

    urls, keys = first("urls"), _addresses(first("keys"))
    published, date_from = list(first("published")), list(first("date_from"))
    for at, moment in enumerate(published):
        if moment is None:  # archives have a day of their own before the address
            found = map(date_in, keys[at] or urls[at])
            published[at], date_from[at] = next(filter(None, found), None), -1
    addresses = list(map(_address, urls))
    hosts = [_host(some[0] if some else url) for some, url in zip(keys, addresses, strict=True)]
    outlets = list(map(_outlet, first("outlet_name"), first("outlet_domain"), hosts))
    return {
        "title": list(map(clean_title, first("title"), outlets)),
        "excerpt": each(clean_text, first("excerpt")),
        "url": addresses,
        "keys": keys if keys.are_of_one else Tuples.of(map(sorted, keys)),
        "outlet": outlets,
        "published": published,
        "topics": first("topics"),
        "quality": first("quality"),
        "is_own": first("is_own"),
        "date_from": date_from,
    }


def _combined(group: _Group, records: Mapping[int, Record], marks: Tuples[str]) -> dict[str, Any]:
    """Combine the records of a ranked group, where they say more than the first of them."""
    ranked = [records[one] for one in group]
    known = next(filter(_has_outlet, ranked), ranked[0])
    dated = [(r.published, turn) for turn, r in enumerate(ranked) if r.published is not None]
    published, turn = min(dated, key=_earliest) if dated else (None, -1)
    return {
        "urls": tuple([url for record in ranked for url in record.urls]),
        "keys": tuple(dict.fromkeys([mark for one in group for mark in marks[one]])),
        "outlet_name": known.outlet_name,
        "outlet_domain": known.outlet_domain,
        "published": published,
        "date_from": group[turn],
        "topics": tuple(dict.fromkeys([topic for record in ranked for topic in record.topics])),
        "quality": max([r.quality for r in ranked if r.quality is not None], default=None),
        "is_own": any([not record.related_to for record in ranked]),
    }


def _addresses(marks: Sequence[Marks]) -> Tuples[str]:
    """Leave out the marks of text, which are no addresses."""
    kept = marks if isinstance(marks, Tuples) else Tuples.of(marks)
    if not any(SEPARATOR in mark for mark in kept.flat):
        return kept
    return Tuples.of([[mark for mark in some if SEPARATOR not in mark] for some in kept])


def _address(urls: Sequence[str]) -> str:
    """Return the address to open."""
    url = next(filter(is_web, urls), "")
    return url if url and len(url) <= MAX_CHARS else _mended(urls)


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
