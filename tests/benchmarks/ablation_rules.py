"""What is switched off in turn: each rule, word list and setting, and why it stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import numpy as np

from clustering.graph.series import Template, read_template

NOTHING = re.compile(r"(?!)")
"""A pattern that is nowhere."""
WORD_LISTS = ("text.frequencies", "text.languages", "text.wordfreq_lists")
"""Modules that remember only what files say, with any rules: to read all takes half a second."""


@dataclass(frozen=True)
class Rule:
    """Something that can be switched off.

    Attributes
    ----------
    name
        What it is, in a few words.
    why
        Why it is there although no figure, or hardly one, is worse without it.
    changed
        Settings without it.
    patches
        What stands in the place of what, by the path of a name in the package, without it.
    """

    name: str
    why: str = ""
    changed: Mapping[str, Any] = field(default_factory=dict)
    patches: Mapping[str, Any] = field(default_factory=dict)


@contextmanager
def switched_off(rule: Rule) -> Iterator[None]:
    """Run without a rule."""
    with ExitStack() as patches:
        for place, instead in rule.patches.items():
            patches.enter_context(patch(f"clustering.{place}", instead))
        _forget()
        yield
    _forget()


def _forget() -> None:
    """Clear what functions of the package remember, which was told with other rules."""
    kept = [f"clustering.{name}" for name in WORD_LISTS]
    for name, module in list(sys.modules.items()):
        if name.startswith("clustering."):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and value.__module__ not in kept:
                    value.cache_clear()


def _none_listed(corpus: Any, *_others: Any) -> Any:  # noqa: ANN401
    return np.zeros(len(corpus), dtype=np.bool_)


def _no_texts(titles: Sequence[str]) -> Any:  # noqa: ANN401
    return np.zeros(len(titles), dtype=np.bool_)


def _none_differ(_vectors: Any, left: Any, *_others: Any) -> Any:  # noqa: ANN401
    return np.zeros(len(left), dtype=np.bool_)


def _no_classes(articles: Sequence[Any], *_others: Any) -> Any:  # noqa: ANN401
    return np.arange(len(articles))


class _Without:
    """Reads templates of series without one part of them."""

    def __init__(self, part: str) -> None:
        self._part = part

    def __call__(self, title: str) -> Template:
        return read_template(title)._replace(**{self._part: ""})


STORY_RULES = (
    Rule("nothing"),
    Rule("weight of titles", changed={"title_weight": 1.0}),
    Rule("words of excerpts", changed={"excerpt_weight": 0.0}),
    Rule("words of addresses", changed={"url_weight": 0.0}),
    Rule(
        "end of what counts of an excerpt",
        "long texts cost time, and asides count too; excerpts of these sets are short",
        changed={"excerpt_chars": 100_000},
    ),
    Rule("word frequencies of the language", changed={"prior": False}),
    Rule("texts under unlike titles count for nothing", changed={"boilerplate": False}),
    Rule("series", changed={"series": False}),
    Rule("smoothing", changed={"smoothing": 0.0}),
    Rule("time", changed={"window": 0.0}),
    Rule("borrowed dates", changed={"borrow_dates": False}),
    Rule("related links", changed={"related": "ignore"}),
    Rule("detail (a fixed cohesion of .2)", changed={"cohesion": 0.2}),
    Rule("detail (a fixed cohesion of .3)", changed={"cohesion": 0.3}),
    Rule("uncertainty", patches={"stories.contrast._UNCERTAINTY": 0.0}),
    Rule("margin of parts", patches={"stories.contrast._PARTS_MARGIN": 0.0}),
    Rule("certain height", patches={"stories.contrast._CERTAIN": 1.0}),
    Rule("halves", patches={"stories.contrast._HALVES_RATIO": 0.0}),
    Rule(
        "copies in the cut",
        "eight papers with a wire text and four with their own are not two events",
        patches={"stories.contrast._COPIES": 1.0},
    ),
    Rule(
        "halves of other names",
        "of sixteen invented pairs of twins fourteen are told apart, not seven",
        patches={"stories.contrast._OTHER_NAMES": 1.1},
    ),
    Rule("one outlet", patches={"graph.discounts.ONE_OUTLET": 1.0}),
    Rule(
        "copies of one outlet",
        "a text that an outlet corrects or prints again is the same report",
        patches={"graph.discounts._COPY_SIMILARITY": 1.01},
    ),
    Rule("round-ups", patches={"graph.discounts.which_are_roundups": _no_texts}),
    Rule(
        "lists",
        "azure_2020 and what is read there: lists of regions joined them all",
        patches={"graph.discounts.which_list_others": _none_listed},
    ),
    Rule(
        "one word in common",
        "with few words in common: what is left of a pair",
        patches={"graph.discounts.ONE_WORD": 1.0},
    ),
    Rule(
        "numbers alone",
        '"11 days" and "Pixel 11" are no event; columns of one outlet fall together',
        patches={"graph.discounts._is_number_or_date": lambda _word: False},
    ),
    Rule("other names", patches={"graph.discounts.names_differ": _none_differ}),
    Rule(
        "adjectives",
        "seen in unlabelled headlines: Ukraine and Ukrainian were two places",
        patches={"graph.discounts.same_place": lambda _name: set()},
    ),
    Rule(
        "calendar words are no names",
        "where the language is not known, Monday would be a name",
        patches={"text.names.proper_names._CALENDAR": frozenset()},
    ),
    Rule(
        "names in title case",
        "in title case every word looks like a name; what explain shows would be wrong",
        patches={"text.names.proper_names._MAX_ORDINARY_CAPITALS": 1.0},
    ),
    Rule("common words are no names", patches={"text.names.proper_names._MAX_FREQUENCY": 1.0}),
    Rule("plurals", patches={"text.words.singular": lambda word: word}),
    Rule(
        "same texts",
        "a promise: equal texts stay together, whatever the outlets and dates",
        patches={"pipeline.same_text_classes": _no_classes},
    ),
    Rule(
        "scraps of cut excerpts",
        '"represen" was a keyword of stories',
        patches={"vectors.words.cut_word": lambda _text, _limit: ""},
    ),
    Rule(
        "outlets at the end of titles",
        "headlines are shown without them",
        patches={"text.clean._SUFFIX": NOTHING},
    ),
    *(
        Rule(
            f"series told by {way}",
            "the three ways stand in for each other: without all, see series",
            patches={"graph.series.read_template": _Without(part)},
        )
        for part, way in (("whole", "whole titles"), ("opening", "openings"), ("upto", "counts"))
    ),
    Rule(
        "live pages",
        "a live page of several days is one event, not a series",
        patches={"graph.series._LIVE": NOTHING},
    ),
    Rule(
        "series of the same day",
        "within a day a column may be corrected or go on",
        patches={"graph.series._MIN_DAYS": 0.0},
    ),
    Rule("ubiquitous words", patches={"vectors.weights._UBIQUITY_POWER": 1e9}),
)
COPY_RULES = (
    Rule("nothing"),
    Rule(
        "least likeness",
        "time: all pairs of articles would be compared",
        changed={"duplicate_similarity": 0.0},
    ),
    Rule("tags of titles", patches={"duplicates.texts.trimming._STATUS": NOTHING}),
    Rule("sections before titles", patches={"duplicates.texts.trimming._SECTION_HEAD": NOTHING}),
    Rule("coded tags", patches={"duplicates.texts.trimming._CODED": NOTHING}),
    Rule("heads of titles", patches={"duplicates.texts.trimming._HEAD": NOTHING}),
    Rule("tails of titles", patches={"duplicates.texts.trimming._TAIL": NOTHING}),
    Rule("slugs of titles", patches={"duplicates.texts.trimming._SLUG": NOTHING}),
    Rule("cut texts", patches={"duplicates.texts.trimming._CUT": NOTHING}),
    Rule(
        "placeholders",
        '"Click here" under two articles makes no copies',
        patches={"duplicates.texts.trimming._PLACEHOLDER": NOTHING},
    ),
    Rule(
        "captions",
        "the caption of a picture is no text",
        patches={"duplicates.texts.trimming._CAPTION": NOTHING},
    ),
    Rule("buttons", patches={"duplicates.texts.trimming._BUTTON": NOTHING}),
    Rule("datelines", patches={"duplicates.texts.trimming.credit_end": lambda _text: (0, "")}),
    Rule(
        "one page",
        "tells the kind: one page under two addresses",
        patches={"duplicates.kinds.is_one_page": lambda _one, _other: False},
    ),
    Rule("spellings", patches={"duplicates.texts.words.SAME_WORDS": {}}),
    Rule("Roman numbers", "Part II is part 2", patches={"duplicates.texts.words.ROMAN": {}}),
    Rule("figures in words", patches={"duplicates.texts.words.FIGURES": frozenset()}),
    Rule(
        "particles",
        "tells names of agencies in datelines",
        patches={"duplicates.texts.datelines.PARTICLES": frozenset()},
    ),
    Rule("function words", patches={"duplicates.texts.words.FUNCTION_WORDS": frozenset()}),
    Rule(
        "generic words",
        'a headline of such words alone ("Business News") names no article',
        patches={"duplicates.texts.views.GENERIC_WORDS": frozenset()},
    ),
    Rule("misspellings", patches={"duplicates.vetoes.is_misspelling": lambda *_words: False}),
    Rule(
        "exchanged words",
        '"Kell beat Tern" is not "Tern beat Kell"',
        patches={"duplicates.vetoes.has_exchanged": lambda *_texts: False},
    ),
)
