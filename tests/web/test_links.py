"""What may be linked is decided once, for every report and for the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.web.links import is_web, linkable

LINKED = [
    *("http://a.example", "HTTPS://A.EXAMPLE/", "https://a.example/x?y#z", "https://a.example?q"),
    *("https://a.example:8080/x", "http://[2001:db8::1]:80/x", "http://10.0.0.1/x"),
    *("http://localhost/x", "https://m\u00fcnchen.example/\u00fc", "https://a.example/a@b"),
    *("https://\u0909\u0926\u093e\u0939\u0930\u0923.example/", "https://a.example/\"x'\\x"),
]
NOT_LINKED = [
    # A user passes for the host.
    *("https://user@host/a", "https://bank.example@other.example", "https://user:word@host/a"),
    # No browser opens these, or each opens another address.
    *("http://[::1", "https://a.example\\x", 'https://a.example"onclick=1', "https://a.example:x/"),
    *("https://%61.example/", "https://a.example<b>/", "https:///a", "https://", "https://?a"),
    # White space, control characters, marks of direction, and what stands for a lost character.
    *(
        "https://a.example/a b",
        "https://a.example/a\u00a0b",
        "https://a.example/\nb",
        " https://a.example",
    ),
    *(
        "https://a.example/\x00",
        "https://a.example/\x1b",
        "https://a.example/\u202etxt",
        "https://a.example/\x85",
    ),
    *("https://a.example/\ufffd", "https://a.example/\ud800", "https://a.example/\ufeff"),
    # Another scheme, or none.
    *("javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"),
    *("javascript:alert(1)//https://a.example", "ftp://a.example/", "mailto:desk@a.example"),
    *("//a.example/", "a.example/a", "/path", ""),
]


@pytest.mark.parametrize("url", LINKED)
def test_addresses_of_the_web_are_linked(url: str) -> None:
    assert is_web(url)
    assert linkable(url) == url


@pytest.mark.parametrize("url", NOT_LINKED)
def test_what_hides_where_it_leads_is_not_linked(url: str) -> None:
    assert not is_web(url)
    assert linkable(url) == ""


@given(st.text())
def test_no_text_after_a_host_hides_white_space_or_a_user(text: str) -> None:
    url = f"https://{text}"
    if is_web(url):
        host = text.partition("/")[0].partition("?")[0].partition("#")[0]
        assert "@" not in host
        assert url == "".join(url.split())
