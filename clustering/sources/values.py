"""From the loose values of front matter and rows to the types of a record."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from clustering.sources.names import DOMAIN_OF_OUTLET, NAME_OF_OUTLET
from clustering.text.parsing.json_values import load_json
from clustering.text.parsing.limits import Unreadable

# Left in, these end a terminal line or make CSV, XML and UTF-8 writers refuse the record.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

TEXTS_AT_A_TIME = 200
"""Texts that are looked at together: one odd one among them costs the speed of all."""

_TYPE_NAMES = {list: "a list", dict: "a mapping", str: "text", bool: "true or false", set: "a set"}

_ADDRESS = re.compile(r"\s*(?:https?:)?//[^\s/]+\.[^\s/]", re.I)
_SEPARATORS = re.compile("[;|,]")
_URL_SEPARATORS = re.compile(r"[\s|]+|[;,]\s*(?=https?://)")


class WrongType(ValueError):
    """A value that is not of the type its name promises."""


def type_name(value: object) -> str:
    """Name the type of a value as a user would: ``a list``, ``a mapping``, ``a number``."""
    if value is None:
        return "empty"
    return _TYPE_NAMES.get(type(value), "a number")


def read_text(value: object, name: str) -> str:
    """Read one line of text; missing values are empty text, numbers are text as written.

    Raises
    ------
    WrongType
        For a list or a mapping; the message starts with ``name``.
    """
    if isinstance(value, str):
        if value.isprintable():
            return " ".join(value.split())
        return " ".join(_UNPRINTABLE.sub("", value).split())
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    raise WrongType(f"{name} is {type_name(value)}, not text")


def read_outlet(value: object, name: str) -> str:
    """Read the name of an outlet; what some feeds escape as in an address is undone.

    ``"Morningstar%2c Inc."`` is *Morningstar, Inc.*; escapes that are no printable UTF-8 stay.

    Raises
    ------
    WrongType
        For a list or a mapping; the message starts with ``name``.
    """
    text = read_text(value, name)
    return _unescaped(text) if "%" in text else text


@lru_cache(maxsize=4096)
def _unescaped(text: str) -> str:
    try:
        plain = unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text
    return (" ".join(plain.split()) if plain.isprintable() else "") or text


def is_address(value: object) -> bool:
    """Whether a value is a whole web address, such as no name of an outlet is."""
    return isinstance(value, str) and _ADDRESS.match(value) is not None


def is_part_of_site(text: str) -> bool:
    """Whether an address says where on its site a page is, and not on which site."""
    return text.startswith(("/", "#", "?", "./", "../")) and not text.startswith("//")


def same_site(one: str, other: str) -> bool:
    """Whether two addresses have the same host; ``www`` makes no difference."""
    return site_host(one) == site_host(other)


def site_host(address: str) -> str:
    """Return the host of an address, without ``www``; empty for what is none."""
    return address.partition("//")[2].partition("/")[0].lower().removeprefix("www.")


def split_outlet(outlet: object, domain: object) -> tuple[object, object]:
    """Take name and domain out of an outlet that is a mapping, as in ``{"name": …}``."""
    if isinstance(outlet, dict):
        return outlet.get(NAME_OF_OUTLET), domain or outlet.get(DOMAIN_OF_OUTLET)
    return outlet, domain


def read_outlets(values: Sequence[object], name: str) -> Sequence[str]:
    """Read a column of outlets; as :func:`read_outlet` for each."""
    texts = read_texts(values, name)
    return [_unescaped(text) if "%" in text else text for text in texts]


def read_texts(values: Sequence[object], name: str) -> Sequence[str]:
    """Read a column of texts; as :func:`read_text` for each, in a tenth of the time.

    Nearly all texts are clean already, and joined ones show it at once.

    Raises
    ------
    WrongType
        For a list or a mapping among them.
    """
    texts: list[str] = []
    for start in range(0, len(values), TEXTS_AT_A_TIME):
        some = values[start : start + TEXTS_AT_A_TIME]
        if _are_clean(some):
            texts += some  # type: ignore[arg-type]
        else:
            texts += [read_text(value, name) for value in some]
    return texts


def _are_clean(values: Sequence[object]) -> bool:
    try:
        joined = f"¦{'¦'.join(values)}¦"  # type: ignore[arg-type]
    except TypeError:
        return False
    return joined.isprintable() and not any(space in joined for space in ("  ", " ¦", "¦ "))


def read_number(value: object) -> float | None:
    """Read a finite number; anything else is ``None``."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def read_names(value: object) -> tuple[str, ...]:
    """Read a list of names, or one text: a JSON list, or separated by ``;``, ``|`` or a comma."""
    items = _SEPARATORS.split(value) if isinstance(value, str) else value
    return _texts(_json_list(value) or items)


def read_urls(value: object) -> tuple[str, ...]:
    """Read a list of URLs, or one text that separates them by blanks, ``|``, ``;`` or a comma.

    The text may be a JSON list as well, which is how a CSV cell holds one.
    """
    items = _URL_SEPARATORS.split(value) if isinstance(value, str) else value
    return _texts(_json_list(value) or items)


def _json_list(value: object) -> list[object] | None:
    if not isinstance(value, str) or not value.lstrip().startswith("["):
        return None
    try:
        items = load_json(value)
    except Unreadable:
        return None
    return items if isinstance(items, list) else None


def _texts(items: object) -> tuple[str, ...]:
    if not isinstance(items, list):
        return ()
    texts = (read_text(item, "") for item in items if isinstance(item, str | int | float))
    return tuple(dict.fromkeys(text for text in texts if text))


def read_ids(values: Sequence[Any]) -> Sequence[str]:
    """Read the ids of rows; a list, a mapping or a truth value is none."""
    if set(map(type, values)) == {str}:
        return read_texts(values, "id")
    are_ids = [not isinstance(value, list | dict | bool) for value in values]
    return read_texts(
        [value if is_id else None for value, is_id in zip(values, are_ids, strict=True)], "id"
    )


def write_value(value: object) -> str:
    """Write the value of a column that is only passed on: text as it is, JSON for the rest."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
