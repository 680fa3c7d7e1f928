"""Slips in addresses that have one reading are mended; nothing else becomes an address."""

from __future__ import annotations

import pytest

from clustering.web.keys import canonical
from clustering.web.mending import mend, needs_mending

KEY = "tidepost.com/news/a-1"
PAGE = f"www.{KEY}"

SLIPS = [
    f"http://http://{PAGE}",
    f"https://http://{PAGE}",
    f"http:/{PAGE}",
    f"https//{PAGE}",
    f"https:{PAGE}",
    f"http//:{PAGE}",
    f"http:///{PAGE}",
    f"htp://{PAGE}",
    f"hhttps://{PAGE}",
    f"ttps://{PAGE}",
    f"https;//{PAGE}",
    f"https:://{PAGE}",
    f"http ://{PAGE}",
    f"https:// {PAGE}",
    f"://{PAGE}",
    rf"https:\\{PAGE}",
    r"https:\/\/www.tidepost.com\/news\/a-1",
    r"https://www.tidepost.com\news\a-1",
    f"<https://{PAGE}>",
    f'"https://{PAGE}"',
    f"'https://{PAGE}'",
    f"“https://{PAGE}”",
    f"(https://{PAGE})",
    f"[https://{PAGE}]",
    f"[storm](https://{PAGE})",
    f'https://{PAGE}"',
    f"https://{PAGE},",
    f"https://{PAGE})",
    f"https://{PAGE}&gt;",
    "https:&#x2F;&#x2F;www.tidepost.com&#x2F;news&#x2F;a-1",
    "https%3A%2F%2Fwww.tidepost.com%2Fnews%2Fa-1",
    "https%253A%252F%252Fwww.tidepost.com%252Fnews%252Fa-1",
    f"URL: https://{PAGE}",
    f"feed:https://{PAGE}",
    f"view-source:https://{PAGE}",
    "about:reader?url=https%3A%2F%2Fwww.tidepost.com%2Fnews%2Fa-1",
    f'<a href="https://{PAGE}">storm</a>',
    f"https://{PAGE} https://other.com/x",
    f"\u200bhttps://{PAGE}\u200b",
    f"http://www.https://{PAGE}",
]


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_does_not_make_another_article(text: str) -> None:
    assert canonical(text) == KEY


def test_a_mended_address_is_one_that_opens() -> None:
    assert mend("http://https//x.com/a") == "https://x.com/a"
    assert mend("<http:/x.com/a>") == "http://x.com/a"
    assert mend("https://x.com/a?b=1&copy=2") == "https://x.com/a?b=1&copy=2"


@pytest.mark.parametrize("url", ["https://x.com/o'hara(2)", "https://x.com/Storm_(2024)", "x.com"])
def test_what_has_no_slip_stays(url: str) -> None:
    assert mend(url) == url
    assert canonical(url) == url.removeprefix("https://")


@pytest.mark.parametrize(
    "text", ["<", "((", "http://", "https:https:", "Storm: hits the coast", "url: none", "[a](b)"]
)
def test_what_was_never_an_address_has_no_key(text: str) -> None:
    assert canonical(text) == ""


def test_only_signs_of_a_slip_are_looked_into() -> None:
    assert not needs_mending("https://x.com/a?b=1&c=2;d")
    for text in ("https://x.com/a)", "https:\\\\x.com", "x.com/\u200b", "x.com/&quot;"):
        assert needs_mending(text)
