"""Which words of a text are names, and what they name."""
