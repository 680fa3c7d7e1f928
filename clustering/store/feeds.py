"""What the store remembers of web addresses, so that they are asked only for what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields, replace
from datetime import datetime

from clustering.fetching.known import Known
from clustering.sources.base import without_login
from clustering.store.schema import Store

_COLUMNS = [field.name for field in fields(Known)]
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM feeds"
_REPLACE = (
    f"INSERT OR REPLACE INTO feeds ({', '.join(_COLUMNS)}) VALUES "
    f"({', '.join('?' * len(_COLUMNS))})"
)


def load_feeds(store: Store) -> dict[str, Known]:
    """Return what is remembered, by address; names and passwords are no part of these."""
    return {row[0]: _known(Known(*row)) for row in store.connection.execute(_SELECT)}


def save_feeds(store: Store, learned: Iterable[Known]) -> None:
    """Remember what was learned of some addresses."""
    rows = [
        tuple(_written(value) for value in astuple(replace(one, url=without_login(one.url))))
        for one in learned
    ]
    if rows:
        with store.writing() as connection:
            connection.executemany(_REPLACE, rows)


def _known(row: Known) -> Known:
    """Give the values of a row their types."""
    return replace(
        row,
        is_inside=None if row.is_inside is None else bool(row.is_inside),
        checked=_time(row.checked),
        next_check=_time(row.next_check),
        is_gone=bool(row.is_gone),
    )


def _time(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
