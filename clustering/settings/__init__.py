"""Every setting of a run: what there is, where it is read, how it is written."""

from __future__ import annotations

from clustering.settings.model import KEEP_ORDER, Chosen, Settings, choose_settings
from clustering.settings.read import CONFIG_NAME

__all__ = ["CONFIG_NAME", "KEEP_ORDER", "Chosen", "Settings", "choose_settings"]
