"""Takes out the addresses that other addresses carry, in the ways in which sites put them there.

Each function takes host, path and query of an address and returns the address inside, or an empty
string. All are linear in the length of the address.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from urllib.parse import unquote

_ADDRESS = re.compile(r"(?:https?(?:%(?:25)*3a|:)|www\.|[\w-]+(?:\.[\w-]+)+/)", re.I)
_INSIDE = re.compile(r"https?(?::|%(?:25)*3a)(?:/|%(?:25)*2f){1,2}(?=[^/])", re.I)
_BEHIND_TIME = re.compile(
    r"/(?:\d{4,14}[a-z_]{0,4}\*?|\*|newest|oldest|\d{4}[.-]\d{2}[.-]?\d{2}[\d-]{0,9})"
    r"/([\w-]+(?:\.[\w-]+)+(?:[/?:].*|$))",
    re.I | re.S,
)
_FIRST_HOST = re.compile(r"/([\w-]+(?:\.[\w-]+)+/.+)", re.S)
_AVANAN_END = re.compile(r"___\.[^/]*$")
_AMP_CACHE = re.compile(r"(?:amp|[a-z]{1,3}(?:/w\d{1,5})?)/(?:s/)?([^/]+\.[^/]+.*)", re.I | re.S)
_TURBO = re.compile(r"(?:/turbo)?/([\w-]+(?:\.[\w-]+)+)/s(/.*)", re.S)
_TRANSLATED = re.compile(r"/proxy_u/[^/]+/(https?)/(.+)", re.S)
_NEWS_ID = re.compile(r"/(?:rss/|__i/rss/rd/)?(?:articles|read)/([\w-]{8,}={0,2})")
_CACHED = re.compile(r"(?:^|&)q=cache(?::|%3a)(?:[\w-]{6,20}(?::|%3a))?(.+)", re.I | re.S)
_YAHOO_TARGET = re.compile(r"/RU=([^/]+)")
_PROOFPOINT_3 = re.compile(r"/v3/__(.+?)__;([\w-]*)", re.S)
_JSON = re.compile(r"eyJ[\w-]+")
_IN_JSON = re.compile(r"https?://[^\"\s]+")


def in_parameters(names: frozenset[str], query: str) -> str:
    """Return the first address under one of these names; it may be in base64."""
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if name.lower().removeprefix("amp;") in names:
            address = unquote(value.replace("+", " ")).strip()
            if value.startswith(("aHR0c", "a1aHR0c")):
                address = _decode(value.removeprefix("a1")).decode("utf-8", "replace")
            elif inside := _INSIDE.search(address):  # behind words, as in a message
                address = address[inside.start() :].split()[0]
            if _ADDRESS.match(address):
                return address
    return ""


def in_path(path: str, query: str) -> str:
    """Return the address that stands in a path, with the query behind it."""
    whole = f"{path}?{query}" if query else path
    if found := _INSIDE.search(whole):
        inner = whole[found.start() :]
        return _AVANAN_END.sub("", unquote(inner) if "%" in found[0] else inner)
    if found := _TRANSLATED.match(whole):
        return f"{found[1]}://{found[2]}"
    found = _BEHIND_TIME.match(whole[whole.find("/", 1) :]) or _BEHIND_TIME.match(whole)
    found = found or _FIRST_HOST.match(whole)
    return found[1] if found else ""


def in_amp_cache(_: str, path: str, query: str) -> str:
    """Return the page of an AMP cache or viewer, whose query may be escaped in the path."""
    cached = _AMP_CACHE.fullmatch(path.lstrip("/"))
    if cached is None:
        return ""
    inner, *escaped = re.split("%3f", cached[1], maxsplit=1, flags=re.I)
    queries = [unquote(part) for part in escaped] + ([query] if query else [])
    return inner + ("?" + "&".join(queries) if queries else "")


def in_translated_host(host: str, path: str, query: str) -> str:
    """Return the page behind ``www-outlet-com.translate.goog``."""
    label = host.removesuffix(".translate.goog").rpartition(".")[2]
    name = label.replace("--", "\0").replace("-", ".").replace("\0", "-")
    kept = [part for part in query.split("&") if part and not part.startswith("_x_tr_")]
    return f"https://{name}{path}" + ("?" + "&".join(kept) if kept else "")


def in_turbo_page(_: str, path: str, query: str) -> str:
    """Return the page behind ``/outlet.com/s/news``."""
    found = _TURBO.fullmatch(path)
    return found[1] + found[2] + (f"?{query}" if query else "") if found else ""


def in_google_news_id(_: str, path: str, query: str) -> str:
    """Return the page whose address an id of Google News holds; else the one place of the id.

    The id is a message of protocol buffers in base64; until 2024 its field 4 was the address.
    """
    found = _NEWS_ID.fullmatch(path)
    if found is None:
        return ""
    data = _decode(found[1])
    if data[:1] == b"\x08" and data[2:3] == b"\x22" and len(data) > 4:
        size, start = data[3], 4
        if size > 127:
            size, start = (size & 127) | data[4] << 7, 5
        if data[start : start + 4] == b"http":
            return data[start : start + size].decode("utf-8", "replace")
    plain = f"/articles/{found[1].rstrip('=')}"
    return "" if path == plain and not query else f"news.google.com{plain}"


def in_google_cache(_: str, __: str, query: str) -> str:
    """Return the page behind ``cache:ID:outlet.com/news+words``."""
    found = _CACHED.search(query)
    return unquote(re.split(r"[+&]|%20", found[1], maxsplit=1)[0]) if found else ""


def in_yahoo_result(_: str, path: str, __: str) -> str:
    """Return the page behind ``/RU=https%3a%2f%2foutlet.com/``."""
    found = _YAHOO_TARGET.search(path)
    return unquote(found[1]) if found else ""


def in_url_defense(_: str, path: str, query: str) -> str:
    """Return the page behind the second and third way in which Proofpoint writes addresses."""
    if path.startswith("/v2"):
        written = dict(part.partition("=")[::2] for part in query.split("&")).get("u", "")
        return unquote(written.replace("-", "%").replace("_", "/"))
    found = _PROOFPOINT_3.match(f"{path}?{query}" if query else path)
    if found is None:
        return ""
    hidden = iter(_decode(found[2]).decode("utf-8", "replace"))
    lengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    def shown(star: re.Match[str]) -> str:
        count = 1 if star[1] is None else lengths.find(star[1]) + 2
        return "".join(next(hidden, "") for _ in range(count))

    return re.sub(r"\*(?:\*([\w-]))?", shown, found[1])


def in_json(_: str, path: str, query: str) -> str:
    """Return the first address in JSON that is in base64, as in a web token."""
    for found in _JSON.findall(f"{path}?{query}"):
        text = _decode(found).decode("utf-8", "replace").replace("\\", "")
        if inner := _IN_JSON.search(text):
            return inner[0]
    return ""


def _decode(text: str) -> bytes:
    """Decode base64 of either alphabet, also without its end."""
    plain = text.rstrip("=").replace("+", "-").replace("/", "_")
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    try:
        return urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
    except ValueError:
        return b""
