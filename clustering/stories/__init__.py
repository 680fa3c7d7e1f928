"""From the graph to stories: merging, describing, and signs of an accident."""
