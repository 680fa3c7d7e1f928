"""What was taken is said in one line, and what was not found with the flag that maps it."""

from __future__ import annotations

from clustering.model import FieldTaken, Skip, Taken
from clustering.reporting.taken import (
    many_skipped_in_words,
    missing_in_words,
    taken_in_words,
    taken_row,
)

TAKEN = Taken(
    "posts",
    8,
    (
        FieldTaken("title", ("title",), 8),
        FieldTaken("url", ("permalink",), 7),
        FieldTaken("outlet", ("provider",), 8),
        FieldTaken("domain", ("provider.domain",), 8),
        FieldTaken("published", ("date", "file name"), 8),
    ),
    ("tags", "author"),
    left_out=(("draft", 2),),
    notes=("1 file is read as Windows-1252",),
)


def test_one_line_names_fields_their_columns_and_counts() -> None:
    assert taken_in_words(TAKEN) == (
        "posts: title ← title, url ← permalink (7 of 8), outlet ← provider (8 of 8), "
        "published ← date + file name (8 of 8); not used: tags, author; left out: 2 drafts; "
        "1 file is read as Windows-1252"
    )
    assert taken_in_words(Taken("a", 0)) == "a: nothing found"


def test_long_lists_of_columns_are_counted() -> None:
    many = Taken("a", 1, not_used=tuple(map(str, range(10))))
    assert taken_in_words(many).endswith("not used: 0, 1, 2, 3, 4, 5, 6, 7 and 2 more")


def test_what_was_not_found_is_said_with_the_likely_columns() -> None:
    taken = Taken("t.csv", 3, likely=(("published", ("pub_day", "wann")), ("title", ())))
    assert missing_in_words(taken) == [
        "t.csv: no dates found; pub_day, wann may hold them: --columns published=pub_day",
        "t.csv: no titles found",
    ]
    assert missing_in_words(Taken("posts", 3, without_outlet=2)) == [
        "posts: 2 of 3 posts name no outlet; write 'outlet: NAME' into samestory.yaml to say who "
        "published them"
    ]


def test_the_commonest_reason_of_many_skips_is_named() -> None:
    skips = [Skip("a", "x"), Skip("a", "y"), Skip("a", "x")]
    assert many_skipped_in_words(skips, 20) == "skipped 3 of 20 (2 of them: x)"
    assert many_skipped_in_words(skips[:1], 5) == "skipped 1 of 5 (x)"


def test_run_json_holds_the_same_as_rows() -> None:
    row = taken_row(TAKEN)
    assert row["fields"]["published"] == {"from": ["date", "file name"], "records": 8}
    assert row["left_out"] == {"draft": 2}
