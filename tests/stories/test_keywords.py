"""Keywords are words that the articles of a story share, and other stories lack."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clustering.settings.model import Settings
from clustering.stories.keywords import KEYWORDS, find_keywords, group_sums
from clustering.vectors.words import vectorize
from tests.factories import make_article


def keywords(
    titles: Sequence[str], group_of: Sequence[int], fringe: Sequence[int] = ()
) -> list[tuple[str, ...]]:
    articles = [make_article(f"{at:02}", title) for at, title in enumerate(titles)]
    own = vectorize(articles, Settings(url_weight=0))
    groups = np.array(group_of, dtype=np.int64)
    is_core = np.ones(len(articles), dtype=np.bool_)
    is_core[list(fringe)] = False
    sums = group_sums(own.matrix, groups, is_core)
    return [tuple(one) for one in find_keywords(sums, own, groups, is_core)]


def test_a_word_of_one_article_is_no_keyword_of_several() -> None:
    found = keywords(
        [
            "Ottoline floods harbour, says dismayed Dheeraj",
            "Ottoline reaches harbour tonight",
            "Harbour closed before Ottoline",
            "Chess champion draws",
        ],
        [0, 0, 0, 1],
    )
    assert set(found[0]) == {"ottoline", "harbour"}
    assert {"chess", "champion", "draws"} <= set(found[1])


def test_what_only_the_fringe_shares_does_not_count() -> None:
    titles = ["Ottoline floods harbour", "Ottoline nears harbour", "Ottoline nears tulips"]
    [found] = keywords(titles, [0, 0, 0], fringe=[2])
    assert set(found) == {"ottoline", "harbour"}


def test_where_nothing_is_shared_the_weightiest_words_are_taken() -> None:
    [found] = keywords(["Ottoline floods piers", "Zephyrine drowns quays"], [0, 0])
    assert len(found) == KEYWORDS


def test_a_single_letter_is_no_keyword() -> None:
    titles = ["Harbour firm (T) rises", "Harbour firm (T) falls"]
    [found] = keywords(titles, [0, 0])
    assert "t" not in found
    assert "harbour" in found


def test_there_may_be_no_words_at_all() -> None:
    assert keywords(["", ""], [0, 0]) == [()]
