"""``python -m clustering`` is the ``samestory`` command."""

from clustering.cli import main

if __name__ == "__main__":
    main()
