"""Embeds data, scripts and styles, and allows the page to run these scripts and to load nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

# In the order they run: each file uses what the ones above it define.
OWN_SCRIPTS = (
    "dom.js",
    "text.js",
    "data.js",
    "group_data.js",
    "fragment.js",
    "search.js",
    "front.js",
    "pieces.js",
    "groups.js",
    "save.js",
    "list.js",
    "evidence.js",
    "graph.js",
    "merges.js",
    "timeline.js",
    "why.js",
    "story.js",
    "thread.js",
    "copy_group.js",
    "copies.js",
    "outlets.js",
    "chart.js",
    "overview.js",
    "paper.js",
    "keys.js",
    "app.js",
)
_VENDOR_SCRIPTS = ("cytoscape/cytoscape.min.js", "uplot/uPlot.iife.min.js")
_VENDOR_STYLES = ("uplot/uPlot.min.css",)
_OWN_STYLES = ("base.css", "views.css", "print.css")
# A script element ends at "</script", and "<!--" changes how it is read; the two separators
# end a line of JavaScript, though not of JSON.
_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Assets:
    """The page's style sheet, and its scripts in the order they run."""

    style: str
    scripts: tuple[str, ...]

    @property
    def policy(self) -> str:
        """The content security policy, which allows these scripts, inline styles, nothing else."""
        hashes = " ".join(f"'{_digest(script)}'" for script in self.scripts)
        return (
            f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
            "base-uri 'none'; form-action 'none'"
        )


@cache
def assets() -> Assets:
    """Return the scripts and styles that come with the package."""
    own = "\n".join(_read("assets", name) for name in OWN_SCRIPTS)
    return Assets(
        style="\n".join(
            [_read("vendor", name) for name in _VENDOR_STYLES]
            + [_read("assets", name) for name in _OWN_STYLES]
        ),
        scripts=(
            *(_read("vendor", name) for name in _VENDOR_SCRIPTS),
            f'(() => {{\n"use strict";\n{own}}})();\n',
        ),
    )


@cache
def house_style(*names: str) -> str:
    """Return the styles that all pages of ours share, and these of their own."""
    return "\n".join(_read("assets", name) for name in ("base.css", *names, "print.css"))


def as_json(data: Any) -> str:  # noqa: ANN401
    """Return ``data`` as JSON that may stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, escape in _ESCAPES.items():  # a tenth of the time that translating takes
        text = text.replace(sign, escape)
    return text


def _digest(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _read(folder: str, name: str) -> str:
    return (resources.files("clustering.reporting") / folder / name).read_text(encoding="utf-8")
