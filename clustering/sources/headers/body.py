"""What a post without an excerpt or a title says first: its first paragraph, its first heading.

Markdown is read by markdown-it, which comes with rich; the other notations by their signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from clustering.sources.headers.suffixes import HTML_SUFFIXES, MARKDOWN_SUFFIXES

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_BODY_CHARS = 20_000
"""Of a body, where the first paragraph is looked for."""

# What generators and MDX put between paragraphs, and no reader sees.
_NOT_TEXT = re.compile(
    r"\{\{[<%][^\0]{0,500}?[>%]\}\}|\{%[^\0]{0,500}?%\}|<!--[^\0]{0,2000}?-->"
    r"|^\[\^[^\]\s]{1,40}\]:.*$|\[\^[^\]\s]{1,40}\]"
    r"|^(?:import|export)\s.*$|^:::.*$|^\[\[?_?TOC_?\]?\]$|^\{:.*\}$",
    re.M,
)
_HTML_PARAGRAPH = re.compile(r"<p(?:\s[^<>]{0,500})?>([^\0]{0,5000}?)</p\s*>", re.I)
_HTML_HEADING = re.compile(r"<h1(?:\s[^<>]{0,500})?>([^\0]{0,1000}?)</h1\s*>", re.I)
_HTML_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,2000}>")

_BLOCK_START = re.compile(
    r"\.\. |:[\w-]+:|#\+|//|=+ |\*+ |[#|]|image::|include::|toc::|\[[^\]]*\]$|:PROPERTIES:|:END:"
)
_UNDERLINE = re.compile(r"([=\-~^\"'`#*+._:])\1{2,}$")
_LINKS = (
    re.compile(r"\[\[[^\[\]]{1,500}\]\[([^\[\]]{1,500})\]\]"),  # Org
    re.compile(r"`([^`<>]{1,500}) <[^<>`]{1,500}>`_{1,2}"),  # reStructuredText
    re.compile(r"(?:link:)?https?://[^\s\[\]]{1,500}\[([^\[\]]{1,500})\]"),  # AsciiDoc
    re.compile(r":\w{1,20}:`([^`]{1,500})`"),
)
_EMPHASIS = re.compile(
    r"(?<![\w*_`=~/])([*_`=~+/]{1,2})(?=\S)([^\n]{1,500}?)(?<=\S)\1(?![\w*_`=~/])"
)


def first_paragraph(body: str, suffix: str) -> str:
    """Return the first paragraph with words in it, without markup; empty where there is none."""
    text = body[:MAX_BODY_CHARS]
    if not text.strip():
        return ""
    if suffix in HTML_SUFFIXES:
        return next(filter(_has_words, map(_untagged, _HTML_PARAGRAPH.findall(text))), "")
    if suffix in MARKDOWN_SUFFIXES:
        return next(_paragraphs(text), "")
    return _first_plain_paragraph(text)


def first_heading(body: str, suffix: str) -> str:
    """Return the heading a body starts with, as Docusaurus and MkDocs title their pages."""
    text = body[:MAX_BODY_CHARS]
    if suffix in HTML_SUFFIXES:
        found = _HTML_HEADING.search(text)
        return _untagged(found[1]) if found else ""
    if suffix in MARKDOWN_SUFFIXES:
        tokens = _parse(text)
        for token, inside in pairwise(tokens):
            if token.type == "heading_open" and token.tag == "h1":
                return _words_of(inside)
    return ""


def _paragraphs(text: str) -> Iterator[str]:
    tokens = _parse(text)
    for token, inside in zip_longest(tokens, tokens[1:]):
        if token.type == "html_block":
            words = _untagged(token.content)
        elif token.type == "paragraph_open" and not token.hidden:
            words = _words_of(inside)
        else:
            continue
        if _has_words(words):
            yield words


def _parse(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").parse(_NOT_TEXT.sub("", text))


def _words_of(inline: Token) -> str:
    pieces = [
        " " if token.type.endswith("break") else token.content
        for token in inline.children or ()
        if token.type in ("text", "code_inline", "softbreak", "hardbreak")
    ]
    return " ".join("".join(pieces).split())


def _first_plain_paragraph(text: str) -> str:
    lines = text.split("\n")
    paragraph: list[str] = []
    for at, line in enumerate(lines):
        plain = line.strip()
        underlined = at + 1 < len(lines) and _UNDERLINE.match(lines[at + 1].strip())
        is_text = plain and not _BLOCK_START.match(plain) and not _UNDERLINE.match(plain)
        if is_text and not underlined and (paragraph or not line.startswith((" ", "\t"))):
            paragraph.append(plain)
        elif paragraph and not plain:
            break
    words = " ".join(paragraph)
    for link in _LINKS:
        words = link.sub(r"\1", words)
    return _EMPHASIS.sub(r"\2", words)


def _untagged(text: str) -> str:
    from clustering.text.clean import clean_text

    return clean_text(_HTML_TAG.sub(" ", text))


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))
