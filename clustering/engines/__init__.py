"""Where the arrays and texts of a run are kept: in memory, or on disk."""
