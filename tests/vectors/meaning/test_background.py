"""The headlines that stand for unrelated articles."""

from __future__ import annotations

from clustering.text.languages import languages_of_texts
from clustering.vectors.meaning.background import BACKGROUND


def test_they_are_in_many_languages_and_none_stands_twice() -> None:
    assert len(set(BACKGROUND)) == len(BACKGROUND) >= 40
    assert len(set(languages_of_texts(BACKGROUND))) >= 10
