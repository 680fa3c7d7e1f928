"""Every setting of a run: what there is, where it is read, how it is written."""
