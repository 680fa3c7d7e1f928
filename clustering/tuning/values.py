"""What a sweep goes over: one or two settings, and the values of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

import numpy as np

from clustering.errors import UsageError
from clustering.settings.model import KNOBS, Settings, choose_settings
from clustering.stories.contrast import DETAILS

MAX_VALUES = 2000  # of one setting

# 200 values in equal ratios: as a fixed cut, the best of no labelled set lay outside 0.03 to 0.30.
_COHESION_VALUES = tuple(np.round(np.geomspace(0.01, 0.6, 200), 4).tolist())

DEFAULT_VALUES: Mapping[str, tuple[Any, ...]] = {
    "detail": tuple(DETAILS.tolist()),
    "cohesion": _COHESION_VALUES,
    "link": tuple(round(0.10 + 0.02 * step, 2) for step in range(11)),
    "window": (0.0, 3.0, 5.0, 7.0, 10.0, 14.0, 21.0, 30.0),
    "smoothing": (0.0, 0.05, 0.1, 0.15, 0.2, 0.3),
}


@dataclass(frozen=True)
class Axis:
    """A setting and the values it is tried at, each once."""

    name: str
    values: tuple[Any, ...]


def parse_sweep(text: str, settings: Settings) -> tuple[Axis, ...]:
    """Read what to sweep: ``detail``, ``detail,link`` or ``link=0.1:0.3:5,window=7/14``.

    Parameters
    ----------
    text
        One or two settings; after ``=`` either ``lowest:highest:how many`` or single values
        with ``/`` between them.
    settings
        Of the run. The value each setting has there is always among those tried.

    Returns
    -------
    tuple of Axis
        What cuts the tree first where it is swept: neighbouring steps then differ in it.

    Raises
    ------
    UsageError
        For an unknown setting, a value out of range, more than two settings, or a detail where a
        cohesion takes its place.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not 1 <= len(parts) <= 2:
        raise UsageError(f"--sweep {text}: name one or two settings, such as detail,link.")
    axes = [_axis(part, settings) for part in parts]
    names = [axis.name for axis in axes]
    if len(set(names)) < len(names):
        raise UsageError(f"--sweep {text}: {names[0]} is there twice.")
    if set(names) == set(KNOBS):
        raise UsageError(f"--sweep {text}: a cohesion takes the place of the detail; sweep one.")
    if "detail" in names and settings.knob != "detail":
        raise UsageError(
            f"--sweep {text}: the cohesion {settings.cohesion:g} that is set takes the place of "
            "the detail; sweep cohesion, or take it away."
        )
    return tuple(sorted(axes, key=lambda axis: axis.name not in KNOBS))


def _axis(text: str, settings: Settings) -> Axis:
    name, _, listed = (part.strip() for part in text.partition("="))
    name = name.replace("-", "_")
    if name not in settings.shaping():
        from rapidfuzz import process

        nearest = process.extractOne(name, list(settings.shaping()))
        raise UsageError(f"--sweep: there is no setting {name!r}; did you mean {nearest[0]!r}?")
    values = _values(name, listed) if listed else _default_values(name)
    now = getattr(settings, name)
    if now is not None:
        values = (*values, now)
    checked = [choose_settings({name: value}).settings for value in dict.fromkeys(values)]
    known = list(dict.fromkeys(getattr(one, name) for one in checked))
    numbers = all(isinstance(value, int | float) for value in known)
    return Axis(name, tuple(sorted(known) if numbers else known))


def _values(name: str, listed: str) -> tuple[Any, ...]:
    if ":" not in listed:
        return tuple(_value(part.strip()) for part in listed.split("/"))
    try:
        low, high, count = listed.split(":")
        steps, ends = int(count), (float(low), float(high))
        if not np.isfinite(ends).all():
            raise ValueError
        values = np.linspace(*ends, steps)
    except ValueError:
        raise UsageError(
            f"--sweep {name}={listed}: write lowest:highest:how many, such as 0.05:0.3:26."
        ) from None
    if not 1 <= steps <= MAX_VALUES:
        raise UsageError(f"--sweep {name}={listed}: try 1 to {MAX_VALUES:,} values.")
    if Settings.model_fields[name].annotation is int:
        return tuple(round(value) for value in values.tolist())
    digits = 2 if name == "detail" else 6  # details are hundredths
    return tuple(round(value, digits) for value in values.tolist())


def _value(text: str) -> Any:  # noqa: ANN401 - pydantic turns it into what the setting takes
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _default_values(name: str) -> tuple[Any, ...]:
    if name in DEFAULT_VALUES:
        return DEFAULT_VALUES[name]
    kind = Settings.model_fields[name].annotation
    if kind is bool:
        return (False, True)
    if get_origin(kind) is Literal:
        return get_args(kind)
    raise UsageError(f"--sweep {name}: say which values to try, such as {name}=LOW:HIGH:COUNT.")
