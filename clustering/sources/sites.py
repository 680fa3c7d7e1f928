"""Who published records that name no outlet: what the user says, or the site of a folder's posts.

Site generators keep title and address in a configuration: Jekyll and Hexo in `_config.yml`, Hugo in
`hugo.toml` or `config.toml`. It is looked for in the folder of posts and up to two folders above.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np

from clustering.arrays.types import IntArray
from clustering.errors import UsageError
from clustering.sources.base import why_unread
from clustering.sources.encodings import decode_text
from clustering.sources.fields import Post
from clustering.sources.folders import File, look_at
from clustering.sources.headers.notations import read_json, read_toml
from clustering.sources.values import is_address, read_text, site_host
from clustering.text.parsing.limits import Unreadable
from clustering.text.parsing.yaml_values import load_as_written

AS_SAID = "your 'outlet'"
"""What is said to name an outlet where the user does."""

MAX_CONFIG_BYTES = 1_000_000
"""Bytes of a configuration that are read at most."""

_NAMES = (
    *("_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"),
    *("config.toml", "config.yaml", "config.yml", "config.json"),  # Hugo's only with `baseURL`
)
_READERS: dict[str, Callable[[str], object]] = {".toml": read_toml, ".json": read_json}
_FOLDERS = 3

# What site generators and themes write where a user is to write something.
_UNCHANGED_TITLES = frozenset(
    (
        *("your awesome title", "your site title", "your blog title", "your site name"),
        *("my new hugo site", "my new hugo project", "my new site", "my site", "my blog"),
        *("site title", "example site", "title", "untitled", "hexo", "hugo", "jekyll"),
    )
)
_UNCHANGED_HOST = re.compile(
    r"(?:www\.)?(?:example\.(?:com|net|org)|localhost|[\d.]+|username\.github\.io"
    r"|your[-_]?(?:site|domain|blog|website|host|name|(?:github[-_]?)?user[-_]?name)"
    r"\.(?:com|org|net|io|github\.io|example)|my[-_]?(?:site|domain|website)\.(?:com|example))"
)
_ODD = re.compile(r"[\s{}<>]")


class Site(NamedTuple):
    """What is known of a site; ``address`` has no slash at its end.

    ``told_by`` is the configuration, or ``AS_SAID``; ``fault`` what is wrong with the former.
    """

    name: str = ""
    address: str = ""
    told_by: str = ""
    fault: str = ""


def find_site(source: Path, outlet: str = "") -> Site:
    """Return the site of a folder of posts, or of one post; ``outlet`` is how the user names it."""
    told = (site for file in configurations(source) if any(site := _read(file)))
    site = next(told, Site())
    return site._replace(name=outlet, told_by=AS_SAID) if outlet else site


def said_outlet(name: object) -> str:
    """Return the outlet that a user names, in one printable line; empty for ``None``.

    Raises
    ------
    UsageError
        When it is no text.
    """
    if name is not None and not isinstance(name, str):
        raise UsageError(f"outlet: expected the name of an outlet, not {name!r}.")
    return read_text(name, "outlet")


def configurations(source: Path) -> list[File]:
    """Return the files that may be the configuration of a source, the nearest first."""
    folder = (source if source.is_dir() else source.parent).resolve()
    places = [folder, *folder.parents][:_FOLDERS]
    files = [look_at(place / name, f"{place.name}/{name}") for place in places for name in _NAMES]
    return [file for file in files if not file.fault]


@lru_cache(maxsize=64)  # posts that are named one by one have one configuration
def _read(file: File) -> Site:
    """Read a configuration; an empty site where it is none of a site."""
    is_sure = file.path.name.startswith(("_", "hugo."))
    try:
        if file.size > MAX_CONFIG_BYTES:
            raise Unreadable(f"larger than the limit of {MAX_CONFIG_BYTES:,} bytes")
        text = decode_text(file.path.read_bytes()).text
        loaded = _READERS.get(file.path.suffix, load_as_written)(text)
    except Exception as error:
        reason = error.reason if isinstance(error, Unreadable) else why_unread(error)
        return Site() if not is_sure else Site(fault=f"{file.name} is left alone: {reason}")
    values = loaded.items() if isinstance(loaded, dict) else ()
    said = {str(key).lower(): read_text(v, "") for key, v in values if isinstance(v, str)}
    if file.path.name.startswith("_"):
        address = _site_address(said.get("url", ""))
        below = said.get("baseurl", "").strip("/")
        if is_address(below):
            address = _site_address(below)
        elif address and below:
            address = f"{address}/{below}"
    elif "baseurl" in said or is_sure:
        address = _site_address(said.get("baseurl", ""))
    else:
        return Site()
    title = said.get("title", "")
    name = "" if title.casefold() in _UNCHANGED_TITLES else title
    return Site(name, address, file.path.name) if name or address else Site()


def _site_address(text: str) -> str:
    """Return what may be the address of a site, without login and query; else nothing."""
    address = f"https:{text}" if text.startswith("//") else text
    try:
        parts = urlsplit(address if "//" in address else f"https://{address}")
    except ValueError:
        return ""
    address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")
    host = site_host(address).partition(":")[0]
    is_real = is_address(address) and not (_ODD.search(address) or _UNCHANGED_HOST.fullmatch(host))
    return address if is_real else ""


def posts_of_site(posts: Sequence[Post], site: Site) -> list[Post]:
    """Give posts the addresses that they have on a site, and its outlet where they name none.

    An address that several posts have there, as translations do, tells none of them.
    """
    if not (site.name or site.address):
        return list(posts)
    placed = [_on_site(post, site) if site.address else post for post in posts]
    uses = Counter(post.own.urls[0] for post in placed if post.own.urls)
    posts = [
        post if new is post or uses[new.own.urls[0]] > 1 else new
        for post, new in zip(posts, placed, strict=True)
    ]
    said = [(post.own.outlet_name, post.own.outlet_domain, post.own.urls) for post in posts]
    for at in positions_of_site(said, site).tolist():
        post = posts[at]
        listed = "" if post.own.urls else site_host(site.address)
        own = post.own._replace(outlet_name=site.name, outlet_domain=listed)
        told = ("outlet" if site.name else "domain", site.told_by)
        posts[at] = post._replace(own=own, used=post.used.with_field(*told))
    return posts


def _on_site(post: Post, site: Site) -> Post:
    """Give a post without an address the one that it has on its site."""
    path, key = post.path
    if not path or post.own.urls:
        return post
    own = post.own._replace(urls=(f"{site.address}{path}",))
    return post._replace(own=own, used=post.used.with_field("url", key))


def positions_of_site(said: Iterable[tuple[str, str, Sequence[str]]], site: Site) -> IntArray:
    """Return which records are of a site: those that name no outlet and have no other address.

    Where the user names the outlet, no configuration tells the site, and all addresses of two and
    more of them lead to one site, it is that.

    Parameters
    ----------
    said
        Name and domain of the outlet, and the addresses, of each record.
    """
    codes, hosts = array("i"), {"": 0}
    for name, listed, urls in said:
        host = site_host(urls[0]) if urls else ""
        codes.append(-1 if name or listed else hosts.setdefault(host, len(hosts)))
    own = {0, hosts.get(site_host(site.address), 0)}
    if site.told_by == AS_SAID and not site.address and len(hosts) == 2 and codes.count(1) > 1:
        own.add(1)
    positions: IntArray = np.flatnonzero(np.isin(codes, list(own)))
    return positions
