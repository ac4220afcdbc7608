"""Rows of the benchmark: what each measures, and how."""
