"""Which settings most people need; the others are for those who measure what they do."""

from __future__ import annotations

from pydantic.fields import FieldInfo

from clustering.settings.model import Settings

COMMON = (
    *("detail", "cohesion", "window", "related", "series"),
    *("duplicate_title", "duplicate_text", "duplicate_keep"),
    *("meaning", "model", "jobs", "memory"),
)
"""In the order in which they are shown."""


def settings_in_order() -> list[tuple[str, FieldInfo]]:
    """Return all settings, those that most people need first."""
    others = [name for name in Settings.model_fields if name not in COMMON]
    return [(name, Settings.model_fields[name]) for name in (*COMMON, *others)]
