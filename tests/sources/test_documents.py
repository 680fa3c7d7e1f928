"""The answers of news services and the exports of readers are read as they are saved."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from clustering.errors import NothingReadable
from clustering.model import Record
from clustering.sources import read_sources

TITLES = ("Otter leaves the lock", "Barges wait at the weir")
URLS = ("https://courier.example/otter", "https://tide.example/barges")
OUTLETS = ("Corrin Courier", "Tide Post")
TEXT = "Thirty barges wait."
TIMES = ("2025-03-26T11:00:00Z", "2025-03-27T12:30:00Z")
SECONDS = (1742986800, 1743078600)


def two(make: Any) -> list[Any]:  # noqa: ANN401
    """Make an object for each of the two articles."""
    return [make(*row) for row in zip(TITLES, URLS, OUTLETS, TIMES, SECONDS, strict=True)]


# For each service its document, and what it does not tell: outlets, texts, hours, dates.
SERVICES: dict[str, tuple[Any, str]] = {
    "NewsAPI": (
        {
            "status": "ok",
            "totalResults": 2,
            "articles": two(
                lambda title, url, outlet, time, _: {
                    "source": {"id": None, "name": outlet},
                    "author": None,
                    "title": title,
                    "description": TEXT,
                    "url": url,
                    "urlToImage": f"{url}.jpg",
                    "publishedAt": time,
                    "content": "Thirty … [+900 chars]",
                }
            ),
        },
        "",
    ),
    "GNews": (
        {
            "totalArticles": 2,
            "articles": two(
                lambda title, url, outlet, time, _: {
                    "title": title,
                    "description": TEXT,
                    "content": "Thirty … [900 chars]",
                    "url": url,
                    "image": f"{url}.jpg",
                    "publishedAt": time,
                    "source": {"name": outlet, "url": "/".join(url.split("/")[:3])},
                }
            ),
        },
        "",
    ),
    "Event Registry": (
        {
            "articles": {
                "page": 1,
                "totalResults": 2,
                "results": two(
                    lambda title, url, outlet, time, _: {
                        "uri": "8042",
                        "lang": "eng",
                        "isDuplicate": False,
                        "date": time[:10],
                        "time": time[11:19],
                        "dateTime": time,
                        "dateTimePub": time,
                        "url": url,
                        "title": title,
                        "body": TEXT,
                        "source": {"uri": url.split("/")[2], "title": outlet},
                        "authors": [{"uri": "a@b", "name": "Ann", "type": "author"}],
                        "concepts": [{"uri": "http://en.example/wiki/Otter", "label": "Otter"}] * 9,
                    }
                ),
            }
        },
        "",
    ),
    "GDELT": (
        {
            "articles": two(
                lambda title, url, outlet, time, _: {
                    "url": url,
                    "url_mobile": "",
                    "title": title,
                    "seendate": time.replace("-", "").replace(":", ""),
                    "socialimage": "",
                    "domain": url.split("/")[2],
                    "language": "English",
                    "sourcecountry": "x",
                }
            )
        },
        "outlets texts",
    ),
    "Media Cloud": (
        {
            "stories": two(
                lambda title, url, outlet, time, _: {
                    "id": url[-4:],
                    "media_name": outlet,
                    "media_url": url.split("/")[2],
                    "title": title,
                    "publish_date": time[:10],
                    "indexed_date": "2025-05-01T00:00:00",
                    "url": url,
                }
            ),
            "pagination_token": "x",
        },
        "texts hours",
    ),
    "Guardian": (
        {
            "response": {
                "status": "ok",
                "results": two(
                    lambda title, url, outlet, time, _: {
                        "id": "world/2025/x",
                        "type": "article",
                        "sectionName": "World",
                        "webPublicationDate": time,
                        "webTitle": title,
                        "webUrl": url,
                        "apiUrl": "https://content.example/x",
                        "fields": {"trailText": TEXT, "publication": outlet},
                        "tags": [{"id": "a/b", "webTitle": "Rivers", "webUrl": "https://x.example"}]
                        * 5,
                    }
                ),
            }
        },
        "outlets",
    ),
    "NYT search": (
        {
            "status": "OK",
            "response": {
                "docs": two(
                    lambda title, url, outlet, time, _: {
                        "web_url": url,
                        "snippet": TEXT,
                        "lead_paragraph": "Other.",
                        "source": outlet,
                        "multimedia": [{"url": "images/x.jpg", "caption": "y"}] * 8,
                        "headline": {"main": title, "kicker": None, "print_headline": "P"},
                        "keywords": [{"name": "subject", "value": "Otters", "rank": 1}],
                        "pub_date": time.replace("Z", "+0000"),
                        "_id": f"nyt://article/{url[-4:]}",
                        "uri": f"nyt://article/{url[-4:]}",
                    }
                ),
                "meta": {"hits": 2},
            },
        },
        "",
    ),
    "NYT top stories": (
        {
            "section": "home",
            "results": two(
                lambda title, url, outlet, time, _: {
                    "section": "world",
                    "title": title,
                    "abstract": TEXT,
                    "url": url,
                    "uri": "nyt://article/1",
                    "published_date": time.replace("Z", "-00:00"),
                    "updated_date": "2025-04-01T00:00:00Z",
                    "multimedia": [{"url": "https://x.example/a.jpg"}] * 3,
                }
            ),
        },
        "outlets",
    ),
    "Bing": (
        {
            "_type": "News",
            "queryContext": {"originalQuery": "otter"},
            "value": two(
                lambda title, url, outlet, time, _: {
                    "name": title,
                    "url": url,
                    "description": TEXT,
                    "image": {"thumbnail": {"contentUrl": "https://x.example"}},
                    "provider": [{"_type": "Organization", "name": outlet}],
                    "about": [{"readLink": "https://x.example", "name": "Otter"}] * 4,
                    "datePublished": time.replace("Z", ".0000000Z"),
                }
            ),
        },
        "",
    ),
    "Feedly": (
        {
            "id": "user/1/tag/global.saved",
            "items": two(
                lambda title, url, outlet, time, seconds: {
                    "id": f"x=_{seconds}",
                    "originId": "tag:1",
                    "fingerprint": "ab",
                    "title": title,
                    "published": seconds * 1000,
                    "crawled": 1800000000000,
                    "origin": {"streamId": "feed/1", "title": outlet, "htmlUrl": url},
                    "alternate": [{"href": url, "type": "text/html"}],
                    "summary": {"content": f"<p>{TEXT}</p>", "direction": "ltr"},
                    "categories": [{"id": "user/1/category/a", "label": "Rivers"}],
                }
            ),
        },
        "",
    ),
    "Inoreader, FreshRSS": (
        {
            "id": "user/-/state/com.google/starred",
            "updated": 1800000000,
            "items": two(
                lambda title, url, outlet, time, seconds: {
                    "id": f"tag:google.com,2005:reader/item/{seconds}",
                    "crawlTimeMsec": "1800000000000",
                    "published": seconds,
                    "title": title,
                    "canonical": [{"href": url}],
                    "alternate": [{"href": url, "type": "text/html"}],
                    "categories": ["user/-/state/com.google/read"],
                    "origin": {"streamId": "feed/1", "htmlUrl": url, "title": outlet},
                    "summary": {"content": TEXT},
                }
            ),
        },
        "",
    ),
    "miniflux": (
        {
            "total": 2,
            "entries": two(
                lambda title, url, outlet, time, seconds: {
                    "id": seconds,
                    "feed_id": 1,
                    "title": title,
                    "url": url,
                    "comments_url": "https://x.example/c",
                    "published_at": time,
                    "created_at": "2025-05-01T00:00:00Z",
                    "content": f"<p>{TEXT}</p>",
                    "feed": {"id": 1, "title": outlet, "site_url": url, "feed_url": f"{url}/rss"},
                    "enclosures": [],
                }
            ),
        },
        "",
    ),
    "Pocket": (
        {
            "status": 1,
            "list": {
                str(seconds): item
                for seconds, item in zip(
                    SECONDS,
                    two(
                        lambda title, url, outlet, time, seconds: {
                            "item_id": str(seconds),
                            "given_url": url,
                            "given_title": "",
                            "resolved_title": title,
                            "resolved_url": url,
                            "excerpt": TEXT,
                            "time_added": "1800000000",
                            "domain_metadata": {"name": outlet},
                        }
                    ),
                    strict=True,
                )
            },
        },
        "outlets dates",
    ),
    "Raindrop": (
        {
            "result": True,
            "items": two(
                lambda title, url, outlet, time, seconds: {
                    "_id": seconds,
                    "link": url,
                    "title": title,
                    "excerpt": TEXT,
                    "note": "",
                    "type": "article",
                    "tags": ["rivers"],
                    "media": [{"link": "https://x.example/a.jpg", "type": "image"}] * 4,
                    "domain": url.split("/")[2],
                    "created": time,
                    "lastUpdate": "2025-05-01T00:00:00Z",
                }
            ),
        },
        "outlets",
    ),
    "Hacker News": (
        {
            "hits": two(
                lambda title, url, outlet, time, seconds: {
                    "author": "ann",
                    "created_at": time,
                    "created_at_i": seconds,
                    "title": title,
                    "url": url,
                    "objectID": str(seconds),
                    "story_text": TEXT,
                    "_highlightResult": {"title": {"value": title, "matchedWords": []}},
                    "_tags": ["story"],
                }
            ),
            "nbHits": 2,
        },
        "outlets",
    ),
    "Reddit": (
        {
            "kind": "Listing",
            "data": {
                "after": "t3_x",
                "children": two(
                    lambda title, url, outlet, time, seconds: {
                        "kind": "t3",
                        "data": {
                            "subreddit": "rivers",
                            "title": title,
                            "selftext": TEXT,
                            "domain": url.split("/")[2],
                            "permalink": "/r/rivers/comments/1/x/",
                            "url": url,
                            "created_utc": float(seconds),
                            "preview": {"images": [{"source": {"url": "https://x.example"}}] * 9},
                        },
                    }
                ),
            },
        },
        "outlets",
    ),
    "mediastack": (
        {
            "pagination": {"total": 2},
            "data": two(
                lambda title, url, outlet, time, _: {
                    "author": None,
                    "title": title,
                    "description": TEXT,
                    "url": url,
                    "source": outlet,
                    "image": None,
                    "category": "general",
                    "published_at": time.replace("Z", "+00:00"),
                }
            ),
        },
        "",
    ),
    "WordPress": (
        two(
            lambda title, url, outlet, time, seconds: {
                "id": seconds,
                "date": "2025-03-26T20:00:00",
                "date_gmt": time.removesuffix("Z"),
                "guid": {"rendered": f"{url}?p=1"},
                "link": url,
                "title": {"rendered": title},
                "excerpt": {"rendered": f"<p>{TEXT}</p>\n", "protected": False},
                "content": {"rendered": "<p>Long</p>"},
                "categories": [1, 2],
            }
        ),
        "outlets",
    ),
    "schema.org": (
        {
            "@context": "https://schema.org",
            "@graph": two(
                lambda title, url, outlet, time, _: {
                    "@type": "NewsArticle",
                    "headline": title,
                    "url": url,
                    "description": TEXT,
                    "datePublished": time,
                    "publisher": {"@type": "Organization", "name": outlet},
                }
            ),
        },
        "",
    ),
    "Elasticsearch": (
        {
            "hits": {
                "total": {"value": 2},
                "hits": two(
                    lambda title, url, outlet, time, _: {
                        "_index": "news",
                        "_id": url[-5:],
                        "_source": {
                            "title": title,
                            "url": url,
                            "text": TEXT,
                            "source_name": outlet,
                            "published": time,
                        },
                    }
                ),
            }
        },
        "",
    ),
    "pandas, by columns": (
        {
            "title": dict(enumerate(TITLES)),
            "url": dict(enumerate(URLS)),
            "text": {0: TEXT, 1: TEXT},
            "outlet": dict(enumerate(OUTLETS)),
            "date": dict(enumerate(TIMES)),
        },
        "",
    ),
    "pandas, split": (
        {
            "columns": ["title", "url", "outlet", "date", "text"],
            "index": [0, 1],
            "data": [[*row[:4], TEXT] for row in two(lambda *row: row)],
        },
        "",
    ),
    "json_normalize": (
        two(
            lambda title, url, outlet, time, _: {
                "title": title,
                "url": url,
                "description": TEXT,
                "source.id": None,
                "source.name": outlet,
                "publishedAt": time,
            }
        ),
        "",
    ),
}


def text_of(record: Record) -> str:
    return record.excerpt.replace("<p>", "").replace("</p>", "").strip()


@pytest.mark.parametrize("service", SERVICES)
def test_the_answer_of_each_service_is_read(tmp_path: Path, service: str) -> None:
    document, untold = SERVICES[service]
    (tmp_path / "saved.json").write_text(json.dumps(document))
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
        json.dumps(
            {"status": "ok", "articles": two(lambda title, url, *_: {"title": title, "url": url})}
        ),
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "items": two(lambda title, url, *_: {"id": url, "title": title, "url": url}),
            }
        ),
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
    articles = json.dumps(two(lambda title, url, *_: {"title": title, "url": url}))
    for behind in ('{"next": "https', '[{"id": 1, "na'):
        path.write_text(f'{{"articles": {articles}, "paging": {behind}')
        assert [record.title for record in read_sources([path]).records] == [*TITLES]
