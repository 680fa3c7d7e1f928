"""Describes a series for people: its outlet, its frame in words, its articles and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clustering.arrays.types import IntArray
from clustering.model import Outlet
from clustering.series.titles import Titles, publication_order
from clustering.series.tokens import TOKEN_PATTERN, frame_in_words


@dataclass(frozen=True, repr=False)
class Series:
    """A run of articles of one outlet under one template.

    Attributes
    ----------
    id
        Derived from the id of the earliest article.
    frame
        The template as people would write it: ``"Global … Market Report 2031: …"``.
    members
        Positions of the articles, in order of publication (undated last), then id.
    """

    id: str
    outlet: Outlet
    frame: str
    members: tuple[int, ...]
    first_published: datetime | None
    last_published: datetime | None

    def __len__(self) -> int:
        return len(self.members)

    def __repr__(self) -> str:
        return f"<Series {self.id}: {self.frame!r} of {self.outlet.name}, {len(self):,} articles>"


def describe_series(titles: Titles, frame: IntArray, members: IntArray) -> Series:
    """Describe a series; its frame is written out from the shortest title that holds all of it."""
    articles = titles.articles
    words = {titles.vocabulary[word] for word in frame.tolist()}
    texts = [titles.text[one] for one in members.tolist()]
    held = [len(words & set(TOKEN_PATTERN.findall(text.casefold()))) for text in texts]
    best = min(zip(held, texts, strict=True), key=lambda one: (-one[0], len(one[1]), one[1]))[1]
    positions = sorted(
        (one for number in members.tolist() for one in titles.copies(number)),
        key=lambda one: publication_order(articles[one]),
    )
    published = (articles[one].published for one in positions)
    dates = [date for date in published if date]
    first = articles[positions[0]]
    return Series(
        id="r" + first.id[1:],
        outlet=first.outlet,
        frame=frame_in_words(best, words),
        members=tuple(positions),
        first_published=dates[0] if dates else None,
        last_published=dates[-1] if dates else None,
    )
