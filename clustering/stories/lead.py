"""Which article leads a story: its most central report, or a newer one where it has moved on.

A story moves on where its later articles tell what the earlier do not: a toll that has risen, a
verdict after days of trial. Nothing here is tuned. Of 218 stories of a week (rss_stream) 4 have
another headline than the most central one, of the 400 widest of azure 2, and of allsides 24.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.types import FloatArray
from clustering.model import Article, Outlet
from clustering.text.headlines import is_report
from clustering.text.languages import is_surely_english, languages_of_texts
from clustering.text.words import features, folded_words
from clustering.vectors.base import Vectors, row_dots

_SHORT = 3  # letters of words that tell nothing: "the", "und", "los"


class Leads:
    """Chooses the articles that lead stories.

    Parameters
    ----------
    score
        How central each article is to its story; shape ``(articles,)``.
    languages
        The language of each article, where stories may hold several.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        vectors: Vectors,
        score: FloatArray,
        languages: Sequence[str] | None = None,
    ) -> None:
        self._titles: Sequence[str] = column_of(articles, "title")
        self._excerpts: Sequence[str] = column_of(articles, "excerpt")
        self._urls: Sequence[str] = column_of(articles, "url")
        self._outlets: Sequence[Outlet] = column_of(articles, "outlet")
        self._published: Sequence[datetime | None] = column_of(articles, "published")
        self._matrix = vectors.matrix
        self._score = score.tolist()
        self._languages = languages

    def of_all(self, cores: Sequence[Sequence[int]]) -> list[int]:
        """Return the article that leads each story, of its core in order of time.

        Its headline is in the language of most of the core. Where languages were not handed over,
        they are told from the words of headlines, and only for stories that may not be in English.
        """
        leads = [self._among(core) for core in cores]
        mixed = [at for at, core in enumerate(cores) if len(core) > 2]
        if self._languages is None:
            mixed = [at for at in mixed if not self._is_english(leads[at], cores[at])]
        spoken = self._languages_of({one for at in mixed for one in cores[at]})
        for at in mixed:
            counts = Counter(spoken[one] for one in cores[at])
            if len(counts) > 1:
                ours = max(spoken[leads[at]], *counts, key=counts.__getitem__)  # first of equals
                leads[at] = self._among([one for one in cores[at] if spoken[one] == ours])
        return leads

    def _is_english(self, lead: int, core: Sequence[int]) -> bool:
        """Whether the headline of the lead is in English as far as words tell, as are most."""
        sure = self._is_surely_english
        return sure(lead) and 2 * sum(map(sure, core)) > len(core)

    def _is_surely_english(self, article: int) -> bool:
        return is_surely_english(self._titles[article])

    def _languages_of(self, articles: Collection[int]) -> Mapping[int, str]:
        if self._languages is not None:
            return {one: self._languages[one] for one in articles}
        ordered = sorted(articles)
        spoken = languages_of_texts([self._titles[one] for one in ordered])
        return dict(zip(ordered, spoken, strict=True))

    def _among(self, core: Sequence[int]) -> int:
        return self._newer(self._central(core), core)

    def _central(self, core: Sequence[int]) -> int:
        """Return the most central report; the most central article where none is a report."""
        lead = max(core, key=self._score.__getitem__)  # first of equals
        if not self._is_report(lead):
            reports = [one for one in core if self._is_report(one)]
            lead = max(reports, key=self._score.__getitem__, default=lead)
        return lead

    def _is_report(self, article: int) -> bool:
        return is_report(self._titles[article], self._urls[article])

    def _newer(self, lead: int, core: Sequence[int]) -> int:
        """Return the most central report of what is new since the lead; the lead for nothing new.

        The articles since that was first told are nearer to it than to the lead.
        """
        after = self._after(lead, core)
        if len({self._outlets[one].key for one in after}) < 2:
            return lead
        found = self._new_facts(lead, core, after)
        nearer = self._nearer(lead, found) if found else []
        return max(nearer, key=self._score.__getitem__, default=lead)

    def _after(self, lead: int, core: Sequence[int]) -> list[int]:
        """Return the articles that came after the lead."""
        when = self._published[lead]
        if when is None:
            return []
        return [one for one in core if (published := self._published[one]) and published > when]

    def _new_facts(
        self, lead: int, core: Sequence[int], after: Sequence[int]
    ) -> list[tuple[int, Sequence[int]]]:
        """Return the most central report of each new fact, and who came since it was first told.

        A fact is a figure, or from the day after the lead on any word, in the headlines of two
        outlets and of most articles since; no earlier article has it, not even in its text.
        """
        later = set(after)
        before = [one for one in core if one not in later]
        known = {word for one in before for word in _telling(self._titles[one])}
        tellers: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(after):
            for word in _telling(self._titles[one]) - known:
                tellers[word].append(at)
        facts = [
            (word, own)
            for word, own in tellers.items()
            if 2 * len(own) > len(after) - own[0]
            and len({self._outlets[after[at]].key for at in own}) > 1
            and (_has_digit(word) or self._day(after[own[0]]) != self._day(lead))
        ]
        in_texts = {word for one in before if facts for word in _telling(self._excerpts[one])}
        found = set()
        for word, own in facts:
            reports = [after[at] for at in own if self._is_report(after[at])]
            if reports and word not in in_texts:
                found.add((max(reports, key=self._score.__getitem__), own[0]))
        return [(one, after[start:]) for one, start in sorted(found)]

    def _day(self, article: int) -> object:
        published = self._published[article]
        return published and published.date()

    def _nearer(self, lead: int, found: Sequence[tuple[int, Sequence[int]]]) -> list[int]:
        """Return the articles to which the others since are nearer than to the lead."""
        pairs = [(at, one, other) for at, (one, since) in enumerate(found) for other in since]
        place, one, other = np.array([pair for pair in pairs if pair[1] != pair[2]]).T
        both = np.concatenate([one, np.full_like(one, lead)])
        new, old = np.split(row_dots(self._matrix, both, np.tile(other, 2)), 2)
        gained = np.bincount(place, new - old)
        return [one for (one, _), gain in zip(found, gained.tolist(), strict=True) if gain > 1e-9]


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
