"""Served documents: API and event descriptions, pages and guides."""
