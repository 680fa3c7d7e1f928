"""Finds the duplicate groups of a run: the order of the steps, and what is said of each group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from clustering.arrays.blocks import stretches
from clustering.arrays.columns import column_at, column_of
from clustering.arrays.compact import picked
from clustering.arrays.types import FloatArray, IntArray
from clustering.duplicates.candidates import candidate_pairs
from clustering.duplicates.found import DuplicateGroup, DuplicatePair
from clustering.duplicates.groups import CopyGroup, group_copies
from clustering.duplicates.joining import join_groups
from clustering.duplicates.keep import rank_copies
from clustering.duplicates.kinds import SAME_PAGE, group_kind, pair_kind
from clustering.duplicates.match import Evidence, Matcher
from clustering.duplicates.newest import NEWEST, newest_first
from clustering.duplicates.texts.agencies import agency_of_outlet, spelled_out
from clustering.duplicates.texts.views import TitleViews
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.model import Article, Corpus, Reading, Record
from clustering.pairs.nearest import Pairs
from clustering.settings.model import Settings
from clustering.system.cores import usable_cores
from clustering.text.tokenizer import SpelledTexts

_PAIRS_AT_ONCE = 100_000  # bounds the memory


def find_duplicates(
    reading: Reading,
    corpus: Corpus,
    near: Pairs,
    settings: Settings,
    engine: Engine = IN_MEMORY,
    titles_read: SpelledTexts | None = None,
) -> list[DuplicateGroup]:
    """Group the articles that are copies of each other, and the pages recorded more than once.

    Mentions in related lists are no records of their own: a page that one post holds and
    three others call related is not a duplicate. An article known only from related lists
    can be a copy of another article. Copies further apart than the window of the ``near`` pairs are
    found by their keys. Groups are sorted by number of articles, then records, then id.
    """
    groups = _Search(reading, corpus, near, settings, engine, titles_read).groups()
    grouped = {member for group in groups for member in group.members}
    order = settings.duplicate_keep
    is_own = np.fromiter(reading.is_own, np.bool_, len(reading.records))
    groups += [
        _page(reading.records, position, corpus.articles[position], order)
        for position, records in enumerate(column_of(corpus.articles, "records"))
        if len(records) > 1 and position not in grouped and sum(map(is_own.item, records)) > 1
    ]
    return sorted(groups, key=lambda g: (-len(g.members), -len(g.records), g.id))


def _page(records: Sequence[Record], position: int, article: Article, order: str) -> DuplicateGroup:
    """Describe an article that several records stand for."""
    ranking, reason = _first_record(records, article, order)
    return DuplicateGroup(
        kind=SAME_PAGE,
        keep_record=article.records[ranking[0]],
        members=(position,),
        articles=(article,),
        records=article.records,
        reason=reason,
    )


def _first_record(records: Sequence[Record], article: Article, order: str) -> tuple[list[int], str]:
    own = list(picked(records, np.array(article.records)))
    return rank_copies(own, [""] * len(own), order)


class _Search:
    """The steps of one run over one corpus; positions are those of the articles compared."""

    def __init__(
        self,
        reading: Reading,
        corpus: Corpus,
        near: Pairs,
        settings: Settings,
        engine: Engine,
        titles_read: SpelledTexts | None,
    ) -> None:
        self._records = reading.records
        self._settings = settings
        titles = TitleViews(corpus.articles, engine, titles_read)
        likely = settings.duplicate_similarity
        pairs = candidate_pairs(
            corpus.articles, titles, near, likely, usable_cores(settings.jobs), engine
        )
        number = np.zeros(len(corpus), dtype=np.int32)
        for ends in pairs:
            number[ends] = 1
        self._used = np.flatnonzero(number)
        number[self._used] = np.arange(len(self._used))
        self._pairs, self._number = pairs, number
        # Each is asked for several times; a million headlines have some 400,000 of them.
        self._articles = picked(corpus.articles, self._used)
        if not engine.is_sliced:
            self._articles = list(self._articles)
        self._views = titles.with_texts(corpus.articles, self._used, settings.excerpt_chars)
        days = corpus.days[self._used]
        self._matcher = Matcher(self._articles, self._views, days, settings)

    def groups(self) -> list[DuplicateGroup]:
        """Find and describe the groups of several articles."""
        size, compare = len(self._articles), self._matcher.compare
        left, right, closeness = self._matches()
        around_cores = group_copies(size, left, right, closeness, compare, self._rank)
        joined = join_groups(size, around_cores, left, right, compare, self._rank)
        copies = newest_first(joined, self._articles, self._matcher.outlet, compare)
        if not copies:
            return []
        pairs = self._anchored_pairs(copies)
        return [self._group(found.members, pairs) for found in copies]

    def _matches(self) -> tuple[IntArray, IntArray, FloatArray]:
        """Return the pairs that match, and how alike each is."""
        found: list[tuple[IntArray, IntArray, FloatArray]] = []
        for some in stretches(len(self._pairs[0]), _PAIRS_AT_ONCE):
            left, right = (self._number[ends[some]].astype(np.int64) for ends in self._pairs)
            evidence = self._matcher.compare(left, right)
            is_match = evidence.is_match
            found.append((left[is_match], right[is_match], evidence.closeness[is_match]))
        left, right, closeness = map(np.concatenate, zip(*found, strict=True))
        return left, right, closeness

    def _rank(self, members: IntArray) -> IntArray:
        return self._ranked(members)[0]

    def _ranked(self, members: IntArray) -> tuple[IntArray, str]:
        """Sort members by which to keep, and say why the first is."""
        places = members.tolist()
        articles = [self._articles[place] for place in places]
        named = [self._views.agency[place] for place in places]
        files = column_at(self._records, [one.text_from for one in articles], "source")
        ranking, reason = rank_copies(articles, named, self._settings.duplicate_keep, files)
        return members[ranking], reason

    def _agency(self, members: IntArray) -> str:
        """Return the agency that most of the texts name, else one that is among the outlets."""
        outlets = [self._articles[member].outlet for member in members.tolist()]
        named = Counter(self._views.agency[member] for member in members.tolist())
        named.pop("", None)
        named = named or Counter(filter(None, map(agency_of_outlet, outlets)))
        most = min(named, key=lambda agency: (-named[agency], agency), default="")
        return spelled_out(most, outlets)

    def _anchored_pairs(self, copies: Sequence[CopyGroup]) -> dict[int, DuplicatePair]:
        """Pair each member with the kept article, or with the member that it matches."""
        sizes = [len(found.members) - 1 for found in copies]
        members = np.concatenate([found.members[1:] for found in copies])
        anchors = np.repeat([found.members[0] for found in copies], sizes)
        matched = np.concatenate([found.matched[1:] for found in copies])
        with_kept = self._matcher.compare(anchors, members)
        is_sure = with_kept.is_match & ~with_kept.is_headline
        anchors = np.where(is_sure, anchors, matched)
        evidence = self._matcher.compare(anchors, members)
        return {
            member: self._pair(anchor, member, evidence, place)
            for place, (anchor, member) in enumerate(
                zip(anchors.tolist(), members.tolist(), strict=True)
            )
        }

    def _pair(self, anchor: int, member: int, evidence: Evidence, place: int) -> DuplicatePair:
        """Put the evidence of one pair into words."""
        settings, views = self._settings, self._views
        title, text = float(evidence.title[place]), float(evidence.text[place])
        has_text = not np.isnan(text)
        one, other = self._articles[anchor], self._articles[member]
        agency = views.agency[anchor] or views.agency[member]
        kind = pair_kind(
            one,
            other,
            same_outlet=self._may_share_outlet(anchor, member),
            title_score=title,
            text_score=text if has_text else None,
            is_cut=bool(evidence.is_cut[place]),
            is_headline=bool(evidence.is_headline[place]),
            is_version=bool(evidence.is_version[place]),
            agency=agency,
            settings=settings,
        )
        views_matched = ["bare title" if evidence.is_bare[place] else "title"]
        if title < settings.duplicate_title:
            views_matched = []
        if has_text and text >= settings.duplicate_text:
            views_matched.append("text")
        left, right = sorted((int(self._used[anchor]), int(self._used[member])))
        return DuplicatePair(
            left=left,
            right=right,
            kind=kind,
            title_score=title,
            text_score=text if has_text else None,
            view=" and ".join(views_matched),
            agency=spelled_out(agency, [one.outlet, other.outlet]),
        )

    def _may_share_outlet(self, one: int, other: int) -> bool:
        """Whether two articles are of one outlet, as far as is known."""
        known = [any(self._articles[place].outlet) for place in (one, other)]
        ends = np.array([one]), np.array([other])
        return not all(known) or bool(self._matcher.same_outlet(*ends)[0])

    def _group(self, members: IntArray, pairs: dict[int, DuplicatePair]) -> DuplicateGroup:
        ranked, reason = self._ranked(members)
        if ranked[0] != members[0]:
            reason = NEWEST
        articles = tuple(self._articles[member] for member in members.tolist())
        keep = articles[0]
        own = tuple(pairs[member] for member in members[1:].tolist())
        order = self._settings.duplicate_keep
        ranking, _ = _first_record(self._records, keep, order)
        return DuplicateGroup(
            kind=group_kind(pair.kind for pair in own),
            keep_record=keep.records[ranking[0]],
            members=tuple(self._used[members].tolist()),
            articles=articles,
            records=tuple(sorted(record for article in articles for record in article.records)),
            reason=reason,
            pairs=own,
            agency=self._agency(members),
        )
