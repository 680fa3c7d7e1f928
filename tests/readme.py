"""What the README takes from the code: its table of settings.

``python -m tests.readme`` writes the table anew after a setting has changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from pydantic.fields import FieldInfo

from clustering.settings.model import Settings

README = Path(__file__).resolve().parents[1] / "README.md"
START = "<!-- settings: made by `python -m tests.readme` -->"
END = "<!-- end of settings -->"


def settings_table() -> str:
    """Return one row for each setting: its name, default, values and description."""
    rows = ["| setting | default | values | what it does |", "|---|---|---|---|"]
    for name, setting in Settings.model_fields.items():
        cells = (f"`{name}`", _in_yaml(setting.default), _values(setting), str(setting.description))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def with_settings_table(text: str) -> str:
    """Return the text of the README with its table of settings made anew."""
    start, rest = text.split(START)
    _, end = rest.split(END)
    return f"{start}{START}\n{settings_table()}\n{END}{end}"


def _values(setting: FieldInfo) -> str:
    if setting.annotation is bool:
        return "true, false"
    ends = {
        name: getattr(bound, name)
        for bound in setting.metadata
        for name in ("ge", "le")
        if hasattr(bound, name)
    }
    if ends:
        return f"{ends['ge']:g} to {ends['le']:,}"
    return ", ".join(map(str, get_args(setting.annotation))) or "a list"


def _in_yaml(value: Any) -> str:  # noqa: ANN401 - any default
    if value is None:
        return "chosen"
    return f"`{str(value).lower()}`"


if __name__ == "__main__":
    README.write_text(with_settings_table(README.read_text(encoding="utf-8")), encoding="utf-8")
