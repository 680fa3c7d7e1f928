"""What stands behind ``index.html``: its data as compact columns, and its scripts and styles."""
