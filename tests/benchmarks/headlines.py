"""Invents headlines that behave like real ones: how often words occur, and what events share.

``python -m tests.benchmarks.headlines ROWS OUT.csv [--undated]`` writes a table of them.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from wordfreq import top_n_list

from clustering.arrays.types import FloatArray, IntArray

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS = ("id", "title", "url", "outlet", "published")
OUTLETS = 3_000
DAILY = 2_000
"""Articles a day, as in a feed of a few thousand outlets: more rows cover more days."""

_SEED = 20_240_101
_FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
_LAG = 1.0  # days between the first article on an event and another, on average

# What share of headlines has the word of this rank, times the rank. Between what allsides
# (37,554 headlines) and uci_5pub (15,970) have; it falls towards the end because most words
# are rare.
_SHARES = {
    **{1: 0.25, 2: 0.38, 5: 0.66, 10: 0.80, 20: 0.78, 50: 0.91, 100: 1.09, 200: 1.28},
    **{500: 1.52, 1_000: 1.57, 2_000: 1.45, 5_000: 0.96, 10_000: 0.57, 20_000: 0.31},
    **{50_000: 0.15, 120_000: 0.06},
}
_WORDS = 120_000
_COMMON = 100  # ranks that any headline may have, whatever it is about
_DISORDER = 1.0  # news favours other words than people do: standard deviation of the log rank

# How likely each word of an event is in a headline on it. Two headlines on one event then
# share 2.1 of these words; those of uci_5pub share 2.4 words that are in under 2 % of all.
_EVENT = np.array([0.85, 0.70, 0.55, 0.45, 0.40, 0.30, 0.25, 0.20, 0.15, 0.10])
_MEAN_ARTICLES, _MOST_ARTICLES = 3.5, 40
_TOPIC_WORDS, _FROM_TOPIC = 150, 5  # of an event's words
_EVENTS_IN_TOPIC = 40
_COPIES, _NUMBERS = 0.04, 0.12  # of the headlines
_SECTIONS = ("business", "culture", "health", "politics", "science", "sport", "tech", "world")
_BATCH = 50_000


class Headline(NamedTuple):
    """One invented article, as a row of the table."""

    id: str
    title: str
    url: str
    outlet: str
    published: str


class _Plan(NamedTuple):
    """What each article is about, in order of publication, and what each event is about."""

    event: IntArray
    days: FloatArray
    words_of_event: IntArray
    topic_of_event: IntArray


def invent(rows: int) -> Iterator[Headline]:
    """Invent articles in the order of their publication; the same ones at every call."""
    generator = np.random.default_rng(_SEED)
    plan = _plan(rows, generator)
    outlets = _outlets(rows, generator)
    written: dict[int, str] = {}  # the last title of each event
    for start in range(0, rows, _BATCH):
        batch = slice(start, min(start + _BATCH, rows))
        is_copy = generator.random(_BATCH) < _COPIES
        titles = _titles(plan, batch, generator)
        for at, title in zip(range(batch.start, batch.stop), titles, strict=True):
            event = int(plan.event[at])
            told = written.get(event, title) if is_copy[at - start] else title
            written[event] = told
            section = _SECTIONS[plan.topic_of_event[event] % len(_SECTIONS)]
            outlet = outlets[at]
            number = f"{at + 1:07d}"
            slug = told.lower().replace(" ", "-")
            published = _FIRST_DAY + timedelta(seconds=int(plan.days[at] * 86_400))
            yield Headline(
                number,
                told,
                f"https://outlet{outlet}.example/{section}/{slug}-{number}",
                f"Outlet {outlet}",
                published.strftime("%Y-%m-%dT%H:%M:%SZ"),
            )


def write_headlines(rows: int, path: Path, dated: bool = True) -> None:
    """Write a CSV table of invented articles, without ``published`` where it is undated."""
    columns = COLUMNS if dated else COLUMNS[:-1]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(headline[: len(columns)] for headline in invent(rows))


def word_shares() -> FloatArray:
    """Return the share of headlines that each word is meant to be in, by rank."""
    ranks = np.arange(1, _WORDS + 1, dtype=np.float64)
    known = np.log(list(_SHARES)), np.log(list(_SHARES.values()))
    return np.exp(np.interp(np.log(ranks), *known)) / ranks


@cache
def _vocabulary() -> NDArray[np.str_]:
    """Return the words by rank: wordfreq's order, somewhat disturbed below the common ones."""
    known = top_n_list("en", 3 * _WORDS, wordlist="large")
    words = np.array([word for word in known if word.isascii() and word.isalpha()][:_WORDS])
    generator = np.random.default_rng(_SEED)
    disturbed = np.log(np.arange(1, _WORDS - _COMMON + 1))
    disturbed += generator.normal(0, _DISORDER, len(disturbed))
    words[_COMMON:] = words[_COMMON:][np.argsort(disturbed, kind="stable")]
    return words


def _plan(rows: int, generator: np.random.Generator) -> _Plan:
    """Draw events until there are enough articles, and spread them over the days."""
    sizes = np.minimum(generator.geometric(1 / _MEAN_ARTICLES, rows), _MOST_ARTICLES)
    events = int(np.searchsorted(np.cumsum(sizes), rows)) + 1
    event = np.repeat(np.arange(events), sizes[:events])[:rows].astype(np.int64)
    lag = generator.exponential(_LAG, rows)
    lag[np.diff(event, prepend=-1) > 0] = 0  # the first to tell it
    begun = generator.random(events) * rows / DAILY
    days = begun[event] + lag
    topics = max(1, events // _EVENTS_IN_TOPIC)
    of_topic = _draw_words((topics, _TOPIC_WORDS), generator)
    topic = generator.integers(0, topics, events)
    from_topic = of_topic[
        topic[:, None], generator.integers(0, _TOPIC_WORDS, (events, _FROM_TOPIC))
    ]
    own = _draw_words((events, len(_EVENT) - _FROM_TOPIC), generator)
    words = generator.permuted(np.hstack([from_topic, own]), axis=1)
    order = np.argsort(days, kind="stable")
    return _Plan(event[order], days[order], words, topic.astype(np.int64))


def _draw_words(shape: tuple[int, int], generator: np.random.Generator) -> IntArray:
    """Draw ranks of words that say what something is about, the frequent ones more often."""
    shares = word_shares()[_COMMON:]
    drawn = np.searchsorted(np.cumsum(shares) / shares.sum(), generator.random(shape))
    return np.minimum(drawn + _COMMON, _WORDS - 1).astype(np.int64)


def _outlets(rows: int, generator: np.random.Generator) -> IntArray:
    """Draw who published each article: a few outlets publish most of them."""
    weight = 1 / np.arange(10, OUTLETS + 10)
    drawn = np.searchsorted(np.cumsum(weight) / weight.sum(), generator.random(rows))
    return np.minimum(drawn + 1, OUTLETS).astype(np.int64)


def _titles(plan: _Plan, batch: slice, generator: np.random.Generator) -> Iterator[str]:
    """Write the headlines of some articles, their words in any order."""
    shares = word_shares()
    event = plan.event[batch]
    rows = len(event)
    common = generator.random((rows, _COMMON)) < shares[:_COMMON]
    told = generator.random((rows, len(_EVENT))) < _EVENT
    others = shares[_COMMON:].sum() - _EVENT.sum()
    drawn = _draw_words((rows, 8), generator)
    is_drawn = generator.random(drawn.shape) < others / drawn.shape[1]
    everything = np.hstack(
        [np.broadcast_to(np.arange(_COMMON), common.shape), plan.words_of_event[event], drawn]
    )
    chosen = np.hstack([common, told, is_drawn])
    chosen[:, _COMMON] |= ~chosen.any(axis=1)  # a headline has a word
    number = np.where(generator.random(rows) < _NUMBERS, generator.integers(2, 2_100, rows), 0)
    in_row, at = np.nonzero(chosen)
    order = np.lexsort((generator.random(len(at)), in_row))
    words = np.char.capitalize(_vocabulary()[everything[in_row, at][order]]).tolist()
    ends = np.cumsum(chosen.sum(axis=1)).tolist()
    start = 0
    for end, figure in zip(ends, number.tolist(), strict=True):
        title = dict.fromkeys(words[start:end])
        start = end
        yield " ".join([*title, str(figure)] if figure else title)


def main() -> None:
    """Write as many rows as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--undated", action="store_true")
    given = parser.parse_args()
    write_headlines(given.rows, given.out, dated=not given.undated)


if __name__ == "__main__":
    main()
