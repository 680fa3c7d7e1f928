"""Invented streams of articles: events of a few words each, told by several outlets over days."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clustering.model import Reading, Record
from clustering.settings.model import Settings
from clustering.store import Store, Update, update
from tests.factories import FIRST_DAY, make_record

WINDOW = 3.0
SETTINGS = Settings(window=WINDOW, jobs=1)
_LETTERS = "bdfgklmnprstvz"
_VOWELS = "aeiou"


def invented_words(count: int, seed: int) -> list[str]:
    """Words that no language has."""
    generator = np.random.default_rng(seed)
    words: dict[str, None] = {}
    while len(words) < count:
        parts = [
            _LETTERS[generator.integers(len(_LETTERS))] + _VOWELS[generator.integers(5)]
            for _ in range(3)
        ]
        words["".join(parts) + "k"] = None
    return list(words)


def stream(events: int, seed: int, days: float = 20.0, told: int = 4) -> list[Record]:
    """Articles of some events in order of time: each event is told within a day or two."""
    generator = np.random.default_rng(seed)
    words = invented_words(events * 7, seed)
    records = []
    for event in range(events):
        own = words[7 * event : 7 * event + 7]
        start = generator.uniform(0, days)
        for telling in range(int(generator.integers(1, told + 1))):
            said = generator.permutation(own)[:5].tolist()
            day = start + generator.uniform(0, 1.5)
            records.append(make_record(f"e{event}t{telling}", " ".join(said).capitalize(), day))
    return sorted(records, key=lambda record: str(record.published))


def alike_stream(events: int, seed: int, days: float) -> list[Record]:
    """Articles of events that share words of a few topics, so that each is near to others."""
    generator = np.random.default_rng(seed)
    words = invented_words(events * 4 + 30, seed)
    topics, own_words = words[:30], words[30:]
    records = []
    for event in range(events):
        own = own_words[4 * event : 4 * event + 4]
        topic = generator.choice(topics, 3, replace=False)
        start = generator.uniform(0, days)
        for telling in range(int(generator.integers(1, 5))):
            said = [*generator.permutation(own)[:3], *generator.permutation(topic)[:2]]
            day = start + generator.uniform(0, 1.5)
            records.append(make_record(f"e{event}t{telling}", " ".join(said).capitalize(), day))
    return sorted(records, key=lambda record: str(record.published))


def in_days(records: Sequence[Record], days: float = 1.0) -> list[list[Record]]:
    """Cut a stream into steps of so many days."""
    steps: dict[int, list[Record]] = {}
    for record in records:
        assert record.published is not None
        at = int((record.published - FIRST_DAY).total_seconds() // (86400 * days))
        steps.setdefault(at, []).append(record)
    return [steps[at] for at in sorted(steps)]


def bring(store: Store, records: Sequence[Record], **how: object) -> Update:
    """Bring records into a store, at the time of the last of them."""
    times = [record.published for record in records if record.published]
    settings = how.pop("settings", SETTINGS)
    how.setdefault("now", max(times, default=FIRST_DAY))
    return update(store, Reading(list(records), []), settings, **how)  # type: ignore[arg-type]


def stories_in(store: Store) -> dict[str, str]:
    """Story of each article, by its title."""
    return dict(store.connection.execute("SELECT title, story FROM articles"))
