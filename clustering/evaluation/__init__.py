"""A run compared with what people say: gold labels, scores, intervals."""
