"""What two addresses say of two pages: whether they are one, and whether they are one text."""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache

from clustering.model import Article
from clustering.text.words import folded_words
from clustering.web.keys import canonical
from clustering.web.slugs import slug

_MAX_PAGE_DAYS = 2.0  # one page in two sections is published once
_MAX_PAGE_HOURS = 1.0  # within which an outlet does not publish a text twice
_MIDNIGHT = time()  # what a date without a time of day comes to
_NUMBER = re.compile(r"\d{5,}")
_PAGE_NUMBER = re.compile(r"(?<!\d)(?!20\d{6}(?!\d))\d{5,}")  # and no day: 20250310
_PAGE_ID = re.compile(r"(?=[^-]*\d)[a-z0-9]{6,}")  # "cjwx5vx21y2o"
_MIN_PAGE_HYPHENS = 2
_MAX_PATH_END = 8  # characters, by which most other pages are told without a look at the whole
_LOCALE = re.compile(r"^[a-z]{2}(?:[-_][a-zA-Z]{2})?/")  # "en-gb/" before a path
_APOSTROPHES = re.compile(r"['\u2019\u02bc]")  # "people's" is "peoples" in an address
_MIN_SLUG_WORDS = 4


def is_one_page(one: Article, other: Article) -> bool:
    """Whether two copies at an outlet are one page.

    They are when both addresses have the same words or number, or none has any, or when both
    are published at the same time.
    """
    words = slug(one.url)
    is_one = bool(words) and words == slug(other.url)
    is_one |= bool(set(_NUMBER.findall(one.url)) & set(_NUMBER.findall(other.url)))
    is_one |= not one.url and not other.url
    if one.published is None or other.published is None:
        return is_one
    hours = abs((one.published - other.published).total_seconds()) / 3600.0
    is_timed = any(copy.published.time() != _MIDNIGHT for copy in (one, other) if copy.published)
    return (is_timed and hours <= _MAX_PAGE_HOURS) or (is_one and hours <= 24.0 * _MAX_PAGE_DAYS)


@lru_cache(maxsize=4096)
def name_of_editions(domain: str) -> str:
    """Return what the domains of an outlet's editions share: ``bbc.co.uk`` and ``bbc.com``."""
    return domain.partition(".")[0].removeprefix("the-")


def are_one_page_of_editions(one: Article, other: Article) -> bool:
    """Whether two addresses at editions of one outlet have the same telling path.

    ``edition.cnn.com`` and ``us.cnn.com``, ``/en-gb/`` and ``/en-us/`` hold the same pages.
    """
    if one.url[-_MAX_PATH_END:] != other.url[-_MAX_PATH_END:]:
        return False
    names = {name_of_editions(article.outlet.domain) for article in (one, other)}
    paths = {_LOCALE.sub("", canonical(article.url).partition("/")[2]) for article in (one, other)}
    if len(names) > 1 or len(paths) > 1:
        return False
    last = paths.pop().rpartition("/")[2]
    return last.count("-") >= _MIN_PAGE_HYPHENS or _PAGE_ID.search(last) is not None


def address_speaks(one: Article, other: Article) -> bool:
    """Whether the addresses of two outlets' pages under one headline say that they are one text.

    They do when both have the same path with an article's number in it, as the stations of a
    network do, or words in common that a desk chose. Words that are the headline's own say
    nothing: any two sites make the same address of the same headline.
    """
    if _PAGE_NUMBER.search(one.url):
        ours, theirs = (canonical(article.url).partition("/")[2] for article in (one, other))
        if ours and ours == theirs:
            return True
    chosen = _chosen_words(one.url, one.title)
    return bool(chosen) and chosen == _chosen_words(other.url, other.title)


@lru_cache(maxsize=65_536)
def _chosen_words(url: str, title: str) -> str:
    """Return the words of an address, where some are not those of the headline."""
    words = slug(url)
    chosen = words.split()
    if len(chosen) < _MIN_SLUG_WORDS:
        return ""
    plain = title.casefold()
    if all(word in plain for word in chosen):
        return ""
    own = folded_words(f"{plain} {_APOSTROPHES.sub('', plain)}")
    return "" if set(chosen) <= set(own) else words
