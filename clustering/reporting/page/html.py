"""Writes ``index.html``: the report an editor reads, one file that needs nothing else.

This module fills the frame, and the list for readers without JavaScript. ``document.py``
collects the data that the scripts show, and ``assets/*.js`` draw it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TextIO, TypeVar

from clustering.arrays.columns import column_of
from clustering.arrays.compact_values import counts_of
from clustering.reporting import group_words, wording
from clustering.reporting.jinja import template_environment
from clustering.reporting.page.copies import Agreement, agreements
from clustering.reporting.page.document import page_data
from clustering.reporting.page.embed import as_json, assets
from clustering.reporting.page.figures import Figures
from clustering.reporting.page.outlet_groups import told_of_groups
from clustering.reporting.page.overview import overview
from clustering.reporting.page.values import MAX_TITLE_CHARS
from clustering.reporting.plain_values import folder_of, printable, skipped_place
from clustering.reporting.tables.records import RecordRow, record_rows, standing_positions
from clustering.reporting.tables.rows import Fold, StoryRow, core_of, fold_copies, fringe_of
from clustering.reporting.tables.rows import story_row as row_of
from clustering.stories.story import of_several_articles
from clustering.text.english import counted
from clustering.text.sentences import say
from clustering.text.time_zones import zone_name
from clustering.web.links import linkable

if TYPE_CHECKING:
    from jinja2 import Environment

    from clustering.duplicates import DuplicateGroup
    from clustering.model import Skip
    from clustering.result import Result
    from clustering.store.news_items import News
    from clustering.stories.story import Story

# Of the list without JavaScript, which is also what readers see while the rest loads.
MAX_LISTED_STORIES = 24
MAX_OPEN_LINES = 6  # lines of a story or a duplicate group that are seen at once
MAX_LISTED_LINES = 20  # lines of one that are in the list at all

# Of what the overview says was read.
MAX_SKIPPED = 1_000
MAX_SOURCES = 60
_TEMPLATES = ("index", "parts", "overview", "figures", "filters", "groups_of_outlets")
_ENDS_PART = re.compile(r"(?<=[/\\_.?&=#:-])")  # of a path or an address, which may go on below

View = TypeVar("View")
Item = TypeVar("Item")


@dataclass(frozen=True)
class ShownPart(Generic[View]):
    """The first items of a list, and how many items the list has."""

    shown: list[View]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)

    @property
    def open(self) -> list[View]:
        """What is seen at once; a single further line is not worth a click."""
        return self.shown if len(self.shown) <= MAX_OPEN_LINES + 1 else self.shown[:MAX_OPEN_LINES]

    @property
    def folded(self) -> list[View]:
        """What is seen after a click."""
        return self.shown[len(self.open) :]


@dataclass(frozen=True)
class StoryView:
    """A story with its articles, copies folded: those of the core, and the fringe."""

    row: StoryRow
    contrast: str
    lines: ShownPart[Fold]
    fringe: ShownPart[Fold]


@dataclass(frozen=True)
class RecordView:
    """A record of a duplicate group, and what makes it a copy."""

    row: RecordRow
    agreement: Agreement


@dataclass(frozen=True)
class GroupView:
    """A duplicate group and the records that someone could act on, the one to keep first."""

    group: DuplicateGroup
    lines: ShownPart[RecordView]

    @property
    def mentions(self) -> str:
        """How many of its records are only entries of related lists, in words."""
        return wording.mentions_in_words(len(self.group.records) - self.lines.total)


def write_page(result: Result, stream: TextIO, news: News | None = None, title: str = "") -> None:
    """Write the page, piece by piece; with what is new in a store at its top, if that is known."""

    def view_story(story: Story) -> StoryView:
        row = row_of(result, story)
        core, fringe = (
            _part(fold_copies(articles), lambda fold: fold, MAX_LISTED_LINES)
            for articles in (core_of(row), fringe_of(row))
        )
        return StoryView(row, result.contrast_of(story).sentence, core, fringe)

    def view_group(group: DuplicateGroup) -> GroupView:
        positions = standing_positions(result, group)
        rows = record_rows(result, positions, group)
        records = list(map(RecordView, rows, agreements(result, group, positions)))
        return GroupView(group, _part(records, lambda record: record, MAX_LISTED_LINES))

    figures = Figures.of(result)
    badges, words = None, dict[str, Any](sections={})
    if news:
        from clustering.reporting.news import words as news_words

        badges = news_words.badges(news)
        words = {"sections": news_words.shown_items(news), **news_words.IN_TEMPLATES}
    data = page_data(result, figures, badges)
    of_groups = data["outlet_groups"]
    events = of_several_articles(result.stories)
    pieces = (
        page_environment()
        .get_template("index.html.j2")
        .generate(
            assets=assets(),
            title=title or wording.report_title(result.reading.taken),
            counts=result.counts,
            data=as_json(data),
            page=data,
            overview=overview(figures),
            grouped=of_groups and told_of_groups(result, figures.outlets, of_groups["of"]),
            bars_of=figures.bars,
            undated=sum(one is None for one in column_of(result.articles, "published")),
            period=wording.period_in_words(result.articles),
            zone=zone_name(),
            stories=_part(events, view_story),
            groups=_part(result.duplicate_groups, view_group),
            skipped=_part(result.reading.skipped, str),
            skips=_part(result.reading.skipped, _place_and_reason, MAX_SKIPPED),
            unread_dates=wording.unread_dates_in_words(result.reading.unread_dates),
            files=result.reading.files,
            sources=_sources(result),
            settings={name: _spelled(one) for name, one in result.settings.shaping().items()},
            news=news,
            **words,
        )
    )
    stream.writelines(pieces)


@cache
def page_environment() -> Environment:
    """Return what renders pages, with the words they are told in."""
    environment = template_environment("clustering.reporting")
    environment.filters |= {
        "line": wording.one_line,
        "short": lambda text, most=MAX_TITLE_CHARS: wording.shortened(text, most),
        "link": linkable,
        "date": wording.shown_date,
        "kind": wording.KIND_WORDS.__getitem__,
        "counted": counted,
        "parts": _ENDS_PART.split,
    }
    environment.globals |= {
        "outlet_caption": wording.outlet_caption,
        "first": wording.first_in_words,
        "start": wording.start_in_words,
        "articles": wording.articles_in_words,
        "groups": group_words.groups_in_words,
        "own": group_words.own_in_words,
        "span": wording.span_in_words,
        "say": say,
    }
    return environment


def load_templates() -> None:
    """Compile the templates of the page, which takes a tenth of a second."""
    for name in _TEMPLATES:
        page_environment().get_template(f"{name}.html.j2")


def _part(
    items: Sequence[Item], view: Callable[[Item], View], most: int = MAX_LISTED_STORIES
) -> ShownPart[View]:
    return ShownPart([view(item) for item in items[:most]], len(items))


def _sources(result: Result) -> list[tuple[str, int, int]]:
    """Return folders and tables that were read, with their files and records, largest first."""
    folders: dict[str, dict[str, int]] = {}
    for file, records in counts_of(column_of(result.reading.records, "source")).items():
        folders.setdefault(folder_of(file), {})[file] = records
    named = [
        (printable(min(own) if len(own) == 1 else folder), len(own), sum(own.values()))
        for folder, own in folders.items()
    ]
    return sorted(named, key=lambda one: (-one[2], one[0]))[:MAX_SOURCES]


def _place_and_reason(skip: Skip) -> tuple[str, str]:
    return skipped_place(skip), wording.one_line(skip.reason, "")


def _spelled(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float | int) else str(value)
