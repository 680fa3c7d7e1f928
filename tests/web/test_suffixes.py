"""The suffixes are those that tldextract tells, which is asked itself where its list is gone."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.web import suffixes
from clustering.web.suffixes import public_suffix


@pytest.mark.parametrize(
    ("host", "suffix"),
    [
        ("news.gullsknock.co.uk", "co.uk"),
        ("gullsknock.com", "com"),
        ("com", "com"),
        ("tide.github.io", "github.io"),
        ("a.b.ck", "b.ck"),
        ("www.ck", "ck"),
        ("news.city.kawasaki.jp", "kawasaki.jp"),
        ("paper.xn--p1ai", "xn--p1ai"),
        ("paper.xn--", ""),
        ("server.internal-name", ""),
    ],
)
def test_the_longest_rule_counts(host: str, suffix: str) -> None:
    assert public_suffix(host) == suffix


def _told(host: str) -> str:
    return str(suffixes._tldextract().extract_str(host).suffix)


def test_every_rule_gives_what_tldextract_tells() -> None:
    assert len(suffixes._rules()) > 9_000
    for rule in suffixes._rules():
        plain = rule.lstrip("!").replace("*", "star")
        hosts = [plain, f"news.{plain}", f"www.news.{plain}"]
        assert [public_suffix(host) for host in hosts] == list(map(_told, hosts)), rule


LABEL = st.sampled_from(["news", "www", "co", "uk", "ck", "jp", "city", "kawasaki", "github", "io"])


@given(st.lists(LABEL | st.text("abx-n2", min_size=1, max_size=6), min_size=1, max_size=5))
def test_any_host_gives_what_tldextract_tells(labels: list[str]) -> None:
    host = ".".join(labels)
    assert public_suffix(host) == _told(host)


def test_without_the_list_tldextract_is_asked_for_what_it_has_had_since_5_1(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = SimpleNamespace(subdomain="news", domain="gullsknock", suffix="made.up")
    monkeypatch.setattr(suffixes, "_rules", frozenset)
    monkeypatch.setattr(
        suffixes, "_tldextract", lambda: SimpleNamespace(extract_str=lambda _: found)
    )
    assert public_suffix("news.gullsknock.made.up") == "made.up"


def test_no_run_loads_what_fetches_lists() -> None:
    program = (
        "import sys; from clustering.web.keys import domain; "
        "assert domain('https://a.co.uk/x') == 'a.co.uk'; "
        "sys.exit(str([n for n in ('tldextract', 'requests', 'ssl') if n in sys.modules]))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.stderr.strip() == "[]"
