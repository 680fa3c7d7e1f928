"""The answers of news services and the exports of readers are read as they are saved."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.errors import NothingReadable
from clustering.model import Record
from clustering.sources import read_sources

TITLES = ("Otter leaves the lock", "Barges wait at the weir")
URLS = ("https://courier.example/otter", "https://tide.example/barges")
OUTLETS = ("Corrin Courier", "Tide Post")
TEXT = "Thirty barges wait."
TIMES = ("2025-03-26T11:00:00Z", "2025-03-27T12:30:00Z")
ARTICLES = [{"title": title, "url": url} for title, url in zip(TITLES, URLS, strict=True)]

ANSWERS = Path(__file__).with_name("services.jsonl").read_text(encoding="utf-8")
SERVICES = {row["service"]: row for row in map(json.loads, ANSWERS.splitlines())}
"""The answer of each service, and what it does not tell: outlets, texts, hours, dates."""


def text_of(record: Record) -> str:
    return record.excerpt.replace("<p>", "").replace("</p>", "").strip()


@pytest.mark.parametrize("service", SERVICES)
def test_the_answer_of_each_service_is_read(tmp_path: Path, service: str) -> None:
    answer = SERVICES[service]
    untold = answer["untold"]
    (tmp_path / "saved.json").write_text(json.dumps(answer["document"]))
    reading = read_sources([tmp_path / "saved.json"])
    records = reading.records
    assert not reading.skipped
    assert tuple(record.title for record in records) == TITLES
    assert tuple(record.urls[0] for record in records) == URLS
    if "outlets" not in untold:
        assert tuple(record.outlet_name for record in records) == OUTLETS
    if "texts" not in untold:
        assert {text_of(record) for record in records} == {TEXT}
    if "dates" in untold:
        assert all(record.published is None for record in records)
    elif "hours" in untold:
        assert [record.published.day for record in records if record.published] == [26, 27]
    else:
        assert [record.published for record in records] == [
            datetime(2025, 3, 26, 11, 0, tzinfo=UTC),
            datetime(2025, 3, 27, 12, 30, tzinfo=UTC),
        ]


def test_of_several_lists_the_one_with_articles_is_read(tmp_path: Path) -> None:
    document = {
        "sources": [{"name": str(n), "url": f"https://x.example/{n}"} for n in range(50)],
        "articles": [{"title": "a", "url": "https://y.example/a", "publishedAt": TIMES[0]}],
        "errors": ["x"] * 100,
    }
    (tmp_path / "a.json").write_text(json.dumps(document))
    assert [record.title for record in read_sources([tmp_path / "a.json"]).records] == ["a"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ('{"title": "Kelp", "url": "https://a.example/1"}', ["Kelp"]),
        ('{"title": "Kelp"}\n{"title": "Rain"}\n', ["Kelp", "Rain"]),
        ('\ufeff[{"title": "Kelp"}]', ["Kelp"]),
        ('[["title", "url"], ["Kelp", "https://a.example/1"]]', ["Kelp"]),
        ('[{"title": "Kelp"}, 3, {"title": "Rain"}]', ["Kelp", "Rain"]),
    ],
)
def test_other_shapes_of_json(tmp_path: Path, text: str, titles: list[str]) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert [record.title for record in read_sources([tmp_path / "a.json"]).records] == titles


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{}", "holds no list of objects with a title or an address"),
        ('{"articles": []}', "holds no list of objects with a title or an address"),
        ("[1, 2]", "holds no list of objects with a title or an address"),
        ('{"a": ', "not valid JSON"),
        ("", "empty file"),
        ("[" * 1_000, "nested deeper than the limit of 100 levels"),
    ],
)
def test_a_document_without_articles_says_so(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(NothingReadable, match=reason):
        read_sources([tmp_path / "a.json"])


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"status": "ok", "articles": ARTICLES}),
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": ARTICLES}),
    ],
    ids=["answer of a service", "JSON Feed"],
)
def test_a_document_that_breaks_off_gives_what_stands_before(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answer.json"
    path.write_text(text[: text.index(URLS[1]) + 3])
    reading = read_sources([path])
    assert [record.title for record in reading.records] == [TITLES[0]]
    (skip,) = reading.skipped
    assert skip.reason.startswith("not valid JSON from") and skip.line == 1


@pytest.mark.parametrize(
    "text",
    [
        '{"status": "ok", "articles": [{"source": {"name": "BBC"}, "title": "Kelp wi',
        '{"facets": [{"name": "x"}, {"name": "y"}], "articles": [{"title": "Ke',
        '{"articles": [{"title": "Kelp wins", "author": {"name": "A"}, "description": "Lo',
        '{"title": "Kelp wins", "url": "https://a.example/k", "author": {"name": "A"}, "text": "Lo',
    ],
)
def test_half_an_article_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answer.json"
    path.write_text(text)
    with pytest.raises(NothingReadable, match="not valid JSON from "):
        read_sources([path])


def test_a_document_that_breaks_off_behind_its_articles_gives_them(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    articles = json.dumps(ARTICLES)
    for behind in ('{"next": "https', '[{"id": 1, "na'):
        path.write_text(f'{{"articles": {articles}, "paging": {behind}')
        assert [record.title for record in read_sources([path]).records] == [*TITLES]
