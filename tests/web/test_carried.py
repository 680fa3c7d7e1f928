"""Each way in which sites put an address inside theirs is undone, and anything else gives none."""

from __future__ import annotations

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.web import carried

FUNCTIONS = [
    *(carried.in_amp_cache, carried.in_translated_host, carried.in_turbo_page, carried.in_json),
    *(carried.in_google_news_id, carried.in_google_cache),
    *(carried.in_yahoo_result, carried.in_url_defense),
]
SIGNS = st.text(alphabet="htps:/.w?=&%2F3a_-*;!aRU=vCBMi0eyJ\ud800é", max_size=60)


@pytest.mark.parametrize("take", FUNCTIONS)
@given(path=SIGNS, query=SIGNS)
def test_no_path_or_query_raises(take: object, path: str, query: str) -> None:
    assert isinstance(take("x.translate.goog", f"/{path}", query), str)  # type: ignore[operator]
    assert isinstance(carried.in_path(f"/{path}", query), str)
    assert isinstance(carried.in_parameters(frozenset("u"), f"u={query}"), str)


def test_a_parameter_may_hold_words_around_the_address_or_base64() -> None:
    wanted = frozenset(["u"])
    assert (
        carried.in_parameters(wanted, "a=1&u=See+https%3A%2F%2Fx.com%2Fa+now") == "https://x.com/a"
    )
    encoded = urlsafe_b64encode(b"https://x.com/a").decode()
    assert carried.in_parameters(wanted, f"u={encoded}") == "https://x.com/a"
    assert carried.in_parameters(wanted, "u=www.x.com/a") == "www.x.com/a"
    assert carried.in_parameters(wanted, "u=storm&v=https://x.com/a") == ""
