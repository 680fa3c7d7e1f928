"""Records are told by their addresses, or else by outlet, title and day."""

from __future__ import annotations

from datetime import UTC, datetime

from clustering.articles.marks import marks_of
from clustering.engines.inline import InlineEngine
from clustering.engines.spill import SpillEngine
from clustering.model import Record

DAY = datetime(2024, 5, 1, 8, tzinfo=UTC)


def test_what_identifies_a_record() -> None:
    records = [
        Record("a", "s", "Storm", urls=("https://www.x.com/storm?utm_source=a",)),
        Record("b", "s", "Storm", urls=("https://x.com/storm", "https://y.com/1")),
        Record("c", "s", "Storm", urls=("https://x.com/",), outlet_name="X", published=DAY),
        Record("d", "s", "Storm"),
    ]
    for engine in (InlineEngine(), SpillEngine()):
        assert list(marks_of(records, engine)) == [
            ("x.com/storm",),
            ("x.com/storm", "y.com/1"),
            ("x\nstorm\n2024-05-01",),
            (),
        ]


def test_an_address_that_several_articles_share_is_told_with_the_title() -> None:
    titles = ["Storm hits the coast", "Mayor opens a bridge", "Chess club wins the cup"]
    records = [
        Record(str(n), "s", title, published=DAY.replace(day=1 + 3 * n), urls=("https://x.com/a",))
        for n, title in enumerate(titles)
    ]
    for engine in (InlineEngine(), SpillEngine()):
        marks = list(marks_of(records, engine))
        assert len({*marks}) == 3
        assert all(mark.startswith("x.com/a\n") for (mark,) in marks)
