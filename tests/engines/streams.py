"""An invented stream of articles: events, copies, related lists, some articles without a date."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from clustering.arrays.columns import Columnar
from clustering.model import Reading, Record
from tests.factories import make_record
from tests.tuning.conftest import MANY_WORDS

WINDOW = 3.0


def stream_reading(seed: int, articles: int, days: float, undated: float = 0.05) -> Reading:
    """Make a stream in columns, as a large table is read."""
    rng = np.random.default_rng(seed)
    events = max(articles // 5, 1)
    begins, own_words = rng.uniform(0, days, events), rng.integers(0, 1_200, (events, 9))
    records: list[Record] = []
    for number in range(articles):
        event = int(rng.integers(events))
        words = [*rng.permutation(own_words[event])[:6], *rng.integers(0, 1_200, 2)]
        title = " ".join(MANY_WORDS[word % len(MANY_WORDS)] for word in words).capitalize()
        if records and rng.random() < 0.05:  # a copy elsewhere
            title = records[int(rng.integers(len(records)))].title
        has_text = rng.random() < 0.3
        text = " ".join(MANY_WORDS[word % len(MANY_WORDS)] for word in own_words[event]) + "."
        day = float(begins[event] + rng.exponential(1.0))
        related = f"https://n{rng.integers(articles)}.example/n{rng.integers(articles)}"
        records.append(
            make_record(
                f"n{number}",
                title,
                None if rng.random() < undated else day,
                excerpt=text * int(rng.integers(1, 4)) if has_text else "",
                outlet_domain=f"outlet{rng.integers(40)}.example",
                outlet_name="",
                related_urls=(related,) if rng.random() < 0.1 else (),
            )
        )
    columns = {
        field.name: [getattr(one, field.name) for one in records] for field in fields(Record)
    }
    return Reading(Columnar(Record, articles, columns), [])
