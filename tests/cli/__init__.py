"""Tests of ``clustering/cli``: what a person or a script at the terminal sees."""
