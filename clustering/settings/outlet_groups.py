"""The user's groups of outlets: how a settings file gives them, and which outlet is in which.

``own`` are the user's outlets. A list under a name is a group; lists one level deeper are the
groups of one kind, such as the sides of a leaning, which are compared with each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from typing import NamedTuple

from clustering.model import Outlet
from clustering.web.keys import domain

OWN = "own"
EXPECTED = (
    "lists of outlets under the names of groups, such as 'rivals: [a.com, Daily News, \"*.org\"]', "
    "or one level deeper 'leaning: {left: [a.com], right: [b.com]}'; 'own' is one list"
)


class OutletGroup(NamedTuple):
    """A group of outlets: their names, domains and addresses; ``*`` stands for any characters.

    ``kind`` is what its groups are compared by, such as ``leaning``; empty for a group of its own.
    """

    kind: str
    name: str
    outlets: tuple[str, ...]

    @property
    def label(self) -> str:
        """What tells it from all other groups."""
        return f"{self.kind}: {self.name}" if self.kind else self.name


@dataclass(frozen=True)
class OutletGroups:
    """The groups, and which of them each outlet is in."""

    groups: tuple[OutletGroup, ...] = ()
    _known: dict[Outlet, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def own(self) -> int | None:
        """The number of the group of the user's own outlets; ``None`` where there is none."""
        return next((at for at, group in enumerate(self.groups) if group.label == OWN), None)

    def of(self, name: str, domain: str) -> tuple[int, ...]:
        """Return the numbers of the groups that an outlet is in."""
        outlet = Outlet(name, domain)
        if outlet not in self._known:
            self._known[outlet] = tuple(
                at
                for at, group in enumerate(self.groups)
                if any(_is_meant(entry, outlet) for entry in group.outlets)
            )
        return self._known[outlet]

    def unknown(self, outlets: Iterable[Outlet]) -> dict[str, list[str]]:
        """Return what names none of these outlets, with the groups that it stands in."""
        present = list(outlets)
        found: dict[str, list[str]] = {}
        for group in self.groups:
            for entry in group.outlets:
                if not any(_is_meant(entry, outlet) for outlet in present):
                    found.setdefault(entry, []).append(group.label)
        return found


NO_GROUPS = OutletGroups()


def read_groups(value: object) -> tuple[OutletGroup, ...] | None:
    """Return the groups that a settings file gives; ``None`` where it does not give such."""
    if not isinstance(value, Mapping):
        return None
    groups = []
    for name, outlets in value.items():
        of_kind = isinstance(outlets, Mapping)
        if not _is_named(name) or (of_kind and (not outlets or _plain(name) == OWN)):
            return None
        for member, listed in outlets.items() if of_kind else [(name, outlets)]:
            named = _names(listed)
            if not named or not _is_named(member):
                return None
            own = OWN if not of_kind and _plain(member) == OWN else member
            groups.append(OutletGroup(name if of_kind else "", own, named))
    labels = {group.label for group in groups}
    return tuple(groups) if len(labels) == len(groups) else None


def _names(listed: object) -> tuple[str, ...]:
    """Return the outlets of a list, or of one name; a name may be a number. Empty for others."""
    names = listed if isinstance(listed, list) else [listed]
    can_be = (_is_named(one) or type(one) is int for one in names)
    return tuple(map(str, names)) if all(can_be) else ()


def _is_named(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


class _Entry(NamedTuple):
    """An outlet as a group names it: its name, its domain, or a pattern of these."""

    name: str
    domain: str
    pattern: re.Pattern[str] | None


@lru_cache(maxsize=4096)
def _entry(text: str) -> _Entry:
    name = _plain(text)
    if "*" not in name:
        return _Entry(name, domain(text), None)
    # "*.b.org" are the sites of b.org, which all have its domain.
    pattern = "|".join(map(translate, {name, name.removeprefix("*.")}))
    return _Entry(name, "", re.compile(pattern))


def _is_meant(text: str, outlet: Outlet) -> bool:
    """Whether a text names an outlet: by its name in any case, or by an address of its site."""
    entry = _entry(text)
    known = [one for one in (_plain(outlet.name), outlet.domain) if one]
    if entry.pattern:
        return any(map(entry.pattern.fullmatch, known))
    return entry.name in known or bool(entry.domain and entry.domain == outlet.domain)


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
