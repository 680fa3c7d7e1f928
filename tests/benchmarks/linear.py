"""Grows texts that regular expressions stumble over, and prints how the time of each rule grows.

    python -m tests.benchmarks.linear [RULE …]

Each rule over text is given each pattern at 20 to 160 kB. The exponent is the slope of time over
size on logarithmic scales: 1 is linear, 2 quadratic. It exits with 1 where one is over the limit.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from clustering.articles.merge import merge
from clustering.duplicates.texts.agencies import agency_of_mark, spelled_out
from clustering.duplicates.texts.trimming import unwrap_text, unwrap_title
from clustering.duplicates.texts.words import Lexicon
from clustering.errors import SamestoryError
from clustering.graph.series import read_template
from clustering.model import Outlet, Reading, Record
from clustering.pipeline import run
from clustering.reporting import write
from clustering.reporting.markdown_text import code, escaped, linked
from clustering.reporting.wording import one_line, outlet_caption
from clustering.settings.model import Settings
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions
from clustering.sources.dates import read_date, unread_date
from clustering.sources.feeds.dialects import parse_feed
from clustering.sources.feeds.xml_bytes import repair
from clustering.sources.fields import read_fields
from clustering.sources.headers import cut_header
from clustering.sources.posts.related import RelatedLists
from clustering.sources.tables.columns import ColumnFinder
from clustering.sources.tables.delimited import cut_delimited
from clustering.sources.tables.jsonlines import cut_json_lines
from clustering.sources.values import read_names, read_outlet, read_text, read_urls
from clustering.system.garbage import garbage_collection_paused
from clustering.text.clean import clean_text, clean_title, cut_word
from clustering.text.names.proper_names import written_names
from clustering.text.parsing.json_values import load_json
from clustering.text.parsing.limits import Unreadable
from clustering.text.parsing.yaml_values import load_as_written
from clustering.text.roundups import is_roundup
from clustering.text.words import WordCounter, same_text_key, words_in
from clustering.web.keys import canonical, domain
from clustering.web.links import is_web
from clustering.web.slugs import slug
from clustering.web.url_dates import date_in
from tests.benchmarks.patterns import PATTERNS, Pattern

SIZES = (20_000, 40_000, 80_000, 160_000)  # characters
MAX_EXPONENT = 1.5
MIN_SECONDS = 0.05
"""At the largest size; what takes less is not told apart from noise."""
MAX_SECONDS = 2.0
"""From which a rule is given no larger text."""
OUTLET = Outlet("The Tidewater Post", "tidewaterpost.com")


def _feed(text: str) -> None:
    escaped_text = text.replace("&", "&amp;").replace("<", "&lt;")
    item = f"<item><title>Storm</title><description>{escaped_text}</description></item>"
    parse_feed(f"<rss version='2.0'><channel>{item}</channel></rss>".encode())


def _raw_feed(text: str) -> None:
    item = f"<item><title>Storm</title><description>{text}</description></item>"
    parse_feed(f"<rss version='2.0'><channel>{item}</channel></rss>".encode())


def _yaml(text: str) -> None:
    with suppress(Unreadable):
        load_as_written(text)


def _json(text: str) -> None:
    with suppress(Unreadable):
        load_json(text)


def _run(text: str) -> None:
    others = [Record(f"{n}", "a", f"Storm {n}", "Rain", (), "Post") for n in range(3)]
    records = [Record(name, "a", text, text, (text,), text, text) for name in "xy"]
    result = run(Reading([*others, *records], [], 1), Settings())
    with TemporaryDirectory() as folder:
        write(result, Path(folder) / "report")


def _file(name: str, head: str = "") -> Callable[[str], object]:
    """Give a rule that reads a text, behind a head, as a file of this name."""

    def read(text: str) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(f"{head}{text}\n".encode())
            with suppress(SamestoryError):
                read_sources([path], ReadOptions(jobs=1))

    return read


RULES: dict[str, Callable[[str], object]] = {
    "read_text": lambda text: read_text(text, "title"),
    "read_outlet": lambda text: read_outlet(text, "outlet"),
    "read_names": read_names,
    "read_urls": read_urls,
    "read_date": read_date,
    "unread_date": unread_date,
    "clean_text": clean_text,
    "clean_title": lambda text: clean_title(text, OUTLET),
    "cut_word": lambda text: (cut_word(text, 10**6), cut_word(text, 10_000)),
    "is_roundup": is_roundup,
    "written_names": lambda text: written_names(text, {"storm", "ab"}),
    "words": lambda text: words_in(text),
    "count": lambda text: WordCounter().count([text]),
    "same_text_key": lambda text: same_text_key(text, text),
    "unwrap_title": lambda text: unwrap_title(text, OUTLET),
    "unwrap_text": lambda text: unwrap_text(text, 10**6),
    "lexicon": lambda text: Lexicon().read([text.replace("\n", " ")]),
    "agency": lambda text: (agency_of_mark(text), spelled_out(text, [OUTLET])),
    "series": read_template,
    "canonical": canonical,
    "domain": domain,
    "slug": slug,
    "date_in": date_in,
    "is_web": is_web,
    "markdown": lambda text: (code(text), escaped(text), linked(text, text)),
    "one line": lambda text: (one_line(text), outlet_caption(text, text)),
    "front matter": lambda text: cut_header(f"---\n{text}\n---\n", ".md"),
    "fields": lambda text: read_fields({"title": text, "url": text, "tags": text, "date": text}),
    "related": lambda text: RelatedLists(str).cut(f"---\na: b\nrelated:\n- {text}\n---\n".encode()),
    "yaml": _yaml,
    "json": _json,
    "csv": lambda text: list(cut_delimited(_stream(text), ColumnFinder(()), "a.csv", 10**7)),
    "json lines": lambda text: list(cut_json_lines(_stream(text), 10**7)),
    "feed file": lambda text: parse_feed(text.encode()),
    "xml": lambda text: repair(text.encode()),
    "feed": _feed,
    "broken feed": _raw_feed,
    "article": lambda text: merge([Record("a", "a", text, text, (text,), text, text)]),
    "markdown post": _file("a.md", "---\ntitle: Storm\n---\n"),
    "headers": _file("a.md"),
    "html post": _file("a.html", "<html><head><title>Storm</title></head><body>"),
    "html head": _file("a.html", "<html><head>"),
    "org post": _file("a.org", "#+TITLE: Storm\n\n"),
    "asciidoc post": _file("a.adoc", "= Storm\n\n"),
    "rst post": _file("a.rst", "Storm\n=====\n\n"),
    "document": _file("a.json", '{"articles": [{"title": "'),
    "sitemap": _file("a.xml", "<urlset><url><loc>"),
    "run": _run,
}


def _stream(text: str) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(f"title,url\n{text}\n".encode()))


class Growth(NamedTuple):
    """How the time of one rule grows with one pattern."""

    rule: str
    pattern: Pattern
    seconds: list[float]
    exponent: float

    @property
    def is_too_fast(self) -> bool:
        """Whether it grows faster than the text by more than noise."""
        return self.exponent > MAX_EXPONENT and self.seconds[-1] > MIN_SECONDS


def measure(rule: str, pattern: Pattern, sizes: tuple[int, ...] = SIZES) -> Growth:
    """Time a rule over a pattern at each size, up to where it takes too long."""
    seconds: list[float] = []
    for size in sizes:
        try:
            seconds.append(_time(RULES[rule], pattern.text(size)))
        except Exception as error:
            error.add_note(f"{rule} over {pattern}")
            raise
        if seconds[-1] > MAX_SECONDS:
            break
    steps = log(sizes[len(seconds) - 1] / sizes[0])
    exponent = log(max(seconds[-1], 1e-6) / max(seconds[0], 1e-6)) / steps if steps else 9.9
    return Growth(rule, pattern, seconds, exponent)


def _time(rule: Callable[[str], object], text: str) -> float:
    """Time a rule: the best of two, unless one is long."""
    best = MAX_SECONDS
    for _ in range(2):
        clear_caches()
        with garbage_collection_paused():
            began = time.process_time()
            rule(text)
            spent = time.process_time() - began
        if spent >= best:
            return spent if best == MAX_SECONDS else best
        best = spent
    return best


def clear_caches() -> None:
    """Forget what rules remember of texts."""
    for cache in (canonical, agency_of_mark):
        cache.cache_clear()


def main(names: list[str]) -> int:
    """Measure and print every pattern with the rule that grows fastest over it."""
    found: list[Growth] = []
    print("exponent  seconds at 160 kB  rule           pattern")
    for pattern in PATTERNS:
        growths = [measure(rule, pattern) for rule in names or RULES]
        worst = max(growths, key=lambda one: (one.is_too_fast, one.seconds[-1]))
        shown = f"{pattern.head!r} {pattern.unit!r}* {pattern.tail!r}"
        print(
            f"{worst.exponent:8.2f}  {worst.seconds[-1]:17.3f}  {worst.rule:13}  {shown}",
            flush=True,
        )
        found += [one for one in growths if one.is_too_fast]
    print(f"\n{len(PATTERNS)} patterns, {len(found)} rules over {MAX_EXPONENT}:")
    for one in found:
        print(f"  {one.rule}: {one.pattern!r} {one.exponent:.2f} {one.seconds}")
    return bool(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rules", nargs="*", metavar="RULE", help=f"one of: {', '.join(RULES)}")
    sys.exit(main(parser.parse_args().rules))
