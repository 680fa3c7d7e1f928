"""What ``tune`` prints and writes."""
