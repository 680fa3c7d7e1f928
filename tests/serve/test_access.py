"""What a request has to show."""

from __future__ import annotations

import pytest

from clustering.serve.access import Access, is_loopback


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.0.4", False),
        ("news.example", False),
        ("", False),
    ],
)
def test_loopback_is_what_only_this_machine_reaches(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_on_all_addresses_numbers_are_taken_and_names_are_not() -> None:
    access = Access("0.0.0.0", 80, "token")
    assert access.is_own_host("192.168.0.4")
    assert access.is_own_host("192.168.0.4:80")
    assert not access.is_own_host("news.example")
    assert Access("news.example", 80, "token").is_own_host("News.Example")


def test_a_token_opens_again_and_again_and_a_key_once() -> None:
    access = Access("127.0.0.1", 1, "token of mine")
    assert access.let_in(access.key)
    sessions = {access.let_in("token of mine") for _ in range(3)}
    assert len(sessions) == 3
    assert all(access.is_session(one) for one in sessions)
    assert access.let_in("token of min") is None
    assert access.let_in("") is None


def test_the_token_of_a_form_is_of_its_session_alone() -> None:
    access = Access("127.0.0.1", 1)
    one, other = access.form_token("one"), access.form_token("other")
    assert access.is_form_token("one", one)
    assert not access.is_form_token("one", other)
    assert Access("127.0.0.1", 1).form_token("one") != one
