"""The version of the package, and what its report folders are known by."""

__version__ = "0.2.0"
TOOL_NAME = "samestory"
RUN_RECORD = "run.json"
"""The file of a report folder that names the tool and says what ran."""
