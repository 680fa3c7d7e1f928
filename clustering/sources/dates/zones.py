"""How far from UTC a time is by what stands behind it: a name of a zone, or an offset."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

# Hours from UTC. Of a name with several meanings that of RFC 822 counts (EST to PDT), then that
# of Europe (BST, MET), then that of the country with the most news under it (IST, CST, AST).
_HOURS = {
    0: "z utc ut uct gmt zulu wet",
    1: "bst cet met mez west wat",
    2: "cest mest mesz cat eet sast",
    3: "eest msk eat trt idt",
    4: "gst msd",
    5: "pkt",
    5.5: "ist",
    5.75: "npt",
    6: "bdt",
    6.5: "mmt",
    7: "wib ict",
    8: "hkt sgt myt pht awst wita",
    9: "jst kst",
    9.5: "acst",
    10: "aest",
    10.5: "acdt",
    11: "aedt",
    12: "nzst",
    13: "nzdt",
    -2.5: "ndt",
    -3: "adt brt art",
    -3.5: "nst",
    -4: "ast edt clt",
    -5: "est cdt cot pet",
    -6: "cst mdt",
    -7: "mst pdt",
    -8: "pst akdt",
    -9: "akst",
    -10: "hst",
}
_ZONES = {
    name: timezone(timedelta(hours=hours)) for hours, row in _HOURS.items() for name in row.split()
}
# Written in summer and winter alike.
_PLACES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
PLACE = r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z/_-]{3,30}"
"""Names of the database of time zones, as Java writes them behind a time."""

_OFFSET = re.compile(r"([+-])(\d\d?)(?::?(\d\d))?")


@lru_cache(maxsize=1024)
def read_zone(name: str) -> tzinfo | None:
    """Read ``cest``, ``+02:00``, ``gmt+2``, ``et`` or ``Europe/Berlin``; ``None`` for others."""
    plain = name.replace("\u2212", "-").replace(" ", "").lower()
    if plain in _ZONES:
        return _ZONES[plain]
    if offset := _OFFSET.fullmatch(plain.removeprefix("gmt").removeprefix("utc")):
        apart = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if apart >= timedelta(hours=24):
            return None
        return timezone(-apart if offset[1] == "-" else apart)
    place = _PLACES.get(plain, name)
    try:
        return ZoneInfo(place) if "/" in place else None
    except (OSError, ValueError, KeyError):  # not there, or a system without the database
        return None
