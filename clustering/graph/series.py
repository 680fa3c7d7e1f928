"""Which articles are parts of one outlet's series: dated columns, episodes.

Two parts on different days are as alike as two reports of one event, and are never about one. They
are told by their titles alone, in three ways (see :class:`Template`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from clustering.arrays.blocks import stretches
from clustering.arrays.columns import column_of
from clustering.arrays.compact import picked
from clustering.arrays.types import BoolArray, IntArray
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.graph.edges import Graph
from clustering.model import Corpus
from clustering.settings.model import Settings
from clustering.text.calendar_words import MONTHS, WEEKDAYS
from clustering.text.tokenizer import Numbering

# Days from which on two are not of one time: within a day a column may be corrected or go on.
_MIN_DAYS = 0.5
_PAIRS_AT_ONCE = 1_000_000  # bounds the memory

_COUNTED = (
    *("week", "episode", "ep", "part", "vol", "volume", "gameweek", "matchday"),
    *("woche", "folge", "teil", "semaine", "épisode", "semana", "episodio", "parte", "capítulo"),
    *("settimana", "puntata"),
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words))


# Names of months are words as well ("may", "march"), so that they count beside a number only.
_DATE = rf"""
    \b(?:{_any(WEEKDAYS)})\b
    | \b\d{{1,2}}(?:st|nd|rd|th|er|\.)?\ (?:de\ |of\ )?(?:{_any(MONTHS)})\b
    | \b(?:{_any(MONTHS)})\.?\ \d{{1,4}}(?:st|nd|rd|th)?\b
    | \b\d{{1,4}}(?P<mark>[./-])\d{{1,2}}(?P=mark)\d{{1,4}}\b
    | \d{{1,4}}\s?[年月日号號期回集話话]
    | (?:星期|周|週)[一二三四五六日天] | [月火水木金土日]曜
"""
# "No 10" at the beginning is a house.
_COUNT = rf"(?:\b(?:{_any(_COUNTED)})\b\.?\ ?\#?|\#|(?<=\w\ )n[or]\.?\ ?)(?P<number>\d+)"
_TODAY = r"\b(?:today|tonight|heute|aujourd\W?hui|hoy|oggi)\b"
_RECURS = r"\b(?:daily|weekly|nightly|täglich|quotidien(?:ne)?|diario)\b"

_MARK = re.compile("|".join((_DATE, _COUNT, _TODAY, _RECURS)), re.X)
_UPTO = re.compile(f"^(.*?(?:{_COUNT}|{_TODAY}))", re.X)
_BREAK = re.compile("\\s[-|]\\s|[:;|\u2013\u2014\uff1a\uff5c]")
_TIMES = re.compile(rf"{_DATE}|\d[\d.,:]*(?:st|nd|rd|th)?", re.X)
_WORD = re.compile(r"[^\W\d_]+")
# A live page of several days is about one event, which its title names.
_LIVE = re.compile(r"\blive(?:blog|ticker)?\b")


def without_series(
    graph: Graph,
    corpus: Corpus,
    same_text: IntArray,
    copies: IntArray,
    settings: Settings,
    engine: Engine = IN_MEMORY,
) -> Graph:
    """Give parts of one outlet's series strength 0; only related links of them are kept.

    With ``related: merge`` a linked pair has strength 1 all the same. The other arguments are as
    :func:`are_series_parts` takes them.
    """
    if not settings.series:
        return graph
    is_part = are_series_parts(corpus, graph.left, graph.right, same_text, copies)
    if not is_part.any():
        return graph
    strength, discount = (engine.room(len(graph), np.float64) for _ in range(2))
    strength[:], discount[:] = graph.strength, graph.discount
    strength[is_part] = discount[is_part] = 0.0
    if settings.related == "merge":
        strength[graph.related] = 1.0
    told = replace(graph, strength=strength, discount=discount)
    return told.only(graph.related | (strength >= settings.link), engine)


def are_series_parts(
    corpus: Corpus, left: IntArray, right: IntArray, same_text: IntArray, copies: IntArray
) -> BoolArray:
    """Whether the two of each pair are parts of one outlet's series; shape ``(pairs,)``.

    Neither are equal texts, which have one number in ``same_text``, nor copies, which have one in
    ``copies`` (-1 for no copy); both of shape ``(articles,)``.
    """
    days, title = corpus.days, corpus.title_classes
    # An outlet with most of the articles counts here, unlike in ``Corpus.outlets``.
    keys, numbers = corpus.outlet_keys
    outlet = np.array([-1 if not key else at for at, key in enumerate(keys)], dtype=np.int64)
    is_part = np.zeros(len(left), dtype=np.bool_)
    for some in stretches(len(left), _PAIRS_AT_ONCE):
        one, other = left[some], right[some]
        apart = np.abs(days[one] - days[other])
        # Without dates only what differs in the titles can tell that these are of two days.
        may = (apart >= _MIN_DAYS) | (np.isnan(apart) & (title[one] != title[other]))
        ours, theirs = outlet[numbers[one]], outlet[numbers[other]]
        may &= (ours == theirs) & (ours >= 0) & (same_text[one] != same_text[other])
        is_part[some] = may & ((copies[one] != copies[other]) | (copies[one] < 0))
    judged = np.flatnonzero(is_part)
    if len(judged):
        members, place = np.unique([left[judged], right[judged]], return_inverse=True)
        found = [*map(read_template, picked(column_of(corpus.articles, "title"), members))]
        numbering = Numbering({"": -1})
        columns = np.array([numbering.of(column) for column in zip(*found, strict=True)])
        mine, theirs = columns[:, place.reshape(2, -1)].swapaxes(0, 1)
        whole, opening, upto, number = (mine == theirs) & (mine >= 0)
        # Two reports on "Dune: Part 2" are no parts.
        is_part[judged] = (whole | opening | upto) & ~number
    return is_part


class Template(NamedTuple):
    """What titles of one series have in common; ``""`` where there is no such thing.

    Attributes
    ----------
    whole
        The title without dates and numbers, where it has a date, a count or a word like "today".
    opening
        The same of what stands before the first colon or dash.
    upto
        What stands up to a count or "today".
    number
        The number of the part: 12 for "Week 12". It differs from part to part.
    """

    whole: str = ""
    opening: str = ""
    upto: str = ""
    number: str = ""


def read_template(title: str) -> Template:
    """Return what a title has in common with others of its series.

    >>> read_template("Horoscope today, 11 March: Aries")
    Template(whole='horoscope today aries', opening='horoscope today', upto='horoscope today', \
number='')
    >>> read_template("Week 12 picks: Falcons upset Herons")[1:]
    ('week picks', 'week', '12')
    """
    folded = title.casefold()
    if _LIVE.search(folded) or not _MARK.search(folded):
        return Template()
    head = _BREAK.split(folded, maxsplit=1)[0]
    until = _UPTO.search(folded)
    upto = _without_times(until[0]) if until else ""
    number = until["number"] or "" if until else ""
    return Template(
        whole=_without_times(folded) or "date",
        opening=_without_times(head) if _MARK.search(head) else "",
        upto=upto if number or " " in upto else "",  # "today" alone says nothing
        number=number,
    )


def _without_times(text: str) -> str:
    return " ".join(_WORD.findall(_TIMES.sub(" ", text)))
