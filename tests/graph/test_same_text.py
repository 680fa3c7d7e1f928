"""Which articles count as the same text, and which never do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clustering.graph.same_text import same_text_classes
from clustering.text.words import same_text_key
from tests.factories import make_article


def test_case_accents_and_punctuation_make_no_other_text() -> None:
    same = same_text_classes(
        [
            make_article("a", "Café opens: it's over", excerpt="At last."),
            make_article("b", "CAFE OPENS - IT’S OVER", excerpt="at last"),
            make_article("c", "Café opens: it's over", excerpt="At last, they say."),
        ]
    )
    assert same[0] == same[1]
    assert same[2] != same[0]


def test_articles_without_words_are_equal_to_themselves_alone() -> None:
    same = same_text_classes(
        [make_article("a", "…"), make_article("b", ""), make_article("c", "…")]
    )
    assert len(set(same.tolist())) == 3


words = st.lists(st.sampled_from(["Kelp", "kelp", "wins", "…"]), max_size=3).map(" ".join)


@given(st.lists(st.tuples(words, words), max_size=12))
def test_equal_words_are_one_text_wherever_they_stand(texts: list[tuple[str, str]]) -> None:
    told = same_text_classes([make_article("a", title, excerpt=text) for title, text in texts])
    said = [same_text_key(*one) or str(at) for at, one in enumerate(texts)]
    assert told.tolist() == [said.index(one) for one in said]
