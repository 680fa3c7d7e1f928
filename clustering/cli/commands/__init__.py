"""The commands, a module each; `app` loads them by name."""
