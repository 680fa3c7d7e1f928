"""Which values a setting takes, in figures and in words; which setting a wrong name may mean."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, get_args

from pydantic.fields import FieldInfo


def limits_of(setting: FieldInfo) -> tuple[float, float] | None:
    """Return the least and the greatest value of a setting; ``None`` if it is no number."""
    low = [bound.ge for bound in setting.metadata if hasattr(bound, "ge")]
    high = [bound.le for bound in setting.metadata if hasattr(bound, "le")]
    return (low[0], high[0]) if low and high else None


def accepted_values(setting: FieldInfo) -> str:
    """Say which values a setting takes: ``a number from 0 to 1``."""
    kind, extra = setting.annotation, setting.json_schema_extra
    if isinstance(extra, dict) and "accepts" in extra:
        return str(extra["accepts"])
    if limits := limits_of(setting):
        number = "a whole number" if kind is int else "a number"
        whole = " in hundredths" if limits[0] == 0.01 else ""
        return f"{number} from {limits[0]:g} to {limits[1]:,}{whole}"
    if kind is bool:
        return "true or false"
    *others, last = map(str, get_args(kind))
    return f"{', '.join(others)} or {last}"


def metavar_of(setting: FieldInfo) -> str | None:
    """Return what the help writes for the value of a setting that is a text; else ``None``."""
    extra = setting.json_schema_extra
    return str(extra["metavar"]) if isinstance(extra, dict) and "metavar" in extra else None


def take_unknown(
    values: dict[str, Any], origin: str, known: Collection[str], others: Sequence[str] = ()
) -> list[str]:
    """Take out the names that are no settings; say which may be meant, of these or of others."""
    names = [*known, *others]
    faults = []
    for name in [name for name in values if name not in known]:
        from rapidfuzz import process  # 0.02 s, which right settings do not need

        nearest = process.extractOne(name, names)
        faults.append(f"{origin}: there is no setting {name!r}; did you mean {nearest[0]!r}?")
        del values[name]
    return faults
