"""Every setting of a run: what there is, where it is read, how it is written."""

from __future__ import annotations

from clustering.settings.model import CONFIG_NAME, KEEP_ORDER, Chosen, Settings, choose_settings

__all__ = ["CONFIG_NAME", "KEEP_ORDER", "Chosen", "Settings", "choose_settings"]
