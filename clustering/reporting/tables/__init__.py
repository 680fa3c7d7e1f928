"""The rows of a result, and the files of rows: CSV, JSON lines, Parquet, databases."""
