"""Where one address is several articles, and where several addresses are one all the same.

A key of ``web/keys.py`` is what an address says. What the records under it say can go against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from clustering.arrays.columns import column_of
from clustering.arrays.compact import Tuples, picked
from clustering.arrays.keys import repeated_texts
from clustering.model import Record
from clustering.text.words import folded_words
from clustering.web.keys import canonical, loosened, parts_left_out

SEPARATOR = "\n"
"""In no canonical key, so a mark made of text is never taken for one."""

MIN_UNLIKE = 3
"""Unlike titles over unlike texts from which an address is shared by several articles: two are an
article whose headline and summary were changed."""

ALIKE = 0.5
"""Least share of the words of the shorter of two texts that the other holds as well."""

SECONDS_OF_A_DAY = 86_400

Marks = tuple[str, ...]


class _Said(NamedTuple):
    """What one record says of an article, as sets of words."""

    title: frozenset[str]
    text: frozenset[str]
    seconds: float | None


def told_apart(records: Sequence[Record], marks: Tuples[str]) -> dict[int, Marks]:
    """Return the marks of the records whose address alone gets them wrong, by position.

    One key becomes several where three or more titles, texts and days under it are unlike, as
    where each episode of a show links to the page of the show; and where addresses differ in what
    a key leaves out (a fragment, a parameter that may be a tracker) and their titles are unlike.
    Several keys get one mark in common where they differ in parameters that nobody knows, and the
    path alone names an article: who shared an address says nothing about what it is.

    Parameters
    ----------
    marks
        The canonical keys of each record, or marks made of its text.
    """
    changed: dict[int, Marks] = {}
    if len(places := repeated_texts(marks.flat)):
        uses = Counter(picked(marks.flat, places))
        repeated = {mark for mark, number in uses.items() if number > 1 and SEPARATOR not in mark}
        _part(records, marks, changed, repeated)
    loose = dict.fromkeys([mark for mark in marks.flat if "?" in mark and SEPARATOR not in mark])
    if loose:
        _join(records, marks, changed, loose)
    return changed


def _part(
    records: Sequence[Record], marks: Tuples[str], changed: dict[int, Marks], keys: set[str]
) -> None:
    """Give the records under keys that several articles share marks of their own."""
    under = _positions(marks, keys)
    titles = column_of(records, "title")
    for key, positions in under.items():
        if len({titles[position] for position in positions}) < 2:
            continue
        said = {position: _read(records[position]) for position in positions}
        variants = {position: _variant(records[position], key) for position in positions}
        if _tell_apart([(variants[p], said[p]) for p in positions]):
            own = {p: f"{key}#{'&'.join(variants[p].values())}" for p in positions if variants[p]}
        elif _disagree(said.values()):
            own = {
                p: SEPARATOR.join((key, " ".join(sorted(said[p].title))))
                for p in positions
                if said[p].title
            }
        else:
            continue
        for position, mark in own.items():
            some = changed.get(position, marks[position])
            changed[position] = tuple([mark if one == key else one for one in some])


def _join(
    records: Sequence[Record],
    marks: Tuples[str],
    changed: dict[int, Marks],
    keys: Iterable[str],
) -> None:
    """Give a mark in common to keys that differ in parameters of which nobody knows the meaning."""
    families: dict[str, dict[str, dict[str, str]]] = {}
    for key in keys:
        loose, parameters = loosened(key)
        if loose:
            families.setdefault(loose, {})[key] = parameters
    for key in marks.flat:
        if key in families:
            families[key][key] = {}
    families = {loose: members for loose, members in families.items() if len(members) > 1}
    under = _positions(marks, {key for members in families.values() for key in members})
    for loose, members in families.items():
        found = [(key, p) for key in members for p in under[key]]
        said = [_read(records[position]) for _, position in found]
        pairs = [(members[key], one) for (key, _), one in zip(found, said, strict=True)]
        apart = _tell_apart(pairs) or _disagree(said)
        for (_, position), one in zip(found, said, strict=True):
            mark = SEPARATOR.join((loose, " ".join(sorted(one.title)))) if apart else loose
            some = changed.get(position, marks[position])
            if mark not in some and (one.title or not apart):
                changed[position] = (*some, mark)


def _positions(marks: Sequence[Marks], keys: set[str]) -> dict[str, list[int]]:
    under: dict[str, list[int]] = {key: [] for key in keys}
    for position, some in enumerate(marks):
        for mark in some:
            if mark in keys:
                under[mark].append(position)
    return under


def _variant(record: Record, key: str) -> dict[str, str]:
    """Return what a key leaves out of an address of a record that might tell pages apart."""
    return next((parts_left_out(url) for url in record.urls if canonical(url) == key), {})


def _read(record: Record) -> _Said:
    moment = record.published.timestamp() if record.published else None
    title, text = (
        frozenset(folded_words(said.casefold())) for said in (record.title, record.excerpt)
    )
    return _Said(title, text, moment)


def _tell_apart(pairs: Sequence[tuple[dict[str, str], _Said]]) -> bool:
    """Whether one parameter, or the fragment, has several values under unlike titles."""
    by_names: dict[tuple[str, ...], dict[tuple[str, ...], _Said]] = {}
    for variant, said in pairs:
        if variant and said.title:
            values = by_names.setdefault(tuple(variant), {})
            told = tuple(variant.values())
            values[told] = min(values.get(told, said), said, key=_order)
    return any(
        _are_unlike_titles(one, other) and not _have_one_text(one, other)
        for values in by_names.values()
        for (_, one), (_, other) in pairwise(sorted(values.items(), key=lambda item: item[0]))
    )


def _order(said: _Said) -> tuple[list[str], list[str], float]:
    """Sort key, so that the order of the records never matters."""
    return sorted(said.title), sorted(said.text), said.seconds or 0.0


def _disagree(said: Iterable[_Said]) -> bool:
    """Whether there are so many unlike articles among these that they cannot be one."""
    unlike: list[_Said] = []
    for one in sorted(set(said), key=_order):
        if one.title and all(_are_unlike(one, other) for other in unlike):
            unlike.append(one)
            if len(unlike) >= MIN_UNLIKE:
                return True
    return False


def _are_unlike(one: _Said, other: _Said) -> bool:
    if not _are_unlike_titles(one, other) or _have_one_text(one, other):
        return False
    if one.text and other.text:
        return True
    if one.seconds is None or other.seconds is None:
        return False
    return abs(one.seconds - other.seconds) >= SECONDS_OF_A_DAY


def _are_unlike_titles(one: _Said, other: _Said) -> bool:
    """Whether two titles share few words, or have other numbers: Episode 3 is not Episode 4."""
    if not one.title or not other.title or one.title == other.title:
        return False
    numbers = [{word for word in said.title if word.isdecimal()} for said in (one, other)]
    return (all(numbers) and numbers[0] != numbers[1]) or not _overlap(one.title, other.title)


def _have_one_text(one: _Said, other: _Said) -> bool:
    return bool(one.text and other.text) and _overlap(one.text, other.text)


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * min(len(one), len(other))
