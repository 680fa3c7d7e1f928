"""Articles, dates and links as the plain values that `explain` gives as JSON."""

from __future__ import annotations

from typing import Any

from clustering.articles.dates import DateChoice, DateSource, timestamp
from clustering.graph.edges import Edge
from clustering.model import Article


def article_values(article: Article) -> dict[str, Any]:
    """Give an article; its time in UTC, to the second."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet.name,
        "url": article.url,
        "published": timestamp(article.published) if article.published else None,
    }


def date_values(choice: DateChoice | None, dated_by: DateSource | None) -> dict[str, Any]:
    """Give the record that the date is from, and the article whose date is borrowed."""
    return {
        "date_from": choice.as_dict() if choice else None,
        "judged_by": dated_by.as_dict() if dated_by else None,
    }


def edge_values(edge: Edge | None) -> dict[str, Any] | None:
    """Give a link and its evidence; ``None`` for no link."""
    if edge is None:
        return None
    return {
        "similarity": round(edge.similarity, 4),
        "strength": round(edge.strength, 4),
        "related": edge.related,
        "same_text": edge.same_text,
        "labelled": edge.labelled,
        "days_apart": None if edge.days_apart is None else round(edge.days_apart, 2),
        "borrowed_date": edge.borrowed_date,
        "date_trust": round(edge.date_trust, 4),
    } | ({} if edge.meaning is None else {"meaning": round(edge.meaning, 4)})
