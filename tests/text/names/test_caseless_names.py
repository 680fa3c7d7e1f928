"""Names in scripts without capitals: what the lists of their languages lack."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from clustering.text.names.caseless_names import CaselessNames, covered
from clustering.text.words import features, plain_words


def names_in(titles: Sequence[str]) -> list[set[str]]:
    """Names of each title."""
    read = [plain_words(title) for title in titles]
    words = sorted({word for title in read for word in title})
    counted = sorted({part for word in words for part in features(word.casefold())})
    names = CaselessNames(words, {part: column for column, part in enumerate(counted)})
    numbers = np.array([words.index(word) for title in read for word in title], dtype=np.int32)
    rows = np.repeat(np.arange(len(read), dtype=np.int32), [len(title) for title in read])
    found: list[set[str]] = [set() for _ in titles]
    if names:
        for row, column in zip(*names.in_titles(numbers, rows), strict=True):
            found[row].add(counted[column])
    return found


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("حريق ضخم في سوق مدينة سندلان", {"سندلان"}),
        ("सोनपारा के पास ट्रेन में आग", {"सोनपारा"}),
        ("黑岚煤矿发生事故", {"黑岚", "岚煤"}),
        ("水凪で地震、津波の心配なし", {"水凪"}),
        ("水凪県で地震、津波の心配なし", {"水凪", "凪県"}),
        ("地震がバルドリアの海岸を襲う", {"バル", "ルド", "ドリ", "リア"}),
        ("バルドリアで地震", {"バル", "ルド", "ドリ", "リア"}),
    ],
)
def test_what_no_list_has_is_a_name(title: str, names: set[str]) -> None:
    assert names_in([title]) == [names]


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Storm over Valdria",
        "Землетрясение в Камышове",  # with capitals: told by them
        "煤矿发生事故",  # no pair is missing but those over a border
        "حريق ضخم في سوق المدينة",
        "서울에서 화재가 발생했다",  # its words carry particles that no list has
        "ホテルのレストランで火災",
        "12345",
    ],
)
def test_what_is_listed_or_told_by_capitals_is_none(title: str) -> None:
    assert names_in([title]) == [set()]


def test_lists_of_another_language_say_nothing() -> None:
    kurdish = "ئاگرێکی گەورە لە بازاڕی شارەکە کەوتەوە"
    assert names_in([kurdish]) == [set()]
    with_arabic = names_in([kurdish, *["حريق ضخم في سوق مدينة سندلان"] * 9])
    assert with_arabic[1:] == [{"سندلان"}] * 9


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ({"黑岚", "岚煤"}, ["黑岚煤"]),
        ({"黑岚", "发生"}, ["黑岚", "发生"]),
        ({"煤矿", "矿发", "发生"}, ["煤矿发生"]),
        (set(), []),
    ],
)
def test_pairs_that_follow_each_other_are_one_stretch(pairs: set[str], found: list[str]) -> None:
    assert covered("黑岚煤矿发生", pairs) == found
