"""Which article leads a story: its most central report, or a newer one where it has moved on.

A story moves on where its later articles tell what the earlier do not: a toll that has risen, a
verdict after days of trial. Nothing here is tuned. Of 218 stories of a week (rss_stream) 4 have
another headline than the most central one, of the 400 widest of azure 2, and of allsides 24.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, islice
from typing import Any, NamedTuple, cast

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.compact import picked
from clustering.arrays.compact_values import Coded
from clustering.arrays.keys import span_positions
from clustering.arrays.types import FloatArray, IntArray
from clustering.model import Corpus
from clustering.stories.new_words import Places, new_words
from clustering.text.headlines import is_report
from clustering.text.languages import is_surely_english, languages_of_texts
from clustering.text.tokenizer import Numbering, Tokenizer
from clustering.text.words import features, folded_words
from clustering.vectors.base import Vectors, row_dots

_STORIES_AT_ONCE = 5_000  # bounds the memory
_SHORT = 3  # letters of words that tell nothing: "the", "und", "los"


class Leads:
    """Chooses the articles that lead stories.

    ``score`` says how central each article is to its story; ``languages`` are those of the
    articles, where stories may hold several.
    """

    def __init__(
        self,
        corpus: Corpus,
        vectors: Vectors,
        score: FloatArray,
        languages: Sequence[str] | None = None,
    ) -> None:
        self._titles: Sequence[str] = column_of(corpus.articles, "title")
        self._excerpts: Sequence[str] = column_of(corpus.articles, "excerpt")
        self._urls: Sequence[str] = column_of(corpus.articles, "url")
        self._outlet, self._times = corpus.outlet_keys[1], corpus.published_seconds
        self._matrix = vectors.matrix
        # Its items are Python's floats, as in a list.
        self._score = memoryview(cast(Any, np.ascontiguousarray(score)))
        self._languages = languages

    def of_all(self, cores: Sequence[Sequence[int]]) -> IntArray:
        """Return the article that leads each story, of its core in order of time.

        Its headline is in the language of most of the core. Where languages were not handed over,
        they are told from the words of headlines, and only for stories that may not be in English.
        """
        leads = np.empty(len(cores), dtype=np.int64)
        mixed: list[int] = []
        is_told = self._languages is not None
        for start in range(0, len(cores), _STORIES_AT_ONCE):
            some = list(cores[start : start + _STORIES_AT_ONCE])
            leads[start : start + len(some)] = own = self._among(some)
            mixed += [
                start + at
                for at, (lead, core) in enumerate(zip(own, some, strict=True))
                if len(core) > 2 and (is_told or not self._is_english(lead, core))
            ]
        spoken = self._spoken(cores, mixed)
        in_one: dict[int, list[int]] = {}
        for number, at in enumerate(mixed, start=1):
            core = cores[at]
            counts = Counter(spoken[one] for one in core)
            if len(counts) > 1:
                ours = max(spoken[leads[at]], *counts, key=counts.__getitem__)  # first of equals
                in_one[at] = [one for one in core if spoken[one] == ours]
            if number == len(mixed) or len(in_one) == _STORIES_AT_ONCE:
                leads[list(in_one)] = self._among(list(in_one.values()))
                in_one.clear()
        return leads

    def _is_english(self, lead: int, core: Sequence[int]) -> bool:
        """Whether the headline of the lead is in English as far as words tell, as are most."""
        sure, most = self._is_surely_english, len(core) // 2 + 1
        return sure(lead) and len(list(islice(filter(sure, core), most))) == most

    def _is_surely_english(self, article: int) -> bool:
        return is_surely_english(self._titles[article])

    def _spoken(self, cores: Sequence[Sequence[int]], asked: Sequence[int]) -> Sequence[str]:
        """Return the language of each article, as far as it is in a core that is asked for."""
        if self._languages is not None:
            return self._languages
        is_asked = np.zeros(len(self._titles), dtype=np.bool_)
        for at in asked:
            is_asked[list(cores[at])] = True
        articles, codes = np.flatnonzero(is_asked), Numbering({"": 0})
        number = np.zeros(len(is_asked), dtype=np.int16)
        number[articles] = codes.of(languages_of_texts(picked(self._titles, articles)))
        return Coded(number, list(codes))

    def _among(self, cores: Sequence[Sequence[int]]) -> list[int]:
        """Return the most central report of each core, or of what is new since that one.

        The articles since that was first told are nearer to it than to the lead.
        """
        leads = list(map(self._central, cores))
        sizes = list(map(len, cores))
        articles = np.fromiter(chain.from_iterable(cores), dtype=np.int64, count=sum(sizes))
        since = self._times[np.repeat(np.array(leads, dtype=np.int64), sizes)]
        story = np.repeat(np.arange(len(cores)), sizes)
        places = Places(articles, story, self._times[articles] > since)
        places = places.of_several_later(self._outlet)
        facts = self._new_facts(leads, places)
        nearer: dict[int, list[int]] = defaultdict(list)
        for fact in self._nearer(leads, facts, places.article[places.is_later]):
            nearer[fact.story].append(fact.report)
        for number, reports in nearer.items():
            leads[number] = max(reports, key=self._score.__getitem__)
        return leads

    def _central(self, core: Sequence[int]) -> int:
        """Return the most central report; the most central article where none is a report."""
        lead = max(core, key=self._score.__getitem__)  # first of equals
        if not self._is_report(lead):
            reports = [one for one in core if self._is_report(one)]
            lead = max(reports, key=self._score.__getitem__, default=lead)
        return lead

    def _is_report(self, article: int) -> bool:
        return is_report(self._titles[article], self._urls[article])

    def _new_facts(self, leads: Sequence[int], places: Places) -> list[_Fact]:
        """Return the new facts of stories, by story.

        A fact is a figure, or from the day after the lead on any word, in the headlines of two
        outlets and of most articles since; no earlier article has it, not even in its text.
        """
        tokenizer = Tokenizer(_telling)
        words, starts = tokenizer.read([self._titles[one] for one in places.article.tolist()])
        at = np.repeat(np.arange(len(places.article)), np.diff(starts))
        spelled = list(tokenizer.numbers)
        found = set()
        in_texts: dict[int, set[str]] = {}
        for new in new_words(places, self._outlet, at, words.astype(np.int64)):
            word, story = spelled[new.word], new.story
            first, lead = np.floor(self._times[[new.tellers[0], leads[story]]] / 86_400).tolist()
            if first == lead and not _has_digit(word):
                continue
            if story not in in_texts:
                texts = (self._excerpts[one] for one in places.earlier(story))
                in_texts[story] = {word for text in texts for word in _telling(text)}
            reports = [one for one in new.tellers if self._is_report(one)]
            if reports and word not in in_texts[story]:
                report = max(reports, key=self._score.__getitem__)
                found.add(_Fact(story, report, new.begin, new.stop))
        return sorted(found)

    def _nearer(self, leads: Sequence[int], facts: Sequence[_Fact], later: IntArray) -> list[_Fact]:
        """Return the facts to whose report the others since are nearer than to the lead."""
        story, report, begin, stop = np.array(facts, dtype=np.int64).reshape(-1, 4).T
        place = np.repeat(np.arange(len(facts)), stop - begin)
        other, one = later[span_positions(begin, stop - begin)], report[place]
        place, one, other = (row[one != other] for row in (place, one, other))
        lead = np.array(leads, dtype=np.int64)[story[place]]
        both = row_dots(self._matrix, np.concatenate([one, lead]), np.tile(other, 2))
        new, old = np.split(both, 2)
        gained = np.bincount(place, new - old)
        return [fact for fact, gain in zip(facts, gained.tolist(), strict=True) if gain > 1e-9]


class _Fact(NamedTuple):
    """The most central report of a new fact of a story.

    ``begin`` and ``stop`` are where the articles stand since it was first told, among all that
    came after the lead of their story.
    """

    story: int
    report: int
    begin: int
    stop: int


def _telling(text: str) -> set[str]:
    """Return the words of a text that may tell something: figures, and no short words."""
    return {
        word
        for written in folded_words(text.casefold())
        for word in features(written)
        if len(word) > _SHORT or not word.isascii() or _has_digit(word)
    }


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
