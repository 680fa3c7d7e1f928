"""Series: one outlet's articles that share a template of a title rather than an event.

"Morning briefing: …", "Global … Market Report 2031", "Download … Exam Dumps [2021]": the
frame recurs, what stands in it differs from article to article. Here such runs are found, and
the words of their frames taken off the counts; what becomes of them is left to the vectors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from clustering.article import Article, FloatArray, IntArray, Outlet
from clustering.text import clean_title

BoolArray = npt.NDArray[np.bool_]
_HashArray = npt.NDArray[np.uint64]

# Fewest different titles: three numbered parts are a series, three headlines are chance.
LEAST = 3
LEAST_UNNUMBERED = 4
# An outlet of 100,000 titles repeats any four words now and then: one title in a thousand.
LEAST_SHARE = 0.001
# Words in this share of the titles are the frame; at 1.0 one odd title breaks a long run.
FRAME_SHARE = 0.7
# Share of a title that an unlabelled frame fills. On allsides, half of what lies between 0.4
# and 0.5 are phrases of the news ("state of the union address"); above 0.5 one in six.
COVERED = 0.5
# ... or its beginning or end, when the outlet says it this many times as often as the others.
PECULIAR = 10.0
PECULIAR_LEAST = 8
# Highest average cosine of what differs; headlines on one event share more than the frame.
ALIKE = 0.12
# A frame's telling word, elsewhere in the same weeks: a topic when as often as half the run.
ELSEWHERE = 0.5
# Two frames that share this part of the smaller one's articles are one series.
SAME = 0.5
# Words that this share of a series carries (title, excerpt, URL) have no weight in it.
WORN = 0.5

# Share of a run's titles with numbers of their own that makes it a numbered one.
NUMBERED = 0.6
# A framed run whose telling word others say this many times as often on its days reports events.
LIFT = 3.0

_GRAM = 4
_LABEL = 6  # words of a label before the first break
_ENDING = 5  # words of a label after the last break
_SAMPLE = 40  # articles by which a large run is judged

# A break sets a label apart: spaced hyphens, colons, bars, dashes of all scripts.
_TOKEN = re.compile(
    r"[^\W_]+(?:[.,'\u2019/-][^\W_]+)*|[:|\u2013\u2014\uff1a\uff5c\u3010\u3011]|(?<=\s)-(?=\s)|\n"
)
_BREAKS = frozenset(":|-\u2013\u2014\uff1a\uff5c\u3010\u3011")
# "US STOCKS-Wall St ends higher": agencies hang the headline on the label.
_AGENCY = re.compile(r"^([A-Z][A-Z ,.&/']{3,}(?: \d+)?)-(?=[A-Z][a-z])")

_EDGE = 0  # token before the first word and after the last
_NUMBER = 1  # any number or code


@dataclass(frozen=True)
class Series:
    """A run of articles of one outlet under one template.

    Attributes
    ----------
    id
        Derived from the id of the earliest article.
    frame
        The template as people would write it: ``"Global … Market Report 2031: …"``.
    members
        Positions of the articles, in order of publication (undated last), then id.
    """

    id: str
    outlet: Outlet
    frame: str
    members: tuple[int, ...]
    first_published: datetime | None
    last_published: datetime | None

    def __len__(self) -> int:
        return len(self.members)


def find_series(articles: Sequence[Article], window: float = 14.0) -> list[Series]:
    """Find the series of each outlet.

    Parameters
    ----------
    articles
        In any order; the order changes nothing but the positions in ``members``.
    window
        Days an event lasts: a frame must live longer, unless its numbers change or it comes
        once a day. 0 for no such test.

    Returns
    -------
    list of Series
        The largest first, then by first publication and id. No article is in two.

    Notes
    -----
    Candidates are the labels before the first and after the last break of a title, and any
    four words (or edges) in a row, that several different titles of one outlet share. Each
    is judged by how much of the titles it fills, how unlike their remainders are, how long it
    lasts, and whether other outlets use its telling word at the same time, which they do
    when it names an event.
    """
    titles = _Titles(articles)
    runs = _candidates(titles)
    if not len(runs.kind):
        return []
    judgement = _Judgement(titles, runs)
    likely = judgement.by_worth()
    usage = _Usage(titles, judgement, likely)
    taken = np.full(len(titles), -1)
    found: list[int] = []
    for run in likely:
        members = runs.members(run)
        owners, shares = np.unique(taken[members], return_counts=True)
        home = int(owners[shares.argmax()])
        if home >= 0 and shares.max() >= SAME * len(members):
            taken[members[taken[members] < 0]] = home  # more of the same series
            continue
        free = members[taken[members] < 0]
        if len(free) >= LEAST_UNNUMBERED and usage.is_series(run, window):
            taken[free] = len(found)
            found.append(run)
        elif len(free) == len(members) and usage.is_series(run, window):
            taken[free] = len(found)
            found.append(run)
    series = [
        _describe(titles, judgement.frame(run), np.flatnonzero(taken == number))
        for number, run in enumerate(found)
    ]
    return sorted(series, key=lambda one: (-len(one), one.id))


def without_frames(counts: sparse.csr_array, series: Sequence[Series]) -> sparse.csr_array:
    """Take the words most of a series carries off the counts of its articles.

    Parameters
    ----------
    counts
        Weight of each word in each article, shape ``(articles, features)``: titles, excerpts
        and URLs together, since a template has its own excerpts and paths.

    Returns
    -------
    sparse.csr_array
        Same shape. An article keeps the words that only it, or less than half of its series,
        carries, and can join an event by them.
    """
    if not series:
        return counts
    members = np.concatenate([np.array(one.members, dtype=np.int64) for one in series])
    sizes = np.array([len(one) for one in series])
    owner = np.repeat(np.arange(len(series)), sizes)
    ones = np.ones(len(members), dtype=np.float32)
    shape = (len(series), counts.shape[0])
    belongs = sparse.csr_array((ones, (owner, members)), shape=shape)
    present = counts.copy()
    present.data = np.ones_like(present.data)
    carried = sparse.csr_array(belongs @ present)
    least = np.maximum(WORN * sizes, LEAST)
    carried.data = (carried.data >= np.repeat(least, np.diff(carried.indptr))).astype(np.float32)
    carried.eliminate_zeros()
    worn = sparse.csr_array(counts.multiply(belongs.T @ carried))
    kept = sparse.csr_array(counts - worn)
    kept.eliminate_zeros()
    kept.sort_indices()
    return kept




class _Titles:
    """The different titles of each outlet as flat arrays of words; copies folded into one.

    Titles are numbered in order of outlet and text, so that nothing depends on input order.

    Attributes
    ----------
    copies
        Positions of the articles under each title, the earliest first.
    outlet, day
        Outlet (``-1`` for none) and first day of each title; shape ``(titles,)``.
    word, exact, title
        Each word with its numbers folded, as it stands, and its title; shape ``(words,)``.
    start
        Where each title's words begin; shape ``(titles + 1,)``.
    label, ending
        Words before the first and after the last break, 0 without one; shape ``(titles,)``.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        copies: dict[tuple[str, str], list[int]] = {}
        for position, article in enumerate(articles):
            outlet = article.outlet.domain or article.outlet.name
            title = clean_title(article.title, article.outlet)
            copies.setdefault((outlet, _AGENCY.sub(r"\1 : ", title)), []).append(position)
        # Spelled in another case it is the same title: the first in order stands for it.
        keys = sorted(copies, key=lambda key: (key[0], key[1].casefold(), key[1]))
        self.text: list[str] = []
        self.copies: list[list[int]] = []
        owners: list[str] = []
        for outlet, title in keys:
            if self.text and owners[-1] == outlet and self.text[-1].casefold() == title.casefold():
                self.copies[-1] += copies[outlet, title]
                continue
            self.text.append(title)
            self.copies.append(copies[outlet, title])
            owners.append(outlet)
        for group in self.copies:
            if len(group) > 1:
                group.sort(key=lambda one: _rank(articles[one]))
        known: dict[str, int] = {"": -1}
        self.outlet: IntArray = np.array(
            [known.setdefault(owner, len(known) - 1) for owner in owners], dtype=np.int64
        )
        self.outlet_size: IntArray = np.bincount(self.outlet + 1, minlength=len(known))[1:]
        first = [articles[group[0]].published for group in self.copies]
        self.day: FloatArray = np.array(
            [published.timestamp() / 86400.0 if published else np.nan for published in first],
            dtype=np.float64,
        )
        self._read()

    def __len__(self) -> int:
        return len(self.text)

    def _read(self) -> None:
        known: dict[str, int] = {"\n": 0}
        joined = "\n".join(self.text).casefold() + "\n" if self.text else ""
        found = _TOKEN.findall(joined)
        ids = np.fromiter(
            (known.setdefault(token, len(known)) for token in found),
            dtype=np.int64,
            count=len(found),
        )
        self.vocabulary = list(known)
        is_break = np.array([token in _BREAKS for token in self.vocabulary])
        folded = np.arange(len(known), dtype=np.int64) + _NUMBER + 1
        folded[[any(map(str.isdigit, token)) for token in self.vocabulary]] = _NUMBER
        self.folded: IntArray = folded
        ends = ids == 0
        title = np.cumsum(ends) - ends
        breaks, words = is_break[ids], ~ends & ~is_break[ids]
        self.exact: IntArray = ids[words]
        self.word: IntArray = folded[self.exact]
        self.title: IntArray = title[words]
        self.start: IntArray = np.searchsorted(self.title, np.arange(len(self) + 1))
        self.frequency: IntArray = np.bincount(self.exact, minlength=len(known))
        before = (np.cumsum(words) - words)[breaks]  # words of all titles before each break
        at = title[breaks]
        total = self.start[1:] - self.start[:-1]
        self.label: IntArray = np.zeros(len(self), dtype=np.int64)
        self.ending: IntArray = np.zeros(len(self), dtype=np.int64)
        # Written backwards, so that the first break of a title is the one that stays.
        self.label[at[::-1]] = (before - self.start[at])[::-1]
        self.ending[at] = total[at] - (before - self.start[at])


_LABELLED, _ENDED, _FRAMED = 0, 1, 2
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class _Runs(NamedTuple):
    """Sets of titles of one outlet that share a label, an ending or four words.

    Attributes
    ----------
    title
        Titles of all runs, one run after the other; shape ``(entries,)``.
    start
        Where each run begins; shape ``(runs + 1,)``.
    kind
        ``_LABELLED``, ``_ENDED`` or ``_FRAMED``; this and the others have shape ``(runs,)``.
    words
        How many words its titles share for certain.
    anchored
        Whether these stand at the beginning or end of a title.
    peculiar
        How much more often the outlet says them than the others do.
    """

    title: IntArray
    start: IntArray
    kind: IntArray
    words: IntArray
    anchored: BoolArray
    peculiar: FloatArray

    @property
    def size(self) -> IntArray:
        """Different titles in each run."""
        return np.diff(self.start)

    @property
    def run(self) -> IntArray:
        """Run of each entry."""
        return np.repeat(np.arange(len(self.kind)), self.size)

    def members(self, run: int) -> IntArray:
        """Titles of a run."""
        return self.title[self.start[run] : self.start[run + 1]]


def _mix(values: npt.NDArray[np.integer]) -> _HashArray:
    """Scatter numbers over 64 bits (the finalizer of splitmix64)."""
    mixed = (values.astype(np.uint64) + np.uint64(1)) * _FACTOR
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _candidates(titles: _Titles) -> _Runs:
    """Gather the titles of one outlet that share a label, an ending or four words."""
    pieces = [
        _labels(titles, _LABELLED, titles.label, _LABEL),
        _labels(titles, _ENDED, titles.ending, _ENDING),
        _grams(titles),
    ]
    starts = np.cumsum([0] + [len(piece.title) for piece in pieces])
    bounds = [piece.start[:-1] + start for piece, start in zip(pieces, starts, strict=False)]
    joined = [np.concatenate(columns) for columns in zip(*pieces, strict=True)]
    joined[1] = np.concatenate([*bounds, starts[-1:]])
    return _distinct(_Runs(*joined))


def _distinct(runs: _Runs) -> _Runs:
    """Keep one of the runs that hold the same titles: neighbouring words of one frame."""
    if not len(runs.kind):
        return runs
    sums = np.add.reduceat(_mix(runs.title), runs.start[:-1])
    # A label says more than four words, an anchored frame more than one in the middle.
    order = np.lexsort((~runs.anchored, runs.kind, sums))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = sums[order][1:] != sums[order][:-1]
    kept = np.sort(order[first])
    stays = np.isin(runs.run, kept)
    start = np.concatenate([[0], np.cumsum(runs.size[kept])])
    return _Runs(runs.title[stays], start, *[column[kept] for column in runs[2:]])


def _labels(titles: _Titles, kind: int, words: IntArray, most: int) -> _Runs:
    """Gather titles by their first (or last) words, up to the break."""
    total = np.diff(titles.start)
    chosen = np.flatnonzero((words > 0) & (words <= most) & (total - words > 1))
    first = titles.start[chosen] if kind == _LABELLED else titles.start[chosen + 1] - words[chosen]
    key = _mix(titles.outlet[chosen] + 1)
    ordinary = np.zeros(len(chosen), dtype=np.int64)
    for step in range(most):
        inside = np.flatnonzero(step < words[chosen])
        word = titles.word[first[inside] + step]
        key[inside] = _mix(key[inside] + word.astype(np.uint64))
        ordinary[inside] += word > _NUMBER
    fit = (ordinary > 0) & (titles.outlet[chosen] >= 0)
    return _gather(titles, key[fit], chosen[fit], kind, words[chosen][fit], np.ones(fit.sum(), bool))


def _grams(titles: _Titles) -> _Runs:
    """Gather titles by any four words in a row, the edges of the title counting as words."""
    size = len(titles.word) + 2 * len(titles)
    word = np.full(size, _EDGE, dtype=np.int64)
    owner = np.repeat(np.arange(len(titles)), np.diff(titles.start) + 2)
    word[np.arange(len(titles.word)) + 2 * titles.title + 1] = titles.word
    windows = max(size - _GRAM + 1, 0)
    phrase = np.zeros(windows, dtype=np.uint64)
    ordinary = np.zeros(windows, dtype=np.int8)
    for step in range(_GRAM):
        column = word[step : step + windows]
        phrase = _mix(phrase + column.astype(np.uint64))
        ordinary += column > _NUMBER
    title = owner[:windows]
    inside = (title == owner[_GRAM - 1 :]) & (ordinary > 1) if windows else ordinary > 1
    at = np.flatnonzero(inside)
    phrase, title = phrase[at], title[at]
    everywhere = np.sort(phrase)
    key = _mix(phrase + titles.outlet[title].astype(np.uint64) * _FACTOR)
    frequent = _frequent(key) & (titles.outlet[title] >= 0)
    at, phrase, title, key = at[frequent], phrase[frequent], title[frequent], key[frequent]
    anchored = (word[at] == _EDGE) | (word[at + _GRAM - 1] == _EDGE)
    words = np.full(len(at), _GRAM)
    uses = np.searchsorted(everywhere, phrase, "right") - np.searchsorted(everywhere, phrase)
    return _gather(titles, key, title, _FRAMED, words, anchored, uses)


def _frequent(key: _HashArray) -> BoolArray:
    """Whether each key occurs often enough to be looked at."""
    ordered = np.sort(key)
    often = np.zeros(0, dtype=np.uint64)
    if len(ordered) >= LEAST:
        often = np.unique(ordered[LEAST - 1 :][ordered[LEAST - 1 :] == ordered[: 1 - LEAST]])
    place = np.searchsorted(often, key)
    return place < len(often) if not len(often) else often[np.minimum(place, len(often) - 1)] == key


def _gather(
    titles: _Titles,
    key: _HashArray,
    title: IntArray,
    kind: int,
    words: IntArray,
    anchored: BoolArray,
    uses: IntArray | None = None,
) -> _Runs:
    """Group titles by key; a run has ``LEAST`` titles, or ``LEAST_SHARE`` of its outlet's."""
    order = np.lexsort((title, key))
    again = np.zeros(len(order), dtype=np.bool_)
    again[1:] = (key[order][1:] == key[order][:-1]) & (title[order][1:] == title[order][:-1])
    order = order[~again]
    key, title = key[order], title[order]
    begins = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else order
    sizes = np.diff(np.concatenate([begins, [len(key)]]))
    own = titles.outlet_size[titles.outlet[title[begins]]]
    least = np.maximum(LEAST, LEAST_SHARE * own if kind == _FRAMED else 0)
    kept = np.flatnonzero(sizes >= least)
    stays = np.isin(np.repeat(np.arange(len(begins)), sizes), kept)
    first = order[begins[kept]]
    start = np.concatenate([[0], np.cumsum(sizes[kept])])
    others = np.maximum(len(titles) - own[kept], 0)
    said = np.maximum((uses[first] if uses is not None else sizes[kept]) - sizes[kept], 0)
    peculiar = (sizes[kept] / own[kept]) * (others + 1) / (said + 1)
    return _Runs(
        title[stays],
        start,
        np.full(len(kept), kind),
        words[first],
        anchored[first],
        np.where(others > 0, peculiar, 0.0),
    )


class _Judgement:
    """What speaks for and against each run, measured on up to ``_SAMPLE`` of its titles.

    Attributes
    ----------
    frame_words
        Ordinary words that ``FRAME_SHARE`` of the titles carry; shape ``(runs,)`` as all.
    covered
        Share of the titles' words that the frame makes up.
    alike
        Average cosine, over pairs of titles, of the words outside the frame.
    numbered
        Whether the numbers and codes outside the frame differ in most titles.
    first, last
        Days of the first and last title; ``nan`` when none has a date.
    days
        Different days.
    telling
        The frame's word that names its subject: the rarest in the language.
    """

    def __init__(self, titles: _Titles, runs: _Runs) -> None:
        self.titles, self.runs = titles, runs
        self._measure_days()
        self._measure_words()

    def by_worth(self) -> list[int]:
        """Runs worth a closer look, labels first, then by titles times words covered."""
        runs = self.runs
        many = runs.size >= np.where(self.numbered, LEAST, LEAST_UNNUMBERED)
        labelled = runs.kind != _FRAMED
        peculiar = runs.anchored & (runs.peculiar >= PECULIAR) & (runs.size >= PECULIAR_LEAST)
        framed = (self.frame_words >= 3) & ((self.covered >= COVERED) | peculiar)
        fit = np.flatnonzero(many & (self.alike <= ALIKE) & (labelled | framed))
        worth = runs.size[fit] * np.where(labelled[fit], 1.0, self.covered[fit])
        return fit[np.lexsort((fit, -worth, ~labelled[fit]))].tolist()

    def frame(self, run: int) -> IntArray:
        """Exact words of a run's frame."""
        low, high = np.searchsorted(self._frame_run, [run, run + 1])
        return self._frame_word[low:high]

    def _measure_days(self) -> None:
        runs, count = self.runs, len(self.runs.kind)
        day = self.titles.day[runs.title]
        dated = ~np.isnan(day)
        self.first = np.full(count, np.inf)
        self.last = np.full(count, -np.inf)
        np.minimum.at(self.first, runs.run[dated], day[dated])
        np.maximum.at(self.last, runs.run[dated], day[dated])
        self.dated = np.bincount(runs.run[dated], minlength=count)
        calendar = np.unique(
            np.column_stack([runs.run[dated], np.floor(day[dated]).astype(np.int64)]), axis=0
        )
        self.days = np.bincount(calendar[:, 0], minlength=count)

    def _measure_words(self) -> None:
        titles, runs, count = self.titles, self.runs, len(self.runs.kind)
        run, title = self._sample()
        sampled = np.bincount(run, minlength=count)
        lengths = titles.start[title + 1] - titles.start[title]
        entry = np.repeat(np.arange(len(title)), lengths)
        offset = np.arange(len(entry)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        at = titles.start[title][entry] + offset
        # Each word of a title once, then the titles of a run that carry it.
        vocabulary = len(titles.vocabulary)
        entry, word = np.divmod(np.unique(entry * vocabulary + titles.exact[at]), vocabulary)
        pairs, carried, times = np.unique(
            run[entry] * vocabulary + word, return_inverse=True, return_counts=True
        )
        pair_run, pair_word = np.divmod(pairs, vocabulary)
        is_frame = times >= np.ceil(FRAME_SHARE * sampled[pair_run] - 1e-9)
        ordinary = titles.folded[pair_word] > _NUMBER
        self._frame_run, self._frame_word = pair_run[is_frame], pair_word[is_frame]
        self.frame_words = np.bincount(pair_run[is_frame & ordinary], minlength=count)
        in_frame, in_run = is_frame[carried], run[entry]
        filled = np.bincount(in_run, in_frame & ordinary[carried], minlength=count)
        self.covered = filled / np.maximum(np.bincount(in_run, minlength=count), 1)
        slot = ~in_frame
        self.alike = self._likeness(entry[slot], carried[slot], pair_run, word[slot], run, sampled)
        self.numbered = self._is_numbered(entry[slot], word[slot], run, sampled)
        self.telling = self._telling(pair_run[is_frame & ordinary], pair_word[is_frame & ordinary])

    def _sample(self) -> tuple[IntArray, IntArray]:
        """Runs and titles by which each run is judged: evenly spread over a large one."""
        runs = self.runs
        size = runs.size[runs.run]
        rank = np.arange(len(runs.title)) - runs.start[:-1][runs.run]
        chosen = (rank + 1) * _SAMPLE // size > rank * _SAMPLE // size
        chosen |= size <= _SAMPLE
        return runs.run[chosen], runs.title[chosen]

    def _likeness(
        self,
        entry: IntArray,
        pair: IntArray,
        pair_run: IntArray,
        word: IntArray,
        run: IntArray,
        sampled: IntArray,
    ) -> FloatArray:
        """Average cosine of what is left of the titles, weighed by inverse frequency."""
        titles = self.titles
        weight = np.log((1 + len(titles)) / (1 + titles.frequency))[word]
        length = np.sqrt(np.bincount(entry, weight**2, minlength=len(run)))
        unit = np.divide(weight, length[entry], out=np.zeros_like(weight), where=weight > 0)
        sums = np.bincount(pair, unit, minlength=len(pair_run))
        square = np.bincount(pair_run, sums**2, minlength=len(sampled))
        filled = np.bincount(run, length > 0, minlength=len(sampled))
        return (square - filled) / np.maximum(sampled * (sampled - 1), 1)

    def _is_numbered(
        self, entry: IntArray, word: IntArray, run: IntArray, sampled: IntArray
    ) -> BoolArray:
        numbers = self.titles.folded[word] == _NUMBER
        spelled = np.zeros(len(run), dtype=np.uint64)
        np.add.at(spelled, entry[numbers], _mix(word[numbers]))
        some = spelled > 0
        order = np.lexsort((spelled[some], run[some]))
        run, spelled = run[some][order], spelled[some][order]
        new = np.ones(len(run), dtype=np.bool_)
        new[1:] = (run[1:] != run[:-1]) | (spelled[1:] != spelled[:-1])
        different = np.bincount(run[new], minlength=len(sampled))
        return different >= NUMBERED * np.maximum(sampled, LEAST)

    def _telling(self, run: IntArray, word: IntArray) -> IntArray:
        """Rarest word of each frame by background frequency, then by frequency here."""
        from wordfreq import get_frequency_dict

        known = get_frequency_dict("en", wordlist="best")
        used = np.unique(word)
        background = np.zeros(len(self.titles.vocabulary))
        background[used] = [known.get(self.titles.vocabulary[one], 0.0) for one in used.tolist()]
        order = np.lexsort((word, self.titles.frequency[word], background[word], run))
        first = np.ones(len(order), dtype=np.bool_)
        first[1:] = run[order][1:] != run[order][:-1]
        telling = np.full(len(self.runs.kind), -1)
        telling[run[order][first]] = word[order][first]
        return telling


class _Usage:
    """Where the telling words of likely runs stand outside labels: by other outlets, and when."""

    def __init__(self, titles: _Titles, judgement: _Judgement, likely: list[int]) -> None:
        self.titles, self.judgement = titles, judgement
        place = np.arange(len(titles.exact)) - titles.start[titles.title]
        total = np.diff(titles.start)[titles.title]
        label = np.where(titles.label > _LABEL, 0, titles.label)[titles.title]
        ending = np.where(titles.ending > _ENDING, 0, titles.ending)[titles.title]
        wanted = np.zeros(len(titles.vocabulary) + 1, dtype=np.bool_)
        wanted[judgement.telling[likely]] = True
        at = np.flatnonzero((place >= label) & (place < total - ending) & wanted[titles.exact])
        order = np.lexsort((titles.day[titles.title[at]], titles.exact[at]))
        self._word, self._title = titles.exact[at][order], titles.title[at][order]
        self._day = titles.day[self._title]
        dated = titles.day[~np.isnan(titles.day)]
        self._days = max(float(np.ptp(dated)), 1.0) if len(dated) else 1.0

    def is_series(self, run: int, window: float) -> bool:
        """Whether the run is a template's rather than an event's or a subject's."""
        judgement, runs = self.judgement, self.judgement.runs
        size = int(runs.size[run])
        span = judgement.last[run] - judgement.first[run]
        undated = judgement.dated[run] < LEAST
        lasts = bool(judgement.numbered[run]) or (undated and size >= LEAST_UNNUMBERED) or span > window
        low, high = np.searchsorted(self._word, judgement.telling[run] + np.arange(2))
        title, day = self._title[low:high], self._day[low:high]
        members = runs.members(run)
        outlet = self.titles.outlet[members[0]]
        others = self.titles.outlet[title] != outlet
        if runs.kind[run] == _FRAMED:
            if undated:
                return lasts and (runs.peculiar[run] >= PECULIAR or self._is_alone(outlet))
            return lasts and self._lift(members, day[others]) < LIFT
        near = np.isnan(day) | ((day >= judgement.first[run] - window) & (day <= judgement.last[run] + window))
        near |= undated
        if np.isin(title, members).sum() > ELSEWHERE * size or (others & near).sum() > ELSEWHERE * size:
            return False
        return lasts or self._is_daily(run, (~others & near).sum())

    def _is_alone(self, outlet: int) -> bool:
        return bool(self.titles.outlet_size[outlet] == len(self.titles))

    def _lift(self, members: IntArray, day: FloatArray) -> float:
        """How much more often the others say the word within a day of the run's articles."""
        day = day[~np.isnan(day)]
        own = self.titles.day[members]
        own = own[~np.isnan(own)]
        near = np.searchsorted(day, own + 1, "right") - np.searchsorted(day, own - 1)
        if (near > 0).mean() < 0.5:
            return 0.0
        return float(near.mean() / max(2 * len(day) / self._days, 1e-9))

    def _is_daily(self, run: int, own: int) -> bool:
        """Whether a young label comes once a day and nothing else speaks of its subject."""
        judgement = self.judgement
        members = judgement.runs.members(run)
        if own or judgement.days[run] < len(members):
            return False
        word = self.titles.vocabulary[judgement.telling[run]]
        articles = [self.titles.articles[self.titles.copies[one][0]] for one in members]
        return sum(word in article.excerpt.casefold() for article in articles) * 3 <= len(articles)


def _rank(article: Article) -> tuple[bool, float, str]:
    """Order of publication, undated last, then id."""
    published = article.published
    return published is None, published.timestamp() if published else 0.0, article.id


def _describe(titles: _Titles, frame: IntArray, members: IntArray) -> Series:
    """Name a series by the shortest title that holds the whole frame."""
    articles = titles.articles
    words = {titles.vocabulary[word] for word in frame.tolist()}
    texts = [titles.text[one] for one in members.tolist()]
    held = [len(words & set(_TOKEN.findall(text.casefold()))) for text in texts]
    best = min(zip(held, texts, strict=True), key=lambda one: (-one[0], len(one[1]), one[1]))[1]
    positions = sorted(
        (one for number in members.tolist() for one in titles.copies[number]),
        key=lambda one: _rank(articles[one]),
    )
    dates = [articles[one].published for one in positions if articles[one].published]
    first = articles[positions[0]]
    return Series(
        id="r" + first.id[1:],
        outlet=first.outlet,
        frame=_readable(best, words),
        members=tuple(positions),
        first_published=dates[0] if dates else None,
        last_published=dates[-1] if dates else None,
    )


def _readable(title: str, words: set[str]) -> str:
    """Write a title with its frame's words as they stand and dots for the others."""
    shown: list[str] = []
    for match in _TOKEN.finditer(title):
        token = match.group()
        if token in _BREAKS:
            shown.append(token)
        elif token.casefold() in words:
            shown.append(token)
        elif not shown or shown[-1] != "…":
            shown.append("…")
    text = " ".join(shown)
    return re.sub(r" ([:\uff1a])", r"\1", text)
