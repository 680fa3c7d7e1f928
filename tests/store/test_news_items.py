"""The sections of the news."""

from __future__ import annotations

from clustering.store.news_items import SECTIONS
from tests.reporting.news.test_show import ALONE, ITEM, NEWS


def test_the_items_of_a_section_come_in_their_order() -> None:
    assert NEWS.of("grown") == [ITEM]
    assert NEWS.of("new") == ALONE
    assert NEWS.of("quiet") == []
    assert {item.section for item in NEWS.items} <= set(SECTIONS)
