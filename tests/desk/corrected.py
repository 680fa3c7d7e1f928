"""A store to correct, of invented events, and what stands in it."""

from __future__ import annotations

from pathlib import Path

from clustering import read
from clustering.desk.correct import Corrections
from clustering.desk.search import SearchIndex
from clustering.store import open_store
from tests.pages import ROOT
from tests.store.streams import bring, stream

EVENTS = stream(12, seed=3, days=5, told=5)


def desk_on(folder: Path) -> Corrections:
    """Make a store, and what corrects it."""
    path = folder / "news.db"
    with open_store(path, create=True) as store:
        bring(store, EVENTS)
    return Corrections(path, folder / "labels.yaml", SearchIndex().stories_near)


def desk_to_ask(folder: Path) -> Corrections:
    """Make a store of headlines of which some could be one story, and what corrects it."""
    path = folder / "news.db"
    with open_store(path, create=True) as store:
        bring(store, list(read(ROOT / "fixtures" / "headlines.jsonl").records))
    return Corrections(path, folder / "labels.yaml", SearchIndex().stories_near)


def partition(desk: Corrections) -> set[frozenset[str]]:
    """Return the stories as sets of articles."""
    with desk.open() as store:
        stories: dict[str, set[str]] = {}
        for article, story in store.connection.execute("SELECT id, story FROM articles"):
            stories.setdefault(story, set()).add(article)
    return {frozenset(articles) for articles in stories.values()}


def largest(desk: Corrections, most: int = 2) -> list[tuple[str, list[str]]]:
    """Return the largest stories, each with its articles, the lead first."""
    with desk.open() as store:
        rows = store.connection.execute(
            "SELECT id, lead FROM stories WHERE ended IS NULL ORDER BY articles DESC, id LIMIT ?",
            (most,),
        ).fetchall()
        query = "SELECT id FROM articles WHERE story = ? ORDER BY id != ?, id"
        return [(s, [a for (a,) in store.connection.execute(query, (s, led))]) for s, led in rows]


def walked_again(desk: Corrections) -> None:
    """Let a run with nothing new group all again."""
    with desk.open() as store:
        bring(store, [], now=max(one.published for one in EVENTS if one.published))
