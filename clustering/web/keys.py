"""The one key that all spellings of a web address share, and the domain of its outlet.

Which parameters are trackers is written in ``trackers.py``.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from tldextract import TLDExtract

from clustering.web.trackers import role

# Marker of an absolute address, host, port, path up to the first odd character, rest of the
# path, query, fragment. The user is dropped.
_ADDRESS = re.compile(
    r"((?:https?:)?//(?:[^/?#]*@)?)?([^/?#@:]+)(?::(\d*))?(?=[/?#]|\Z)"
    r"([-a-zA-Z0-9_.~!$'()*,:=@&+/]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?",
    re.I | re.S | re.ASCII,
)
_HTML_AMPERSAND = re.compile(r"&(?:(?:amp|#0*38|#x0*26);)+", re.I)

# Hosts.
_HOST = re.compile(r"[-a-z0-9_\x80-\U0010ffff]+(?:\.[-a-z0-9_\x80-\U0010ffff]+)*")
_SUFFIXES = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
_DEVICE_LABEL = re.compile(r"www\d?|m|mobile|amp|wap|touch")  # the same site for another device
_NUMERIC = re.compile(r".*\.\d+|\d+")  # no top-level domain is a number

# Addresses inside addresses: AMP caches and viewers; Google Alerts, Bing News feeds and social
# networks; the redirectors of Yahoo and Folha.
_AMP_CACHE = re.compile(
    r"(?:(?:[^/]+\.)?(?:cdn\.ampproject\.(?:org|net)|bing-amp\.com)/[a-z]{1,3}(?:/w\d+)?"
    r"|(?:google\.[a-z.]{2,6}|bing\.com)/amp)/(?:s/)?(.+)",
    re.I | re.S,
)
_REDIRECTOR = re.compile(
    r"google\.[a-z.]{2,6}/url|bing\.com/news/apiclick\.aspx|l\.facebook\.com/l\.php|out\.reddit\.com/?"
)
_WRAPPER = re.compile(r"ampproject\.|bing(?:-amp)?\.|google\.|facebook\.|reddit\.")
_TARGET = re.compile(r"(?:^|&)(?:url|u|q)=(https?(?:%3a|:)[^&]+)", re.I)
_STARRED = re.compile(r"/\*(https?://.+)", re.I | re.S)

# Paths.
_ESCAPE = re.compile(r"%[0-9a-f]{2}|[^-\w.~]", re.I | re.S | re.ASCII)
_PATH_ODD = re.compile(r"[^-\w.~!$'()*,:=@&+/]", re.ASCII)
_AMP_PATHS = (
    # Whole segments only: /best-guitar-amp and /amp-maker-sold are about amplifiers.
    (re.compile(r"(?:/platform)?/(?:\.?amp|google-amp|amphtml)(?=/|$)", re.I), ""),
    (re.compile(r"/amp(?=\.html?$)", re.I), "/index"),
    (re.compile(r"\.amp(?=(?:\.\w{2,5})?$)|(?<=\w)_amp(?=\.\w{2,5}$)", re.I), ""),
    (re.compile(r"(?<=/)amp[-_](?=(?:article|articleshow|story|news)/)", re.I), ""),
    (re.compile(r"(/(?:article|articleshow|story|news))[-_]amp(?=/)", re.I), r"\1"),
    (re.compile(r"(?<=\w)/amp-(?=\d{6})", re.I), "-"),
    (re.compile(r"(?<=\d{5})/lite$", re.I), ""),  # the AMP pages of the Indian Express group
)
_INDEX = re.compile(r"/(?:index|default)\.(?:[sx]?html?|php\d?|aspx?|jsp|cfm)$", re.I)
_SESSION = re.compile(r"(?:;|%3b)(?:jsessionid|phpsessid)=[^/]*", re.I)

# Queries.
_QUERY_SPLIT = re.compile(r"[&?]|%3f", re.I)  # feeds glue a second "?utm_..." to a query
_QUERY_ODD = re.compile(r"[^-\w.~!$'()*,:;=@]", re.ASCII)
_AMP_VIEW = re.compile(  # name and value
    r"(?:context|format|layout|mode|output(?:type)?|render|template|type|version|view)=(?:valid_)?amp"
)
_SCRIPT = re.compile(r"\.(?:php\d?|asp|cgi|cfm|dll|jsp|pl)$", re.I)


class _Host(NamedTuple):
    start: str  # of its keys; empty when it is no host
    registered: str
    is_amp: bool
    wraps: bool


@lru_cache(maxsize=65_536)  # related lists repeat their addresses: 220,000 hold 7,700
def canonical(url: str) -> str:
    """Return the key that all spellings of one web address share.

    Scheme, user, default port, ``www.``/``m.``/``amp.`` hosts, AMP paths and caches, trackers,
    fragments, index pages and trailing slashes go; the case of the path and the other
    parameters (sorted) stay. Idempotent; ``""`` for anything that is no web address.

    >>> canonical("https://amp.outlet.com/news/Storm/amp/?utm_source=x&id=7#top")
    'outlet.com/news/Storm?id=7'
    """
    key, settled = _respell(url.strip())
    while not settled:  # one rule can lay bare work for another, as an AMP cache does for all
        before = key
        key, settled = _respell(key)
        settled = settled or key == before
    return key


def domain(url_or_host: str) -> str:
    """Return the registered domain: ``"outlet.co.uk"`` for any page or host of that outlet.

    Blogs on a shared host (``name.blogspot.com``) are outlets of their own. A host without a
    registered domain is returned whole, and what is no address gives ``""``.
    """
    match = _ADDRESS.fullmatch(canonical(url_or_host))
    host = _host(match[2]) if match else None
    return (host.registered or host.start.removeprefix("//")) if host else ""


def _respell(url: str) -> tuple[str, bool]:
    """Apply every rule once; the second value says whether none can find more to do."""
    if "&" in url:
        url = _HTML_AMPERSAND.sub("&", url)
    match = _ADDRESS.fullmatch(url)
    if match is None:
        return "", True
    marker, raw_host, port, path, odd, query, fragment = match.groups()
    host = _host(raw_host)
    if not host.start or (host.start.startswith("//") and not marker):
        return "", True
    if host.wraps or "/*http" in path:
        inner = _unwrap(host.start + path + odd, query)
        if inner:
            return inner, False
    start = host.start if not port or port in ("80", "443") else f"{host.start}:{port}"
    plain = _plain_path(path, odd, host)
    rest = _kept_query(query, plain) if query else ""
    if fragment and fragment[0] == "!" and (route := _plain_path("", fragment[1:], host)):
        rest += f"#!{route}"
    return start + plain + rest, not (odd or query or fragment) and plain == path.rstrip("/")


@lru_cache(maxsize=65_536)
def _host(raw: str) -> _Host:
    """Spell a host the one way: ASCII, lower-case, without ``www.``, ``m.`` or ``amp.``."""
    name = unicodedata.normalize("NFKC", raw).lower().replace("\u3002", ".").rstrip(".")
    if len(name) > 253 or _HOST.fullmatch(name) is None:
        return _Host("", "", is_amp=False, wraps=False)
    if not name.isascii():
        name = re.sub(r"[^.]*[^\x00-\x7f][^.]*", _punycode, name)
    is_amp = name.startswith("amp.")
    while (shorter := _without_device(name)) != name:
        name = shorter
    # Without the slashes nobody could tell a key of an unlisted host from a file name.
    start = f"//{name}" if "." not in name or _NUMERIC.fullmatch(name) else name
    return _Host(start, _registered(name), is_amp, _WRAPPER.search(name) is not None)


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
    found = _SUFFIXES.extract_str(host)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else ""
    return ".".join(host.rsplit(".", 2)[-2:])  # the list's own rule for domains it lacks


def _unwrap(place: str, query: str | None) -> str:
    """Return the address that a cache, viewer or redirector carries; empty when it has none."""
    starred = _STARRED.search(place)
    if starred:
        return starred[1] + (f"?{query}" if query else "")
    if query and _REDIRECTOR.fullmatch(place):
        target = _TARGET.search(query)
        return unquote(target[1]) if target else ""
    cached = _AMP_CACHE.fullmatch(place)
    if cached is None or not _host(cached[1].partition("/")[0]).registered:
        return ""
    inner, *escaped = re.split("%3f", cached[1], maxsplit=1, flags=re.I)
    queries = [unquote(part) for part in escaped] + ([query] if query else [])
    return inner + ("?" + "&".join(queries) if queries else "")


def _plain_path(path: str, odd: str, host: _Host) -> str:
    path = (_escape(_SESSION.sub("", path + odd), _PATH_ODD) if odd else path).rstrip("/")
    if "//" in path:
        path = re.sub("/{2,}", "/", path)
    if "/." in path:
        path = posixpath.normpath(path)
    lowered = path.lower()
    if host.is_amp:  # amp.outlet.com/outlet/page
        path = re.sub(rf"^/{re.escape(host.registered.partition('.')[0])}(?=/)", "", path)
    if "amp" in lowered or lowered.endswith("/lite"):
        for pattern, replacement in _AMP_PATHS:
            path = pattern.sub(replacement, path)
    if "/index." in lowered or "/default." in lowered:
        path = _INDEX.sub("", path)
    return path.rstrip("/")


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
    last = path.rpartition("/")[2]
    numbered = re.search(r"\d{5}", last) is not None
    telling = (numbered or last.count("-") + last.count("_") > 2) and not _SCRIPT.search(last)
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
    return meaning == "tracker" or _AMP_VIEW.fullmatch(f"{name}={value}") is not None
