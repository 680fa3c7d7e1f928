"""Traps: articles made to look like copies that are none, in documented ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from clustering.model import Record
from tests.benchmarks.copies import again, elsewhere


def _listed(words: str) -> list[str]:
    return words.split()


_FIRST = _listed(
    """
    Anna Walter Grace Henry Olivia Samuel Martha George Helen Victor Rosa Omar"""
)
_STARTS = _listed(
    """
    Bram Col Dun Elm Fair Glen Hal Kirk Lang Mar Nor Oak Pem Raven Stan Thorn Wex York"""
)
_ENDS = _listed(
    """
    bury dale ford ham ley mouth over port sted ton wick worth"""
)
_TEMPLATES = (
    (
        "{place} man charged after stabbing outside pub",
        "A man has been charged after a stabbing outside a pub in {place}. {name}, {n}, is "
        "due to appear before magistrates on Monday, police said.",
    ),
    (
        "Obituary: {name}, teacher, {n}",
        "{name}, a much loved teacher from {place}, has died at the age of {n}. The family "
        "thanks all who cared for {name} in the last months and asks for donations.",
    ),
    (
        "Missing teenager last seen in {place}",
        "Police are appealing for help to find {name}, {m}, who was last seen in {place} on "
        "Friday evening wearing a dark jacket and jeans.",
    ),
    (
        "Stocks close {up} as {sector} shares lead",
        "Shares closed {up} on Tuesday, with the index moving {n} points to {m},0{n} as "
        "investors weighed earnings from {sector} companies.",
    ),
    (
        "{place} {m}-{k} {other}: match report",
        "{place} beat {other} by {m} to {k} at home on Saturday in front of {n},000 "
        "supporters to go {k} points clear in the table.",
    ),
    (
        "{place} lottery results: winning numbers for March {n}",
        "The winning numbers in the draw on March {n} were {n}, {m}, {k}, 31 and 40. The "
        "jackpot stands at {m} million.",
    ),
    (
        "Weather forecast for {place}: {weather}",
        "{weather} is expected in {place} today with a high of {n} degrees and light winds "
        "from the west in the afternoon.",
    ),
    (
        "{place} horoscope for March {n}",
        "The stars on March {n} ask you to slow down. A letter may bring news and the evening"
        " belongs to old friends and {weather}.",
    ),
    (
        "Global {sector} Market Report 2025: size, share, growth",
        "The global {sector} market report covers size, share and growth to 2031, with "
        "profiles of leading {sector} companies and a regional outlook for {sector} demand.",
    ),
    (
        "{place} exam practice AZ-{n}{n}: {m}0 free questions with answers",
        "Pass the AZ-{n}{n} exam at the first attempt with free practice questions and "
        "answers, checked by certified experts and updated every month.",
    ),
    (
        "Quake of magnitude {k}.{m} hits off {place}",
        "An earthquake of magnitude {k}.{m} struck off {place} early on Wednesday at a depth "
        "of {n} kilometres, the seismological institute said. No damage was reported.",
    ),
    (
        "Quarterly results: {name2} Q{k} profit up {n} percent",
        "{name2} reported a profit of {n} million in the quarter, up from {m} million a year "
        "earlier, helped by demand in {place}.",
    ),
)
_WEATHER = ("heavy rain", "sunny spells", "thick fog", "morning frost", "strong gusts")
GENERIC = (
    "Letters to the editor", "Morning briefing", "Daily briefing", "News in brief", "Obituaries",
    "What to watch this week", "Photos of the day", "Today in history", "Editorial",
    "Five things to know", "Police blotter", "Week in review",
)  # fmt: skip
_SLOGANS = (
    "Get the latest news, sport and weather from around the region every day.",
    "Read the full story on our website and sign up to our newsletter for more like this.",
    "This article is for subscribers. Join today and support local journalism in your area.",
    "Our reporters bring you the stories that matter. Follow us for breaking updates.",
)
_NUMBER = re.compile(r"\d+")


def _names(rng: Random, number: int) -> list[str]:
    """Make up different names of places and people."""
    every = [start + end for start in _STARTS for end in _ENDS]
    return rng.sample(every, number)


def templates(base: Record, rng: Random) -> Iterator[Record]:
    """Fill one frame with other names, places, figures: at one outlet, or at several."""
    title, text = rng.choice(_TEMPLATES)
    names = iter(_names(rng, 20))
    skies = rng.sample(_WEATHER, 4)
    for step in range(rng.randint(2, 4)):
        words = {
            "place": next(names), "other": next(names), "name2": f"{next(names)} Group",
            "name": f"{rng.choice(_FIRST)} {next(names)}", "sector": next(names).lower(),
            "weather": skies[step], "up": "higher" if step % 2 else "lower",
            "n": 11 + 7 * step + rng.randrange(7), "m": 2 + step, "k": 1 + step,
        }  # fmt: skip
        record = again(base, rng, step * rng.choice([0, 1, 7]))
        if rng.random() < 0.3:
            record = elsewhere(record, rng)
        headline = title.format(**words)
        styles: list[Callable[[str], str]] = [str, str, str, str.title, str.upper, str.lower]
        text_of = text.format(**words) if base.excerpt else ""
        yield replace(record, title=rng.choice(styles)(headline), excerpt=text_of)


def parts(base: Record, rng: Random) -> Iterator[Record]:
    """Give the parts of a series their numbers under one standing text."""
    mark = rng.choice([", part {}", ": Part {}", " - Day {}", " (Q{} results)", " 202{}", " #{}"])
    for number in range(1, rng.randint(3, 4)):
        record = again(base, rng, 7 * number)
        yield replace(record, title=base.title + mark.format(number + 2))


def changed_figures(base: Record, rng: Random) -> Iterator[Record]:
    """Report the same frame with other figures."""
    if not _NUMBER.search(base.title) and not _NUMBER.search(base.excerpt[:150]):
        return
    if base.title.lower().startswith(("update", "wrapup")):
        return  # the number of an update tells nothing apart

    def shift(found: re.Match[str]) -> str:
        return str(int(found[0]) + rng.randint(1, 9))

    record = rng.choice([again(base, rng, 1.0), elsewhere(base, rng)])
    yield base
    title, excerpt = _NUMBER.sub(shift, base.title), _NUMBER.sub(shift, base.excerpt)
    yield replace(record, title=title, excerpt=excerpt)


def changed_names(base: Record, rng: Random) -> Iterator[Record]:
    """Put other names into the whole text, as templated reports do."""
    names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", base.excerpt[:200])
    names = [name for name in dict.fromkeys(names) if name in base.title][:4]
    if not names:
        return
    yield base
    title, excerpt = base.title, base.excerpt
    for name, other in zip(names, _names(rng, len(names)), strict=True):
        title, excerpt = title.replace(name, other), excerpt.replace(name, other)
    yield replace(elsewhere(base, rng), title=title, excerpt=excerpt)


def generic_titles(base: Record, rng: Random) -> Iterator[Record]:
    """Print another text under the title of a column."""
    if base.excerpt:
        yield replace(again(base, rng, rng.randrange(60)), title=rng.choice(GENERIC))


def slogans(base: Record, rng: Random) -> Iterator[Record]:
    """Put an outlet's standing line in the place of the excerpt."""
    yield replace(elsewhere(base, rng), excerpt=rng.choice(_SLOGANS))


def like_headlines(base: Record, rng: Random) -> Iterator[Record]:
    """Take two newsrooms' headlines of one event, alike or the same, with no text beside them."""
    words = base.title.split()
    if base.excerpt or not 4 <= len(words) <= 9:
        return
    yield base
    at = rng.randrange(len(words))
    edited = rng.choice([words, words[:at] + words[at + 1 :], [*words[:at], "local", *words[at:]]])
    yield replace(elsewhere(base, rng), title=" ".join(edited))


def same_event(story: Sequence[Record], rng: Random) -> Iterator[Record]:
    """Take two outlets' own reports on one event, whose titles and texts share few words."""
    one = rng.choice(story)
    others = [r for r in story if r.outlet_name != one.outlet_name and _unlike(one, r)]
    if others:
        yield one
        yield rng.choice(others)


def _unlike(one: Record, other: Record) -> bool:
    for left, right in ((one.title, other.title), (one.excerpt, other.excerpt)):
        a, b = ({word.strip(".,'").lower() for word in text.split()} for text in (left, right))
        if a and b and len(a & b) > 0.6 * min(len(a), len(b)):
            return False
    return True
