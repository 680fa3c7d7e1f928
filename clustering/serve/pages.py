"""Renders the pages of the desk with the words and the styles of the report."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, PackageLoader

from clustering.reporting.news import words as news_words
from clustering.reporting.page.html import page_environment
from clustering.text.time_zones import zone_name

if TYPE_CHECKING:
    from jinja2 import Environment

_STYLES = (
    ("clustering.reporting", "base.css"),
    ("clustering.reporting", "views.css"),
    ("clustering.serve", "desk.css"),
    ("clustering.reporting", "print.css"),
)
CHANGE_WORDS = {
    "born": "new story",
    "split": "split off",
    "merged": "merged into another",
    "moved": "articles moved here",
    "grew": "articles came",
}


def render(name: str, **values: object) -> str:
    """Return a page as HTML."""
    return _environment().get_template(f"{name}.html.j2").render(**values)


@cache
def _environment() -> Environment:
    folders = [PackageLoader("clustering.serve"), PackageLoader("clustering.reporting")]
    environment = page_environment().overlay(loader=ChoiceLoader(folders))
    environment.globals |= {"change_words": CHANGE_WORDS, "zone": zone_name}
    environment.globals |= news_words.IN_TEMPLATES
    return environment


@cache
def style() -> str:
    """Return the style sheet of all pages."""
    return "\n".join(_read(package, name) for package, name in _STYLES)


@cache
def script() -> str:
    """Return the script for the keyboard."""
    return _read("clustering.serve", "desk.js")


@cache
def icon() -> str:
    """Return the picture that browsers show beside the title."""
    return _read("clustering.serve", "icon.svg")


def _read(package: str, name: str) -> str:
    return (resources.files(package) / "assets" / name).read_text(encoding="utf-8")
