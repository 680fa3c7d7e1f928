"""What the pages for readers take from the code: settings, names of fields, lists of modules.

``python -m tests.pages`` writes these parts anew after a setting or a module has changed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from pydantic.fields import FieldInfo

from clustering.duplicates import DuplicateGroup
from clustering.explain.explanation import Explanation
from clustering.model import Article, Outlet
from clustering.settings.accepted import accepted_values, limits_of
from clustering.settings.model import settings_in_order
from clustering.sources.names import FIELD_NAMES
from clustering.stories.story import Story
from clustering.stories.threads.stories import Thread

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "clustering"
README = ROOT / "README.md"
MAP = PACKAGE / "README.md"
TOP = "the package itself"
GUIDES = sorted((ROOT / "reports" / "guides").glob("*.md"))
MADE_PAGES = [MAP, *GUIDES]
"""The pages that hold made parts."""

SETTINGS = "settings"
FIELDS = "field names"
NOUNS = "nouns of a result"
BLOCK = re.compile(
    r"(<!-- ([^\n>]*), made by `python -m tests\.pages` -->\n).*?(<!-- end -->)", re.S
)
_TELLS = (property, cached_property)
_CODE = {".py", ".js", ".css"}


def refreshed(page: str) -> str:
    """Return the text of a page with its made parts made anew."""
    return BLOCK.sub(lambda found: f"{found[1]}{_made(found[2])}\n{found[3]}", page)


def settings_table() -> str:
    """Return one row for each setting: its name, default, values and description."""
    rows = ["| setting | default | values | what it does |", "|---|---|---|---|"]
    for name, setting in settings_in_order():
        cells = (f"`{name}`", _in_yaml(setting.default), _values(setting), str(setting.description))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def field_table() -> str:
    """Return one row for each field of an article: the names it is found under."""
    rows = ["| field | names of columns and keys, in any spelling |", "|---|---|"]
    for field, names in FIELD_NAMES.items():
        rows.append(f"| {field} | {', '.join(f'`{name}`' for name in names.usual)} |")
    return "\n".join(rows)


def noun_table() -> str:
    """Return one row for each noun of a result: what it holds, and what it tells."""
    rows = ["| noun | holds and tells |", "|---|---|"]
    for noun in (Story, Article, Outlet, DuplicateGroup, Thread, Explanation):
        held = list(noun.__annotations__)
        told = [name for name, one in vars(noun).items() if isinstance(one, _TELLS)]
        names = dict.fromkeys(name for name in held + told if not name.startswith("_"))
        rows.append(f"| {noun.__name__} | {', '.join(f'`{name}`' for name in names)} |")
    return "\n".join(rows)


def module_table(folder: str) -> str:
    """Return one row for each module of a folder of the package: its name and first sentence."""
    rows = ["| module | is for |", "|---|---|"]
    for path in modules(PACKAGE if folder == TOP else PACKAGE / folder):
        rows.append(f"| `{path.name}` | {first_sentence(path)} |")
    return "\n".join(rows)


def folders() -> list[str]:
    """List the folders of the package that hold modules, scripts or styles."""
    found = {path.parent for path in PACKAGE.rglob("*") if path.suffix in _CODE}
    names = (path.relative_to(PACKAGE).as_posix() for path in found if "vendor" not in path.parts)
    return sorted(TOP if name == "." else name for name in names)


def modules(folder: Path) -> Iterator[Path]:
    """Give the modules, scripts and styles of a folder by name."""
    return (path for path in sorted(folder.iterdir()) if path.suffix in _CODE)


def first_sentence(path: Path) -> str:
    """Return what a module says it is for: the first line of its docstring or first comment."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        said = ast.get_docstring(ast.parse(text)) or ""
        return " ".join(said.partition("\n\n")[0].split()).replace("``", "`")
    comment = re.match(r"(?://[^\n]*\n)+|/\*.*?\*/", text, re.S)
    return " ".join(
        re.sub(r"//(?: @ts-check)?|/\*|\*/", " ", comment[0] if comment else "").split()
    )


def _made(name: str) -> str:
    made = {SETTINGS: settings_table, FIELDS: field_table, NOUNS: noun_table}
    if name in made:
        return made[name]()
    return module_table(name.removeprefix("modules of "))


def _values(setting: FieldInfo) -> str:
    extra = setting.json_schema_extra
    if isinstance(extra, dict) and "accepts" in extra:
        return accepted_values(setting)
    if setting.annotation is bool:
        return "true, false"
    if limits := limits_of(setting):
        return f"{limits[0]:g} to {limits[1]:,}"
    return ", ".join(map(str, get_args(setting.annotation))) or accepted_values(setting)


def _in_yaml(value: Any) -> str:  # noqa: ANN401 - any default
    return "chosen" if value is None else f"`{str(value).lower()}`"


if __name__ == "__main__":
    for page in MADE_PAGES:
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")
    from tests import schemas

    schemas.main()
