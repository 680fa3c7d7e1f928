"""The names under which posts, tables, feeds and documents hold the fields of an article.

The one place for them: every reader takes its names from ``FIELD_NAMES``, so a name that is
added there is understood wherever it can stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple


class FieldNames(NamedTuple):
    """What one field is called, the preferred name first.

    Attributes
    ----------
    usual
        Columns of tables and keys of front matter and of JSON. They are found in any spelling:
        ``webUrl``, ``web_url`` and ``Web URL`` are one name. A name with a point stands for a
        column of that name, and for a key of a mapping: ``source.name``.
    feed
        Elements of RSS and Atom, as feedparser calls them.
    json_feed
        Keys of an item of JSON Feed.
    if_address
        Names as in ``usual`` that hold the field only where the value is a web address.
    """

    usual: tuple[str, ...]
    feed: tuple[str, ...] = ()
    json_feed: tuple[str, ...] = ()
    if_address: tuple[str, ...] = ()


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(" ".join(lines).split())


FIELD_NAMES = {
    "id": FieldNames(("id", "_id", "uuid"), ("id",), ("id",)),
    "title": FieldNames(
        _words(
            "title headline title.rendered headline.main webTitle name article_title news_title",
            "story_title post_title page_title resolved_title given_title heading",
            "titel überschrift schlagzeile titre título titulo titolo",
        ),
        ("title",),
        ("title",),
    ),
    "excerpt": FieldNames(
        _words(
            "excerpt description summary lede text",
            "excerpt.rendered summary.content fields.trailText trailText snippet abstract",
            "standfirst teaser dek deck lead lead_paragraph subtitle subtitulo",
            "beschreibung kurztext vorspann anriss zusammenfassung",
            "résumé resumen sommario descripción",
            "maintext body bodyText body_text full_text article_text article_body story_text",
            "selftext content content.content content.rendered content_text content_html",
            "plain_text raw_text inhalt texte texto testo contenido",
        ),
        ("summary", "content"),
        ("summary", "content_text", "content_html"),
    ),
    "url": FieldNames(
        _words(
            "url link webUrl originalUrl ampWebUrl cdnAmpWebUrl permalink",
            "canonical_url canonical canonical.href alternate.href external_url external_link",
            "redirect_to linked_url link_url article_url article_link story_url news_url post_url",
            "page_url full_url resolved_url given_url links.permalink url_mobile href web_address",
        ),
        ("feedburner_origlink", "link"),
        ("url", "external_url"),
        _words("source source_url uri guid loc original redirect address adresse"),
    ),
    "outlet": FieldNames(
        _words(
            "outlet publisher source provider source.name source.title publisher.name",
            "provider.name outlet.name origin.title feed.title site.name media_name media_outlet",
            "source_name source_title source-hostname publisher_name outlet_name site_name",
            "feed_title feed_name site publication publication_name newspaper media medium",
            "source_id quelle zeitung fuente fonte bron",
        ),
        ("source",),
    ),
    "domain": FieldNames(
        _words(
            "domain hostname source.domain source.url source.uri publisher.domain publisher.url",
            "provider.domain provider.url outlet.domain origin.htmlUrl feed.site_url",
            "source_domain outlet_domain media_url domain_url clean_url site_url website",
        )
    ),
    "published": FieldNames(
        _words(
            "published publishedDateTime publishedAt datePublished pubDate",
            "published_date published_time published_on publication_date publication_time",
            "date_published date_publish publish_date publish_time date_of_publication",
            "webPublicationDate first_published article_published_time dateTimePub dateTime",
            "date_gmt date timestamp date_time issued release_date posted posted_at posted_on",
            "post_date news_date article_date created_utc created_at created date_created",
            "creation_date time day seendate",
            "datum veröffentlicht veröffentlichungsdatum erscheinungsdatum fecha",
            "fecha_publicacion date_de_publication data_pubblicazione",
        ),
        ("published", "updated", "created"),
        ("date_published", "date_modified"),
    ),
    "topics": FieldNames(
        _words("topics tags categories keywords taxonomies.tags taxonomies.categories category"),
        ("tags",),
        ("tags",),
    ),
    "quality": FieldNames(("quality",)),
    "related": FieldNames(("related",)),
}

RELATED = FIELD_NAMES["related"].usual[0]
"""The list of a post that holds whole articles; the related column of a table holds URLs."""

NAME_OF_OUTLET, DOMAIN_OF_OUTLET = "name", "domain"
"""Keys of an outlet that is a mapping."""

EXTERNAL_NAMES = _words("external_url external_link link redirect_to linked_url link_url source")
"""Names under which a post links to the article of another site that it is about."""

WRAPPERS = ("extra", "params")
"""Mappings in which site generators keep what a user adds to the front matter."""


class Layout(NamedTuple):
    """Positions of the columns or keys that hold each field, in order of preference.

    ``others`` are those that hold no field; ``maybe_urls`` those that hold an address where
    their value is one, whatever else they hold.
    """

    id: tuple[int, ...]
    title: tuple[int, ...]
    excerpt: tuple[int, ...]
    url: tuple[int, ...]
    outlet: tuple[int, ...]
    domain: tuple[int, ...]
    published: tuple[int, ...]
    topics: tuple[int, ...]
    quality: tuple[int, ...]
    related: tuple[int, ...]
    others: tuple[int, ...] = ()
    maybe_urls: tuple[int, ...] = ()

    @property
    def fields_found(self) -> int:
        """How many fields the columns hold."""
        return sum(map(bool, self[: len(FIELD_NAMES)]))


def find_layout(names: Sequence[str], known: Mapping[str, Sequence[int]] | None = None) -> Layout:
    """Find what each column or key holds, by its name.

    Parameters
    ----------
    known
        Positions that somebody named for a field; these fields are looked for nowhere else.
    """
    found = {field: tuple(positions) for field, positions in (known or {}).items()}
    taken = set(_joined(found.values()))
    plain = [plain_name(name) for name in names]
    places: dict[str, list[int]] = {}
    for position, written in enumerate(plain):
        if position not in taken:
            places.setdefault(written, []).append(position)
    for field, usual in _PLAIN_NAMES.items():
        if field not in found:
            found[field] = tuple(_joined(places.get(name, ()) for name in usual))
    used = set(_joined(found.values()))
    others = tuple(position for position in range(len(names)) if position not in used)
    maybe: tuple[int, ...] = ()
    if "url" not in (known or {}):
        maybe = tuple(_joined(places.get(name, ()) for name in _PLAIN_IF_ADDRESS))
    return Layout(**{field: found[field] for field in FIELD_NAMES}, others=others, maybe_urls=maybe)


def open_mappings(name: str, values: Iterable[object]) -> Iterator[tuple[str, str]]:
    """Give the keys with fields of the mappings that stand in a column, each with its full name.

    A list counts as its first item: ``[{"href": …}]`` is the mapping with ``href``.
    """
    keys = keys_in(name)
    if keys and any(isinstance(value, dict | list) for value in values):
        for key in keys:
            yield key, f"{name}.{key}"


def keys_in(name: str) -> Sequence[str]:
    """Return the keys of a mapping under a name that may hold fields."""
    return _KEYS_INSIDE.get(plain_name(name), ())


def key_inside(value: object, key: str) -> object:
    """Return what a mapping, or the first one of a list, holds under a key."""
    if isinstance(value, list) and value:
        value = value[0]
    return value.get(key) if isinstance(value, dict) else None


def _joined(positions: Iterable[Sequence[int]]) -> Iterable[int]:
    return (position for some in positions for position in some)


@lru_cache(maxsize=10_000)
def plain_name(name: str) -> str:
    """Return what all spellings of a name have in common."""
    return "".join(filter(str.isalnum, name)).lower()


_PLAIN_NAMES = {
    field: tuple(dict.fromkeys(map(plain_name, names.usual)))
    for field, names in FIELD_NAMES.items()
}
_PLAIN_IF_ADDRESS = tuple(map(plain_name, FIELD_NAMES["url"].if_address))
_KEYS_INSIDE: dict[str, list[str]] = {}
for _name in (name for names in FIELD_NAMES.values() for name in names.usual if "." in name):
    _outer, _, _key = _name.partition(".")
    _KEYS_INSIDE.setdefault(plain_name(_outer), []).append(_key)

layout_of_keys = lru_cache(maxsize=1_000)(find_layout)
"""As ``find_layout``, remembered: most posts have the same keys in the same order."""
