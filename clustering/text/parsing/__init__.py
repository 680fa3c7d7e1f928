"""From JSON and YAML text to plain values, within limits that are ours."""
