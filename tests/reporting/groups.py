"""Groups of outlets for the hand-made results."""

from __future__ import annotations

from clustering.settings.outlet_groups import OutletGroup, OutletGroups

GROUPS = OutletGroups(
    (
        OutletGroup("", "own", ("daily.example",)),
        OutletGroup("", "rivals", ("Coast News", "wire.example")),
        OutletGroup("kind", "national", ("daily.example", "wire.example")),
        OutletGroup("kind", "local", ("arts.example", "digest.example")),
    )
)
