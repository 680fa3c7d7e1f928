"""How ``label`` shows an article: outlet, day, title and excerpt, the shared words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from clustering.articles.dates import shown_time
from clustering.reporting.wording import one_line, outlet_caption
from clustering.text.shared import marked_parts, words_in_both

if TYPE_CHECKING:
    from clustering.model import Article

MAX_EXCERPT_SHOWN = 400  # characters shown
_STYLE = "bold underline"


def shared_features(left: Article, right: Article) -> set[str]:
    """Return the words that both articles use, as features, without those of every text."""
    return words_in_both(*(f"{article.title} {article.excerpt}" for article in (left, right)))


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
    for part, is_shared in marked_parts(line, shared):
        if is_shared and is_plain:
            text.append(f"*{part}*")
        else:
            text.append(part, style=_STYLE if is_shared else "")
    return text
