"""Collects everything the page shows as columns, ready to be embedded as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from math import isnan
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import numpy as np

from clustering.articles.dates import whole_percent
from clustering.model import Article
from clustering.reporting import wording
from clustering.reporting.page.copies import (
    MAX_GROUPS,
    MAX_TITLE_CHARS,
    copy_groups,
    cut_title,
    seconds_of,
)
from clustering.reporting.page.evidence import (
    places_in_story,
    shared_words,
    shown_edges,
    story_merges,
)
from clustering.reporting.page.figures import (
    companions,
    outlet_figures,
    outlet_key,
    over_time,
    shared_stories,
)
from clustering.reporting.rows import moment, printable, story_row
from clustering.text.sentences import SENTENCES
from clustering.web.links import is_web, linkable

if TYPE_CHECKING:
    from clustering.result import Result

# With 15,000 articles the file is about 11 MB; the widest stories come first, so what is left
# out are articles alone.
MAX_PAGE_ARTICLES = 15_000
MAX_SKIPPED = 1_000
MAX_SOURCES = 60
MAX_EXCERPT_CHARS = 320
EXCERPT_BUDGET = 2_500_000  # characters of all excerpts together
MAX_TOPICS = 8  # of an article
MATRIX_OUTLETS = 14  # outlets whose shared stories are compared with each other
RELATED_FLAG, SAME_TEXT_FLAG = 1, 2  # flags of an edge
ANSWER_FLAGS = {1: 4, 2: 8, -1: 16}  # and those for what a person said of it
BORROWED_DATE_FLAG, OTHER_NAMES_FLAG = 32, 64


@dataclass(frozen=True)
class Shown:
    """The part of the result that fits in the page: whole stories, the first ones.

    Attributes
    ----------
    stories
        How many stories.
    members
        Positions of their articles in the corpus, story by story.
    """

    stories: int
    members: list[int]


class Names:
    """Numbers texts in the order they first come, to name each once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """Return the number of a name."""
        return self.numbers.setdefault(name, len(self.numbers))

    @property
    def names(self) -> list[str]:
        """All names, by number."""
        return list(self.numbers)


def page_data(result: Result) -> dict[str, Any]:
    """Return what the page shows, as plain values for JSON; times are seconds since 1970."""
    shown = _fitting(result)
    figures = outlet_figures(result)
    keys = list(figures)
    numbers = {key: at for at, key in enumerate(keys)}
    words = Names()
    partners = companions(result, keys)
    return {
        "meta": _meta(result, shown),
        "bars": over_time(result)._asdict(),
        "outlets": {
            "name": [one.name for one in figures.values()],
            "domain": [wording.one_line(one.domain, "") for one in figures.values()],
            "articles": [one.articles for one in figures.values()],
            "stories": [one.stories for one in figures.values()],
            "coverage": [one.coverage for one in figures.values()],
            "first": [one.first for one in figures.values()],
            "followed": [one.followed for one in figures.values()],
            "lag": [one.median_lag for one in figures.values()],
            "copies": [one.copies for one in figures.values()],
            "companions": partners,
        },
        "matrix": shared_stories(result, keys[:MATRIX_OUTLETS]),
        "articles": _articles(result, shown, numbers),
        "stories": _stories(result, shown, words, numbers),
        "edges": _edges(result, shown, words),
        "merges": [
            [[left, right, _shown_height(height)] for left, right, height in merges]
            for merges in story_merges(result, places_in_story(result))[: shown.stories]
        ],
        "series": _series(result, shown, numbers),
        "groups": copy_groups(result),
        "words": [printable(word) for word in words.names],
        "sentences": SENTENCES,
    }


def _fitting(result: Result) -> Shown:
    members: list[int] = []
    for at, story in enumerate(result.stories):
        if at and len(members) + len(story.members) > MAX_PAGE_ARTICLES:
            return Shown(at, members)
        members += story.members
    return Shown(len(result.stories), members)


def _meta(result: Result, shown: Shown) -> dict[str, Any]:
    reading = result.reading
    times = [article.published for article in result.articles if article.published]
    return {
        "counts": result.counts,
        "span": [_seconds(min(times)), _seconds(max(times))] if times else None,
        "undated": len(result.articles) - len(times),
        "files": reading.files,
        "sources": _sources(result),
        "skipped": [
            [
                printable(f"{skip.path}:{skip.line}" if skip.line else skip.path),
                wording.one_line(skip.reason, ""),
            ]
            for skip in reading.skipped[:MAX_SKIPPED]
        ],
        "unread_dates": wording.unread_dates_in_words(reading.unread_dates),
        "settings": result.settings.shaping(),
        "link": result.settings.link,
        "knob": result.knob,
        "cut_at": result.cut_at,
        "left_out": {
            "stories": len(result.stories) - shown.stories,
            "articles": len(result.articles) - len(shown.members),
            "groups": max(len(result.duplicate_groups) - MAX_GROUPS, 0),
            "skipped": max(len(reading.skipped) - MAX_SKIPPED, 0),
        },
    }


def _sources(result: Result) -> list[tuple[str, int, int]]:
    """Return folders and tables that were read, with their files and records, largest first."""
    folders: dict[str, dict[str, int]] = {}
    for file, records in Counter(record.source for record in result.reading.records).items():
        folders.setdefault(str(PurePath(file).parent), {})[file] = records
    named = [
        (printable(min(own) if len(own) == 1 else folder), len(own), sum(own.values()))
        for folder, own in folders.items()
    ]
    return sorted(named, key=lambda one: (-one[2], one[0]))[:MAX_SOURCES]


def _articles(result: Result, shown: Shown, outlets: dict[str, int]) -> dict[str, Any]:
    articles = [result.articles[member] for member in shown.members]
    addresses = [printable(article.url) for article in articles]
    most = min(MAX_EXCERPT_CHARS, EXCERPT_BUDGET // max(len(articles), 1))
    topics = _topics(articles)
    group_of = {group.id: at for at, group in enumerate(result.duplicate_groups)}
    groups = [result.group_of.get(member) for member in shown.members]
    return {
        "id": [article.id for article in articles],
        "title": [
            cut_title(wording.one_line(article.title), MAX_TITLE_CHARS) for article in articles
        ],
        "excerpt": [cut_title(wording.one_line(article.excerpt, ""), most) for article in articles],
        "url": [linkable(address) for address in addresses],
        "address": {at: one for at, one in enumerate(addresses) if one and not is_web(one)},
        "outlet": [
            outlets[outlet_key(article.outlet.name, article.outlet.domain)] for article in articles
        ],
        "time": [_seconds(article.published) for article in articles],
        "topics": [
            [topics[topic] for topic in article.topics[:MAX_TOPICS]] for article in articles
        ],
        "topic_names": [wording.one_line(topic, "(no name)") for topic in topics],
        "fringe": np.flatnonzero(~result.is_core[shown.members]).tolist(),
        "names": _names(result, shown),
        "group": [group_of[group.id] if group else -1 for group in groups],
        "kept": [
            int(group is None or group.keep.id == article.id)
            for group, article in zip(groups, articles, strict=True)
        ],
    }


def _topics(articles: Iterable[Article]) -> dict[str, int]:
    """Give the topics numbers, the most frequent first."""
    counts = Counter(topic for article in articles for topic in article.topics[:MAX_TOPICS])
    ranked = sorted(counts, key=lambda topic: (-counts[topic], topic))
    return {topic: at for at, topic in enumerate(ranked)}


def _names(result: Result, shown: Shown) -> dict[int, str]:
    """Return the names in each title that weaken a link, by the article's place in the page."""
    graph = result.graph
    same = result.story_of[graph.left] == result.story_of[graph.right]
    weakened = graph.names_differ & same
    ends = set(graph.left[weakened].tolist()) | set(graph.right[weakened].tolist())
    return {
        at: wording.one_line(", ".join(result.names_in(member)), "")
        for at, member in enumerate(shown.members)
        if member in ends
    }


def _stories(result: Result, shown: Shown, words: Names, outlets: dict[str, int]) -> dict[str, Any]:
    """Return what is told of the shown stories; a nearest story that is not shown is its title."""
    stories = result.stories[: shown.stories]
    rows = [story_row(result, story) for story in stories]
    series = {series.id: at for at, series in enumerate(result.series)}
    place = {story.id: at for at, story in enumerate(stories)}
    nearest = [result.nearest_to(story) for story in stories]
    number = [
        [outlets[outlet_key(outlet.name, outlet.domain)] for outlet in story.outlets]
        for story in stories
    ]
    return {
        "id": [story.id for story in stories],
        "size": [len(story.members) for story in stories],
        "lead": [
            next(at for at, one in enumerate(story.articles) if one.id == story.lead.id)
            for story in stories
        ],
        "outlets": number,
        "independent": [story.independent_outlets for story in stories],
        "first": [
            outlets[outlet_key(first.name, first.domain)] if (first := story.first_outlet) else -1
            for story in stories
        ],
        "first_words": [wording.first_in_words(row) for row in rows],
        "mark": [row["mark"] for row in rows],
        "inside": [_hundredths(story.inside) for story in stories],
        "outside": [_hundredths(story.outside) for story in stories],
        "nearest": [place.get(one.id, -1) if one else -1 for one in nearest],
        "nearest_titles": {
            at: cut_title(wording.one_line(one.headline), MAX_TITLE_CHARS)
            for at, one in enumerate(nearest)
            if one and one.id not in place
        },
        "thread": [
            [place[one.id] for one in result.thread_of(story).stories if one.id in place]
            for story in stories
        ],
        "keywords": [[words.number(word) for word in story.keywords] for story in stories],
        "series": [series[s.id] if (s := result.series_of(story)) else -1 for story in stories],
        "alarms": [
            [wording.one_line(sign) for sign in result.alarms_of(story)] for story in stories
        ],
    }


def _edges(result: Result, shown: Shown, words: Names) -> dict[str, Any]:
    """Return the edges inside the shown stories, story by story, the strongest first."""
    graph, place = result.graph, places_in_story(result)
    chosen, total = shown_edges(result, shown.stories)
    left, right = graph.left[chosen], graph.right[chosen]
    shared = shared_words(result.vectors, left, right)
    known = {column: words.number(result.vectors.words[column]) for column in _first(shared.word)}
    days = graph.days_apart[chosen].tolist()
    trust = [whole_percent(share) for share in graph.date_trust[chosen].tolist()]
    flags = graph.related[chosen] * RELATED_FLAG + graph.same_text[chosen] * SAME_TEXT_FLAG
    flags = flags + graph.borrowed_date[chosen] * BORROWED_DATE_FLAG
    flags = flags + graph.names_differ[chosen] * OTHER_NAMES_FLAG
    if graph.labelled is not None:
        for said, flag in ANSWER_FLAGS.items():
            flags = flags + (graph.labelled[chosen] == said) * flag
    count = np.bincount(result.story_of[left], minlength=shown.stories)
    return {
        "count": count.tolist(),
        "total": total.tolist(),
        "left": place[left].tolist(),
        "right": place[right].tolist(),
        "strength": _all_thousandths(graph.strength[chosen]),
        "similarity": _all_thousandths(graph.similarity[chosen]),
        "days": [-1 if isnan(one) else round(10 * round(one, 1)) for one in days],
        "trust": {at: percent for at, percent in enumerate(trust) if percent < 100},
        "flags": flags.tolist(),
        "shown": shared.shown.tolist(),
        "shared": shared.total.tolist(),
        "word": [known[column] for column in shared.word.tolist()],
        "part": _all_thousandths(shared.part),
    }


def _first(columns: np.typing.NDArray[np.int64]) -> list[int]:
    """Return the different columns in the order they first come."""
    return list(dict.fromkeys(columns.tolist()))


def _series(result: Result, shown: Shown, outlets: dict[str, int]) -> list[dict[str, Any]]:
    """Return the series with the places of their articles in the page."""
    place = {member: at for at, member in enumerate(shown.members)}
    return [
        {
            "frame": cut_title(wording.one_line(series.frame), MAX_TITLE_CHARS),
            "outlet": outlets[outlet_key(series.outlet.name, series.outlet.domain)],
            "size": len(series.members),
            "first": _seconds(series.first_published),
            "last": _seconds(series.last_published),
            "articles": [place[member] for member in series.members if member in place],
        }
        for series in result.series
    ]


def _seconds(time: datetime | None) -> int | None:
    return seconds_of(moment(time) or "")


def _hundredths(share: float) -> int:
    """As ``{:.2f}`` shows it."""
    return round(100 * round(share, 2))


def _shown_height(height: float) -> int:
    """Ten-thousandths, rounded up: a value above the height that is shown parts the two."""
    return int(Decimal(repr(height)).scaleb(4).to_integral_value(ROUND_CEILING))


def _all_thousandths(shares: Any) -> Sequence[int]:  # noqa: ANN401
    numbers: list[int] = np.rint(np.asarray(shares) * 1000).astype(np.int64).tolist()
    return numbers
