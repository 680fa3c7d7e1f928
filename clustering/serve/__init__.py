"""The desk in a browser: pages that show a store, and forms that correct it."""
