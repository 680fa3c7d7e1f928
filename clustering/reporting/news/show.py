"""Shows what is new in a store: on a terminal, as Markdown, as a table or JSON, as mail."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import TextIO

from clustering.reporting.markdown import write_news_lines
from clustering.reporting.news.feed import write_atom, write_rss
from clustering.reporting.news.words import (
    IN_TEMPLATES,
    SECTION_TITLES,
    item_in_words,
    shown_items,
    since_in_words,
    size_in_words,
)
from clustering.reporting.page.html import page_environment
from clustering.reporting.plain_values import printable
from clustering.reporting.tables.csv_tables import safe_cell
from clustering.reporting.terminal import console_on, print_parts
from clustering.reporting.wording import no_such_format, one_line
from clustering.store.news_items import News, NewsItem

NEWS_SCHEMA_VERSION = 1


def print_news(news: News, stream: TextIO) -> None:
    """Print the news for people."""
    console = console_on(stream)
    print_parts(console, (since_in_words(news), "dim"))
    for section, (items, left_out) in shown_items(news).items():
        print_parts(console)
        print_parts(console, (f"{SECTION_TITLES[section]} ({len(items) + left_out:,})", "bold"))
        for item in items:
            print_parts(
                console, "  ", (one_line(item.headline), "bold"), (f"  {item.story}", "dim")
            )
            print_parts(console, ("    " + size_in_words(item), "cyan"))
            if words := item_in_words(item):
                print_parts(console, ("    " + words, "green"))
        if left_out:
            print_parts(console, (f"  … and {left_out:,} more", "dim"))
    if not news.items:
        print_parts(console, "Nothing new.")


def write_news_json(news: News, stream: TextIO) -> None:
    """Write the news as one JSON document."""
    document = {
        "schema_version": NEWS_SCHEMA_VERSION,
        "since": {"run": news.since, "time": news.since_time},
        "until": {"run": news.until, "time": news.until_time},
        "settled": news.settled,
        "items": [asdict(item) for item in news.items],
    }
    json.dump(document, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def write_news_table(news: News, stream: TextIO) -> None:
    """Write one row for each story that changed."""
    writer = csv.writer(stream, lineterminator="\n")
    names = [field.name for field in fields(NewsItem)]
    writer.writerow(names)
    for item in news.items:
        row = asdict(item) | {
            "new_outlets": "; ".join(item.new_outlets),
            "others": "; ".join(other.story for other in item.others),
            "by_renewal": "yes" if item.by_renewal else "no",
        }
        writer.writerow([safe_cell(printable(str(row[name]))) for name in names])


def write_news_page(news: News, stream: TextIO) -> None:
    """Write the news as a page that a mail program shows: styles inside, no script."""
    template = page_environment().get_template("news.html.j2")
    stream.write(template.render(news=news, sections=shown_items(news), **IN_TEMPLATES))


NEWS_STREAMS: Mapping[str, Callable[[News, TextIO], None]] = {
    "table": print_news,
    "json": write_news_json,
    "csv": write_news_table,
    "md": write_news_lines,
    "rss": write_rss,
    "atom": write_atom,
    "html": write_news_page,
}


def stream_news(news: News, format: str, stream: TextIO) -> None:
    """Write the news to a stream in a format of ``NEWS_STREAMS``; refuse another one."""
    if format not in NEWS_STREAMS:
        raise no_such_format(format, NEWS_STREAMS)
    NEWS_STREAMS[format](news, stream)
