"""Whole stories over HTTP against a running suite. One file in `stories/` is one story."""
