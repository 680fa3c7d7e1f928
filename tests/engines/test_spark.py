"""With Spark the files are the same, whatever dies; and what is missing is said in one sentence.

Without pyspark or Java the tests skip; with ``SAMESTORY_REQUIRE_SPARK=1`` they fail instead.
"""

from __future__ import annotations

import operator
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays.rows import row_squares
from clustering.engines import spark
from clustering.engines.packed import library_versions
from clustering.engines.spark import SparkEngine
from clustering.errors import SamestoryError, UsageError
from tests.engines.needed import require_spark
from tests.engines.parity import assert_same
from tests.engines.streams import WINDOW, stream_reading
from tests.engines.test_parity import EXAMPLES, some_answers

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning:pyspark")


@pytest.fixture(scope="module")
def engine() -> Iterator[SparkEngine]:
    """Return an engine whose session has two cores, as small as it may be."""
    require_spark()
    made = SparkEngine(threads=2, block_rows=400)
    yield made
    made._session.stop()


def logged(work_folder: str, number: int) -> int:
    """Die the first time; give the number the second time."""
    mark = Path(work_folder, str(number))
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.slow("starts Spark; groups three thousand articles twice, and writes both reports")
def test_three_thousand_articles_with_a_window_of_three_days(
    engine: SparkEngine, tmp_path: Path
) -> None:
    assert_same(engine, stream_reading(1, 3_000, 60.0), tmp_path, window=WINDOW)


@pytest.mark.slow("groups streams twice, one of them with Spark, and writes both reports")
@settings(max_examples=EXAMPLES // 50)
@given(
    seed=st.integers(0, 1_000_000),
    articles=st.integers(1, 1_000),
    undated=st.sampled_from([0.0, 0.1, 1.0]),
    block_rows=st.integers(30, 400),
)
@example(seed=2, articles=200, undated=0.1, block_rows=37)
@example(seed=3, articles=200, undated=1.0, block_rows=60)
def test_streams_in_blocks_of_any_size(
    engine: SparkEngine, seed: int, articles: int, undated: float, block_rows: int
) -> None:
    reading, answers = stream_reading(seed, articles, 20.0, undated), some_answers(articles)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "block_rows", block_rows)
        assert_same(engine, reading, Path(folder), answers, window=WINDOW)


@pytest.mark.slow("Spark starts its processes")
def test_results_come_in_the_order_of_the_tasks(
    engine: SparkEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "_WAVE_BYTES", 5_000)
    rng = np.random.default_rng(1)
    matrices = [sparse.csr_array(rng.random((n, 50)).round()) for n in range(9)]
    found = list(engine.map(row_squares, ((one,) for one in matrices)))
    assert [one.tolist() for one in found] == [row_squares(one).tolist() for one in matrices]
    assert found[3].flags.writeable


def test_light_work_is_done_here(engine: SparkEngine) -> None:
    assert list(engine.map(os.getpid, [(), ()], is_light=True)) == [os.getpid()] * 2
    assert os.getpid() not in list(engine.map(os.getpid, [()]))


@pytest.mark.slow("Spark starts its processes")
def test_what_is_kept_is_not_done_again(engine: SparkEngine, tmp_path: Path) -> None:
    for taken in (0, 2):
        resuming = SparkEngine(resume=tmp_path / "kept")
        assert list(resuming.map(operator.add, [(1, 2), (3, 4)])) == [3, 7]
        assert resuming._kept is not None
        assert resuming._kept.taken == taken


def test_without_a_task_nothing_is_done(engine: SparkEngine) -> None:
    assert list(engine.map(row_squares, [])) == []


@pytest.mark.slow("Spark starts two processes anew")
def test_a_task_whose_process_dies_is_done_again(engine: SparkEngine, tmp_path: Path) -> None:
    tasks = [(str(tmp_path), number) for number in range(2)]
    assert list(engine.map(logged, tasks)) == [0, 1]


@pytest.mark.slow("Spark tries four times")
def test_what_a_task_dies_of_is_said_in_one_line(engine: SparkEngine) -> None:
    with pytest.raises(SamestoryError, match=r"^Spark gave up: ZeroDivisionError.*\.$"):
        list(engine.map(operator.truediv, [(1, 0)]))


def test_a_block_that_is_too_large_is_refused(
    engine: SparkEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "_MAX_TASK_BYTES", 10)
    with pytest.raises(SamestoryError, match="--engine spill, or a shorter --window"):
        list(engine.map(row_squares, [(sparse.csr_array(np.eye(3)),)]))


def test_other_libraries_on_the_cluster_are_refused(
    engine: SparkEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = {**library_versions(), "numpy": "1.0"}
    monkeypatch.setattr(spark, "library_versions", lambda: versions)
    with pytest.raises(SamestoryError, match=r"numpy .* is not 1\.0"):
        list(engine.map(row_squares, [(sparse.csr_array(np.eye(3)),)]))


def test_the_session_of_the_caller_is_taken(engine: SparkEngine) -> None:
    assert SparkEngine(threads=7)._session is engine._session


def test_without_java_one_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setattr("pyspark.sql.SparkSession.getActiveSession", lambda: None)
    monkeypatch.setattr(spark, "_has_java", lambda: False)
    with pytest.raises(UsageError, match="apt-get install openjdk-17-jre-headless"):
        spark.spark_session(1)


def test_java_home_says_where_java_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert not spark._has_java()
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.touch(0o755)
    assert spark._has_java()


def test_without_pyspark_one_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(UsageError, match=r"pip install 'samestory\[spark\]'\.$"):
        spark.spark_session(1)
