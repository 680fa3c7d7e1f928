"""From text to words: cleaning, tokenizing, counting, and how common a word is."""
