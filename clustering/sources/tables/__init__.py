"""Reads tables: cuts each format into rows, and makes records of the rows."""
