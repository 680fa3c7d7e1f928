"""Titles: any script is read, and copies of a title count once."""

from __future__ import annotations

import pytest

from clustering.series import find_series
from tests.series.outlets import others, run_of


@pytest.mark.parametrize(
    ("titles", "members"),
    [
        (["", " ", ":", "| |", "…"], 0),
        (["朝のニュース：港で火災", "朝のニュース：新しい橋", "朝のニュース：雨の一日"], 0),
        (["نشرة الصباح: حريق", "نشرة الصباح: جسر جديد", "نشرة الصباح: يوم ممطر"], 0),
        (
            [
                "نشرة الصباح: حريق في الميناء القديم",
                "نشرة الصباح: جسر جديد فوق النهر",
                "نشرة الصباح: يوم ممطر على الساحل",
                "نشرة الصباح: سوق السمك يفتح أبوابه",
            ],
            4,
        ),
        (["ข่าวเช้า", "วันนี้ฝนตก", "ตลาดปลา"], 0),
    ],
)
def test_titles_of_any_script_are_read(titles: list[str], members: int) -> None:
    found = find_series(run_of("herald", titles) + others())
    assert sum(map(len, found)) == members
