"""Copies made from articles in documented ways: what outlets do to a text, by kind of duplicate."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from urllib.parse import urlsplit

from clustering.model import Record


def _listed(words: str) -> list[str]:
    return words.split()


OUTLETS = (
    ("The Tidewater Post", "tidewaterpost.example"),
    ("Morning Ledger", "morningledger.example"),
    ("Halmouth Herald", "halmouthherald.example"),
    ("Northern Star", "northernstar.example"),
    ("KQRX 7", "kqrx7.example"),
    ("Daily Courier", "dailycourier.example"),
    ("Sorrel Independent", "sorrelindependent.example"),
    ("Netherwold Chronicle", "netherwold.example"),
)
_FILLERS = _listed(
    """
    reportedly also just new still now again today officials major local"""
)
_SYNONYMS = {
    "says": "said", "said": "says", "kills": "killed", "dead": "killed", "police": "officers",
    "after": "following", "amid": "during", "big": "large", "plan": "proposal", "plans": "aims",
    "deal": "agreement", "to": "will", "will": "to", "over": "about", "against": "versus",
    "buy": "acquire", "hits": "reaches", "report": "study", "calls": "urges", "man": "suspect",
    "how": "why", "the": "a", "a": "the", "for": "on", "in": "at", "with": "and", "by": "near",
    "company": "firm", "government": "state", "launches": "unveils", "shows": "reveals",
    "first": "initial", "week": "days", "may": "could", "is": "was", "are": "were",
}  # fmt: skip
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Specimen:
    """A record with the truth about it.

    Attributes
    ----------
    text
        Number of the text it carries; equal numbers are copies.
    kind
        Kind of copy it is, ``original``, or ``trap``.
    way
        How it was made.
    """

    record: Record
    text: int
    kind: str
    way: str


Way = Callable[[Record, Random], Record | None]


def elsewhere(record: Record, rng: Random, hours: float = 72.0) -> Record:
    """Publish the article at another outlet a little later, under its own address."""
    name, domain = rng.choice([o for o in OUTLETS if o[0] != record.outlet_name])
    later = timedelta(hours=rng.uniform(0.2, hours))
    return replace(
        record,
        outlet_name=name,
        outlet_domain=domain,
        urls=(f"https://{domain}/p/{rng.getrandbits(40):x}",),
        published=record.published + later if record.published else None,
    )


def again(record: Record, rng: Random, days: float) -> Record:
    """Publish the article at its own outlet again."""
    parts = urlsplit(record.urls[0]) if record.urls else urlsplit("https://outlet.example/")
    return replace(
        record,
        urls=(f"https://{parts.netloc}/again/{rng.getrandbits(40):x}",),
        published=record.published + timedelta(days=days) if record.published else None,
    )


# One page under several addresses.


def amp(record: Record, rng: Random) -> Record | None:
    parts = urlsplit(record.urls[0])
    if parts.query or not parts.path.strip("/"):
        return None
    host = parts.netloc.removeprefix("www.")
    return replace(record, urls=(f"https://amp.{host}{parts.path.rstrip('/')}/amp/",))


def amp_cache(record: Record, rng: Random) -> Record | None:
    parts = urlsplit(record.urls[0])
    if parts.query or not parts.path.strip("/"):
        return None
    host = parts.netloc.replace(".", "-")
    address = f"https://{host}.cdn.ampproject.org/c/s/{parts.netloc}{parts.path}"
    return replace(record, urls=(address,))


def tracked(record: Record, rng: Random) -> Record | None:
    if urlsplit(record.urls[0]).query or "#" in record.urls[0]:
        return None
    tag = rng.choice(["utm_source=rss&utm_medium=feed", "fbclid=IwAR0x", "gclid=abc123"])
    return replace(record, urls=(f"{record.urls[0]}?{tag}#top",))


# The same outlet, again.


def month_later(record: Record, rng: Random) -> Record | None:
    return again(record, rng, rng.uniform(20, 200))


def updated(record: Record, rng: Random) -> Record | None:
    tag = rng.choice(["UPDATE 1-", "UPDATE 2-", "Update 2: ", "UPDATED: ", "BREAKING: ", "WATCH: "])
    return replace(again(record, rng, rng.uniform(0.1, 3)), title=tag + record.title)


# The same text, elsewhere.


def reprinted(record: Record, rng: Random) -> Record | None:
    return elsewhere(record, rng)


def by_agency(record: Record, rng: Random) -> Record | None:
    line = rng.choice(
        [
            "(Reuters) - ", "NEW YORK (AP) — ", "LONDON, March 3 (Reuters) - ", "PARIS (AFP) - ",
            "By Jane Doe, Associated Press WASHINGTON (AP) — ", "SEATTLE--(BUSINESS WIRE)--",
            "NEW YORK, March 3, 2025 /PRNewswire/ -- ", "New Delhi [India], March 3 (ANI): ",
            "BERLIN (dpa) - ", "By Jane Doe | ", "TORONTO, March 3 (GLOBE NEWSWIRE) -- ",
        ]
    )  # fmt: skip
    if not record.excerpt:
        return None
    return replace(elsewhere(record, rng), excerpt=line + record.excerpt)


def signed(record: Record, rng: Random) -> Record | None:
    copy = elsewhere(record, rng)
    end = rng.choice([" - {}", " | {}", " — {}", " | News | {}", " - Reuters", " | AP News"])
    return replace(copy, title=record.title + end.format(copy.outlet_name))


def tagged(record: Record, rng: Random) -> Record | None:
    tag = rng.choice(["Exclusive: ", "AP: ", "VIDEO: ", "BREAKING NEWS: ", "LIVE: ", "WATCH | "])
    return replace(elsewhere(record, rng), title=tag + record.title)


def shouted(record: Record, rng: Random) -> Record | None:
    return replace(elsewhere(record, rng), title=record.title.upper())


def title_cased(record: Record, rng: Random) -> Record | None:
    title = " ".join(word[:1].upper() + word[1:] for word in record.title.split())
    return replace(elsewhere(record, rng), title=title)


def typeset(record: Record, rng: Random) -> Record | None:
    """Set quotation marks and dashes, or spell signs as HTML entities."""

    def set_signs(text: str) -> str:
        return text.replace("'", "\u2019").replace('"', "\u201d").replace(" - ", " \u2013 ")

    changes: list[Callable[[str], str]] = [set_signs, html.escape]
    change = rng.choice(changes)
    copy = elsewhere(record, rng)
    return replace(copy, title=change(record.title), excerpt=change(record.excerpt))


# Another headline, or another body.


def headline_from_text(record: Record, rng: Random) -> Record | None:
    words = record.excerpt.split()
    if len(words) < 20:
        return None
    start = rng.randrange(2, 8)
    return replace(elsewhere(record, rng), title=" ".join(words[start : start + 9]).strip(",.;"))


def headline_reworded(record: Record, rng: Random) -> Record | None:
    words = [word for word in record.title.split() if len(word) > 4]
    if len(words) < 3 or len(record.excerpt.split()) < 20:
        return None
    rng.shuffle(words)
    lead = rng.choice(["What we know about", "Everything to know:", "Here is why", "Inside the"])
    return replace(elsewhere(record, rng), title=f"{lead} {' '.join(words[:3])}")


def body_rewritten(record: Record, rng: Random) -> Record | None:
    """Keep headline and lede; go on in other words (the text's own, shuffled)."""
    words = record.excerpt.split()
    if len(words) < 36:
        return None
    rest = words[18:]
    rng.shuffle(rest)
    return replace(elsewhere(record, rng), excerpt=" ".join(words[:18] + rest))


# Small changes and cuts.


def _edited(text: str, rng: Random, edits: int) -> str:
    words = text.split()
    for _ in range(edits):
        place = rng.randrange(len(words))
        known = [k for k, word in enumerate(words) if word.lower() in _SYNONYMS]
        move = rng.choice(["drop", "insert", "swap", "synonym", "synonym"])
        if move == "synonym" and known:
            place = rng.choice(known)
            words[place] = _SYNONYMS[words[place].lower()]
        elif move == "insert" or len(words) < 4:
            words.insert(place, rng.choice(_FILLERS))
        elif move == "swap" and place:
            words[place - 1 : place + 1] = words[place - 1 : place + 1][::-1]
        else:
            del words[place]
    return " ".join(words)


def _most_edits(text: str) -> int:
    return max(1, min(3, len(text.split()) // 4))


def title_edited(record: Record, rng: Random) -> Record | None:
    edits = rng.randint(1, _most_edits(record.title))
    return replace(elsewhere(record, rng), title=_edited(record.title, rng, edits))


def text_edited(record: Record, rng: Random) -> Record | None:
    if len(record.excerpt.split()) < 12:
        return None
    return replace(elsewhere(record, rng), excerpt=_edited(record.excerpt, rng, rng.randint(1, 3)))


def both_edited(record: Record, rng: Random) -> Record | None:
    copy = text_edited(record, rng)
    return copy and replace(copy, title=_edited(record.title, rng, 1))


def misspelled(record: Record, rng: Random) -> Record | None:
    words = record.title.split()
    long = [place for place, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not long:
        return None
    place = rng.choice(long)
    at = rng.randrange(1, len(words[place]) - 2)
    word = words[place]
    words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return replace(elsewhere(record, rng), title=" ".join(words))


def text_cut(record: Record, rng: Random) -> Record | None:
    words = record.excerpt.split()
    if len(words) < 24:
        return None
    kept = " ".join(words[: rng.randint(14, len(words) - 5)])
    return replace(elsewhere(record, rng), excerpt=kept + rng.choice(["…", "...", " [...]", ""]))


def title_cut(record: Record, rng: Random) -> Record | None:
    words = record.title.split()
    if len(words) < 8:
        return None
    kept = " ".join(words[: rng.randint(6, len(words) - 1)])
    return replace(elsewhere(record, rng), title=kept + rng.choice(["…", "...", " ..."]))


WAYS: dict[str, tuple[Way, ...]] = {
    "same_page": (amp, amp_cache, tracked),
    "repost": (month_later, updated),
    "wire_copy": (reprinted, by_agency, signed, tagged, shouted, title_cased, typeset),
    "retitled": (headline_from_text, headline_reworded, body_rewritten),
    "near_copy": (
        title_edited, text_edited, both_edited, misspelled, text_cut, title_cut,
    ),
}  # fmt: skip


def copies_of(record: Record, text: int, rng: Random) -> list[Specimen]:
    """Make up to four copies, each of another kind, now and then in two ways at once.

    Of a headline without a text only those at its own outlet: nobody can tell whether another
    outlet's like headline stands over the same text (see ``traps.like_headlines``).
    """
    made: list[Specimen] = []
    kinds = list(WAYS) if record.excerpt else ["same_page", "repost"]
    for kind in rng.sample(kinds, rng.randint(1, len(kinds[:4]))):
        way = rng.choice(WAYS[kind])
        copy = way(record, rng) if record.urls else None
        if copy is None:
            continue
        name = way.__name__
        if kind == "wire_copy" and rng.random() < 0.3:
            also = rng.choice((signed, tagged, typeset))
            copy, name = also(copy, rng) or copy, f"{name}+{also.__name__}"
        made.append(Specimen(copy, text, kind, name))
    return made
