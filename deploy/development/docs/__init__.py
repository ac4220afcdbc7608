"""Writes what readers and partners get: API and event descriptions, the problem catalogue, the guides as pages."""
