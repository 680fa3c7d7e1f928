"""Thousands of broken inputs for every reader; ``tests.benchmarks.fuzz`` has as many as wanted."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import rmtree

import pytest

from tests.fuzz.seeds import FILES, LABELS, SETTINGS
from tests.fuzz.targets import KINDS, RUN_EVERY, Input, TooLong, at_most, make_input, try_input

pytestmark = pytest.mark.skipif(os.name == "nt", reason="timers of POSIX")

INPUTS = 1_000  # in each of two stretches of seeds; the same on every machine


@pytest.mark.slow("gives 1,000 broken inputs to the readers")
@pytest.mark.parametrize("first", [0, 1_000_000])
def test_broken_input_is_skipped_or_refused_in_our_own_words(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + INPUTS):
        folder = tmp_path / str(seed)
        folder.mkdir()
        try:
            try_input(make_input(seed), folder, whole=seed % RUN_EVERY == 0)
        except BaseException as error:
            error.add_note(f"python -m tests.benchmarks.fuzz --inputs 1 --first {seed}")
            raise
        rmtree(folder)  # pytest would remove thousands of folders at the end, in one process


@pytest.mark.parametrize(("name", "data"), FILES)
def test_what_fuzzing_begins_with_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    try_input(Input("file", name, data), tmp_path, whole=True)
    assert name.endswith((".parquet", ".opml")) or (tmp_path / "report" / "index.html").exists()


@pytest.mark.parametrize(("kind", "data"), [("settings", SETTINGS), ("labels", LABELS)])
def test_settings_and_labels_to_begin_with_are_read(tmp_path: Path, kind: str, data: bytes) -> None:
    try_input(Input(kind, f"{kind}.yaml", data), tmp_path, whole=False)


def test_a_seed_gives_one_input_and_all_kinds_occur() -> None:
    inputs = [make_input(seed) for seed in range(200)]
    assert inputs == [make_input(seed) for seed in range(200)]
    assert {one.kind for one in inputs} == set(KINDS)
    assert len({one.name for one in inputs}) > 20


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(TooLong), at_most(0.05):
        while True:
            pass
