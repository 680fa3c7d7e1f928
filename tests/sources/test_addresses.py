"""A web address reaches its reader whole, and is told apart from a path."""

from __future__ import annotations

import pytest

from clustering.errors import UsageError
from clustering.sources import read_sources
from clustering.sources.addresses import AddressSource


@pytest.mark.parametrize(
    "name", ["https://a.example/feed.xml?x=1#y", "HTTP://a.example//b/", "https://a.example/x.csv"]
)
def test_one_sentence_names_the_address_as_it_was_written(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_sources([name])
    assert str(raised.value).startswith(f"{name}: nothing is fetched from the web; save ")


def test_a_path_is_no_address() -> None:
    assert not any(map(AddressSource.accepts, ["https", "posts/http:/a", "-", "c:\\a"]))
