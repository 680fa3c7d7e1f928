"""Who published records that name no outlet: what the user says, or the site of a folder's posts.

Site generators keep title and address in a configuration: Jekyll and Hexo in `_config.yml`, Hugo in
`hugo.toml` or `config.toml`. It is looked for in the folder of posts and up to two folders above.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from clustering.sources.base import MAX_FILE_BYTES, why_unread
from clustering.sources.encodings import decode_text
from clustering.sources.fields import Post
from clustering.sources.folders import File, look_at
from clustering.sources.headers.notations import read_json, read_toml
from clustering.sources.values import is_address, read_text, site_host
from clustering.text.parsing.limits import Unreadable
from clustering.text.parsing.yaml_values import load_as_written

AS_SAID = "--outlet"
"""What is said to name an outlet where the user does."""

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
    r"|(?:your|my)[-_]?(?:site|domain|blog|website|host|name|(?:github[-_]?)?user[-_]?name)\..*)"
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
    found = (site for file in configurations(source) if (site := _read(file)) is not None)
    site = next(found, Site())
    return site._replace(name=outlet, told_by=AS_SAID) if outlet else site


def configurations(source: Path) -> list[File]:
    """Return the files that may be the configuration of a source, the nearest first."""
    folder = (source if source.is_dir() else source.parent).resolve()
    places = [folder, *folder.parents][:_FOLDERS]
    files = [look_at(place / name, f"{place.name}/{name}") for place in places for name in _NAMES]
    return [file for file in files if not file.fault]


def _read(file: File) -> Site | None:
    """Read a configuration; ``None`` where it is none of a site."""
    try:
        if file.size > MAX_FILE_BYTES:
            raise Unreadable(f"larger than the limit of {MAX_FILE_BYTES:,} bytes")
        text = decode_text(file.path.read_bytes()).text
        loaded = _READERS.get(file.path.suffix, load_as_written)(text)
    except Exception as error:
        reason = error.reason if isinstance(error, Unreadable) else why_unread(error)
        return Site(fault=f"{file.name} is left alone: {reason}")
    values = loaded.items() if isinstance(loaded, dict) else ()
    said = {str(key).lower(): read_text(v, "") for key, v in values if isinstance(v, str)}
    if file.path.name.startswith("_"):
        address = _site_address(said.get("url", ""))
        below = said.get("baseurl", "").strip("/")
        address = f"{address}/{below}" if address and below else address
    elif "baseurl" in said or file.path.name.startswith("hugo."):
        address = _site_address(said.get("baseurl", ""))
    else:
        return None
    title = said.get("title", "")
    name = "" if title.casefold() in _UNCHANGED_TITLES else title
    return Site(name, address, file.path.name)


def _site_address(text: str) -> str:
    """Return what may be the address of a site; empty for none and for placeholders."""
    address = f"https:{text}" if text.startswith("//") else text
    address = (address if "//" in address else f"https://{address}").rstrip("/")
    host = site_host(address).partition(":")[0]
    is_real = is_address(address) and not (_ODD.search(address) or _UNCHANGED_HOST.fullmatch(host))
    return address if is_real else ""


def posts_of_site(posts: Sequence[Post], site: Site) -> list[Post]:
    """Give posts the addresses that they have on a site, and its outlet where they name none."""
    posts = [_on_site(post, site) if site.address else post for post in posts]
    if not (site.name or site.address):
        return posts
    said = [(post.own.outlet_name, post.own.outlet_domain, post.own.urls) for post in posts]
    for at in positions_of_site(said, site):
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


def positions_of_site(said: Iterable[tuple[str, str, Sequence[str]]], site: Site) -> list[int]:
    """Return which records are of a site: those that name no outlet and have no other address.

    Where the user names the outlet and all of them lead to one site, it is that.

    Parameters
    ----------
    said
        Name and domain of the outlet, and the addresses, of each record.
    """
    unnamed = [(at, urls) for at, (name, listed, urls) in enumerate(said) if not (name or listed)]
    hosts = [site_host(urls[0]) if urls else "" for _, urls in unnamed]
    own, others = {"", site_host(site.address)}, set(hosts) - {""}
    if site.told_by == AS_SAID and len(others) == 1:
        own |= others
    return [at for (at, _), host in zip(unnamed, hosts, strict=True) if host in own]
