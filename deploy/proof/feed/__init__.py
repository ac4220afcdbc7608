"""Proof of the feed: deals of all programmes, and a plain reader who keeps their books from `/v1/events` alone."""
