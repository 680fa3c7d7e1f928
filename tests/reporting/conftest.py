"""Hand-made results for the report tests: a few stories, copies, and text that means harm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from clustering.articles.dates import is_day
from clustering.duplicates import DuplicateGroup
from clustering.graph.edges import Graph
from clustering.model import Article, Corpus, Outlet, Reading, Record, Skip
from clustering.pipeline import run
from clustering.reporting.page.document import page_data
from clustering.reporting.page.figures import Figures
from clustering.result import Result
from clustering.settings.model import Settings, choose_settings
from clustering.sources import read_sources
from clustering.stories.linkage.agglomerate import merge_tree
from clustering.stories.story import First, Story, StoryOutlet
from clustering.vectors.words import vectorize

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NOON = datetime(2023, 8, 31, 12, 0, tzinfo=UTC)


@dataclass
class Piece:
    """One article to be: its records are named ``<source>:<number>``.

    ``mentions`` of them, beside ``records``, are entries of another post's related list.
    ``is_core`` is whether its story is surely about it.
    """

    title: str
    outlet: str = "The Daily"
    domain: str = "daily.example"
    hours: float | None = 0.0
    url: str | None = None
    copy_of: str = ""
    records: int = 1
    mentions: int = 0
    is_core: bool = True
    id: str = field(default="", init=False)


def data_of(result: Result) -> dict[str, Any]:
    """Return the data that the page of a result embeds."""
    return page_data(result, Figures.of(result))


@pytest.fixture(scope="session")
def posts() -> Result:
    """Return what is found in the invented posts."""
    return run(read_sources([FIXTURES / "posts"]), Settings())


@pytest.fixture
def result() -> Result:
    """Return a result with every kind of thing in it."""
    return build(
        [
            [
                Piece("Ministers sign harbour deal", "The Daily", "daily.example", 0),
                Piece("Harbour deal signed at last", "Coast News", "coast.example", 5),
                Piece("Ministers sign harbour deal", "Wire Copy", "wire.example", 6, copy_of="a0"),
                Piece("What the harbour deal means", "Coast News", "coast.example", 50),
            ],
            [
                Piece("Storm nears", "Coast News", "coast.example", 1),
                Piece("Storm here", "Coast News", "coast.example", 20),
            ],
            [Piece("A quiet day in the museum", "Arts", "arts.example", None, records=2)],
        ],
        skipped=[Skip("posts/broken.md", "no front matter", 3)],
    )


@pytest.fixture
def leaning() -> Result:
    """Return a result whose first story has an article that only leans on it."""
    return build(
        [
            [
                Piece("Ministers sign harbour deal", "The Daily", "daily.example", 0),
                Piece("Harbour deal signed at last", "Coast News", "coast.example", 5),
                Piece("Five things this week", "Digest", "digest.example", 2, is_core=False),
            ],
            [Piece("A quiet day in the museum", "Arts", "arts.example", 30)],
        ]
    )


@pytest.fixture
def hostile() -> Result:
    """Return a result whose titles, outlets, URLs and names try to break out of every format."""
    titles = [
        "</script><script>alert(1)</script>",
        '=HYPERLINK("http://evil.example","click")',
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\u202egnp.exe \u2066isolated",
        "control \x00\x07\x1b[31m red \x9b and \ud800 lone \ufffe",
        "pipes | stars ** [link](javascript:alert(1)) `code` _under_ <b>bold</b> &copy; #",
        "emoji 🧭👩‍🚀 and عنوان عربي",
        "very long " + "W" * 10_000,
        "line\r\nbreak\rand\ttab",
        "",
    ]
    urls = [
        "javascript:alert(1)",
        "http://ok.example/a_(b)?x=1&copy=2&copy;=3",
        "data:text/html,<script>1</script>",
        "https://ok.example/\"onmouseover='x'",
        "http://[broken",
        "https://ok.example/with space",
        "HTTPS://OK.example/upper",
        "//no-scheme.example/",
        "http://",
        "",
    ]
    pieces = [
        Piece(title, f"<Outlet {number}> | =1+1", "", number, url)
        for number, (title, url) in enumerate(zip(titles, urls, strict=True))
    ]
    return build(
        [pieces[:6], pieces[6:]],
        source="dir ]]>\udcff/`a`.csv",
        skipped=[Skip("bad\x1b[2J\udcff.md", "because <b>|`x`")],
    )


def build(
    stories: Sequence[Sequence[Piece]],
    skipped: Sequence[Skip] = (),
    source: str = "table.csv",
) -> Result:
    """Return a consistent result that holds these stories."""
    pieces = [piece for story in stories for piece in story]
    records: list[Record] = []
    article_of: list[int] = []
    articles: list[Article] = []
    for number, piece in enumerate(pieces):
        piece.id = f"a{number}"
        first = len(records)
        articles.append(_article(piece, first))
        for copy in range(piece.records + piece.mentions):
            name = f"{source}:{len(records) + 2}"
            of = "post.md" if copy >= piece.records else ""
            records.append(_record(piece, name, source, of))
            article_of.append(number)
    places = np.cumsum([0, *map(len, stories)])
    made = [
        _story(range(start, stop), articles, pieces)
        for start, stop in zip(places[:-1].tolist(), places[1:].tolist(), strict=True)
    ]
    settings, graph = choose_settings().settings, _graph(stories)
    own = vectorize(articles, settings)
    return Result(
        reading=Reading(records, list(skipped), files=1),
        corpus=Corpus(articles, np.array(article_of, dtype=np.int64), np.zeros((0, 2), np.int64)),
        settings=settings,
        own=own,
        vectors=own,
        tree=merge_tree(graph, settings.link),
        graph=graph,
        stories=made,
        thread_numbers=np.arange(len(stories)),
        story_of=np.repeat(np.arange(len(stories)), [len(story) for story in stories]),
        duplicate_groups=_groups(pieces, articles),
        seconds={"read": 0.25, "stories": 0.5},
    )


def _published(piece: Piece) -> datetime | None:
    return None if piece.hours is None else NOON + timedelta(hours=piece.hours)


def _url(piece: Piece) -> str:
    return f"https://{piece.domain}/{piece.id}" if piece.url is None else piece.url


def _record(piece: Piece, name: str, source: str, related_to: str) -> Record:
    return Record(
        name=name,
        source=source,
        title=piece.title,
        urls=(_url(piece),) if _url(piece) else (),
        outlet_name=piece.outlet,
        outlet_domain=piece.domain,
        published=_published(piece),
        related_to=related_to,
    )


def _article(piece: Piece, record: int) -> Article:
    return Article(
        id=piece.id,
        title=piece.title,
        excerpt="",
        url=_url(piece),
        keys=(),
        outlet=Outlet(piece.outlet, piece.domain),
        published=_published(piece),
        topics=(),
        quality=None,
        is_own=piece.records > 0,
        records=tuple(range(record, record + piece.records + piece.mentions)),
        text_from=record,
        date_from=record,
    )


def _story(members: range, articles: Sequence[Article], pieces: Sequence[Piece]) -> Story:
    chosen = tuple(articles[member] for member in members)
    core = [articles[member] for member in members if pieces[member].is_core]
    outlets = [_outlet(outlet, core) for outlet in dict.fromkeys(a.outlet for a in core)]
    times = [article.published for article in core if article.published]
    start = min(times, default=None)
    first = tuple(outlet for outlet in outlets if outlet.first_published == start and start)
    return Story(
        id=f"s-{chosen[0].id}",
        headline=chosen[0].title,
        lead=chosen[0],
        members=tuple(members),
        articles=chosen,
        core=tuple(pieces[member].is_core for member in members),
        outlets=tuple(outlets),
        first=First(first, start, is_day(start)),
        independent_outlets=min(len(outlets), 2),
        first_published=start,
        last_published=max(times, default=None),
        cohesion=1 / 3,
        inside=2 / 3 if len(chosen) > 1 else 1.0,
        outside=1 / 6,
        keywords=("harbour", "deal"),
    )


def _outlet(outlet: Outlet, articles: Sequence[Article]) -> StoryOutlet:
    own = [article for article in articles if article.outlet == outlet]
    times = [article.published for article in own if article.published]
    return StoryOutlet(outlet.name, outlet.domain, len(own), min(times, default=None))


def _graph(stories: Sequence[Sequence[Piece]]) -> Graph:
    """Link each article to the next: inside a story, and from one story to the next."""
    articles = sum(map(len, stories))
    ends = np.arange(max(articles - 1, 0), dtype=np.int64)
    size = len(ends)
    return Graph(
        articles=articles,
        left=ends,
        right=ends + 1,
        similarity=np.full(size, 1 / 3),
        strength=np.full(size, 2 / 3),
        related=np.zeros(size, dtype=np.bool_),
        same_text=np.ones(size, dtype=np.bool_),
        days_apart=np.where(ends % 2, np.nan, 1.5),
        discount=np.ones(size),
        names_differ=np.zeros(size, dtype=np.bool_),
    )


def _groups(pieces: Sequence[Piece], articles: Sequence[Article]) -> list[DuplicateGroup]:
    groups = []
    for number, piece in enumerate(pieces):
        copies = [place for place, other in enumerate(pieces) if other.copy_of == piece.id]
        members = (number, *copies)
        records = tuple(record for member in members for record in articles[member].records)
        if len(records) == 1 or piece.copy_of:
            continue
        groups.append(
            DuplicateGroup(
                kind="wire_copy" if copies else "same_page",
                keep_record=records[0] if copies else records[piece.records - 1],
                members=members,
                articles=tuple(articles[member] for member in members),
                records=tuple(sorted(records)),
                reason="published first",
            )
        )
    return groups
