"""The registered domain of a host, against tldextract itself."""

from __future__ import annotations

import re

import pytest
from tldextract import TLDExtract

from clustering import suffixes
from clustering.suffixes import registered_domain, to_ascii

TLDEXTRACT = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("news.outlet.com", "outlet.com"),
        ("www.outlet.co.uk", "outlet.co.uk"),
        ("someone.blogspot.com", "someone.blogspot.com"),
        ("blogspot.com", ""),
        ("co.uk", ""),
        ("a.b.c.ck", "b.c.ck"),  # *.ck
        ("a.www.ck", "www.ck"),  # !www.ck
        ("city.kobe.jp", "city.kobe.jp"),
        ("a.outlet.unlisted", "outlet.unlisted"),
        (to_ascii("blog.zeitung.닷컴"), to_ascii("zeitung.닷컴")),
    ],
)
def test_a_host_has_the_registered_domain_of_the_longest_rule(host: str, expected: str) -> None:
    assert registered_domain(host) == expected


def test_every_rule_of_the_list_is_read_as_tldextract_reads_it() -> None:
    rules = suffixes._rules()
    for rule in rules:
        suffix = re.sub(r"^(\*\.|!)", "", rule)
        for host in (suffix, f"b.{suffix}", f"a.b.{suffix}", f"a.b.c.{suffix}"):
            if "." not in host or {f"*.{host}", f"*.{host.partition('.')[2]}"} <= rules:
                continue  # of two stars, one over the other, tldextract misses the upper one
            found = TLDEXTRACT.extract_str(host)
            last_two = ".".join(host.rsplit(".", 2)[-2:])
            expected = found.top_domain_under_public_suffix if found.suffix else last_two
            assert registered_domain(host) == expected, host
