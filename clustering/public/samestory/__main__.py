"""Runs the ``samestory`` command as ``python -m samestory``."""

from clustering.cli import main

main()
