"""A run held against what people say: gold labels, scores, intervals."""
