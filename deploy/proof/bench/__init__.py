"""Measures a running suite."""
