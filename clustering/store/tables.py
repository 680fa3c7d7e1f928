"""The tables of a store, and how those of an earlier version become those of this one."""

from __future__ import annotations

VERSION = 6

# Times are ISO 8601 in UTC. `run` columns hold ids of runs. A membership without `until` holds now.
MORE_OF_WORDS = """
ALTER TABLE words ADD COLUMN common REAL NOT NULL DEFAULT 0;  -- share of all words; 0: not known
"""
QUICK = """
DROP INDEX articles_by_time;
CREATE INDEX articles_by_time ON articles (published, story);
DROP INDEX open_stories;
CREATE INDEX open_stories ON stories (last_published, id) WHERE ended IS NULL AND settled IS NULL;
CREATE INDEX stories_of_thread ON stories (thread, born);
CREATE INDEX memberships_since ON memberships (since, story);
CREATE INDEX memberships_until ON memberships (until, story) WHERE until IS NOT NULL;
"""
ALL_TABLES = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,              -- update, renewal of the frozen figures, or correction
    started TEXT NOT NULL,
    present TEXT,                    -- time of the newest article
    sources TEXT NOT NULL,           -- JSON list
    epoch INTEGER NOT NULL,
    records INTEGER NOT NULL,        -- read in this run
    new_articles INTEGER NOT NULL,
    walked INTEGER NOT NULL          -- articles that were grouped again
);
CREATE TABLE epochs (
    id INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL,       -- in the store when it was made
    settings TEXT NOT NULL,          -- JSON, those that shape a result
    counted_articles INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    languages TEXT NOT NULL,         -- JSON list
    floor REAL NOT NULL,             -- least similarity of the pairs that are looked at
    left_out TEXT NOT NULL,          -- JSON list of words that the search for them leaves out
    thread_likeness REAL NOT NULL,
    main_outlets TEXT NOT NULL       -- JSON list of those that have half of the articles
);
CREATE TABLE words (                 -- of the newest epoch
    word TEXT PRIMARY KEY,
    articles INTEGER NOT NULL,
    uses REAL NOT NULL,
    capitals REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    outlet TEXT NOT NULL,
    domain TEXT NOT NULL,
    published TEXT,
    is_day INTEGER NOT NULL,         -- whether only the day is known
    seen TEXT,                       -- when it first came; not known for those of the first run
    run INTEGER NOT NULL,            -- in which it came
    story TEXT NOT NULL,
    core INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX articles_of_story ON articles (story);
CREATE INDEX articles_by_time ON articles (published);
CREATE TABLE keys (                  -- canonical addresses, and what else identifies an article
    key TEXT PRIMARY KEY,
    article TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX keys_of_article ON keys (article);
CREATE TABLE records (
    key TEXT PRIMARY KEY,            -- source and address
    article TEXT NOT NULL,
    run INTEGER NOT NULL,            -- in which it last came new or changed
    data TEXT NOT NULL               -- JSON, the fields that are not empty
) WITHOUT ROWID;
CREATE INDEX records_of_article ON records (article);
CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    headline TEXT NOT NULL,
    lead TEXT NOT NULL,              -- the article that gives the headline
    thread TEXT NOT NULL,
    articles INTEGER NOT NULL,
    outlets INTEGER NOT NULL,        -- independent ones in the core
    first_published TEXT,
    last_published TEXT,
    inside REAL NOT NULL,
    outside REAL NOT NULL,
    mark TEXT NOT NULL,
    keywords TEXT NOT NULL,          -- JSON list
    born INTEGER NOT NULL,           -- run
    changed INTEGER NOT NULL,        -- run in which an article last came or went
    settled INTEGER,                 -- run
    ended INTEGER,                   -- run
    successor TEXT,                  -- the story that took most of it over
    cohesion REAL,                   -- NULL until a run tells the story anew
    nearest TEXT,                    -- the story that is nearest outside
    alarms TEXT NOT NULL DEFAULT '[]'  -- JSON list of sentences
) WITHOUT ROWID;
CREATE INDEX open_stories ON stories (id) WHERE ended IS NULL AND settled IS NULL;
CREATE TABLE memberships (
    article TEXT NOT NULL,
    story TEXT NOT NULL,
    since INTEGER NOT NULL,          -- run
    until INTEGER,                   -- run
    PRIMARY KEY (article, since)
) WITHOUT ROWID;
CREATE INDEX memberships_of_story ON memberships (story);
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    kind TEXT NOT NULL,              -- born, grew, merged, split, moved, settled, confirmed
    story TEXT NOT NULL,
    other TEXT,                      -- the story it merged into, split or moved from
    articles INTEGER NOT NULL,       -- that came, or moved
    outlets TEXT NOT NULL            -- JSON list, those that are new to the story
);
CREATE INDEX events_of_run ON events (run);
CREATE INDEX events_of_story ON events (story);
CREATE TABLE copies (
    article TEXT PRIMARY KEY,
    duplicate_group TEXT NOT NULL,
    kind TEXT NOT NULL,
    keep INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX copies_of_group ON copies (duplicate_group);
CREATE TABLE corrections (           -- what people did to stories and copies, to be undone
    id INTEGER PRIMARY KEY,
    given TEXT NOT NULL,             -- when
    kind TEXT NOT NULL,              -- split, merged, confirmed, answered, copy, not a copy, keep
    story TEXT NOT NULL,             -- that it was made in
    told TEXT NOT NULL,              -- what it did, in words
    answers TEXT NOT NULL,           -- JSON list of pairs, each with the answer before and after
    moved TEXT NOT NULL,             -- JSON, the stories of articles before and after
    run INTEGER,                     -- that carried it out
    undone TEXT,                     -- when
    is_written INTEGER NOT NULL      -- whether labels.yaml says it
);
CREATE TABLE answers (
    left TEXT NOT NULL,
    right TEXT NOT NULL,
    answer TEXT NOT NULL,            -- same, different, copy, not a copy or keep
    given TEXT NOT NULL,             -- when
    PRIMARY KEY (left, right)
) WITHOUT ROWID;
CREATE TABLE feeds (                         -- what `watch` asks: addresses, and own files
    url TEXT PRIMARY KEY,                    -- as it was typed or listed, without a password
    listed_in TEXT NOT NULL DEFAULT '',      -- the list of feeds that names it, if one does
    moved_to TEXT NOT NULL DEFAULT '',       -- where it is for good
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT '',         -- of what it held when it was last read
    is_inside INTEGER,                       -- whether its host is inside a network
    checked TEXT,                            -- when it was last asked
    next_check TEXT,                         -- before when it is not asked again
    failures INTEGER NOT NULL DEFAULT 0,     -- in a row
    status INTEGER NOT NULL DEFAULT 0,       -- of the last answer; 0 for none
    is_gone INTEGER NOT NULL DEFAULT 0,      -- it is never asked again
    note TEXT NOT NULL DEFAULT ''            -- why there was no answer
) WITHOUT ROWID;
CREATE VIEW current AS
    SELECT a.id AS article, a.title, a.outlet, a.published, a.url, a.core,
           s.id AS story, s.headline, s.thread, s.articles, s.outlets,
           s.settled IS NOT NULL AS is_settled
    FROM articles a JOIN stories s ON s.id = a.story;
CREATE VIEW news AS
    SELECT r.id AS run, r.started, r.kind AS run_kind, e.kind, e.story, s.headline, e.other,
           e.articles AS came, e.outlets AS new_outlets, s.articles, s.outlets, s.thread
    FROM events e JOIN runs r ON r.id = e.run LEFT JOIN stories s ON s.id = e.story;
"""

MIGRATIONS = {5: "DELETE FROM words WHERE articles = 0;" + MORE_OF_WORDS + QUICK}
"""How a store of an earlier version becomes one of the next; 5 is that of samestory 0.2.0."""
