"""The evidence graph: edges between articles and what speaks for each."""
