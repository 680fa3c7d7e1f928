"""Which IP addresses are inside a network, and which hosts are refused."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from clustering.fetching.guard import (
    NoExchange,
    Refused,
    host_of,
    is_inside,
    refuse_inside,
    resolve,
)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.9",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_an_address_inside_a_network_is_known_in_every_spelling(address: str) -> None:
    assert is_inside(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_an_address_of_the_internet_is_outside(address: str) -> None:
    assert not is_inside(ipaddress.ip_address(address))


@pytest.mark.parametrize("name", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "[::1]"])
def test_numbers_that_mean_this_machine_resolve_to_it(name: str) -> None:
    assert all(map(is_inside, resolve(host_of("http", name, None))))


def test_one_address_inside_is_enough_to_refuse_a_host() -> None:
    both = [ipaddress.ip_address("1.1.1.1"), ipaddress.ip_address("10.0.0.1")]
    with pytest.raises(Refused, match=r"news\.example \(10\.0\.0\.1\)"):
        refuse_inside(host_of("https", "news.example", None), both)
    refuse_inside(host_of("https", "news.example", None), both[:1])


def test_a_name_without_an_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    with pytest.raises(NoExchange, match=r"gone\.example cannot be found"):
        resolve(host_of("http", "gone.example", None))
    monkeypatch.undo()
    with pytest.raises(NoExchange):
        resolve(host_of("http", "a" * 70 + ".example", None))


def test_http_and_https_of_one_name_are_one_host_and_other_ports_are_not() -> None:
    plain = host_of("http", "News.example.", None)
    assert plain.is_same_as(host_of("https", "news.example", 443))
    assert not plain.is_same_as(host_of("http", "news.example", 8080))
    assert not plain.is_same_as(host_of("http", "other.example", 80))
