"""Public suffixes, such as ``co.uk``, out of the list in tldextract, read without importing it.

tldextract imports what it would fetch newer lists with, 0.06 s of every run; its list needs none
of that. Where the file is not where it has always been, tldextract is asked itself.
``tests/web/test_suffixes.py`` compares the two.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldextract import TLDExtract

_LIST = ".tld_set_snapshot"
_RULE = re.compile(r"^[.*!]*\w\S*", re.M)


def public_suffix(host: str) -> str:
    """Return the labels of a host under which anyone may register a domain; or nothing.

    Of the rules of https://publicsuffix.org the longest counts, and an exception before any.
    """
    rules = _rules()
    if not rules:
        return str(_tldextract().extract_str(host).suffix)
    labels = host.split(".")
    names = [_decoded(label) for label in labels] if "xn--" in host else labels
    for start in range(len(labels)):
        parent = ".".join(names[start + 1 :])
        name = f"{names[start]}.{parent}" if parent else names[start]
        if f"!{name}" in rules:
            return ".".join(labels[start + 1 :])
        if name in rules or (parent and f"*.{parent}" in rules):
            return ".".join(labels[start:])
    return ""


@cache
def _rules() -> frozenset[str]:
    """Return all rules; none where the list is not found."""
    found = find_spec("tldextract")
    try:
        folder = Path(found.origin if found and found.origin else "").parent
        return frozenset(_RULE.findall((folder / _LIST).read_text(encoding="utf-8")))
    except OSError:
        return frozenset()


@cache
def _tldextract() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@cache
def _decoded(label: str) -> str:
    import idna  # comes with tldextract

    try:
        return idna.decode(label) if label.startswith("xn--") else label
    except (UnicodeError, IndexError):
        return label
