"""Which sites carry the address of an article inside their own, and where in it.

Those that carry it in a parameter or in the path stand in ``wrappers.txt``, the others here. A
place is a host with the beginning of a path; it stands for its subdomains as well, and ``google.*``
for a host in every country.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from clustering.web import carried
from clustering.web.tables import read_rows

_Take = Callable[[str, str, str], str]
"""Takes the address out of a host, a path and a query."""

OTHERS: tuple[tuple[str, _Take], ...] = (
    ("translate.goog/", carried.in_translated_host),
    ("turbopages.org/ yandex.*/turbo", carried.in_turbo_page),
    ("news.google.*/", carried.in_google_news_id),
    (
        "ampproject.org/ ampproject.net/ bing-amp.com/ google.*/amp bing.com/amp",
        carried.in_amp_cache,
    ),
    ("webcache.googleusercontent.com/search", carried.in_google_cache),
    ("search.yahoo.com/ search.aol.com/", carried.in_yahoo_result),
    ("urldefense.com/ urldefense.us/ urldefense.proofpoint.com/", carried.in_url_defense),
    ("substack.com/redirect mandrillapp.com/track lnks.gd/", carried.in_json),
)


class Rule(NamedTuple):
    """How to take the address out of what stands under one place of a host."""

    prefix: str
    take: _Take


def _rule(names: str) -> _Take:
    wanted = frozenset(names.split())
    if not wanted:
        return lambda _host, path, query: carried.in_path(path, query)
    return lambda _host, _path, query: carried.in_parameters(wanted, query)


def _rules_by_host() -> dict[str, list[Rule]]:
    rows: list[tuple[str, _Take]] = list(OTHERS)
    rows += [(places, _rule(names)) for places, names, _ in read_rows("wrappers.txt")]
    rules: dict[str, list[Rule]] = {}
    for places, take in rows:
        for place in places.split():
            host, slash, path = place.partition("/")
            rules.setdefault(host, []).append(Rule(slash + path, take))
    return rules


_RULES = _rules_by_host()


@lru_cache(maxsize=65_536)
def rules_of(host: str) -> tuple[Rule, ...]:
    """Return what is known of a host, in plain spelling: of itself and of what it belongs to."""
    found: list[Rule] = []
    labels = host.split(".")
    for start in range(len(labels)):
        found += _RULES.get(".".join(labels[start:]), ())
        for end in (1, 2):  # google.de, google.co.uk, but not google.outlet.com
            if len(labels) - end > start and (end == 1 or len(labels[-2]) < 4):
                found += _RULES.get(".".join([*labels[start : len(labels) - end], "*"]), ())
    return tuple(found)


def unwrap(rules: tuple[Rule, ...], host: str, path: str, query: str) -> str:
    """Return the address that another one carries; empty where it carries none."""
    lowered = path.lower() or "/"
    for rule in rules:
        if lowered.startswith(rule.prefix) and (inner := rule.take(host, path or "/", query)):
            return inner
    return ""
