"""Many addresses: hosts side by side, and a host that is asked too much left alone."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier

import pytest

from clustering.fetching import Fetched, Known, NotAnswered, rounds
from clustering.fetching.exchange import FetchLimits, Wire
from clustering.fetching.fetch import fetch
from clustering.fetching.rounds import ask_all
from tests.local_server import LocalServer, Page, linger, never, rss
from tests.patience import PATIENCE

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

    monkeypatch.setattr(rounds, "fetch", noted)
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

    monkeypatch.setattr(rounds, "fetch", failing)
    answers = ask(server.address("/bad"), server.address("/f"))
    told = str(answers[server.address("/bad")])
    assert told == "cannot be read (LookupError: of a library)"
    assert isinstance(answers[server.address("/f")], Fetched)
