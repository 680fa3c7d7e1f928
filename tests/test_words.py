"""Readers meet one word for one thing: the words that the map calls gone are nowhere they read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clustering.cli.app import SUMMARIES
from clustering.settings.model import Settings
from clustering.text.sentences import SENTENCES
from tests.pages import GUIDES, MAP, PACKAGE, README, ROOT

SECTION = MAP.read_text(encoding="utf-8").partition("\n## Words\n")[2].partition("\n## ")[0]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in SECTION.splitlines()
    if line.startswith("| ") and not line.startswith("| word")
]
GONE = [word for row in ROWS for word in row[2].split(", ") if word]
TEMPLATES = sorted(PACKAGE.rglob("*.j2"))
CODE = re.compile(r"^```.*?^```|`[^`\n]+`|\{[{%].*?[%}]\}|<[^>]*>", re.MULTILINE | re.DOTALL)


def gone_in(text: str) -> list[str]:
    """Return the words in a text that are gone; what is code says what it must."""
    prose = CODE.sub(" ", text)
    return [word for word in GONE if re.search(rf"\b{word}s?\b", prose, re.IGNORECASE)]


def test_the_map_names_words_and_what_they_took_the_place_of() -> None:
    words = [word for row in ROWS for word in row[0].split(", ")]
    assert {"article", "outlet", "story", "thread", "copies", "record"} <= set(words)
    assert len(GONE) > 10
    assert not set(words) & set(GONE)


def test_a_word_that_is_gone_is_found() -> None:
    assert gone_in("Each cluster has one publisher.") == ["publisher", "cluster"]
    assert gone_in("`cluster` groups rows; ```x``` {{ story.confidence }}") == []


@pytest.mark.parametrize(
    "page", [README, *GUIDES, *TEMPLATES], ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_what_people_read_has_none_of_them(page: Path) -> None:
    assert gone_in(page.read_text(encoding="utf-8")) == []


def test_help_settings_and_sentences_have_none_of_them() -> None:
    descriptions = [str(setting.description) for setting in Settings.model_fields.values()]
    assert gone_in("\n".join([*SUMMARIES.values(), *descriptions, *SENTENCES.values()])) == []


def test_the_words_on_the_page_have_none_of_them() -> None:
    texts = re.compile(r"\"((?:[^\"\\\n]|\\.)* (?:[^\"\\\n]|\\.)*)\"")
    for script in sorted((PACKAGE / "reporting" / "assets").glob("*.js")):
        said = "\n".join(texts.findall(script.read_text(encoding="utf-8")))
        assert gone_in(said) == [], script.name
