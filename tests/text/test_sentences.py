"""The table of sentences holds exactly what both Python and the page say."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import clustering
from clustering.text.sentences import SENTENCES, say

PACKAGE = Path(clustering.__file__).parent


def said_in(*endings: str) -> set[str]:
    """Return the names of the sentences that files of the package say."""
    files = [path for ending in endings for path in PACKAGE.rglob(f"*{ending}")]
    own = [path for path in files if "vendor" not in path.parts and path.stem != "sentences"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in own)
    return set(re.findall(r"\bsay\(\s*[\"'](\w+)[\"']", text))


def test_python_and_the_page_both_say_every_sentence() -> None:
    assert said_in(".py", ".j2") == SENTENCES.keys()
    assert said_in(".js", ".j2") == SENTENCES.keys()  # the page's scripts and its templates


@pytest.mark.parametrize("sentence", SENTENCES.values())
def test_figures_have_a_format_the_page_knows(sentence: str) -> None:
    for _, name, form, conversion in Formatter().parse(sentence):
        assert name is None or re.fullmatch(r"[a-z_]+", name)
        assert form in (None, "", "g", ",") or re.fullmatch(r"\.\df", form)
        assert conversion is None


def test_a_sentence_is_filled() -> None:
    assert say("borrowed_in_part", days=1.26, part="67%") == (
        "1.3 days apart (by a borrowed date; 67% of the date counts)"
    )
