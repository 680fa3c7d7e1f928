"""How ``label`` shows an article: outlet, day, title and excerpt, the shared words marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

from clustering.articles.dates import shown_time
from clustering.reporting.wording import one_line, outlet_caption
from clustering.text.frequencies import word_frequencies
from clustering.text.words import words_in

if TYPE_CHECKING:
    from clustering.model import Article

MAX_EXCERPT_SHOWN = 400  # characters shown
# A word that is this share of all words of its language, or more, is in every text.
_MAX_TELLING_FREQUENCY = 0.0005
_TOKEN = re.compile(r"\S+")
_STYLE = "bold underline"


def shared_features(left: Article, right: Article) -> set[str]:
    """Return the words that both articles use, as features, without those of every text."""
    both = words_in(f"{left.title} {left.excerpt}") & words_in(f"{right.title} {right.excerpt}")
    known = word_frequencies(both)
    return {word for word in both if known.get(word, 0.0) < _MAX_TELLING_FREQUENCY}


def article_text(article: Article, shared: set[str], is_plain: bool) -> Text:
    """Lay out one article.

    Parameters
    ----------
    is_plain
        Whether to mark shared words with asterisks, for a terminal that shows no styles.
    """
    name = outlet_caption(article.outlet.name, article.outlet.domain)
    text = Text(f"{name} · {shown_time(article.published)}\n", style="")
    text.append_text(_marked(one_line(article.title), shared, is_plain))
    if article.excerpt:
        excerpt = one_line(article.excerpt[:MAX_EXCERPT_SHOWN], "")
        text.append("\n")
        text.append_text(_marked(excerpt, shared, is_plain))
    if article.url:
        text.append(f"\n{one_line(article.url, '')}", style="dim")
    return text


def _marked(line: str, shared: set[str], is_plain: bool) -> Text:
    text = Text()
    end = 0
    for token in _TOKEN.finditer(line):
        text.append(line[end : token.start()])
        is_shared = bool(words_in(token[0]) & shared)
        if is_shared and is_plain:
            text.append(f"*{token[0]}*")
        else:
            text.append(token[0], style=_STYLE if is_shared else "")
        end = token.end()
    text.append(line[end:])
    return text
