"""Measures how long corrections take in a large store.

``python -m tests.benchmarks.desk`` makes a store of 100,000 articles (allsides, again and again
with other years); ``--store FILE`` keeps it, and takes it where it is there. The terminal gets the
figures.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from time import perf_counter, process_time

from clustering import read
from clustering.desk.correct import Corrections
from clustering.desk.plans import Plan, plan_confirm, plan_merge, plan_split
from clustering.desk.search import SearchIndex
from clustering.model import Reading, Record
from clustering.settings.model import Settings
from clustering.store import open_store, update
from tests.benchmarks.labelled import data_folder

ARTICLES = 100_000
EACH = 10  # corrections of each kind
YEARS = 12  # that a stream of the data lasts


def repeated(records: list[Record], articles: int) -> list[Record]:
    """Return so many articles: the same events again and again, years apart."""
    made: list[Record] = []
    for turn in range(-(-articles // len(records))):
        earlier = timedelta(days=366 * YEARS * turn)
        made += [
            replace(
                one,
                name=f"{one.name}-{turn}",
                urls=tuple(f"{url.rstrip('/')}/turn{turn}" for url in one.urls),
                published=one.published - earlier if one.published else None,
            )
            for one in records
        ]
    return made[:articles]


def make_store(path: Path, articles: int) -> None:
    """Bring so many articles into a store."""
    data = data_folder()
    if data is None:
        raise SystemExit("the data is not here: set SAMESTORY_DATA")
    records = list(read(data / "unlabelled" / "allsides.jsonl").records)
    with open_store(path, create=True) as store:
        update(store, Reading(repeated(records, articles), []), Settings())


def measure_corrections(
    path: Path, folder: Path, each: int = EACH
) -> dict[str, list[tuple[float, float]]]:
    """Make corrections in stories chosen by chance; seconds on the clock and of the processor."""
    index = SearchIndex()
    desk = Corrections(path, folder / "labels.yaml", index.stories_near)
    began = perf_counter()
    with desk.open() as store:
        index.refresh(store.connection)
    print(f"index: {perf_counter() - began:.1f} s")
    with desk.open() as store:  # so that what changes later is due to corrections
        update(store, Reading([], []), Settings())
    began = perf_counter()
    desk.warm_up()
    print(f"frozen figures: {perf_counter() - began:.1f} s")
    stories = _chosen(desk, 4 * each)
    seconds: dict[str, list[tuple[float, float]]] = {
        kind: [] for kind in ("split", "merge", "confirm", "undo")
    }
    for at in range(each):
        one, two, other, third = stories[4 * at : 4 * at + 4]
        _timed(desk, seconds["split"], partial(_split, story=one))
        _timed(desk, seconds["merge"], partial(plan_merge, story=two, other=other))
        number = _timed(desk, seconds["confirm"], partial(plan_confirm, story=third))
        if at % 2 and number:
            start = perf_counter(), process_time()
            desk.undo(number)
            seconds["undo"].append((perf_counter() - start[0], process_time() - start[1]))
    return seconds


def _timed(
    desk: Corrections, seconds: list[tuple[float, float]], plan: Callable[[Connection], Plan]
) -> int:
    start = perf_counter(), process_time()
    done = desk.make(plan, over_earlier=True)
    seconds.append((perf_counter() - start[0], process_time() - start[1]))
    return done.number or 0


def _split(connection: Connection, story: str) -> Plan:
    query = (
        "SELECT a.id FROM articles a JOIN stories s ON s.id = a.story "
        "WHERE s.id = ? AND a.id != s.lead"
    )
    articles = [article for (article,) in connection.execute(query, (story,))]
    return plan_split(connection, story, articles[:1], together=False)


def _chosen(desk: Corrections, count: int) -> list[str]:
    with desk.open() as store:
        query = "SELECT id FROM stories WHERE ended IS NULL AND articles > 2 ORDER BY id"
        found = [story for (story,) in store.connection.execute(query)]
    return random.Random(0).sample(found, count)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store to make, or to take")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.store or Path(folder) / "news.db"
        if not path.is_file():
            began = perf_counter()
            make_store(path, chosen.articles)
            print(f"store: {perf_counter() - began:.1f} s")
        for kind, taken in measure_corrections(path, Path(folder)).items():
            times = map(sorted, zip(*taken, strict=True))
            clock, work = (f"{some[len(some) // 2]:.2f} (at most {some[-1]:.2f})" for some in times)
            print(f"{kind}: {clock} s, {work} CPU s")


if __name__ == "__main__":
    main()
