"""Cuts a post into its header and its body, whichever site generator wrote it."""

from __future__ import annotations

import re
from typing import NamedTuple

from clustering.sources.headers.html import read_html
from clustering.sources.headers.markup import (
    read_asciidoc,
    read_key_lines,
    read_nikola,
    read_org,
    read_rst,
)
from clustering.sources.headers.notations import (
    FENCE,
    cut_json,
    cut_toml,
    cut_yaml,
    read_json,
    read_toml,
)
from clustering.sources.headers.suffixes import (
    ASCIIDOC_SUFFIXES,
    HTML_SUFFIXES,
    ORG_SUFFIXES,
    RST_SUFFIXES,
)
from clustering.text.parsing.limits import Unreadable

_OLD_HEXO_END = re.compile(r"^---[ \t]*$", re.M)
_OLD_HEXO_START = re.compile(r"(?:[a-z]\w*:.*\n(?:[- ].*\n)*)*?title:", re.I)
MAX_HEADER_CHARS = 20_000


class Header(NamedTuple):
    """The header of a post and where its body starts.

    Attributes
    ----------
    yaml
        The header as YAML text, not read yet; ``None`` where it was written in another way.
    values
        What a header in another way says.
    body
        Position in the text at which the body starts.
    """

    yaml: str | None
    values: dict[str, object]
    body: int


def cut_header(text: str, suffix: str) -> Header:
    """Find the header of a post by its first line, or else by the habits of its file kind.

    Raises
    ------
    Unreadable
        When there is none, or it breaks off.
    """
    if fence := FENCE.match(text):
        inside, body = cut_yaml(text, fence.end())
        if fence[1] == "toml":
            return Header(None, read_toml(inside), body)
        if fence[1] == "json":
            return Header(None, read_json(inside), body)
        return Header(inside, {}, body)
    if text.startswith("+++"):
        toml, body = cut_toml(text)
        return Header(None, read_toml(toml), body)
    if text.startswith(("{", ";;;", '"')) and (cut := cut_json(text)):
        return Header(None, read_json(cut[0]), cut[1])
    if _OLD_HEXO_START.match(text, 0, MAX_HEADER_CHARS) and (
        end := _OLD_HEXO_END.search(text, 0, MAX_HEADER_CHARS)
    ):
        return Header(text[: end.start()], {}, end.end())
    return _read_by_kind(text, suffix)


def _read_by_kind(text: str, suffix: str) -> Header:
    if suffix in HTML_SUFFIXES:
        found = read_html(text)
    elif suffix in ORG_SUFFIXES:
        found = read_org(text)
    elif suffix in ASCIIDOC_SUFFIXES:
        found = read_asciidoc(text)
    elif suffix in RST_SUFFIXES:
        found = read_nikola(text) or read_rst(text)
    else:
        found = read_nikola(text) or read_key_lines(text)
    if found is None:
        is_empty = not text.strip()
        raise Unreadable("empty file" if is_empty else "no front matter (first line is not '---')")
    return Header(None, *found)
