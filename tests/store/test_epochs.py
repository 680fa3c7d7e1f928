"""Frozen figures of a store."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from clustering.epoch import Epoch
from clustering.settings.model import Settings
from clustering.store import open_store
from clustering.store.epochs import (
    is_shaped_by,
    load_epoch,
    most_articles,
    save_epoch,
    save_words,
    shaping,
)
from clustering.vectors.statistics import WordStatistics

COUNTED = WordStatistics(
    ["storm", "bay"],
    np.array([3, 1]),
    np.array([[3.0, 1.0], [0.0, 1.0]]),
    articles=10,
    entries=40,
    languages=("en", "de"),
    common=np.array([1e-4, 1e-5]),
)


def test_an_epoch_is_read_as_it_was_saved(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        assert load_epoch(store.connection) is None
        for likeness in (0.25, np.inf):
            saved = Epoch(COUNTED, 0.125, {"the", "of"}, likeness, {"tide.example"})
            number = save_epoch(store.connection, saved, Settings(), 10)
            found = load_epoch(store.connection)
            assert found is not None
            assert found[:3] == (number, shaping(Settings()), 10)
            assert (found[3].floor, found[3].left_out) == (0.125, {"the", "of"})
            assert found[3].thread_likeness == likeness
            assert found[3].main_outlets == {"tide.example"}
            again = found[3].statistics
            assert again is not None
            assert again.at(COUNTED.features).found.tolist() == [3, 1]
            assert again.at(COUNTED.features).uses.tolist() == COUNTED.uses.tolist()
            assert again.at(COUNTED.features).common.tolist() == [1e-4, 1e-5]
            assert again.languages == ("en", "de")


def test_new_words_are_added_and_known_ones_stay(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        save_epoch(store.connection, Epoch(COUNTED, 0.1, set(), 0.2), Settings(), 10)
        found, none = np.array([9, 2, 0]), np.zeros(3)
        more = WordStatistics(["bay", "gale", "gal"], found, np.zeros((2, 3)), 10, 40, (), none)
        save_words(store.connection, Epoch(more, 0.1, set(), 0.2))
        words = dict(store.connection.execute("SELECT word, articles FROM words"))
        assert words == {"storm": 3, "bay": 1, "gale": 2}


def test_settings_that_shape_no_result_begin_no_epoch() -> None:
    stored = shaping(Settings(detail=0.5))
    assert is_shaped_by(stored, Settings(detail=0.5, jobs=2, engine="spill", memory="4GB"))
    assert not is_shaped_by(stored, Settings(detail=0.6))


def test_a_setting_that_an_epoch_does_not_know_counts_as_its_default() -> None:
    known = json.loads(shaping(Settings()))
    known.pop("window")
    assert is_shaped_by(json.dumps(known), Settings())
    assert not is_shaped_by(json.dumps(known), Settings(window=7))
    assert not is_shaped_by(json.dumps({**known, "gone": 1}), Settings())
    assert not is_shaped_by("", Settings())


def test_figures_are_measured_anew_after_a_quarter_more_also_in_a_young_store() -> None:
    assert most_articles(0) == 0
    assert most_articles(12) == 15
    assert most_articles(10_000) == 12_500
