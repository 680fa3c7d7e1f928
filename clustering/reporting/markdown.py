"""Writes ``report.md``: the top stories and what to tidy up, to paste into a planning document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from clustering.duplicates.found import pair_of_each_copy
from clustering.model import Skip
from clustering.reporting.group_words import own_in_words, story_facts, write_group_sections
from clustering.reporting.markdown_text import code, escaped, linked
from clustering.reporting.plain_values import skipped_place
from clustering.reporting.tables.records import record_rows, standing_positions
from clustering.reporting.tables.rows import (
    ArticleRow,
    Fold,
    core_of,
    fold_copies,
    fringe_of,
    story_row,
)
from clustering.reporting.wording import (
    agreement_in_words,
    counts_in_words,
    group_in_words,
    mentions_in_words,
    one_line,
    outlet_caption,
    period_in_words,
    report_title,
    shown_date,
    unread_dates_in_words,
)
from clustering.stories.story import of_several_articles
from clustering.text.english import counted
from clustering.text.sentences import say

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup
    from clustering.result import Result
    from clustering.store.news_items import News
    from clustering.stories.story import Story

MAX_MARKDOWN_STORIES = 100
MAX_MARKDOWN_LINES = 20  # articles of a story, records of a duplicate group
MAX_MARKDOWN_THREAD = 6  # other stories of a thread


def write_report(result: Result, stream: TextIO, news: News | None = None, title: str = "") -> None:
    """Write the whole report: what is new, top stories, duplicates, what was skipped."""
    title = title or report_title(result.reading.taken)
    stream.write(f"# {escaped(one_line(title))}\n\n{counts_in_words(result.counts)}\n\n")
    if period := period_in_words(result.articles):
        stream.write(f"Articles of {period}.\n\n")
    if news:
        write_news_lines(news, stream)
        stream.write("\n")
    write_stories_markdown(result, stream)
    write_group_sections(result, stream)
    stream.write("\n")
    write_duplicates_markdown(result, stream)
    if result.alarms:
        stream.write("\n")
        _write_alarms(result, stream)
    if result.reading.skipped:
        stream.write("\n")
        _write_skipped(result.reading.skipped, stream)
    if unread := unread_dates_in_words(result.reading.unread_dates):
        stream.write(f"\n## Dates\n\n{escaped(unread)}\n")


def write_news_lines(news: News, stream: TextIO) -> None:
    """Write what is new in a store."""
    from clustering.reporting.news.words import (  # which loads the store
        SECTION_TITLES,
        item_in_words,
        shown_items,
        since_in_words,
        size_in_words,
    )

    stream.write(f"## What is new\n\n{since_in_words(news)}\n")
    for section, (items, left_out) in shown_items(news).items():
        stream.write(f"\n### {SECTION_TITLES[section]}\n\n")
        for item in items:
            parts = size_in_words(item), item_in_words(item)
            facts = " · ".join(part for part in parts if part)
            stream.write(f"- {linked(item.headline, item.url)}: {escaped(facts)}\n")
        if left_out:
            stream.write(f"- … and {left_out:,} more\n")
    if not news.items:
        stream.write("\nNothing new.\n")


def write_stories_markdown(result: Result, stream: TextIO) -> None:
    """Write the top stories of two or more articles, with outlets and links."""
    stream.write("## Top stories\n")
    stories = of_several_articles(result.stories)
    if not stories:
        stream.write("\nNo story of two or more articles.\n")
    for number, story in enumerate(stories[:MAX_MARKDOWN_STORIES], start=1):
        stream.writelines(_story_lines(number, result, story))
    _write_rest(len(stories) - MAX_MARKDOWN_STORIES, "story", "stories", stream)


def write_duplicates_markdown(
    result: Result, stream: TextIO, new: Collection[int] | None = None
) -> None:
    """Write the duplicate groups: what to keep, and the copies; ``new`` records are marked."""
    stream.write(f"## {say('copies_title')}\n\n")
    if not result.duplicate_groups:
        stream.write(f"{say('no_copies')}\n")
    for number, group in enumerate(result.duplicate_groups[:MAX_MARKDOWN_STORIES], start=1):
        stream.writelines(_group_lines(number, result, group, new or ()))
    _write_rest(
        len(result.duplicate_groups) - MAX_MARKDOWN_STORIES, say("duplicate_group"), "", stream
    )


def _story_lines(number: int, result: Result, story: Story) -> Iterator[str]:
    row = story_row(result, story)
    yield f"\n### {number}. {escaped(row['headline'])}\n\n"
    bold = ("outlets", "mark", "own")
    facts = [
        f"**{told}**" if name in bold else escaped(told)
        for name, told in (story_facts(row) | {"own": own_in_words(row)}).items()
        if told
    ]
    yield " · ".join(facts) + "\n\n"
    yield f"{escaped(result.contrast_of(story).sentence)}\n\n"
    yield from _listed(fold_copies(core_of(row)))
    if fringe := fringe_of(row):
        yield f"\n{say('perhaps_related')}:\n\n"
        yield from _listed(fold_copies(fringe))
    if others := [one for one in result.thread_of(story).stories if one.id != story.id]:
        shown = "; ".join(escaped(one.headline) for one in others[:MAX_MARKDOWN_THREAD])
        more = (
            f"; and {len(others) - MAX_MARKDOWN_THREAD} more"
            if others[MAX_MARKDOWN_THREAD:]
            else ""
        )
        yield f"\n{say('same_thread')} {shown}{more}\n"


def _listed(folds: Sequence[Fold]) -> Iterator[str]:
    for fold in folds[:MAX_MARKDOWN_LINES]:
        yield from _fold_lines(fold)
    if len(folds) > MAX_MARKDOWN_LINES:
        yield f"- and {counted(len(folds) - MAX_MARKDOWN_LINES, 'more article')}\n"


def _fold_lines(fold: Fold) -> Iterator[str]:
    article = fold.article
    title = linked(article["title"], article["url"])
    yield f"- {title} — {escaped(_outlet(article))}, {shown_date(article['published'])}\n"
    if fold.copies:
        names = [linked(_outlet(copy), copy["url"]) for copy in islice(fold.copies, 10)]
        rest = f" and {len(fold.copies) - 10} more" if len(fold.copies) > 10 else ""
        yield f"  - also: {counted(len(fold.copies), say('reprint'))} ({', '.join(names)}{rest})\n"


def _group_lines(
    number: int, result: Result, group: DuplicateGroup, new: Collection[int]
) -> Iterator[str]:
    kept_at, *others = standing_positions(result, group)
    kept, *rows = record_rows(result, [kept_at, *others[:MAX_MARKDOWN_LINES]], group)
    yield (
        f"{number}. **{escaped(kept['title'])}** — "
        f"{escaped(group_in_words(group.kind, group.agency))}. "
        f"Keep {code(kept['record'])}{_mark(kept_at, new)}: {escaped(group.reason)}\n"
    )
    indent = " " * (len(str(number)) + 2)
    pairs = pair_of_each_copy(group)
    for at, row in zip(others, rows, strict=False):
        about = f"{escaped(outlet_caption(row['outlet'], ''))}, {shown_date(row['published'])}"
        if pair := pairs.get(int(result.corpus.article_of[at])):
            about += f": {agreement_in_words(pair.title_score, pair.text_score)}"
        yield f"{indent}- {code(row['record'])}{_mark(at, new)} — {about}\n"
    if len(others) > MAX_MARKDOWN_LINES:
        yield f"{indent}- and {counted(len(others) - MAX_MARKDOWN_LINES, 'more record')}\n"
    if mentions := mentions_in_words(len(group.records) - len(others) - 1):
        yield f"{indent}- {mentions}\n"


def _mark(position: int, new: Collection[int]) -> str:
    return " (new)" if position in new else ""


def _write_alarms(result: Result, stream: TextIO) -> None:
    stream.write(f"## {say('second_look')}\n\nThese may have been merged by accident.\n\n")
    headlines = {story.id: story.headline for story in result.stories}
    for alarm in result.alarms[:MAX_MARKDOWN_LINES]:
        stream.write(f"- **{escaped(headlines[alarm.story])}** — {escaped(alarm.sentence)}\n")
    _write_rest(len(result.alarms) - MAX_MARKDOWN_LINES, "alarm", "", stream)


def _write_skipped(skipped: Sequence[Skip], stream: TextIO) -> None:
    stream.write("## Skipped\n\n")
    for skip in skipped[:MAX_MARKDOWN_STORIES]:
        stream.write(f"- {code(skipped_place(skip))} — {escaped(skip.reason)}\n")
    _write_rest(len(skipped) - MAX_MARKDOWN_STORIES, "skipped place", "", stream)


def _write_rest(number: int, noun: str, plural: str, stream: TextIO) -> None:
    if number > 0:
        more = counted(number, f"more {noun}", f"more {plural or noun + 's'}")
        stream.write(f"\n{more}, not listed here.\n")


def _outlet(article: ArticleRow) -> str:
    return outlet_caption(article["outlet"], article["domain"])
