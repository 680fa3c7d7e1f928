"""The addresses among sources, and the feeds that lists name, are fetched and read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from clustering.errors import NothingReadable
from clustering.fetching import (
    Fetched,
    Known,
    NotAnswered,
    fetch_and_read,
    fetch_sources,
    gathering,
)
from clustering.fetching.exchange import FetchLimits, Wire
from clustering.fetching.fetch import fetch
from clustering.fetching.gathering import Asked, ask_all
from clustering.model import Reading
from clustering.sources.base import DEFAULT_OPTIONS, NotFetched
from tests.local_server import LocalServer, Page, linger, never, rss
from tests.patience import PATIENCE

NOW = datetime(2026, 3, 26, 12, 0, tzinfo=UTC)


def opml(*addresses: str) -> str:
    outlines = "".join(f'<outline xmlUrl="{one}"/>' for one in addresses)
    return f"<opml><body>{outlines}</body></opml>"


def read(*sources: str | Path, follow: bool = False) -> Reading:
    return fetch_and_read(list(map(str, sources)), DEFAULT_OPTIONS, follow=follow)


def titles(reading: Reading) -> list[str]:
    return [record.title for record in reading.records]


def test_addresses_and_files_are_read_together(server: LocalServer, tmp_path: Path) -> None:
    server.pages["/f"] = Page(rss("Otter blocks the lock"))
    file = tmp_path / "a.rss"
    file.write_text(rss("Eel pie wins prize"))
    reading = read(server.address("/f"), file)
    assert titles(reading) == ["Otter blocks the lock", "Eel pie wins prize"]
    assert [record.source for record in reading.records] == [server.address("/f"), str(file)]


def test_what_does_not_answer_is_skipped(server: LocalServer) -> None:
    server.pages["/f"] = Page(rss("Otter"))
    reading = read(server.address("/f"), server.address("/g"))
    assert (titles(reading), [str(skip) for skip in reading.skipped]) == (
        ["Otter"],
        [f"{server.address('/g')}: answers 404 Not Found"],
    )
    with pytest.raises(NothingReadable, match="answers 404 Not Found"):
        read(server.address("/g"))


def test_a_list_is_followed_only_when_asked_to(server: LocalServer) -> None:
    server.pages["/l"] = Page(opml("f", server.address("/g")))
    server.pages["/f"], server.pages["/g"] = Page(rss("Otter")), Page(rss("Eel"))
    with pytest.raises(NothingReadable, match="which is fetched only with --follow"):
        read(server.address("/l"))
    assert server.paths() == ["/l"]
    reading = read(server.address("/l"), follow=True)
    assert (titles(reading), reading.skipped) == (["Otter", "Eel"], [])
    assert server.paths() == ["/l", "/f", "/g"]


def test_a_list_in_a_file_does_not_lead_inside_and_what_was_typed_may(
    server: LocalServer, tmp_path: Path
) -> None:
    server.pages["/f"], server.pages["/g"] = Page(rss("Otter")), Page(rss("Eel"))
    file = tmp_path / "l.opml"
    file.write_text(opml(server.address("/f"), server.address("/g")))
    reading = read(file, server.address("/g"), follow=True)
    assert (titles(reading), server.paths()) == (["Eel"], ["/g"])
    (skip,) = reading.skipped
    assert (skip.path, "inside a network" in skip.reason) == (server.address("/f"), True)


def test_without_addresses_nothing_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clustering.fetching.gathering.Wire", None)
    file = tmp_path / "a.rss"
    file.write_text(rss("Otter"))
    assert titles(read(file, follow=True)) == titles(read(file)) == ["Otter"]


def test_an_address_that_is_not_due_is_not_asked(server: LocalServer) -> None:
    address = server.address("/f")
    known = {address: Known(address, next_check=NOW + timedelta(hours=1))}
    found = fetch_sources([address], known, NOW)
    assert (found.asked, list(found.waiting), server.asked) == ({}, [address], [])
    with pytest.raises(NotFetched, match="not asked"):
        found.document(address)
    later = fetch_sources([address], known, NOW + timedelta(hours=1))
    (asked,) = later.asked.values()
    assert isinstance(asked[1], NotAnswered)


def test_a_list_that_did_not_change_names_what_it_named(server: LocalServer) -> None:
    listed = server.address("/l")
    server.pages["/l"] = Page(opml("f", "g"), headers={"ETag": '"1"'})
    first = fetch_sources([listed], {}, NOW, follow=True)
    assert (sorted(first.asked), first.followed) == (
        [server.address("/f"), server.address("/g"), listed],
        [listed],
    )
    known: dict[str, Known] = {url: _known(asked) for url, asked in first.asked.items()}
    known[listed] = replace(known[listed], etag='"1"')
    server.paths()
    fetch_sources([listed], known, NOW, follow=True)
    assert server.paths() == ["/l", "/f", "/g"]
    server.pages["/l"] = Page(opml("g"), headers={"ETag": '"2"'})
    last = fetch_sources([listed], known, NOW, follow=True)
    assert server.paths() == ["/l", "/g"]
    assert [(one.url, one.listed_in) for one in last.relisted] == [(server.address("/f"), "")]


def _known(asked: Asked) -> Known:
    return asked[0]


# Many addresses.


LIMITS = FetchLimits(PATIENCE, PATIENCE, PATIENCE)


def ask(*addresses: str, limits: FetchLimits = LIMITS) -> dict[str, Fetched | NotAnswered]:
    asked = ask_all(Wire("", limits), [Known(address) for address in addresses])
    return {known.url: answer for known, answer in asked}


def test_hosts_are_asked_side_by_side_and_addresses_of_one_in_turn(server: LocalServer) -> None:
    server.pages["/f"] = Page(rss("Otter"), before=Barrier(2, timeout=PATIENCE).wait)
    hosts = ["127.0.0.1", "2130706433"]  # one address under two names
    answers = ask(*(server.address("/f", host) for host in hosts))
    assert all(isinstance(answer, Fetched) for answer in answers.values())
    assert server.most_at_once == 2
    server.most_at_once = 0
    for number in range(3):
        server.pages[f"/{number}"] = Page(rss("Otter"), before=linger)
    ask(*(server.address(f"/{number}") for number in range(3)))
    assert server.most_at_once == 1


def test_a_host_that_is_asked_too_much_is_left_alone(server: LocalServer) -> None:
    server.pages["/1"] = Page(status=429, headers={"Retry-After": "60"})
    addresses = [server.address(f"/{number}") for number in (1, 2, 3)]
    answers = ask(*addresses)
    assert server.paths() == ["/1"]
    for address in addresses:
        fault = answers[address]
        assert isinstance(fault, NotAnswered)
        assert (fault.status, fault.headers["retry-after"]) == (429, "60")


def test_a_host_from_which_nothing_comes_is_left_alone(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def noted(wire: Wire, known: Known) -> Fetched:
        asked.append(known.url)
        return fetch(wire, known)

    monkeypatch.setattr(gathering, "fetch", noted)
    addresses = [server.address(f"/{number}") for number in range(5)]
    server.pages = {f"/{number}": Page(rss("Otter"), before=never) for number in range(5)}
    answers = ask(*addresses, limits=replace(LIMITS, read=0.1))
    assert asked == addresses[:2]
    assert list(answers) == addresses
    assert {str(answer).partition(" (")[0] for answer in answers.values()} == {"no answer in time"}


def test_what_is_no_address_is_told_beside_the_others(server: LocalServer) -> None:
    server.pages["/f"] = Page(rss("Otter"))
    answers = ask("http://[::1", server.address("/f"))
    assert str(answers["http://[::1"]).startswith("no web address")
    assert isinstance(answers[server.address("/f")], Fetched)


def test_what_nobody_thought_of_is_told_beside_the_others(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.pages["/f"] = Page(rss("Otter"))

    def failing(wire: Wire, known: Known) -> Fetched:
        if known.url.endswith("/bad"):
            raise LookupError("of a library")
        return fetch(wire, known)

    monkeypatch.setattr(gathering, "fetch", failing)
    answers = ask(server.address("/bad"), server.address("/f"))
    told = str(answers[server.address("/bad")])
    assert told == "cannot be read (LookupError: of a library)"
    assert isinstance(answers[server.address("/f")], Fetched)
