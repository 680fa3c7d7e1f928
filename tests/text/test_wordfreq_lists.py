"""The files of wordfreq's lists are where they were and say what wordfreq says."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import msgpack
import pytest
import wordfreq

from clustering.text import wordfreq_lists
from clustering.text.wordfreq_lists import listed_languages, longest_list, short_list

WORDFREQ = f"wordfreq {version('wordfreq')}"
MEND = "mend clustering/text/wordfreq_lists.py"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Put an empty folder in the place of wordfreq's."""
    monkeypatch.setattr(wordfreq_lists, "_folder", lambda: tmp_path)
    for kept in (listed_languages, longest_list):
        kept.cache_clear()
    yield tmp_path
    for kept in (listed_languages, longest_list):
        kept.cache_clear()


def test_the_languages_are_those_of_wordfreq() -> None:
    found = listed_languages()
    known = sorted(wordfreq.available_languages("small"))
    assert found == known, f"{WORDFREQ} keeps its lists in other files; {MEND}"


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_words_are_as_common_as_wordfreq_says(language: str) -> None:
    for found, size in ((longest_list(language), "best"), (short_list(language), "small")):
        known = wordfreq.get_frequency_dict(language, wordlist=size)
        ours = {word: 10 ** (-place / 100) for place, some in enumerate(found) for word in some}
        assert ours == {word.casefold(): share for word, share in known.items()}, (
            f"{WORDFREQ} writes its lists in another way; {MEND}"
        )


def test_a_list_that_is_gone_names_wordfreq(folder: Path) -> None:
    assert listed_languages() == []
    with pytest.raises(ImportError, match=r"wordfreq has no list .*small_en"):
        longest_list("en")


def test_a_list_of_another_kind_names_wordfreq(folder: Path) -> None:
    packed = msgpack.packb([{"format": "cB", "version": 2}, ["the"]])
    (folder / "large_en.msgpack.gz").write_bytes(gzip.compress(packed))
    with pytest.raises(ImportError, match=r"wordfreq's lists are of another kind: .*'version': 2"):
        longest_list("en")


def test_without_wordfreq_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordfreq_lists, "find_spec", lambda name: None)
    wordfreq_lists._folder.cache_clear()
    with pytest.raises(ImportError, match="wordfreq is missing; install samestory again"):
        list(short_list("en"))
