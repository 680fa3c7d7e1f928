"""How an article stands in a question: its lines, and the words both use marked."""

from __future__ import annotations

from clustering.cli.side_by_side import MAX_EXCERPT_SHOWN, article_text, shared_features
from tests.factories import make_article

LEFT = make_article("tern", "Ferry stuck in the ice", excerpt="The ferry waits for a tug.")
RIGHT = make_article("gull", "A tug frees the ferry", None)


def test_words_that_every_text_has_are_not_shared() -> None:
    assert shared_features(LEFT, RIGHT) == {"ferry", "tug"}
    assert shared_features(LEFT, make_article("otter", "Key rate held")) == set()


def test_shared_words_are_marked_with_asterisks_on_a_plain_terminal() -> None:
    shown = article_text(LEFT, {"ferry", "tug"}, is_plain=True).plain.splitlines()
    assert shown == [
        "Tern · 2025-03-10 09:00 UTC",
        "*Ferry* stuck in the ice",
        "The *ferry* waits for a *tug.*",
        "https://tern.example/",
    ]


def test_elsewhere_they_are_set_bold() -> None:
    text = article_text(LEFT, {"ferry"}, is_plain=False)
    marked = [text.plain[span.start : span.end] for span in text.spans if "bold" in str(span.style)]
    assert marked == ["Ferry", "ferry"]
    assert "*" not in text.plain


def test_a_long_excerpt_is_cut_and_a_missing_one_takes_no_line() -> None:
    long = make_article("tern", "Kelp", excerpt="x" * (MAX_EXCERPT_SHOWN + 50))
    assert f"\n{'x' * MAX_EXCERPT_SHOWN}\n" in article_text(long, set(), is_plain=True).plain
    assert len(article_text(RIGHT, set(), is_plain=True).plain.splitlines()) == 3
