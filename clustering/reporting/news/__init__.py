"""What is new in a store, in words, on a terminal, as a table and as a feed."""
