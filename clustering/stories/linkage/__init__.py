"""Average linkage over the evidence graph: the tree of merges."""
