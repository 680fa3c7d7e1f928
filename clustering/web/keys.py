"""The one key that all spellings of a web address share, and the domain of its outlet.

Which parameters are trackers is written in ``trackers.py``, other views of a page in ``views.py``,
what carries addresses in ``wrappers.py``, and slips in ``mending.py``.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from clustering.web.mending import CLOSERS, mend, needs_mending
from clustering.web.suffixes import public_suffix
from clustering.web.trackers import names_a_page, role
from clustering.web.views import VIEW_SEGMENTS, is_view, plain_view
from clustering.web.wrappers import Rule, rules_of, unwrap

MAX_CHARS = 8192
"""A longer text is no address: servers refuse them from here on."""

MAX_STEPS = 12
"""Addresses inside each other and rules that lay bare work for others, at most."""

# Marker of an absolute address, host, port, path up to the first odd character, rest of the
# path, query, fragment. The user is dropped.
_ADDRESS = re.compile(
    r"((?:https?:)?//(?:[^/?#]*@)?)?([^/?#@:]+)(?::(\d*))?(?=[/?#]|\Z)"
    r"([-a-zA-Z0-9_.~!$'()*,:=@&+/]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?",
    re.I | re.S | re.ASCII,
)
_PLAIN = re.compile(r"https?://([^/?#@:]+)((?:/[-a-zA-Z0-9_]+)+)")
_HTML_AMPERSAND = re.compile(r"&(?:(?:amp|#0*38|#x0*26);)+", re.I)

# Hosts.
_OTHER_ASCII = r"\x00-,./:-\x5e\x60{-\x7f"  # anything but a-z, 0-9, "-" and "_"
_HOST = re.compile(rf"[^{_OTHER_ASCII}]+(?:\.[^{_OTHER_ASCII}]+)*")
_DEVICE_LABEL = re.compile(r"www\d?|m|mobile|amp|wap|touch")  # the same site for another device
_SCHEMES = ("//http", "//https", "www.http", "www.https")  # as hosts: http://https://…
_NUMERIC = re.compile(r".*\.\d+|\d+")  # no top-level domain is a number

# What Yahoo and others put before an address inside theirs, on any host.
_STARRED = re.compile(r"/\*(https?://.+)", re.I | re.S)

# Paths.
_ESCAPE = re.compile(r"%[0-9a-f]{2}|[^-\w.~]", re.I | re.S | re.ASCII)
_PATH_ODD = re.compile(r"[^-\w.~!$'()*,:=@&+/]", re.ASCII)
_SESSION = re.compile(
    r"(?:;|%3b)(?:[a-z]{0,4}sess(?:ion)?_?id|sid|cfid|cftoken)=[^/]*"
    r"|/\((?:[A-Z]\([\w-]+\)){1,3}\)(?=/|$)",  # ASP.NET
    re.I,
)

# Queries.
_QUERY_SPLIT = re.compile(r"[&?]|%3f", re.I)  # feeds glue a second "?utm_..." to a query
_QUERY_ODD = re.compile(r"[^-\w.~!$'()*,:;=@]", re.ASCII)
_FRAGMENT_TRACKER = re.compile(  # also marked text, and places that every page has
    r"!|:~:|(?:xtor|utm_|at_|ref|rss|source|aoh|amp|comments?$|respond$|top$|main|content$)", re.I
)
_SCRIPT = re.compile(r"\.(?:php\d?|asp|cgi|cfm|dll|jsp|pl)$", re.I)


class _Host(NamedTuple):
    start: str  # of its keys; empty when it is no host
    registered: str
    is_amp: bool
    rules: tuple[Rule, ...]
    is_plain: bool


@lru_cache(maxsize=65_536)  # related lists repeat their addresses: 220,000 hold 7,700
def canonical(url: str) -> str:
    """Return the key that all spellings of one web address share.

    Scheme, user, default port, ``www.``/``m.``/``amp.`` hosts, AMP and print views, archives,
    translations and redirectors around an address, trackers, fragments, index pages, trailing
    slashes and slips of the pen go; the case of the path and the other parameters (sorted) stay.
    Idempotent; ``""`` for anything that is no web address, or longer than ``MAX_CHARS``.

    >>> canonical("https://amp.outlet.com/news/Storm/amp/?utm_source=x&id=7#top")
    'outlet.com/news/Storm?id=7'
    """
    if len(url) > MAX_CHARS:
        return ""
    plain = _PLAIN.fullmatch(url)
    if plain and (host := _host(plain[1])).is_plain and not _has_view(plain[2]):
        return host.start + plain[2]  # as below, in half the time
    key, settled = _respell(url.strip())
    for _ in range(MAX_STEPS):  # one rule can lay bare work for another, as an archive does
        if settled:
            return key
        before = key
        key, settled = _respell(key)
        settled = settled or key == before
    return ""


def domain(url_or_host: str) -> str:
    """Return the registered domain: ``"outlet.co.uk"`` for any page or host of that outlet.

    Blogs on a shared host (``name.blogspot.com``) are outlets of their own. A host without a
    registered domain is returned whole, and what is no address gives ``""``.
    """
    match = _ADDRESS.fullmatch(canonical(url_or_host))
    host = _host(match[2]) if match else None
    return (host.registered or host.start.removeprefix("//")) if host else ""


def _respell(url: str, *, is_mended: bool = False) -> tuple[str, bool]:
    """Apply every rule once, to the address as it is or, where it has slips, to what it may mean.

    The second value says whether no rule can find more to do.
    """
    match = _ADDRESS.fullmatch(url)
    host = _host(match[2]) if match else _NO_HOST
    is_address = match is not None and bool(
        host.start and (match[1] or not host.start.startswith("//"))
    )
    if not is_mended and (
        not is_address
        or url[-1:] in CLOSERS
        or host.start in _SCHEMES
        or (match and match.end(4) < len(url) and needs_mending(url))
    ):
        mended = mend(url)
        if mended != url:
            return _respell(mended, is_mended=True)
    if match is None or not is_address or host.start in _SCHEMES:
        return "", True
    port, path, odd, query, fragment = match.groups()[2:]
    if (host.rules or "/*http" in path) and (inner := _unwrap(host, path + odd, query or "")):
        return inner, False
    start = host.start if not port or port in ("80", "443") else f"{host.start}:{port}"
    plain = _plain_path(path, odd, host)
    rest = _kept_query(_HTML_AMPERSAND.sub("&", query), plain) if query else ""
    if fragment and fragment[0] == "!" and (route := _plain_path("", fragment[1:], host)):
        rest += f"#!{route}"
    is_plain = not (odd or query or fragment) and plain == path.rstrip("/")
    return start + plain + rest, is_plain and plain[-1:] not in CLOSERS


_NO_HOST = _Host("", "", is_amp=False, rules=(), is_plain=False)


@lru_cache(maxsize=65_536)
def _host(raw: str) -> _Host:
    """Spell a host the one way: ASCII, lower-case, without ``www.``, ``m.`` or ``amp.``."""
    name = unicodedata.normalize("NFKC", raw).lower().replace("\u3002", ".").rstrip(".")
    if len(name) > 253 or _HOST.fullmatch(name) is None:
        return _NO_HOST
    if not name.isascii():
        name = re.sub(r"[^.]*[^\x00-\x7f][^.]*", _punycode, name)
    is_amp = name.startswith("amp.")
    while (shorter := _without_device(name)) != name:
        name = shorter
    # Without the slashes nobody could tell a key of an unlisted host from a file name.
    start = f"//{name}" if "." not in name or _NUMERIC.fullmatch(name) else name
    rules = rules_of(name)
    is_plain = not (is_amp or rules or start in _SCHEMES)
    return _Host(start, _registered(name), is_amp, rules, is_plain)


def _without_device(host: str) -> str:
    first, _, rest = host.partition(".")
    if "." in rest and first.startswith("www") and _DEVICE_LABEL.fullmatch(first):
        return rest
    registered = _registered(host)  # m.co is a site of its own
    labels = host.removesuffix(registered).split(".") if registered else []
    kept = [label for label in labels if label and not _DEVICE_LABEL.fullmatch(label)]
    return ".".join([*kept, registered]) if registered else host


def _punycode(label: re.Match[str]) -> str:
    return "xn--" + label[0].encode("punycode").decode("ascii")


def _registered(host: str) -> str:
    if "." not in host or _NUMERIC.fullmatch(host):
        return ""
    if suffix := public_suffix(host):
        owner = host.removesuffix(suffix).rstrip(".").rpartition(".")[2]
        return f"{owner}.{suffix}" if owner else ""
    return ".".join(host.rsplit(".", 2)[-2:])  # the list's own rule for domains it lacks


def _unwrap(host: _Host, path: str, query: str) -> str:
    """Return the address inside another one; empty where there is none that leads somewhere."""
    starred = _STARRED.search(path)
    if starred:
        inner = starred[1] + (f"?{query}" if query else "")
    else:
        inner = unwrap(host.rules, host.start, path, query)
    if not inner:
        return ""
    inner = mend(inner)
    match = _ADDRESS.fullmatch(inner)
    return inner if match and _host(match[2]).registered else ""


def _plain_path(path: str, odd: str, host: _Host) -> str:
    path = (_escape(_SESSION.sub("", path + odd), _PATH_ODD) if odd else path).rstrip("/")
    if "//" in path:
        path = re.sub("/{2,}", "/", path)
    if "/." in path:
        path = posixpath.normpath(path)
    if host.is_amp:  # amp.outlet.com/outlet/page
        path = re.sub(rf"^/{re.escape(host.registered.partition('.')[0])}(?=/)", "", path)
    return plain_view(path).rstrip("/") if _has_view(path) else path


def _has_view(path: str) -> bool:
    """Whether a path may be that of another view of a page."""
    lowered = path.lower()
    return (
        "amp" in lowered
        or "print" in lowered
        or "/index." in lowered
        or "/default." in lowered
        or lowered[lowered.rfind("/") + 1 :] in VIEW_SEGMENTS
    )


def _escape(text: str, odd: re.Pattern[str]) -> str:
    """Spell ``odd`` characters as upper-case UTF-8 escapes, and every other one as itself."""

    def spell(match: re.Match[str]) -> str:
        character = chr(int(match[0][1:], 16)) if len(match[0]) == 3 else match[0]
        if odd.match(character) is None and match[0].lower() != "%2f":  # a slash of its own
            return character
        return match[0].upper() if len(match[0]) == 3 else quote(character, "", errors="replace")

    return text if odd.search(text) is None else _ESCAPE.sub(spell, text)


def _kept_query(query: str, path: str) -> str:
    """Return the parameters that can tell articles apart, sorted, with their question mark."""
    telling = _names_its_article(path)
    kept = set()
    for part in _QUERY_SPLIT.split(query.replace("+", "%20")):
        name, _, value = (_escape(piece, _QUERY_ODD) for piece in part.partition("="))
        if (name or value) and not _is_noise(name.lower(), value.lower(), telling):
            kept.add(f"{name}={value}" if value else name)
    return "?" + "&".join(sorted(kept)) if kept else ""


def _is_noise(name: str, value: str, telling: bool) -> bool:
    """Whether a parameter is a tracker or a view; ``telling`` paths identify their article."""
    meaning = role(name)
    if meaning == "doubtful":
        return telling or not any(character.isdigit() for character in value)
    return meaning == "tracker" or is_view(f"{name}={value}" if value else name)


def _names_its_article(path: str) -> bool:
    """Whether a path alone tells which article it is: by a long number, or four words."""
    last = path.rpartition("/")[2]
    numbered = re.search(r"\d{5}", last) is not None
    return (numbered or last.count("-") + last.count("_") > 2) and not _SCRIPT.search(last)


def parts_left_out(url: str) -> dict[str, str]:
    """Return what a key leaves out of an address though it might tell pages apart, by name.

    That is the fragment, under ``#``, and parameters that are trackers on most sites only.
    """
    address, _, fragment = url.partition("#")
    parts = sorted(part.partition("=")[::2] for part in address.partition("?")[2].split("&"))
    found = {name: value for name, value in parts if value and role(name.lower()) == "doubtful"}
    if fragment and not _FRAGMENT_TRACKER.match(fragment):
        found["#"] = fragment
    return found


def loosened(key: str) -> tuple[str, dict[str, str]]:
    """Return a key without the parameters that nobody knows, and these.

    The key is empty where it has none of them, or its path does not tell which article it is.
    """
    path, _, query = key.partition("?")
    if not query or "#" in key or not _names_its_article(path):
        return "", {}
    parts = [part.partition("=")[::2] for part in query.split("&")]
    unknown = {name: value for name, value in parts if not names_a_page(name.lower())}
    kept = [part for part in query.split("&") if part.partition("=")[0] not in unknown]
    return (path + ("?" + "&".join(kept) if kept else "") if unknown else ""), unknown
