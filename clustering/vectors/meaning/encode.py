"""Gives each article of a corpus its language and the vector of what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from clustering.arrays.columns import column_of
from clustering.model import Article
from clustering.system.progress import Tell
from clustering.text.languages import NAMES, are_english, languages_of_texts
from clustering.vectors.meaning.background import BACKGROUND
from clustering.vectors.meaning.base import TEXT_CHARS, ArticleMeanings, DenseArray, Encoder
from clustering.vectors.meaning.cache import encode_remembered

_SAMPLED = 2_000  # articles from which it is told whether there are several languages
# Least articles of a language that is spoken of; a name or two are taken for one now and then.
_MIN_ARTICLES, _MIN_SHARE, _SHOWN = 2, 0.005, 3


def article_texts(articles: Sequence[Article]) -> list[str]:
    """Return title and excerpt of each article, cut to what is encoded."""
    titles, excerpts = column_of(articles, "title"), column_of(articles, "excerpt")
    both = zip(titles, excerpts, strict=True)
    return [f"{title}. {excerpt}"[:TEXT_CHARS].strip(" .") for title, excerpt in both]


def article_languages(articles: Sequence[Article]) -> list[str]:
    """Return the code of the language that each article is in."""
    titles, excerpts = column_of(articles, "title"), column_of(articles, "excerpt")
    both = zip(titles, excerpts, strict=True)
    return languages_of_texts([f"{title}\n{excerpt}" for title, excerpt in both])


def encode_articles(
    articles: Sequence[Article],
    encoder: Encoder,
    folder: Path | None = None,
    tell: Tell | None = None,
    *,
    within: bool = False,
) -> ArticleMeanings | None:
    """Encode all articles of a corpus; ``None`` where it is in one language.

    ``folder`` is where vectors are remembered, ``None`` to remember none; ``within`` says whether
    they are asked for within a language as well.
    """
    codes = article_languages(articles)
    if len(set(codes)) < 2 and not within:
        return None
    texts = article_texts(articles)
    rows = encode_remembered(encoder, [*texts, *BACKGROUND], folder, tell)
    encoded, background = rows[: len(texts)], rows[len(texts) :]
    name = f"{encoder.name} {encoder.version}"
    return with_languages(encoded, background, codes, name, encoder.languages)


def with_languages(
    rows: DenseArray,
    background: DenseArray,
    codes: Sequence[str],
    encoder: str,
    known: frozenset[str] = frozenset(),
) -> ArticleMeanings:
    """Put beside vectors the languages of their articles, given by their codes.

    ``known`` are the languages that the encoder knows; none stands for all.
    """
    languages = tuple(sorted(set(codes)))
    place = {code: at for at, code in enumerate(languages)}
    language_of = np.array([place[code] for code in codes], dtype=np.int64)
    is_known = np.array([not known or code in known for code in codes], dtype=np.bool_)
    return ArticleMeanings(rows, background, languages, language_of, encoder, is_known)


def several_languages(articles: Sequence[Article]) -> str:
    """Name the languages of a corpus in words, where there are several; told from a sample."""
    sample = articles[:: max(len(articles) // _SAMPLED, 1)]
    if are_english(column_of(sample, "title")):
        return ""
    codes = article_languages(sample)
    counts = Counter(codes)
    least = max(_MIN_ARTICLES, _MIN_SHARE * len(codes))
    found = [code for code, count in counts.most_common() if count >= least]
    if len(found) < 2:
        return ""
    found.sort(key=lambda code: (-counts[code], code))
    names = [NAMES.get(code, code) for code in found]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"articles in {', '.join(names[:_SHOWN])}{more}"
