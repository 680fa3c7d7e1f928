"""Stories in a store: those of which something changed are written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence, Set

import numpy as np

from clustering.articles.dates import timestamp
from clustering.store.article_rows import ArticleRows
from clustering.store.before import TOLD, Stored
from clustering.store.changes import MERGED, StoryChange
from clustering.stories.story import Story


def save_stories(
    connection: sqlite3.Connection,
    rows: ArticleRows,
    stored: Stored,
    changes: Sequence[StoryChange],
    number: int,
) -> None:
    """Write the stories that changed in a run; of those that stay only how many articles they have.

    ``stored`` is what the store has of them, ``changes`` what changed for them in the run
    ``number``.
    """
    changed = {c.story for c in changes} | {c.other for c in changes if c.other}
    _save_told(connection, rows, stored, changed, number)
    connection.executemany(
        "UPDATE stories SET changed = ? WHERE id = ?", [(number, story) for story in changed]
    )
    connection.executemany(
        "UPDATE stories SET articles = (SELECT count(*) FROM articles WHERE story = stories.id) "
        "WHERE id = ?",
        [(story,) for story in sorted(rows.kept & changed)],
    )
    connection.executemany(
        "UPDATE stories SET ended = ?, successor = ? WHERE id = ?",
        [(number, c.other, c.story) for c in changes if c.kind == MERGED],
    )


def _save_told(
    connection: sqlite3.Connection,
    rows: ArticleRows,
    stored: Stored,
    changed: Set[str | None],
    number: int,
) -> None:
    result = rows.result
    stories = [story for story in result.stories if story.id not in rows.kept]
    # Times are those of the articles of the core.
    others = set(result.story_of[np.flatnonzero(rows.is_changed)].tolist())
    dated_anew = changed | {result.stories[at].id for at in others}
    written = []
    for story in stories:
        told = _told(rows, story)
        if story.id in dated_anew or stored.stories.get(story.id) != told:
            times = [
                timestamp(time) if time else None
                for time in (story.first_published, story.last_published)
            ]
            written.append((story.id, *told, *times, number, number))
    connection.executemany(
        f"INSERT INTO stories (id, {', '.join(TOLD)}, first_published, last_published, "
        "born, changed) "
        f"VALUES ({', '.join('?' * (len(TOLD) + 5))}) ON CONFLICT (id) DO UPDATE SET "
        "headline = excluded.headline, lead = excluded.lead, thread = excluded.thread, "
        "articles = excluded.articles, outlets = excluded.outlets, "
        "first_published = excluded.first_published, last_published = excluded.last_published, "
        "inside = excluded.inside, outside = excluded.outside, mark = excluded.mark, "
        "keywords = excluded.keywords, cohesion = excluded.cohesion, "
        "nearest = excluded.nearest, alarms = excluded.alarms",
        written,
    )


def _told(rows: ArticleRows, story: Story) -> tuple[object, ...]:
    result = rows.result
    nearest = result.nearest_to(story)
    return (
        story.headline,
        story.lead.id,
        result.thread_of(story).id,
        len(story.articles),
        story.independent_outlets,
        story.inside,
        story.outside,
        result.mark_of(story),
        json.dumps(story.keywords, ensure_ascii=False),
        round(story.cohesion, 4),
        nearest.id if nearest else None,
        json.dumps(result.alarms_of(story), ensure_ascii=False),
    )
