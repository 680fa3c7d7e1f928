"""What Python users get of a run: it shows itself, and goes into frames, files and graphs."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx
import pytest

import samestory
from clustering.reporting import FORMATS
from tests.factories import make_record

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture(scope="module")
def result() -> samestory.Result:
    return samestory.cluster(FIXTURES / "headlines.jsonl")


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note the tag."""
        self.tags.append(tag)


def test_results_and_what_they_hold_print_in_a_line_or_a_short_table(
    result: samestory.Result,
) -> None:
    assert re.fullmatch(r"<Result: 60 records, \d+ articles, \d+ stories .*>", repr(result))
    lines = repr(result.stories).splitlines()
    assert re.fullmatch(r"\d+ stories, \d+ of several outlets", lines[0])
    assert lines[1].split() == ["outlets", "articles", "first", "published", "story", "headline"]
    assert (len(lines), lines[-1]) == (13, f"… {len(result.stories) - 10} more")
    assert max(map(len, lines)) < 160
    explanation = result.why(*[article.id for article in result.stories[0].articles[:2]])
    nouns = [result.stories[0], result.reading, result.corpus, explanation, result.threads[0]]
    assert repr(result.select()).startswith("<Result: 60 records")
    for noun in (*nouns, *result.duplicate_groups):
        assert repr(noun).startswith(f"<{type(noun).__name__}")
        assert len(repr(noun)) < 300
    assert repr(result.stories[:2]).splitlines()[0].startswith("2 stories")
    assert repr(result.stories[:0]) == "0 stories, 0 of several outlets"


def test_a_notebook_shows_escaped_tables_of_bounded_length() -> None:
    records = [
        make_record(f"p{at}", f"<script>alert({at})</script> kelp{at} gull{at}")
        for at in range(500)
    ]
    result = samestory.cluster([*records, make_record("x", "a", urls=('https://a.example/"><b>',))])
    story = result.story("p1")
    shown: list[Any] = [result, result.stories, story, result.why("p1", "p2")]
    for one in shown:
        page = one._repr_html_()
        assert len(page) < 30_000
        assert set(Tags(page).tags) <= {
            *("p", "b", "a", "pre", "table", "thead", "tbody", "tr", "th", "td")
        }
    assert f'href="{story.articles[0].url}"' in story._repr_html_()
    assert "451 more" in shown[1]._repr_html_()


def test_tables_become_frames(result: samestory.Result) -> None:
    pl = pytest.importorskip("polars", reason="polars is not installed")
    articles = result.to_frame("articles", "polars")
    stories = result.to_frame("stories", "polars")
    joined = articles.join(stories, on="story", how="left")
    assert joined["headline"].null_count() == 0
    assert articles.schema["published"] == pl.Datetime("us", "UTC")
    records = result.to_frame("records", "polars")
    assert records["record"].to_list() == [record.name for record in result.reading.records]
    assert set(result.to_frame("duplicates", "polars")["article"]) <= set(articles["article"])
    with pytest.raises(samestory.UsageError, match="kind: 'story' is not one of articles, records"):
        result.to_frame("story")  # type: ignore[arg-type]


def test_the_dict_and_the_graph_hold_what_the_files_hold(
    result: samestory.Result, tmp_path: Path
) -> None:
    written = result.write(tmp_path / "report", ["json", "graphml"])
    assert [path.name for path in written] == ["stories.json", "graph.graphml", "run.json"]
    assert result.to_dict() == json.loads(written[0].read_text(encoding="utf-8"))
    graph, read = result.to_networkx(), networkx.read_graphml(written[1])
    assert {frozenset(edge) for edge in graph.edges} == {frozenset(edge) for edge in read.edges}
    assert set(read.nodes) < set(graph.nodes) == {article.id for article in result.articles}
    for left, right, values in read.edges(data=True):
        assert graph.edges[left, right].keys() == values.keys()


def test_a_report_is_written_whole_in_all_formats(result: samestory.Result, tmp_path: Path) -> None:
    assert {path.suffix for path in result.write(str(tmp_path / "report"))} > {".html", ".csv"}
    assert len(result.write(tmp_path / "report", "json, csv")) == 5
    with pytest.raises(samestory.UsageError, match="odt"):
        result.write(tmp_path / "report", ["odt"])
    assert set(FORMATS) >= {"html", "json"}


def test_a_selection_is_a_result_with_the_counts_of_all(result: samestory.Result) -> None:
    several = result.select(min_outlets=2)
    assert several.stories == [one for one in result.stories if one.independent_outlets > 1]
    assert several.counts["stories_shown"] == len(several.stories) < several.counts["stories"]
    assert isinstance(several, samestory.Result)
    assert len(several.to_dict()["stories"]) == len(several.stories)
    by_thread = result.select(min_articles=2, by="thread").stories
    assert {one.id for one in by_thread} == {s.id for s in result.stories if len(s.articles) > 1}
    with pytest.raises(samestory.UsageError, match="written of all stories, not of some"):
        several.write("report")
    with pytest.raises(samestory.UsageError, match="by: 'day' is not one of story, thread"):
        result.select(by="day")  # type: ignore[arg-type]


def test_frames_of_a_selection_hold_the_rows_of_its_stories(result: samestory.Result) -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    several = result.select(min_outlets=2)
    ids = {story.id for story in several.stories}
    assert set(several.to_frame("stories", "polars")["story"]) == ids
    for kind in ("articles", "records"):
        assert set(several.to_frame(kind, "polars")["story"]) == ids


def test_copies_are_chosen_by_kind_and_against_a_folder(tmp_path: Path) -> None:
    text = "Harbour closed, ferries cancelled and schools shut after the storm of the night."
    for folder, outlet in (("posts", "tern"), ("drafts", "quay")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{outlet}.md").write_text(
            f"---\ntitle: Storm Ottoline floods the harbour\ndescription: {text}\n"
            f"url: https://{outlet}.example/1\n---\n"
        )
    result = samestory.cluster(tmp_path / "posts", tmp_path / "drafts")
    (group,) = result.duplicate_groups
    assert result.only_kinds(group.kind).duplicate_groups == [group]
    assert result.only_kinds("same_page").duplicate_groups == []
    with pytest.raises(samestory.UsageError, match="there is no kind 'twin'"):
        result.only_kinds("twin")
    for new in (
        result.new_against(tmp_path / "posts"),
        result.new_against(tmp_path / "posts", tmp_path / "drafts"),
    ):
        (kept,) = new.duplicate_groups
        assert new.reading.records[kept.keep_record].source.endswith("tern.md")
        assert new.new is not None
        assert [new.reading.records[at].source[-7:] for at in new.new] == ["quay.md"]


def test_labels_of_people_score_a_result_and_bind_it(tmp_path: Path) -> None:
    gold = [
        json.loads(line)["story"]
        for line in (FIXTURES / "headlines.jsonl").read_text("utf-8").splitlines()
    ]
    result = samestory.cluster(FIXTURES / "headlines.jsonl")
    scored = result.evaluate(gold)
    by_name = result.evaluate(
        dict(zip([r.name for r in result.reading.records], gold, strict=True))
    )
    assert scored.scores == by_name.scores  # type: ignore[union-attr]
    assert 0 < scored.scores.bcubed.f1 <= 1  # type: ignore[union-attr]
    with pytest.raises(samestory.UsageError, match="no file 'story'; of a column give its values"):
        result.evaluate("story")
    with pytest.raises(samestory.UsageError, match="2 labels for 60 records"):
        result.evaluate(["a", "b"])
    with pytest.raises(samestory.UsageError, match="there is no label"):
        result.evaluate([None, float("nan")] * 30)
    apart = [story.articles[0].id for story in result.stories[:2]]
    labels = tmp_path / "labels.yaml"
    labels.write_text(f"- a: {apart[0]}\n  b: {apart[1]}\n  answer: same\n")
    bound = samestory.cluster(FIXTURES / "headlines.jsonl", labels=labels)
    assert bound.story(apart[0]).id == bound.story(apart[1]).id
