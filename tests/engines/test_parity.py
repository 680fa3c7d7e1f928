"""Every engine writes the same bytes: all files of a report, of any stream, with answers too."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clustering.answers.file import Answer, Answers
from clustering.engines.spill import SpillEngine
from clustering.sources import read_sources
from tests.engines.parity import assert_same
from tests.engines.streams import WINDOW, stream_reading

EXAMPLES = settings.default.max_examples if settings.default else 50
"""As many as the profile asks for; what takes long takes a share of them."""
MANY = min(10 * EXAMPLES, 3_000)
"""Articles of the larger streams: five hundred every day, to be ten blocks of fifty."""


@pytest.mark.slow("groups five hundred articles twice, and writes both reports; three times")
@settings(max_examples=EXAMPLES // 50)
@given(
    seed=st.integers(0, 1_000_000),
    days=st.sampled_from([5.0, 60.0, 300.0]),
    undated=st.sampled_from([0.0, 0.05, 0.5, 1.0]),
    block_rows=st.integers(20, MANY),
    threads=st.integers(1, 3),
    related=st.sampled_from(["evidence", "merge"]),
)
@example(seed=1, days=60.0, undated=0.05, block_rows=50, threads=2, related="evidence")
@example(seed=1, days=60.0, undated=0.05, block_rows=50, threads=2, related="merge")
def test_many_articles_with_a_window_of_three_days(
    seed: int, days: float, undated: float, block_rows: int, threads: int, related: str
) -> None:
    with TemporaryDirectory() as folder:
        reading = stream_reading(seed, MANY, days, undated)
        engine = SpillEngine(threads=threads, block_rows=block_rows)
        assert_same(engine, reading, Path(folder), window=WINDOW, related=related)


@pytest.mark.slow("groups some dozens of streams twice, and writes both reports")
@settings(max_examples=EXAMPLES * 2 // 5)
@given(
    seed=st.integers(0, 1_000_000),
    articles=st.integers(1, 120),
    days=st.sampled_from([2.0, 20.0, 100.0]),
    undated=st.sampled_from([0.0, 0.05, 0.5, 1.0]),
    block_rows=st.integers(1, 150),
    window=st.sampled_from([WINDOW, WINDOW, 0.0]),
    is_answered=st.booleans(),
)
def test_any_stream_in_blocks_of_any_size(
    seed: int,
    articles: int,
    days: float,
    undated: float,
    block_rows: int,
    window: float,
    is_answered: bool,
) -> None:
    answers = some_answers(articles, seed) if is_answered else None
    with TemporaryDirectory() as folder:
        reading = stream_reading(seed, articles, days, undated)
        engine = SpillEngine(block_rows=block_rows)
        assert_same(engine, reading, Path(folder), answers, window=window)


def test_answers_hold_in_every_engine(tmp_path: Path) -> None:
    reading, answers = stream_reading(5, 300, 20.0), some_answers(300)
    assert_same(SpillEngine(block_rows=40), reading, tmp_path, answers, window=WINDOW)


def some_answers(articles: int, seed: int = 5) -> Answers:
    """Let somebody have said something of a fifth of the articles."""
    order = np.random.default_rng(seed).permutation(articles)[: articles // 10 * 2]
    pairs = order.reshape(-1, 2).tolist()
    said = ("same", "different", "copy")
    answers = [Answer(f"n{a}", f"n{b}", said[a % 3]) for a, b in pairs]
    return Answers("labels.yaml", answers, True)


def test_a_folder_of_posts_is_the_same_from_every_engine(tmp_path: Path) -> None:
    assert_same(SpillEngine(), read_sources([Path("fixtures")]), tmp_path)
