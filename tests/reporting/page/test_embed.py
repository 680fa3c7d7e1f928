"""Embedded data cannot leave its script element, and the scripts cannot be cut short."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest

from clustering.reporting.page.embed import OWN_SCRIPTS, as_json, assets


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        "&lt;/script&gt;",
        "\u2028alert(1)\u2029",
        "emoji 🧭 and عنوان",
    ],
)
def test_no_text_breaks_out_of_the_data(text: str) -> None:
    embedded = as_json({"title": text})
    assert not re.search("[<>&\u2028\u2029]", embedded)
    assert json.loads(embedded) == {"title": text}


def test_scripts_hold_nothing_that_ends_or_changes_a_script_element() -> None:
    for script in assets().scripts:
        assert not re.search(r"</script|<!--|\r", script, re.IGNORECASE)
    assert "</style" not in assets().style
    assert not re.search(r"url\(|@import", assets().style)


def test_every_script_of_ours_is_in_the_page() -> None:
    files = resources.files("clustering.reporting") / "assets"
    assert {item.name for item in files.iterdir() if item.name.endswith(".js")} == set(OWN_SCRIPTS)


def test_our_scripts_never_make_markup_or_code_from_text() -> None:
    own = assets().scripts[-1]
    for door in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert door not in own, door
    assert "new Function" not in own


def test_libraries_stand_with_their_licence_and_version_and_under_a_megabyte() -> None:
    vendor = resources.files("clustering.reporting") / "vendor"
    for folder in vendor.iterdir():
        assert "Permission is hereby granted" in (folder / "LICENSE").read_text(encoding="utf-8")
        assert re.match(rf"{folder.name} \d+\.\d+\.\d+ \(MIT\)", (folder / "README").read_text())
    assert sum(len(script) for script in assets().scripts) + len(assets().style) < 1_000_000
