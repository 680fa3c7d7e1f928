"""What a source gives is counted, and what it lacks is looked for among what is not used."""

from __future__ import annotations

from clustering.model import FieldTaken
from clustering.sources.taken import Tally, left_out_in_words


def test_fields_come_in_one_order_with_every_name_and_the_count() -> None:
    tally = Tally()
    tally.records = 3
    tally.count("published", ("date",), 2)
    tally.count("title", ("title",), 3)
    tally.count("published", ("file name",))
    tally.count("url", ("link",), 0)
    tally.note_others(("tags", "title"))
    taken = tally.sum_up("posts")
    assert taken.fields == (
        FieldTaken("title", ("title",), 3),
        FieldTaken("published", ("date", "file name"), 3),
    )
    assert taken.not_used == ("tags",)
    assert taken.likely == ()


def test_columns_that_may_hold_missing_dates_and_titles_are_named_the_surest_first() -> None:
    tally = Tally()
    tally.records = 2
    tally.note_others(
        ("indexed_date", "wann", "updated_at", "event_day", "pub_day", "words", "kop", "n")
    )
    tally.sample("indexed_date", ["2024-05-04", "2024-05-04"])
    tally.sample("wann", ["2024-05-02", "2024-05-03"])
    tally.sample("pub_day", ["2024-05-02", "2024-05-03"])
    tally.sample("event_day", ["Monday", "Tuesday"])
    tally.sample("words", ["Kelp wins the harbour race", "Rain again over the weir"])
    tally.sample("n", ["1", "2"])
    assert tally.sum_up("t.csv").likely == (
        ("published", ("pub_day", "wann", "event_day", "indexed_date")),
        ("title", ("kop", "words")),
    )


def test_left_out_posts_are_counted_in_words() -> None:
    assert left_out_in_words([("draft", 2), ("section page", 1)]) == ["2 drafts", "1 section page"]
