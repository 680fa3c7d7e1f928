"""Searches the articles of a store by their words, with an index beside it (SQLite FTS5)."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from threading import Lock

from clustering.desk.shown import newest_run
from clustering.store.records import rows_about

_WORD = re.compile(r"\w+")
_MAX_WORDS = 24  # of a search
_MAX_FOUND = 500
_MAX_NEAR_STORIES = 12
_MAX_NEAR_ARTICLES = 200
_TITLES_READ = 8  # of a story, to find what is near it
_HITS_READ = 80
# Words of titles by which near ones are found: the most telling, without those that too many have.
# More
# and commoner ones take seconds among 100,000 articles.
_MAX_NEAR_WORDS = 12
_MAX_NEAR_SHARE = 0.02


class SearchIndex:
    """What the articles of a store say, word by word.

    The index is made when it is first asked, in a file that goes with the process, and takes in
    what came since whenever it is asked again. Without FTS5 only titles are searched, letter by
    letter.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._index = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._run = 0
        try:
            self._index.executescript(
                "CREATE VIRTUAL TABLE said USING fts5(title, outlet, text, "
                "tokenize = 'unicode61 remove_diacritics 2');"
                "CREATE VIRTUAL TABLE uses USING fts5vocab(said, row);"
                "CREATE TABLE articles (place INTEGER PRIMARY KEY, article TEXT UNIQUE);"
            )
        except sqlite3.OperationalError:
            self._has_words = False
        else:
            self._has_words = True

    def refresh(self, store: sqlite3.Connection) -> None:
        """Take in the articles that came or changed since the index was last asked."""
        with self._lock:
            newest = newest_run(store)
            if not self._has_words or newest == self._run:
                return
            # The newest text of each article; those before it stand in other records.
            query = (
                "SELECT a.id, a.title, a.outlet || ' ' || a.domain, "
                "max(coalesce(json_extract(r.data, '$.excerpt'), '')) "
                "FROM records r JOIN articles a ON a.id = r.article WHERE r.run > ? GROUP BY a.id"
            )
            self._index.execute("BEGIN")
            for article, *said in store.execute(query, (self._run,)):
                (place,) = self._index.execute(
                    "INSERT INTO articles (article) VALUES (?) ON CONFLICT (article) "
                    "DO UPDATE SET article = article RETURNING place",
                    (article,),
                ).fetchone()
                self._index.execute("DELETE FROM said WHERE rowid = ?", (place,))
                self._index.execute(
                    "INSERT INTO said (rowid, title, outlet, text) VALUES (?, ?, ?, ?)",
                    (place, *said),
                )
            self._index.execute("COMMIT")
            self._run = newest

    def find(self, store: sqlite3.Connection, words: str) -> list[str]:
        """Return the articles that have all the words, the best first; words may be begun only."""
        terms = _WORD.findall(words)[:_MAX_WORDS]
        if not terms:
            return []
        self.refresh(store)
        found = self._match(" ".join(f'"{term}"*' for term in terms), _MAX_FOUND)
        if found:
            return found
        # Scripts without spaces between words, and an SQLite without FTS5.
        where = " AND ".join(["title LIKE ? ESCAPE '\\'"] * len(terms))
        query = f"SELECT id FROM articles WHERE {where} ORDER BY published DESC, id LIMIT ?"
        likes = [f"%{term.replace('_', chr(92) + '_')}%" for term in terms]
        return [article for (article,) in store.execute(query, (*likes, _MAX_FOUND))]

    def stories_near(self, store: sqlite3.Connection, stories: Collection[str]) -> list[str]:
        """Return the stories whose articles share most words with the titles of some others."""
        self.refresh(store)
        titles = [
            title
            for story in sorted(stories)
            for (title,) in store.execute(
                "SELECT title FROM articles WHERE story = ? ORDER BY core DESC, id LIMIT ?",
                (story, _TITLES_READ),
            )
        ]
        terms = self._telling(
            Counter(t for title in titles for t in set(_WORD.findall(title.lower())))
        )
        query = " OR ".join(f'"{term}"' for term in terms)
        found = story_of(store, self._match(f"title : ({query})", _HITS_READ) if query else [])
        near: list[str] = []
        room = _MAX_NEAR_ARTICLES
        for story in dict.fromkeys(found.values()):
            size = store.execute("SELECT count(*) FROM articles WHERE story = ?", (story,))
            if story not in stories and (room := room - size.fetchone()[0]) >= 0:
                near.append(story)
        return near[:_MAX_NEAR_STORIES]

    def _telling(self, terms: Counter[str]) -> list[str]:
        """Return the words that stand in most of some titles and in few others."""
        if not self._has_words:
            return []
        with self._lock:
            (total,) = self._index.execute("SELECT count(*) FROM articles").fetchone()
            query = "SELECT doc FROM uses WHERE term = ?"
            counts = {t: self._index.execute(query, (t,)).fetchone() for t in terms}
        most = max(_MAX_NEAR_SHARE * total, _HITS_READ)
        weight = {
            term: terms[term] * math.log(total / row[0])
            for term, row in counts.items()
            if row and 1 < row[0] <= most
        }
        return sorted(weight, key=lambda term: (-weight[term], term))[:_MAX_NEAR_WORDS]

    def _match(self, query: str, most: int) -> list[str]:
        if not self._has_words:
            return []
        with self._lock:
            rows = self._index.execute(
                "SELECT a.article FROM said JOIN articles a ON a.place = said.rowid "
                "WHERE said MATCH ? ORDER BY bm25(said, 4, 1, 1), a.article LIMIT ?",
                (query, most),
            )
            return [article for (article,) in rows]


def story_of(store: sqlite3.Connection, articles: Iterable[str]) -> dict[str, str]:
    """Return the story of each article that is still there, in the order given."""
    listed = list(articles)
    found = dict(rows_about(store, "SELECT id, story FROM articles WHERE id IN ({})", listed))
    return {article: found[article] for article in listed if article in found}
