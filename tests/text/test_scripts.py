"""Ranges of scripts: what is in them, and that they stand nowhere else."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

import clustering
from clustering.text.scripts import INDIC, MARKS, SYLLABIC, UNSPACED, needs_marks


@pytest.mark.parametrize(
    ("letter", "ranges"),
    [
        ("か", {UNSPACED, SYLLABIC}),
        ("東", {UNSPACED}),
        ("ก", {UNSPACED, SYLLABIC}),
        ("မ", {UNSPACED, SYLLABIC}),
        ("ក", {UNSPACED, SYLLABIC}),
        ("क", {INDIC, MARKS}),
        ("\u0301", {MARKS}),
        ("\u064b", {MARKS}),
        ("e", set()),
        ("ж", set()),
        ("한", set()),
    ],
)
def test_a_letter_is_in_the_ranges_of_its_script(letter: str, ranges: set[str]) -> None:
    every = (UNSPACED, SYLLABIC, INDIC, MARKS)
    assert {one for one in every if re.match(f"[{one}]", letter)} == ranges


def test_accents_are_an_extra_in_alphabets_alone() -> None:
    assert not any(map(needs_marks, "eéжα한"))
    assert all(map(needs_marks, "कกမក"))


def test_what_writes_sounds_is_written_without_spaces() -> None:
    letters = [chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) == "Lo"]
    found = [letter for letter in letters if re.match(f"[{SYLLABIC}]", letter)]
    assert len(found) > 100
    assert all(re.match(f"[{UNSPACED}]", letter) for letter in found)


def test_no_other_module_writes_ranges_of_scripts() -> None:
    package = Path(clustering.__file__).parent
    starts = ("3040", "3400", "4e00", "0e00", "1000-", "1780", "0900")
    assert {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(f"\\u{start}" in path.read_text("utf-8") for start in starts)
    } == {"text/scripts.py"}
