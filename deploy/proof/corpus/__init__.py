"""Corpus of files as people have them: what published packages ship with their tests, looked into as evidence is."""
