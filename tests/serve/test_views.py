"""The pages of the desk."""

from __future__ import annotations

from pathlib import Path

from clustering.desk.correct import Corrections
from clustering.model import Record
from clustering.store import open_store
from tests.browser.hostile import hostile_records
from tests.desk.corrected import largest
from tests.serve.browsers import Browser, browser_in, browser_on
from tests.store.streams import bring


def test_a_story_shows_its_articles_and_what_is_near(tmp_path: Path) -> None:
    browser = browser_in(tmp_path)
    (story, articles), (other, _) = largest(browser.corrections)
    page = browser.read(f"/story/{story}")
    for article in articles:
        assert f'value="{article}"' in page
    headline = browser.read(f"/story/{other}").split("<h1>")[1].split("<bdi>")[1].split("<")[0]
    found = browser.read(f"/story/{story}?with={headline}")
    assert f'name="other" value="{other}"' in found


def hostile_browser(folder: Path) -> Browser:
    with open_store(folder / "news.db", create=True) as store:
        bring(store, hostile_records())
    return browser_on(Corrections(folder / "news.db", folder / "labels.yaml"))


def test_titles_that_mean_harm_are_text(tmp_path: Path) -> None:
    browser = hostile_browser(tmp_path)
    stories = [story for story, _ in largest(browser.corrections, 30)]
    for path in ("/", "/corrections", *(f"/story/{story}" for story in stories)):
        page = browser.read(path).lower()
        assert "<script>window" not in page
        assert "<img" not in page
        assert "<svg" not in page
        for scheme in ("javascript:", "data:", "vbscript:"):
            assert f'href="{scheme}' not in page


def test_a_page_past_the_end_is_empty(tmp_path: Path) -> None:
    browser = browser_in(tmp_path)
    assert "No story" in browser.read("/?page=99")
    for number in ("x", "-1", "9" * 40, "²"):
        assert "Top stories" in browser.read(f"/?page={number}")


def test_an_empty_store_has_a_front_page(tmp_path: Path) -> None:
    records: list[Record] = []
    with open_store(tmp_path / "news.db", create=True) as store:
        bring(store, records)
    browser = browser_on(Corrections(tmp_path / "news.db", tmp_path / "labels.yaml"))
    assert "No story" in browser.read("/")
