"""On a narrow phone no word is broken and the reasons are near; groups and tune are accessible."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clustering import cluster
from clustering.pipeline import run
from clustering.reporting.tuning.folder import write_folder
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.settings.outlet_groups import OutletGroup, OutletGroups
from clustering.tuning.findings import sweep_and_choose
from clustering.tuning.values import parse_sweep
from tests.browser.chromium import VIEWS, Open, serious_violations
from tests.browser.conftest import written
from tests.factories import make_record
from tests.tuning.conftest import random_reading

NARROW = (360, 780)
BROKEN = """() => {
  const found = [];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    const element = node.parentElement;
    const isSeen = element.checkVisibility() && !element.closest('script, style, .hidden, svg');
    if (!isSeen || getComputedStyle(element).writingMode !== 'horizontal-tb') continue;
    for (const word of node.data.matchAll(/[a-z]+/gi)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const seen = [...range.getClientRects()].filter((one) => one.width > 0);
      if (new Set(seen.map((one) => Math.round(one.top))).size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
SIDEWAYS = """choice => {
  const around = document.querySelector(choice).parentElement;
  return around.scrollWidth - around.clientWidth;
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.fixture
def grouped() -> Result:
    records = [
        make_record(f"outlet{at}", f"Storm Ottoline floods harbour {at}") for at in range(15)
    ]
    groups = OutletGroups(
        (
            OutletGroup("", "own", ("outlet1.example",)),
            OutletGroup("leaning", "a rather long name of a group", ("outlet2.example",)),
            OutletGroup("leaning", "right", ("*",)),
        )
    )
    return replace(cluster(records), outlet_groups=groups)


def test_no_word_is_broken_on_a_narrow_phone(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    story = fixtures_result.stories[0]
    opened = open_report(fixtures_report, NARROW)
    opened.go()
    for view in (*VIEWS, f"#story/{story.id}?a=0&b=1", f"#outlet/{story.outlets[0].domain}"):
        page = opened.show(view)
        page.evaluate(OPEN_ALL)
        assert page.evaluate(BROKEN) == [], view
        assert opened.overflow <= 0, view


def test_the_reasons_are_a_tap_away_on_a_phone(
    open_report: Open, tmp_path: Path, grouped: Result
) -> None:
    opened = open_report(written(grouped, tmp_path), NARROW)
    page = opened.go(f"#story/{grouped.stories[0].id}")
    assert page.locator(".timeline .row").count() < 15
    page.click(".to-why button")
    opened.until("document.activeElement.id === 'why-title'")
    opened.until("document.getElementById('why-title').getBoundingClientRect().top < innerHeight")
    page.locator(".timeline + .more").click()
    assert page.locator(".timeline .row").count() == 15
    page.set_viewport_size({"width": 1400, "height": 1000})
    assert not page.locator(".to-why").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_groups_are_accessible_and_fit_a_phone(
    open_report: Open, tmp_path: Path, grouped: Result, scheme: str
) -> None:
    opened = open_report(written(grouped, tmp_path), NARROW, color_scheme=scheme)
    opened.go()
    for view in ("#groups", "#stories", f"#story/{grouped.stories[0].id}"):
        page = opened.show(view)
        assert serious_violations(page) == [], view
        assert page.evaluate(BROKEN) == [], view
        assert opened.overflow <= 0, view
        if view == "#groups":
            assert page.evaluate(SIDEWAYS, ".grouptable") <= 0
            page.set_viewport_size({"width": 240, "height": 600})
            matrix = page.locator(".view:not([hidden]) .matrix")
            matrix.evaluate("table => { table.parentElement.scrollLeft = 60; }")
            first = matrix.locator("tbody th").first.bounding_box()
            around = matrix.locator("xpath=..").bounding_box()
            assert first and around and first["x"] == pytest.approx(around["x"], abs=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_tune_is_accessible_and_fits_a_phone(
    open_report: Open, tmp_path: Path, scheme: str
) -> None:
    settings = Settings(jobs=1)
    result = run(random_reading(1, 40, 20), settings)
    found = sweep_and_choose(result, settings, parse_sweep("detail=0.05:1:20", settings))
    write_folder(found, tmp_path)
    opened = open_report(tmp_path / "tune.html", NARROW, color_scheme=scheme)
    page = opened.page
    page.goto(opened.path.as_uri())
    page.evaluate(OPEN_ALL)
    assert serious_violations(page) == []
    assert page.evaluate(BROKEN) == []
    assert opened.overflow <= 0
