"""From text to words: cleaning, cutting, counting, how common a word is."""
