"""Bulk: many instructions of a platform in one request, each with its own key, outcome and events."""
