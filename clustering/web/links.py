"""What may be linked: the one rule for every report, the page and the address of an article."""

from __future__ import annotations

import re

# A user before the host can pass for the host, as in https://bank.example@other.example. White
# space, control characters and marks that turn the direction of text never belong to an address;
# U+FFFD stands where a report had to replace a character, so that the address is not the one given.
_HIDDEN = r"\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffd"
_HOST = rf"[^{_HIDDEN}#/:<>?@\[\\\]^|%\"'`{{}}]+|\[[0-9a-f:.]+\]"
_WEB = re.compile(rf"https?://(?:{_HOST})(?::\d{{1,5}})?(?:[/?#][^{_HIDDEN}]*)?", re.I)


def is_web(url: str) -> bool:
    """Whether a report may link to ``url``: http or https, a plain host, nothing hidden."""
    return _WEB.fullmatch(url) is not None


def linkable(url: str) -> str:
    """Return ``url`` where a report may link to it, else an empty string."""
    return url if is_web(url) else ""
