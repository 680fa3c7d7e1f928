"""Every engine writes the same bytes: all files of a report, of any stream, with answers too."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clustering.answers.file import Answer, Answers
from clustering.engines.spill import SpillEngine
from clustering.sources import read_sources
from tests.engines.parity import assert_same
from tests.engines.streams import WINDOW, stream_reading


@pytest.mark.slow("groups three thousand articles twice, and writes both reports")
@pytest.mark.parametrize("related", ["evidence", "merge"])
def test_three_thousand_articles_with_a_window_of_three_days(related: str, tmp_path: Path) -> None:
    reading = stream_reading(1, 3_000, 60.0)
    engine = SpillEngine(threads=2, block_rows=300)
    assert_same(engine, reading, tmp_path, window=WINDOW, related=related)


@pytest.mark.slow("groups some dozens of streams twice, and writes both reports")
@settings(max_examples=20)
@given(
    seed=st.integers(0, 1_000_000),
    articles=st.integers(1, 200),
    days=st.sampled_from([2.0, 20.0, 100.0]),
    undated=st.sampled_from([0.0, 0.05, 0.5, 1.0]),
    block_rows=st.integers(1, 250),
    window=st.sampled_from([WINDOW, WINDOW, 0.0]),
)
def test_any_stream_in_blocks_of_any_size(
    seed: int, articles: int, days: float, undated: float, block_rows: int, window: float
) -> None:
    with TemporaryDirectory() as folder:
        reading = stream_reading(seed, articles, days, undated)
        assert_same(SpillEngine(block_rows=block_rows), reading, Path(folder), window=window)


def test_answers_hold_in_every_engine(tmp_path: Path) -> None:
    reading, answers = stream_reading(5, 300, 20.0), some_answers(300)
    assert_same(SpillEngine(block_rows=40), reading, tmp_path, answers, window=WINDOW)


def some_answers(articles: int) -> Answers:
    """Let somebody have said something of a fifth of the articles."""
    pairs = np.random.default_rng(5).permutation(articles).reshape(-1, 2)[: articles // 10].tolist()
    said = ("same", "different", "copy")
    answers = [Answer(f"n{a}", f"n{b}", said[a % 3]) for a, b in pairs]
    return Answers("labels.yaml", answers, True)


def test_a_folder_of_posts_is_the_same_from_every_engine(tmp_path: Path) -> None:
    assert_same(SpillEngine(), read_sources([Path("fixtures")]), tmp_path)
