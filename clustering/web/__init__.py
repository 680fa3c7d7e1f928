"""Rules for web addresses."""
