"""Shows stories and duplicate groups on a terminal, or writes them to a stream in a format."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from clustering.duplicates.found import pair_of_each_copy
from clustering.reporting import ci_formats, markdown
from clustering.reporting.group_words import own_in_words, story_facts
from clustering.reporting.plain_values import printable
from clustering.reporting.tables import csv_tables as tables
from clustering.reporting.tables import stories_json
from clustering.reporting.tables.records import RecordRow, record_rows, standing_positions
from clustering.reporting.tables.rows import (
    ArticleRow,
    StoryRow,
    ThreadRow,
    core_of,
    fold_copies,
    fringe_of,
    story_row,
    thread_rows,
)
from clustering.reporting.wording import (
    counts_in_words,
    group_in_words,
    mentions_in_words,
    no_such_format,
    one_line,
    outlet_caption,
    outlets_in_words,
    pair_in_words,
    shortened,
    shown_date,
    thread_facts,
)
from clustering.selection.stories import Selection
from clustering.stories.story import of_several_articles
from clustering.text.english import counted
from clustering.text.sentences import say

if TYPE_CHECKING:
    from rich.console import Console

    from clustering.result import Result

Writer = Callable[["Result", TextIO], None]
GroupWriter = Callable[["Result", TextIO, Collection[int] | None], None]
AnyWriter = TypeVar("AnyWriter")
_MAX_SUMMARY_STORIES = 5  # stories in the summary
_MAX_HEADLINE_CHARS = 100  # characters of a headline there


def print_stories(result: Result, stream: TextIO) -> None:
    """Print every story of two or more articles, then how many articles are alone.

    A terminal gets colours; any other stream gets plain lines that are never wrapped. Where the
    stories were chosen by thread, a thread of several stories is named before its first story.
    """
    by_thread = isinstance(result, Selection) and result.by_thread
    console = console_on(stream)
    stories = of_several_articles(result.stories)
    threads = {row["id"]: row for row in thread_rows(result)} if by_thread else {}
    last = ""
    for story in stories:
        thread = result.thread_of(story).id if by_thread else ""
        if thread in threads and thread != last:
            _print_thread(threads[thread], console)
        last = thread
        _print_story(story_row(result, story), console)
    alone = len(result.stories) - len(stories)
    found = f"{counted(len(stories), 'story', 'stories')} of two or more articles"
    rest = f", {counted(alone, 'article')} alone." if alone else "."
    print_parts(console, (found + rest, "dim"))


def print_duplicates(result: Result, stream: TextIO, new: Collection[int] | None = None) -> None:
    """Print every duplicate group: what kind it is, what to keep and why, and the copies.

    The records at the positions ``new`` are marked.
    """
    console = console_on(stream)
    for group in result.duplicate_groups:
        words = group_in_words(group.kind, group.agency)
        print_parts(console, (words[:1].upper() + words[1:], "bold"), ("  " + group.id, "dim"))
        pairs = pair_of_each_copy(group)
        positions = standing_positions(result, group)
        for position, row in zip(positions, record_rows(result, positions, group), strict=True):
            is_new = new is not None and position in new
            _print_record(row, console, is_new=is_new)
            if pair := pairs.get(int(result.corpus.article_of[position])):
                agency = pair.agency if pair.agency != group.agency else ""
                shown = pair_in_words(pair.kind, pair.title_score, pair.text_score, agency)
                print_parts(console, (f"        {shown}", "dim"))
        if mentions := mentions_in_words(len(group.records) - len(positions)):
            print_parts(console, (f"  {mentions}", "dim"))
        print_parts(console, (f"  kept: {one_line(group.reason, '')}", "dim"))
        print_parts(console)
    found = counted(len(result.duplicate_groups), say("duplicate_group"))
    print_parts(console, (f"{found}.", "dim"))


STORY_STREAMS: Mapping[str, Writer] = {
    "table": print_stories,
    "json": stories_json.write_stories_json,
    "jsonl": stories_json.write_story_lines,
    "csv": tables.write_stories_table,
    "md": markdown.write_stories_markdown,
}
DUPLICATE_STREAMS: Mapping[str, GroupWriter] = {
    "table": print_duplicates,
    "json": stories_json.write_groups,
    "jsonl": stories_json.write_group_lines,
    "csv": tables.write_duplicates_table,
    "md": markdown.write_duplicates_markdown,
    "github": ci_formats.write_github,
    "sarif": ci_formats.write_sarif,
}


def stream_stories(result: Result, format: str, stream: TextIO) -> None:
    """Write the stories to ``stream`` in a format of ``STORY_STREAMS``; refuse another one."""
    _writer(format, STORY_STREAMS)(result, stream)


def stream_duplicates(
    result: Result, format: str, stream: TextIO, new: Collection[int] | None = None
) -> None:
    """Write the duplicate groups in a format of ``DUPLICATE_STREAMS``; refuse another one.

    ``new`` are positions of records to mark; ``None`` where the run does not tell new from old.
    """
    _writer(format, DUPLICATE_STREAMS)(result, stream, new)


def summary(result: Result, out: Path) -> str:
    """Return what to print after a report was written: figures, top stories, where it is."""
    lines = [counts_in_words(result.counts)]
    top = of_several_articles(result.stories)[:_MAX_SUMMARY_STORIES]
    if top:
        lines.append("")
    for story in top:
        told = outlets_in_words(len(story.outlets), story.independent_outlets)
        lines.append(f"  {told}: {shortened(printable(story.headline), _MAX_HEADLINE_CHARS)}")
    page = out / "index.html"
    return "\n".join([*lines, "", f"Report: {page if page.is_file() else out}"])


def _writer(format: str, streams: Mapping[str, AnyWriter]) -> AnyWriter:
    if format not in streams:
        raise no_such_format(format, streams)
    return streams[format]


def console_on(stream: TextIO) -> Console:
    """Return what prints to a stream: colours on a terminal, lines that are never wrapped."""
    from rich.console import Console

    return Console(file=stream, highlight=False, soft_wrap=True)


def print_parts(console: Console, *parts: str | tuple[str, str]) -> None:
    """Print one line of parts; a pair is a text and its style."""
    from rich.text import Text

    console.print(Text.assemble(*parts))


def _print_story(story: StoryRow, console: Console) -> None:
    own = own_in_words(story)
    print_parts(console, (one_line(story["headline"]), "bold"), ("  " + story["id"], "dim"))
    told = "  " + " · ".join(story_facts(story).values())
    print_parts(console, (told, "cyan"), (f" · {own}" if own else "", "yellow"))
    _print_folds(core_of(story), console)
    if fringe := fringe_of(story):
        print_parts(console, (f"  {say('perhaps_related')}:", "dim"))
        _print_folds(fringe, console)
    print_parts(console)


def _print_thread(thread: ThreadRow, console: Console) -> None:
    print_parts(
        console,
        (say("running_matter") + " ", "magenta"),
        (one_line(thread["headline"]), "bold magenta"),
        ("  " + thread["id"], "dim"),
    )
    print_parts(console, ("  " + " · ".join(thread_facts(thread)), "magenta"))
    print_parts(console)


def _print_folds(articles: Sequence[ArticleRow], console: Console) -> None:
    for article, copies in fold_copies(articles):
        _print_article(article, "  ", console)
        for copy in copies:
            _print_article(copy, "    = ", console)


def _print_article(article: ArticleRow, indent: str, console: Console) -> None:
    print_parts(
        console,
        (f"{indent}{article['id']}  {shown_date(article['published'])}  ", "dim"),
        (outlet_caption(article["outlet"], article["domain"]) + "  ", "cyan"),
        one_line(article["title"]),
    )


def _print_record(record: RecordRow, console: Console, *, is_new: bool = False) -> None:
    is_kept = record["keep"] == "yes"
    print_parts(
        console,
        ("  keep  " if is_kept else "  copy  ", "green" if is_kept else "yellow"),
        one_line(record["record"], "?") + "  ",
        ("new  " if is_new else "", "magenta"),
        (f"{shown_date(record['published'])}  {outlet_caption(record['outlet'], '')}  ", "dim"),
        one_line(record["title"]),
    )
