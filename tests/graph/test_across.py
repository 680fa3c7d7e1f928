"""Links across languages: what joins, what stays apart, what does not change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from clustering.graph.across import ends_by_words
from clustering.model import Record
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions
from clustering.vectors.meaning.base import FunctionEncoder
from clustering.vectors.meaning.source import MeaningSource
from tests.factories import make_reading, make_record
from tests.tiny_encoder import embed

SOURCE = MeaningSource(FunctionEncoder(embed))
RECORDS = [
    make_record("a", "Strong quake strikes Tavrela in the north"),
    make_record("b", "Schweres Beben erschüttert Tawrela", 0.1),
    make_record("c", "Землетрясение в Тавреле, есть жертвы", 0.2),
    make_record("d", "Ferry runs aground off Galana in the fog", 0.1),
    make_record("e", "Паром сел на мель у Галаны", 0.2),
    make_record("f", "La banque centrale baisse ses taux", 0.1),
    make_record("g", "Notenbank senkt überraschend den Zins", 0.3),
]


def found(records: list[Record], meaning: str = "across", **settings: object) -> Result:
    chosen = Settings(meaning=meaning, **settings)
    return run(make_reading(records), chosen, meaning=SOURCE)


def stories(result: Result) -> set[str]:
    names = result.reading.records
    return {
        "".join(sorted(names[result.articles[member].text_from].name for member in story.members))
        for story in result.stories
    }


def test_reports_of_one_event_meet_across_languages() -> None:
    assert stories(found(RECORDS)) == {"abc", "de", "fg"}
    assert stories(found(RECORDS, "off")) == set("abcdefg")


def test_twins_in_two_languages_stay_apart() -> None:
    twins = [
        make_record("a", "Strong quake strikes Tavrela in the north"),
        make_record("b", "Beben bei Galana, 300 Tote befürchtet", 3.0),
    ]
    assert stories(found(twins)) == {"a", "b"}


def test_a_country_that_both_name_makes_a_link_stronger() -> None:
    plain = [make_record("a", "Ferry aground near town"), make_record("b", "Паром у берега", 5.0)]
    named = [
        make_record("a", "Ferry aground in Poland"),
        make_record("b", "Паром у берега Польши", 5.0),
    ]
    weak, strong = (found(records).graph.strength for records in (plain, named))
    assert strong.max() > weak.max(initial=0.0)


def test_the_order_of_records_changes_nothing() -> None:
    assert stories(found(RECORDS[::-1])) == stories(found(RECORDS))


def test_all_articles_of_a_story_in_three_languages_are_of_its_core() -> None:
    story = next(story for story in found(RECORDS).stories if len(story.members) == 3)
    assert story.core == (True, True, True)


def test_what_is_compared_by_words_alone_leaves_out_other_languages() -> None:
    graph = found(RECORDS).graph
    assert graph.meaning is not None
    left, right = ends_by_words(graph)
    assert len(left) == len(right) == np.isnan(graph.meaning).sum() < len(graph)
    graph = found(RECORDS, "off").graph
    assert ends_by_words(graph) == (graph.left, graph.right)


def test_an_edge_says_how_near_its_ends_are_in_meaning() -> None:
    graph = found(RECORDS).graph
    assert graph.meaning is not None and len(graph.meaning) == len(graph)
    assert graph.edge(0).meaning == pytest.approx(graph.meaning[0])
    assert (np.diff(graph.left * graph.articles + graph.right) > 0).all()


def test_a_corpus_in_one_language_has_the_same_graph_as_without() -> None:
    reading = read_sources([Path("fixtures/headlines.jsonl")], ReadOptions())
    off, across = (
        run(reading, Settings(meaning=meaning), meaning=SOURCE) for meaning in ("off", "across")
    )
    assert across.meaning is None and across.graph.meaning is None
    assert np.array_equal(off.story_of, across.story_of)
    assert off.graph.strength.tobytes() == across.graph.strength.tobytes()


def test_with_all_the_links_of_words_are_weighed_and_none_is_made() -> None:
    english = [
        make_record("a", "Strong quake strikes Tavrela in the north"),
        make_record("b", "Quake in Tavrela: strong tremor strikes the north", 0.1),
        make_record("c", "The council of Tavrela votes on the north road", 0.1),
        make_record("d", "Ferry aground off Galana", 0.2),
    ]
    off, weighed = found(english, "off"), found(english, "all")
    assert set(zip(weighed.graph.left, weighed.graph.right, strict=True)) == set(
        zip(off.graph.left, off.graph.right, strict=True)
    )
    assert weighed.graph.meaning is not None
    assert not np.array_equal(off.graph.strength, weighed.graph.strength)


def test_with_all_parts_of_a_series_stay_apart() -> None:
    day = RECORDS[0]
    outlet = {"outlet_name": "Post", "outlet_domain": "post.example", "urls": ()}
    parts = [
        replace(make_record(f"s{at}", f"Quake watch: part {at} of our daily report", at), **outlet)  # type: ignore[arg-type]
        for at in range(4)
    ]
    off, weighed = found([day, *parts], "off"), found([day, *parts], "all")
    assert stories(weighed) == stories(off)
