"""How long tests wait for what has to come: so long that only what is broken does not."""

from __future__ import annotations

PATIENCE = 120.0  # seconds; what is to be stopped in a test goes on for ten minutes
